"""The language of a text, told by its script or by the small words that it is full of.

It is wanted where a text has no record yet: verbs of saying are looked for in its language alone,
and a draft says so where none of that language are known.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache

import regex

# By language (ISO 639-1): some of the commonest words of its news. Languages whose verbs of saying
# are not known stand here too, so that they are not taken for their neighbours.
SMALL_WORDS = {
    "en": "the of and to in that is was for with on as it by at from be",
    "de": "der die und in den von zu das mit ist nicht dem ein des im für",
    "nl": "de het een van en in is dat op te voor zijn met niet naar er",
    "af": "die van en in is wat nie het dat op vir met hy sy aan by",
    "sv": "och i att det som en på är av för den med till inte har om sig efter hade blev hon jag",
    "no": "og i det på er som en til å av for med ikke den har fra seg etter hadde ble hun jeg",
    "da": "og i det at er en til på af for den med ikke som har fra sig efter havde blev hun jeg",
    "is": "og að í á er sem um en við til ekki það var af hann fyrir",
    "fi": "ja on ei että oli se mutta kun myös hän joka kuin "
    "ovat jo ollut mukaan tai jos vain hänen vielä niin ole jonka",
    "et": "ja on ei et see oli ka mis kui ning oma aga kes selle olid ole kuid siis veel või seda",
    "hu": "a az és hogy nem is egy volt meg de ez "
    "csak már még el ki van lesz után szerint mint ha azt",
    "fr": "de la le et les des en un du une que est pour dans au qui",
    "es": "de la que el en y los del las un por con una para se al lo su más pero sus este",
    "ca": "de la que el i en els les un amb per una del al és dels",
    "gl": "de a que o e do da en os un para con unha non dos na",
    "pt": "de a que o e do da em um para com uma os no na não foi mais dos das pela são",
    "it": "di che e il la un in per è del della non le i con una",
    "ro": "de și în a la cu pe că nu din care pentru o este mai să",
    "pl": "w i na z się do że nie to jest o po od jak za przez",
    "cs": "a v se na je že s z do o ale by i "
    "k pro jako podle jsou nebo který která jsem už jen při od bude",
    "sk": "a v sa na je že s z do o ale aby i "
    "k pre ako podľa sú alebo ktorý ktorá už len pri od bude",
    "sl": "in je v na se da za so pa z ki ne po tudi bo s ter bi ali kot pri od ker",
    "sr": "и у је да на се за су од са не а који i u je da na se za "
    "su od s koji će što koja kao ali kako do nije iz o до или као што није из о",
    "ru": "и в не на что с по как это из но для его "
    "от к за он она они был или же также после до о все",
    "uk": "і в не на що з до та як це але від для "
    "у й за її його вони був ще після або також який про",
    "be": "і ў не на што з да як гэта для у але ад за яго яна яны быў пасля таксама які пра",
    "bg": "и на да в се за от е не с че са по като ще той тя бе или след до което който",
    "mk": "и на во да се за од е што не со ќе го",
    "sq": "të në e dhe një për me që i nga se është më",
    "lt": "ir į kad yra su iš tai bet buvo jis už per",
    "lv": "un ir ar no par kas tas bija uz ka arī kā",
    "tr": "ve bir bu da de için ile olarak çok daha olan ne ki gibi kadar "
    "sonra ise en her o değil ancak diye göre var yok dedi mi yeni bin son",
    "az": "və bir bu da də üçün ilə olaraq çox daha olan ki "
    "kimi qədər sonra isə ən hər o deyil amma deyə görə var yox",
    "mt": "il li ta u ma għal minn tal hu dan fil biex kien",
    "eo": "la de kaj en estas al ke ne por kun sed oni pri",
    "eu": "eta da ez du bat ere dira dute zen baina izan hori",
    "cy": "y yn a i o ar yr mae wedi ei bod gan",
    "ga": "an na ar go is agus bhí a i ag sé leis",
    "id": "yang dan di itu dengan untuk tidak dari ini dalam pada akan",
    "tl": "ang ng sa na mga at ay ni si para hindi kay",
    "sw": "ya na wa kwa ni katika za la kuwa hiyo huo cha",
    "vi": "và của là có các được cho trong không người đã những với một",
    "ar": "في من على أن إلى عن التي الذي مع هذا ما كان "
    "قال إن أنه بعد قبل أو لا لم بين حتى كما لن هذه",
    "fa": "و در به از که این را با است برای آن می",
    "ur": "کے کی میں ہے کا اور سے کو نے پر یہ کہ",
    "hi": "के की में है का और से को ने पर यह कि",
    "kk": "және бұл мен үшін бір да де деп ол бар осы туралы кейін",
    "mn": "нь байна юм болон энэ гэж бол ба ч гэсэн ийн дээр мөн их",
}
# Where one script is that of one language, its name in Unicode says which.
SCRIPTS = {
    **{"HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "CJK": "zh", "THAI": "th"},
    **{"HEBREW": "he", "GREEK": "el"},
    **{"GEORGIAN": "ka", "ARMENIAN": "hy", "BENGALI": "bn", "TAMIL": "ta", "TELUGU": "te"},
    **{"GUJARATI": "gu", "KANNADA": "kn", "MALAYALAM": "ml", "GURMUKHI": "pa", "SINHALA": "si"},
    **{"ETHIOPIC": "am", "KHMER": "km", "LAO": "lo", "MYANMAR": "my"},
}
SAMPLE = 20_000  # characters that are read
FEWEST = 40  # words below which nothing is said of a language
SHARE = 0.08  # of all words, that are small words of it at least
CLOSE = 0.8  # of the most small words, at which another language may be meant as well
_LETTER = regex.compile(r"\p{L}")
_WORD = regex.compile(r"[\p{L}\p{M}]+")


@lru_cache(maxsize=64)
def languages_of(text: str) -> tuple[str, ...]:
    """The tags of the languages in which a text may be, the likeliest first.

    Neighbours such as Danish and Norwegian may both be likely; where nothing can be told, as of a
    text of a few words, there is none.
    """
    sample = text[:SAMPLE]
    letters = _LETTER.findall(sample)[:2_000]
    scripts = Counter(unicodedata.name(letter, "?").split()[0] for letter in letters)
    # Japanese has more Chinese characters than its own, and no Chinese text has any of those.
    if scripts["HIRAGANA"] + scripts["KATAKANA"] > len(letters) / 20:
        return ("ja",)
    for script, number in scripts.most_common(1):
        if script in SCRIPTS and number > len(letters) / 2:
            return (SCRIPTS[script],)
    counts = Counter(word.lower() for word in _WORD.findall(sample))
    if counts.total() < FEWEST:
        return ()
    found = {
        language: sum(counts[word] for word in set(small.split()))
        for language, small in SMALL_WORDS.items()
    }
    best = sorted(found, key=lambda language: -found[language])
    least = max(SHARE * counts.total(), CLOSE * found[best[0]])
    return tuple(language for language in best if found[language] >= least)
