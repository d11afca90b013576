// Finding: which places of the book a query means.  No page is needed: a test runs this alone.
// A word finds words that begin with it, its other forms, what the book calls the same, a person
// in every script; where nothing does, the words nearest to it.  Japanese is found anywhere.
const treatyFinder = ({ pages, statements, groups }) => {
  const spaceless = (word) => /[\u3040-\u30ff\u3400-\u9fff]/.test(word);
  // Each letter is folded by itself, so that places in the folded text are places in the text.
  const fold = (letter) => {
    if (/['‘’‚‛′"“”„‟″«»]/.test(letter)) return /['‘’‚‛′]/.test(letter) ? "'" : '"';
    if (/[‐‑‒–—―−]/.test(letter)) return "-";
    if (/\s/.test(letter)) return " ";
    if (spaceless(letter)) return letter;
    const plain = letter.normalize("NFKD").replace(/\p{Diacritic}/gu, "").toLowerCase();
    return [plain, letter.toLowerCase(), letter].find((form) => form.length === letter.length);
  };
  const folded = (text) => Array.from(text, fold).join("");
  const WORD = /[\p{L}\p{N}]+(?:'[\p{L}]+)?/gu;
  const wordsOf = (text) => text.match(WORD) || [];
  const IDLE = new Set("a an and are at by did do does for has have how in is it of on or that the their this to was were what when where which who whom whose why with".split(" "));

  // A word's stem: enough of English to bring "visits", "visited" and "visiting" together.
  const ENDS = /(?:'s|isations?|ations?|ings?|ments?|ies|ied|edly|ed|ers?|es|ful|ly|s|e|y)$/;
  const stem = (word) => {
    if (word.length < 5) return word.replace(/'s$|(?<=..)s$/, "");
    const short = word.replace(/iz(?=e|ation|ing)/, "is").replace(ENDS, "");
    return short.length < 3 ? word : short;
  };

  const RANK = { statement: 9, section: 8, quotation: 6, table: 4, figure: 4, row: 3, reference: 1 };
  const places = [
    ...statements.map(({ id, speaker, where, text, spellings, translation, page }) => ({
      kind: "statement", id, page, chapter: where, heading: speaker, text, translation,
      also: folded(`${speaker} ${spellings}`),
    })),
    ...pages.flatMap(([page, entries]) => entries.map(([id, kind, heading, text], number) => ({
      kind, id, page, heading, text, chapter: entries[0][2], first: number === 0, also: "",
    }))),
  ].map((place) => ({ ...place, in: folded(place.text), inHeading: folded(place.heading) }));

  const vocabulary = new Map();
  for (const place of places) {
    for (const word of wordsOf(`${place.in} ${place.inHeading} ${place.also}`)) vocabulary.set(word, (vocabulary.get(word) || 0) + 1);
  }
  const stems = new Map();
  for (const word of vocabulary.keys()) stems.set(stem(word), [...(stems.get(stem(word)) || []), word]);
  const known = groups.map(({ names, find, person }) => ({
    names: names.map(folded), find: find.map(folded), person,
  }));

  // How many letters are added, left out, changed or exchanged between two words, up to a limit.
  const distance = (a, b, limit) => {
    if (Math.abs(a.length - b.length) > limit) return limit + 1;
    let before, last = [], row = Array.from({ length: b.length + 1 }, (_, at) => at);
    for (let i = 1; i <= a.length; i += 1) {
      [before, last, row] = [last, row, [i]];
      for (let j = 1; j <= b.length; j += 1) {
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      if (Math.min(...row) > limit) return limit + 1;
    }
    return row[b.length];
  };
  const nearest = (word, limit) => [...vocabulary.keys()]
    .filter((other) => !spaceless(other) && !/\d/.test(other) && Math.abs(other.length - word.length) <= limit)
    .map((other) => [distance(word, other, limit), other]).filter(([far]) => far <= limit)
    .sort((a, b) => a[0] - b[0] || vocabulary.get(b[1]) - vocabulary.get(a[1]));

  // What a word stands for: forms that are looked for at the beginning of words, or anywhere.
  const patterns = new Map();
  const pattern = (form, after) => {
    const name = form + after;
    if (!patterns.has(name)) {
      patterns.set(name, new RegExp(`(?<![\\p{L}\\p{N}])${form.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}${after}`, "u"));
    }
    return patterns.get(name);
  };
  const END = "(?![\\p{L}\\p{N}])";
  const whole = (text, phrase) => text.includes(phrase) && (spaceless(phrase) || pattern(phrase, END).test(text));
  const named = (word) => known.filter(({ names, person }) => names.some((name) => name === word
    || (person && (spaceless(name) ? word.length > 1 && name.includes(word) : whole(name, word)
      // A name with one letter wrong, even where a page's address has it so.
      || (word.length > 5 && wordsOf(name).some((part) => part.length > 5 && distance(part, word, 1) <= 1))))));
  const begins = (word) => [...vocabulary.keys()].filter((other) => other.startsWith(word));
  const forms = (word) => {
    const found = new Set(stems.get(stem(word)) || []);
    const root = stem(word);
    if (root.length > 3) for (const other of vocabulary.keys()) if (other.startsWith(root)) found.add(other);
    return [...found];
  };
  const meant = (word) => {
    const same = named(word).flatMap(({ find }) => find);
    if (spaceless(word)) return { word, any: [word, ...same] };
    const starts = word.length > 3 ? begins(word) : vocabulary.has(word) ? [word] : [];
    const all = [...new Set([...(starts.length ? [word] : []), ...starts, ...forms(word), ...same])];
    if (all.length) return { word, any: all };
    if (word.length > 3) {
      const inside = [...vocabulary.keys()].filter((other) => other.includes(word));
      if (inside.length) return { word, any: inside };
      const close = nearest(word, word.length > 6 ? 2 : 1);
      const best = close.filter(([far]) => far === close[0][0]).map(([, other]) => other).slice(0, 3);
      if (best.length) return { word, instead: best, any: [...new Set(best.flatMap((other) => [other, ...named(other).flatMap(({ find }) => find)]))] };
    }
    return { word, any: [] };
  };

  // Words between quotation marks stand together; a phrase that has a group of its own is one.
  const terms = (query) => {
    let rest = folded(query), found = [];
    rest = rest.replace(/"([^"]+)"?/g, (_, phrase) => { found.push({ word: phrase.trim(), any: [phrase.trim()], exact: true }); return " "; });
    for (const { names, find } of known) {
      for (const name of names.filter((name) => name.includes(" "))) {
        if (!whole(rest, name)) continue;
        rest = rest.replace(name, " ");
        found.push({ word: name, any: [name, ...find] });
      }
    }
    const words = rest.match(/[\p{L}\p{N}]+(?:['-][\p{L}\p{N}]+)*/gu) || [];
    const busy = words.filter((word) => !IDLE.has(word));
    found.push(...(busy.length || found.length ? busy : words).map(meant));
    return found.filter(({ word }) => word);
  };

  const holds = (text, { any, exact }) => any.some((form) => text.includes(form)
    && (exact || form.includes(" ") || spaceless(form) || pattern(form, form.length > 3 ? "" : END).test(text)));

  const find = (query) => {
    const looked = terms(query);
    if (!looked.length) return { found: [], looked };
    const phrase = folded(query).replaceAll('"', "").trim();
    const holding = looked.map((term) => places.map((place) => (
      holds(place.inHeading, term) || holds(place.also, term) ? 2 : holds(place.in, term) ? 1 : 0)));
    // A word that few places hold says more of what is looked for than one that many do.
    const rare = holding.map((row) => Math.log2(places.length / (1 + row.filter(Boolean).length)));
    const counted = places.map((place, at) => {
      let held = 0, points = RANK[place.kind] ?? 2;
      for (const [number, term] of looked.entries()) {
        const how = holding[number][at];
        if (!how) continue;
        held += 1;
        points += rare[number] + (how === 2 ? 4 : 0);
        // The word itself counts for more than what is only meant by it.
        if (place.in.includes(term.word) || place.inHeading.includes(term.word)) points += 2;
      }
      if (place.in.includes(phrase) || place.also.includes(phrase)) points += 12;
      if (place.inHeading.includes(phrase)) points += 12;
      return { place, held, points };
    });
    const most = Math.max(...counted.map(({ held }) => held));
    const found = most ? counted.filter(({ held }) => held === most).sort((a, b) => b.points - a.points) : [];
    return { found: found.map(({ place }) => place), looked, partly: most > 0 && most < looked.length };
  };

  // What to try instead of a word that finds nothing: the nearest words of the book.
  const suggest = (query) => [...new Set(wordsOf(folded(query)).filter((word) => word.length > 3)
    .flatMap((word) => nearest(word, 3).slice(0, 3).map(([, other]) => other)))].slice(0, 5);

  return { find, suggest, folded };
};
if (typeof module !== "undefined") module.exports = treatyFinder;
