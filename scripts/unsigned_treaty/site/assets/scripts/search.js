// The search page: finds a run of letters, in any script, in the words of the built book.
(() => {
  const field = document.getElementById("query");
  const list = document.getElementById("search-results");
  const status = document.getElementById("search-status");
  const shown = 50;

  // Each letter is folded by itself, so that places in the folded text are places in the text.
  const fold = (letter) => {
    if (/['‘’‚‛′"“”„‟″«»]/.test(letter)) return /['‘’‚‛′]/.test(letter) ? "'" : '"';
    if (/[‐‑‒–—―−]/.test(letter)) return "-";
    if (/\s/.test(letter)) return " ";
    const plain = letter.normalize("NFKD").replace(/\p{Diacritic}/gu, "").toLowerCase();
    return plain.length === letter.length ? plain : letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter;
  };
  const folded = (text) => Array.from(text, fold).join("");
  const places = searchText.flatMap(([page, entries]) => entries.map(([id, heading, text], place) => ({
    page, id, heading, text, chapter: entries[0][1], first: place === 0,
    in: folded(text), inHeading: folded(heading),
  })));

  // Words stand anywhere in a place; between quotation marks they stand together.
  const parts = (query) => [...folded(query).trim().matchAll(/"([^"]+)"?|([^\s"]+)/g)]
    .map((found) => (found[1] ?? found[2]).trim()).filter(Boolean);

  const rank = (place, words, phrase) => {
    if (!words.every((word) => place.in.includes(word) || place.inHeading.includes(word))) return 0;
    let points = 1;
    if (place.in.includes(phrase)) points += 20;
    if (place.inHeading.includes(phrase)) points += 40;
    if (place.id.startsWith("quote-")) points += 2;
    return points + Math.min(5, place.in.split(words[0]).length - 1) / 10;
  };

  const excerpt = (place, words, phrase) => {
    const wanted = place.in.includes(phrase) ? [phrase] : words;
    const first = Math.max(0, Math.min(...wanted.map((word) => place.in.indexOf(word)).filter((at) => at >= 0)));
    const from = first > 90 && Number.isFinite(first) ? place.text.indexOf(" ", first - 90) + 1 : 0;
    const start = from > first ? first : from;
    // At the end of a word, unless a script without spaces has none.
    const space = place.text.lastIndexOf(" ", start + 260);
    const end = place.text.length <= start + 260 ? place.text.length : space > start + 130 ? space : start + 260;
    const found = document.createElement("p");
    if (start) found.append("… ");
    let at = start;
    while (at < end) {
      const next = wanted.map((word) => [place.in.indexOf(word, at), word]).filter(([where]) => where >= 0 && where < end)
        .sort((a, b) => a[0] - b[0] || b[1].length - a[1].length)[0];
      if (!next) break;
      found.append(place.text.slice(at, next[0]));
      const mark = document.createElement("mark");
      mark.textContent = place.text.slice(next[0], next[0] + next[1].length);
      found.append(mark);
      at = next[0] + next[1].length;
    }
    found.append(place.text.slice(at, Math.max(at, end)), end < place.text.length ? " …" : "");
    return found;
  };

  const search = () => {
    const query = field.value.trim();
    list.replaceChildren();
    const words = parts(query);
    if (!words.length) { status.textContent = ""; return; }
    const phrase = folded(query).replaceAll('"', "").trim();
    const found = places.map((place) => [rank(place, words, phrase), place]).filter(([points]) => points)
      .sort((a, b) => b[0] - a[0]).map(([, place]) => place);
    const many = found.length === 1 ? "1 place" : `${found.length} places`;
    status.textContent = found.length
      ? `${many} found${found.length > shown ? `; the first ${shown} are shown` : ""}.`
      : `Nothing found for “${query}”. Fewer or shorter words find more.`;
    for (const place of found.slice(0, shown)) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = place.first ? place.page : `${place.page}#${place.id}`;
      link.textContent = place.heading && !place.first ? `${place.chapter}: ${place.heading}` : place.chapter;
      if (!place.heading) link.append(` (${place.id.replace(/^quote-/, "quotation ")})`);
      item.append(link, excerpt(place, words, phrase));
      list.append(item);
    }
  };

  field.value = new URLSearchParams(location.search).get("q") || "";
  search();
  field.focus();
  let waiting;
  field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(search, 120); });
  field.form.addEventListener("submit", (event) => {
    event.preventDefault();
    const address = `?q=${encodeURIComponent(field.value.trim())}`;
    try { history.replaceState(null, "", address); } catch { /* a folder's pages have no history */ }
    search();
  });
})();
