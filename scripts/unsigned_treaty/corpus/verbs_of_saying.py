"""Verbs of saying: the words by which a text attributes what it tells to somebody.

They are wanted in two places: to tell a speaker's clause from the speech in which it stands (in
dialogue after dashes only the verb tells them apart), and to propose the sentences that hold a
statement without quotation marks.  A word stands here in the forms that news texts use; a stem
ends in ``*``.  Nothing is decided by them: what they find is proposed to a person.
"""

from __future__ import annotations

import regex

# By language (ISO 639-1); a new language is a new line. Where words are written with blanks, a
# phrase counts as whole words; a stem, marked by an asterisk, as the beginning of one.
WORDS = {
    "en": (
        "say says said saying told tells telling stated stating noted noting adds added adding "
        "announce* declare declares declared declaring claimed claiming argue argues argued "
        "arguing believe believes believed thinks thought considers warn warns warned warning "
        "stresses stressed stressing emphasi* underlined underlines underlining underscored "
        "underscores explains explained explaining insist insists insisted insisting confirmed "
        "confirms confirming denies denied denying assert asserts asserted asserting maintains "
        "maintained suggests suggested suggesting acknowledg* admit admits admitted admitting "
        "concede* opine* remarked commented concluded recalled recalls recalling reiterat* "
        "repeated replied replies answered responded asked urged urges urging demanded demands "
        "demanding promised promises promising pledged pledges pledging vow vows vowed "
        "threatened threatens predict predicts predicted predicting expect expects expected "
        "hopes hoped hoping assured assures reported reportedly wrote writes quoted cited "
        "citing spoke expressed expresses expressing voiced referred echoed welcomed criticised "
        "criticized condemned accused accuses accusing proposed proposes described describes "
        "testified revealed disclosed indicated signalled signaled mentioned observed agreed "
        "disagreed objected complained lamented estimated estimates doubts doubted feared fears "
        "called dismissed rejected rejects refused ruled|out pointed|out points|out "
        "pointing|out pointed|to according|to in|his|view in|her|view in|their|view "
        "in|his|opinion in|her|opinion in|their|opinion in|the|opinion|of in|the|view|of "
        "in|his|words in|her|words in|the|words|of draws|attention drew|attention is|convinced "
        "are|convinced is|certain are|certain is|confident are|confident is|sure are|sure "
        "made|clear makes|clear went|on|to|say let|it|be|known concern|that statement|that "
        "clarified clarifies assessed assesses points|to draws|the|attention summed|up "
        "speculated conveyed cautioned cautions advised advises "
        "appealed invited thanked praised blamed blames disputed disputes contended contends "
        "affirmed affirms reaffirmed reaffirms hinted implied declined|to|comment"
    ),
    "ru": (
        "сказал* заявил* заявля* отметил* отмеча* сообщил* сообща* подчеркнул* подчеркив* "
        "подчёркив* добавил* добавля* рассказал* рассказыва* пояснил* поясня* объяснил* "
        "объясня* считает считают считал* полага* уверен уверена уверены убежд* напомнил* "
        "напомина* указал* указыва* ответил* отвеча* написал* пишет пишут признал* призна* "
        "подтвердил* подтвержда* опроверг* утвержда* обвинил* обвиня* обещал* пообещал* обеща* "
        "призвал* призыва* предупредил* предупрежда* предположил* предполага* заметил* уточнил* "
        "уточня* выразил* выража* говорит говорят говорил* объявил* резюмировал* заключил* "
        "прокомментировал* комментир* высказал* передал* передаёт передает процитировал* "
        "цитирует констатир* предложил* предлага* потребовал* требует пригрозил* надеется "
        "надеются ожидает ожидают прогнозир* согласился согласилась назвал* спросил* возразил* "
        "отверг* отрица* приветствовал* осудил* обратил|внимание обращает|внимание по|словам "
        "по|мнению по|его|словам по|её|словам по|ее|словам по|их|словам по|его|мнению "
        "по|её|мнению по|ее|мнению по|их|мнению по|данным по|оценке по|оценкам согласно думает "
        "думают сетует сетовал* посетовал* дал|понять замеча*"
    ),
    "uk": (
        "сказав сказала сказали заявив заявила заявили заявля* зазначив зазначила зазначили "
        "зазнача* повідомив повідомила повідомили повідомля* підкреслив підкреслила підкресл* "
        "додав додала додали додає розповів розповіла пояснив пояснила пояснює вважає вважають "
        "переконан* впевнен* нагадав нагадала відповів відповіла написав написала пише визнав "
        "визнала підтвердив підтвердила спростув* стверджує стверджують звинуватив* пообіцяв* "
        "обіця* закликав* заклика* попередив* попереджа* припустив* зауважив* уточнив* "
        "висловив* каже кажуть говорить говорив* оголосив* наголосив* наголошу* за|словами "
        "на|думку за|його|словами за|її|словами за|даними згідно спитав* запитав* назвав*"
    ),
    "be": ("сказаў сказала заявіў заявіла адзначыў адзначыла паведаміў паведаміла лічыць дадаў"),
    "bg": ("каза заяви заявиха отбеляза съобщи добави подчерта смята смятат посочи обясни според"),
    "sr": (
        "rekao rekla izjavio izjavila dodao dodala smatra istakao naveo saopštio kazao kaže "
        "рекао рекла изјавио изјавила додао додала сматра истакао навео саопштио казао каже"
    ),
    "de": (
        "sagt sagte sagten sagen erklärt* erklären betont* betonen meint meinte meinten "
        "mitgeteilt teilte|mit teilten|mit hieß|es heißt|es fügte|hinzu fügt|hinzu laut zufolge "
        "warnt warnte warnten kündigt* behauptet* bestätigt* bestreitet bestritt räumte|ein "
        "versprach verspricht drohte droht forderte fordert forderten glaubt glaubte hält|für "
        "schrieb schreibt berichtet* unterstrich unterstreicht äußert* bemerkt* erwartet "
        "erwartete hofft hoffte verwies verweist bezeichnet* kritisiert* antwortet* erinnerte "
        "nannte nennt nach|Angaben nach|Ansicht nach|Worten nach|den|Worten nach|Einschätzung "
        "nach|Meinung seiner|Ansicht ihrer|Ansicht seiner|Meinung ihrer|Meinung wies|zurück "
        "lehnte|ab plädiert* versichert* wirft warf sprach|sich gab|sich so|der so|die "
        "sei|ist|überzeugt zeigte|sich"
    ),
    "nl": (
        "zegt zei zeiden zeggen verklaart verklaarde verklaarden benadrukt benadrukte meldt "
        "meldde meldden aldus volgens voegde|toe voegt|toe waarschuwt waarschuwde vindt vond "
        "gelooft denkt dacht noemt noemde liet|weten laat|weten stelt stelde bevestigt "
        "bevestigde ontkent ontkende beloofde belooft schrijft schreef vertelt vertelde "
        "antwoordde antwoordt eist eiste verwacht verwachtte hoopt hoopte"
    ),
    "sv": (
        "säger sade sagt uppger uppgav förklarar förklarade menar menade anser ansåg tillägger "
        "tillade betonar betonade varnar varnade hävdar hävdade skriver skrev berättar "
        "berättade meddelar meddelade uttalade bekräftar bekräftade förnekar förnekade lovar "
        "lovade kräver krävde tror trodde konstaterar konstaterade enligt svarar svarade "
        "påpekar påpekade sa|han sa|hon han|sa hon|sa sa|till"
    ),
    "no": (
        "sier uttalte uttaler opplyser opplyste mener mente tilføyer tilføyde legger|til la|til "
        "understreker understreket advarer advarte hevder hevdet skriver skrev forteller "
        "fortalte melder meldte ifølge bekrefter bekreftet tror trodde påpeker svarte forklarer "
        "forklarte sa|han sa|hun han|sa hun|sa"
    ),
    "da": (
        "siger sagde udtaler udtalte oplyser oplyste mener mente tilføjer tilføjede "
        "understreger understregede advarer advarede hævder hævdede skriver skrev fortæller "
        "fortalte ifølge bekræfter bekræftede tror troede forklarer forklarede svarede meddeler "
        "meddelte"
    ),
    "fr": (
        "dit disait disent déclar* affirm* soulign* estim* ajout* expliqu* indiqu* rappel* "
        "précis* annonc* confirm* dément* démenti répond* répondu constat* prévenu promis "
        "promet juge jugé pense pensent croit écrit évoqu* reconnu reconnaît admis admet "
        "insist* conclut conclu dénonc* selon d’après d'après a|fait|savoir fait|valoir "
        "a|lancé espèr* "
        "redout* prévoi* raconte raconté note notent noté notait confie confié considère "
        "considèrent demande demandé demandent assure assuré assurent avertit averti plaide "
        "plaidé propose proposé accuse accusé accusent"
    ),
    "es": (
        "dijo dice dicen dijeron afirm* declar* señal* asegur* explic* agreg* añad* indic* "
        "subray* destac* advirt* advierte sostuvo sostien* manifest* anunci* confirm* desmint* "
        "respond* prometi* promete pidi* exigi* exige cree creen contó escrib* recordó recuerda "
        "admiti* admite reconoc* reiter* según apunt* recalc* precis* preguntó espera esperan "
        "propuso insisti* insiste concluyó concluye expresó expresa expresaron comentó "
        "comenta negó "
        "niega negaron considera consideró consideran opinó opina informó informa informaron "
        "acusó acusa acusaron cuenta contaron"
    ),
    "pt": (
        "disse diz dizem disseram afirm* declar* explic* acrescent* sublinh* destac* advert* "
        "garant* anunci* confirm* respond* promet* pediu exig* acredit* escrev* lembr* admit* "
        "reconhec* reiter* segundo ressalt* avali* comentou negou nega considera considerou "
        "informou informa"
    ),
    "it": (
        "dice dicono detto disse dichiar* affermat* afferma affermano sottoline* aggiun* spieg* "
        "sosten* ritien* riten* avvert* annunci* conferm* smenti* rispost* risponde promess* "
        "chiest* chiede considera pensa crede scrive scritto ricorda* ammes* ammette ribadi* "
        "secondo precis* osserva* racconta* commenta* replica* conclude concluso"
    ),
    "ro": (
        "spus spune declarat afirmat subliniat adăugat explicat precizat susține susținut "
        "avertizat anunțat confirmat negat răspuns promis cerut consideră crede scris potrivit"
    ),
    "pl": (
        "powiedział* mówi mówią mówił* oświadczył* stwierdził* stwierdza podkreślił* podkreśla "
        "dodał* dodaje zaznaczył* zaznacza poinformował* informuje wyjaśnił* wyjaśnia uważa "
        "uważają ocenił* ocenia ostrzegł* ostrzega przyznał* przyznaje zapowiedział* zapowiada "
        "twierdzi twierdzą potwierdził* zaprzeczył* odpowiedział* napisał* pisze przypomniał* "
        "zauważył* wskazał* zdaniem według jak|podał* podał* podkreślał* tłumaczy* skomentował* "
        "obiecał* zażądał* wezwał* przekonuje zapewnił* zapytał* rzekł*"
    ),
    "cs": (
        "řekl* říká říkají uvedl* prohlásil* dodal* dodává zdůraznil* upozornil* varoval* "
        "vysvětlil* domnívá myslí tvrdí potvrdil* popřel* odpověděl* napsal* píše připomněl* "
        "oznámil* podle poznamenal* sdělil* slíbil* vyzval* označil*"
    ),
    "sk": (
        "povedal* hovorí uviedol uviedla vyhlásil* dodal* zdôraznil* upozornil* tvrdí podľa "
        "potvrdil* poprel* odpovedal* napísal* oznámil* myslí domnieva"
    ),
    "hu": (
        "mondta mondja mondták közölte közölték jelentette|ki hozzátette hangsúlyozta szerint "
        "kijelentette figyelmeztetett elmondta megjegyezte állítja vélekedett írta"
    ),
    "fi": (
        "sanoi sanoo sanoivat kertoi kertoo mukaan totesi toteaa korosti korostaa lisäsi "
        "ilmoitti ilmoittaa arvioi väittää väitti varoitti varoittaa uskoo kirjoitti kirjoittaa "
        "vakuutti"
    ),
    "et": ("ütles ütleb lisas märkis teatas sõnul rõhutas selgitas kinnitas hoiatas arvab arvas"),
    "lv": ("sacīja teica norādīja paziņoja piebilda uzsvēra uzskata apgalvo vārdiem skaidroja"),
    "lt": ("sakė teigė pareiškė pridūrė pabrėžė pranešė teigia teigimu anot pasak aiškino"),
    "el": (
        "είπε λέει είπαν δήλωσε δήλωσαν ανέφερε πρόσθεσε τόνισε υποστήριξε υποστηρίζει εξήγησε "
        "προειδοποίησε σύμφωνα|με πιστεύει απάντησε έγραψε"
    ),
    "tr": (
        "dedi diyor söyledi söylüyor belirtti belirtiyor açıkladı vurguladı ekledi kaydetti "
        "ifade|etti uyardı savundu savunuyor iddia|etti göre inanıyor yazdı yanıtladı"
    ),
    "he": (
        "אמר אמרה אמרו אומר אומרת ציין ציינה הוסיף הוסיפה הדגיש הדגישה הסביר הסבירה הצהיר "
        "הצהירה מסר מסרה טען טענה הזהיר הזהירה הבהיר הבהירה לדברי לפי לדבריו לדבריה השיב השיבה "
        "הודיע הודיעה"
    ),
    "ar": (
        "قال قالت وقال وقالت يقول صرح صرحت وصرح أكد أكدت وأكد أضاف أضافت وأضاف أعلن أعلنت وأعلن "
        "أوضح أوضحت وأوضح ذكر ذكرت وذكر أشار أشارت وأشار بحسب وفقا اعتبر يعتقد حذر"
    ),
    "fa": ("گفت گفته گفتند افزود اظهار تأکید تاکید اعلام خاطرنشان به|گفته هشدار"),
}
# Written without blanks between words, so that a stem counts wherever it stands.
UNSPACED = {
    "ja": (
        "述べ 語っ 語り 話し 話す と言 という見方 明らかにし 強調し 指摘し 説明し 主張し "
        "否定し 表明し 発表し 批判し 警告し 訴え とし、 としている とした。 と答え と述 "
        "によると によれば と伝え 考えを示 見方を示 認識を示 との認識 との見方 求めた "
        "呼びかけ 反論し 認めた 約束し コメントし 発言し とみてい とみる"
    ),
    "zh": (
        "说 說 表示 称， 稱， 称： 稱： 指出 强调 強調 认为 認為 透露 补充 補充 宣布 宣佈 "
        "回应 回應 答复 答覆 承认 承認 否认 否認 警告 呼吁 呼籲 批评 批評 写道 寫道 解释 "
        "解釋 声称 聲稱 声明 聲明 谈到 談到 据报道 據報道 告诉 告訴 坦言 重申 据了解 主张 "
        "主張 预测 預測 相信"
    ),
    "ko": (
        "말했다 말한 밝혔다 밝힌 전했다 강조했다 덧붙였다 설명했다 지적했다 주장했다 "
        "발표했다 경고했다 비판했다 부인했다 답했다 따르면 보도했다 언급했다 평가했다 "
        "촉구했다 전망했다 라고 내다봤다"
    ),
    "th": ("กล่าว ระบุ เผย ยืนยัน แถลง ปฏิเสธ เตือน บอก"),
}


def _alternatives(words: str) -> list[str]:
    """The words of a line above as patterns, the longest first."""
    return [
        r"\s+".join(map(regex.escape, word.rstrip("*").split("|")))
        + (r"\w*" if word.endswith("*") else "")
        for word in sorted(words.split(), key=len, reverse=True)
    ]


def _any(vocabulary: dict[str, str]) -> str:
    """A pattern of every word of a vocabulary, by first letters, so that few are ever tried."""
    parts = dict.fromkeys(part for words in vocabulary.values() for part in _alternatives(words))
    by_letter: dict[str, list[str]] = {}
    for part in parts:
        by_letter.setdefault(part[0], []).append(part[1:])
    return "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())


# French puts who speaks behind the verb: dit-elle, note-t-on.
BEHIND = r"(?!\w|-(?!(?:t-)?(?:ils?|elles?|on)\b))"
SAYING = regex.compile(
    rf"(?<![\w'’-])(?=\w)(?:{_any(WORDS)}){BEHIND}|{_any(UNSPACED)}", regex.IGNORECASE
)
