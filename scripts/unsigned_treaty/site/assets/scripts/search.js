// The search page: asks the finder (finding.js) and shows what it found.
(() => {
  const field = document.getElementById("query");
  const list = document.getElementById("search-results");
  const status = document.getElementById("search-status");
  const shown = 40;
  const finder = treatyFinder(searchText);

  const element = (tag, text, about = {}) => Object.assign(document.createElement(tag), { textContent: text, ...about });
  const marked = (place, looked) => {
    const forms = [...new Set(looked.flatMap(({ word, any }) => [word, ...any]))].sort((a, b) => b.length - a.length);
    const edge = /[\p{L}\p{N}]/u;
    const begins = (at) => at === 0 || !edge.test(place.in[at - 1]) || /[\u3040-\u9fff]/.test(place.in[at]);
    const next = (from, end) => {
      let best = null;
      for (const form of forms) {
        let at = place.in.indexOf(form, from);
        while (at >= 0 && at < end && !begins(at)) at = place.in.indexOf(form, at + 1);
        if (at >= 0 && at < end && (!best || at < best[0])) best = [at, form.length];
      }
      return best;
    };
    const first = next(0, place.in.length)?.[0] ?? 0;
    const longest = place.kind === "statement" ? 420 : 260;
    const from = first > 90 && place.text.length > longest ? place.text.indexOf(" ", first - 90) + 1 : 0;
    const start = from > first ? first : from;
    // At the end of a word, unless a script without spaces has none.
    const space = place.text.lastIndexOf(" ", start + longest);
    const end = place.text.length <= start + longest ? place.text.length : space > start + longest / 2 ? space : start + longest;
    const words = element(place.kind === "statement" ? "blockquote" : "p", "");
    if (start) words.append("… ");
    let at = start;
    for (let hit = next(at, end); hit; hit = next(at, end)) {
      words.append(place.text.slice(at, hit[0]), element("mark", place.text.slice(hit[0], hit[0] + hit[1])));
      at = hit[0] + hit[1];
    }
    words.append(place.text.slice(at, Math.max(at, end)), end < place.text.length ? " …" : "");
    return words;
  };
  const title = (place) => {
    if (place.kind === "statement") return `${place.heading}, in ${place.chapter}`;
    if (place.first) return place.chapter;
    if (place.heading) return `${place.chapter}: ${place.heading}`;
    return place.kind === "quotation" ? `${place.chapter}: a quotation` : `${place.chapter}: ${place.text.split(" ").slice(0, 6).join(" ")} …`;
  };
  const asks = (words) => element("a", words, { href: `?q=${encodeURIComponent(words)}` });
  const search = () => {
    const query = field.value.trim();
    list.replaceChildren();
    status.replaceChildren();
    if (!query) return;
    const { found, looked, partly } = finder.find(query);
    const instead = looked.filter((term) => term.instead);
    for (const { word, instead: others } of instead) status.append(`The book does not have “${word}”; shown is what it has for “${others.join("”, “")}”. `);
    if (!found.length) {
      status.append(`Nothing found for “${query}”. `);
      const near = finder.suggest(query);
      if (near.length) {
        status.append("Near it in the book: ");
        near.forEach((word, place) => status.append(place ? ", " : "", asks(word)));
        status.append(". ");
      }
      status.append("Try one word, or a person’s name in any script");
      searchText.examples.forEach((word, place) => status.append(place ? ", " : ", or a topic such as ", asks(word)));
      status.append(".");
      return;
    }
    const many = found.length === 1 ? "1 place" : `${found.length} places`;
    status.append(partly ? `No place has all of these words. ${many} with most of them` : `${many} found`,
      found.length > shown ? `; the first ${shown} are shown.` : ".");
    for (const place of found.slice(0, shown)) {
      const item = element("li", "", { className: `found-${place.kind}` });
      const link = element("a", title(place), { href: place.first ? place.page : `${place.page}#${place.id}` });
      item.append(link, marked(place, looked));
      // What must be known before quoting stands where the words stand.
      if (place.translation) item.append(element("span", place.translation, { className: "translation" }));
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
