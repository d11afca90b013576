// The register: choose statements and put them in order; the address keeps the choice.
// Of a large register as many rows are in the page at once as its table has.  The others stand in
// a <noscript>, which a browser that runs scripts keeps as text: each is its HTML until it is shown.
(() => {
  const form = document.querySelector(".choice");
  const table = document.querySelector("table.cards");
  const body = table.tBodies[0];
  const more = document.querySelector("noscript.more");
  const shown = [...body.rows];
  const page = shown.length;
  const html = shown.map((row) => row.outerHTML);
  if (more) {
    const text = more.textContent;
    html.push(...text.slice(text.indexOf("<tbody>") + 7).split("</tr>").slice(0, -1));
    more.remove();
  }
  const TAG = /<tr((?: [\w-]+="[^"]*")*)>/;
  const ids = html.map((row) => row.match(TAG)[1].match(/ id="([^"]*)"/)?.[1]);
  const choices = [...form.querySelectorAll("select[data-facet]")];
  const text = form.querySelector("[name='words']");
  const order = form.querySelector("[name='order']");
  const status = form.querySelector("[role='status']");

  // By what each row is chosen: its facets, and its words without what uses it.
  const reader = document.createElement("textarea");
  const plain = (words) => {
    if (!words.includes("&")) return words;
    reader.innerHTML = words;
    return reader.value;
  };
  const folded = (words) => words.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  let facets, words;
  const read = () => facets ??= html.map((row) => Object.fromEntries(
    [...row.match(TAG)[1].matchAll(/ data-([\w-]+)="([^"]*)"/g)].map(([, name, values]) => [name, plain(values).split("|")])));
  const listen = () => words ??= html.map((row) => {
    const cells = row.slice(row.search(TAG)).split('<td class="col-used-in')[0];
    return folded(plain(cells.replace(/<[^>]*>/g, "")).replace(/\s+/g, " "));
  });

  const asked = new URLSearchParams(location.search);
  // What the address asks for beyond the choices on the page: statements by name, other facets.
  // A run of neighbours is named by its ends: rt2024-03..05.
  const run = (part) => {
    const [first, last] = part.split("..");
    const [, article, number] = first.match(/^(.*-)(\d+)$/) || [];
    if (!last || !article) return [first];
    const length = Math.min(Math.max(Number(last) - Number(number) + 1, 0), html.length);
    return Array.from({ length }, (_, place) => article + String(Number(number) + place).padStart(2, "0"));
  };
  const named = new Set((asked.get("statements") || "").split(",").filter(Boolean).flatMap(run));
  const offered = new Set(choices.map(({ dataset }) => dataset.facet));
  const beyond = [...asked].filter(([name]) => name in shown[0].dataset && !offered.has(name));
  let exact = named.size + beyond.length > 0;

  const values = (place, facet) => read()[place][facet] || [""];
  const accepts = (place) => (!exact || ((!named.size || named.has(ids[place]))
      && beyond.every(([name, value]) => values(place, name).includes(value))))
    && choices.every(({ value, dataset }) => !value || values(place, dataset.facet).includes(value));
  // Every word has to be there, in any place; what stands between quotation marks, as it stands.
  const wanted = () => [...text.value.matchAll(/"([^"]+)"|[^\s"]+/g)].map(([word, phrase]) => folded(phrase ?? word));

  const all = [...html.keys()];
  let chosen = all, first = 0;
  const template = document.createElement("template");
  const row = (place) => {
    if (!shown[place]) {
      template.innerHTML = html[place];
      shown[place] = template.content.firstElementChild;
    }
    return shown[place];
  };

  // The rows that are chosen, a page of them at a time.
  const turn = document.createElement("select");
  const button = (words) => Object.assign(document.createElement("button"), { type: "button", textContent: words });
  const previous = button("Previous"), next = button("Next");
  const pages = document.createElement("nav");
  const draw = () => {
    const rows = chosen.slice(first, first + page).map(row);
    if (rows.length !== body.rows.length || rows.some((row, place) => row !== body.rows[place])) body.replaceChildren(...rows);
    if (document.documentElement.dataset.view === "check") for (const used of body.querySelectorAll(".used")) used.open = true;
    const end = Math.min(first + page, chosen.length);
    status.textContent = chosen.length > page
      ? `${chosen.length} of ${html.length} statements, ${first + 1} to ${end} shown.`
      : `${chosen.length} of ${html.length} statements shown.`;
    form.querySelector(".exact").hidden = !exact;
    pages.hidden = chosen.length <= page;
    previous.disabled = first === 0;
    next.disabled = end === chosen.length;
    turn.replaceChildren(...Array.from({ length: Math.ceil(chosen.length / page) }, (_, number) => new Option(
      `${number * page + 1} to ${Math.min((number + 1) * page, chosen.length)}`, number * page)));
    turn.value = first;
    // Other scripts add to rows what only scripts can do.
    table.dispatchEvent(new Event("drawn", { bubbles: true }));
  };
  const keep = (place = "") => {
    // What other scripts keep in the address stays there.
    const query = new URLSearchParams(location.search);
    for (const name of [...offered, "words", "order", "statements", "from"]) query.delete(name);
    for (const { value, dataset } of choices) if (value) query.set(dataset.facet, value);
    if (text.value) query.set("words", text.value);
    if (order.value) query.set("order", order.value);
    for (const [name, value] of beyond) if (exact) query.set(name, value); else query.delete(name);
    if (exact && named.size) query.set("statements", asked.get("statements"));
    if (first) query.set("from", first + 1);
    const address = `${location.pathname}${query.size ? `?${query}` : ""}${place}`;
    try { history.replaceState(null, "", address); } catch { /* a folder's pages have no history */ }
  };
  const choose = () => {
    const asked = wanted();
    chosen = all.filter((place) => accepts(place) && asked.every((word) => listen()[place].includes(word)));
    const facet = order.value;
    if (facet) {
      const { options } = choices.find(({ dataset }) => dataset.facet === facet);
      const ranks = new Map([...options].map((option, rank) => [option.value, rank]));
      const rank = (place) => ranks.get(values(place, facet)[0]) ?? options.length;
      chosen.sort((one, other) => rank(one) - rank(other));
    }
    first = 0;
  };
  const show = (place) => { choose(); draw(); keep(place); };

  if (more) {
    const frame = table.closest(".table-frame");
    const turned = (to) => {
      first = to;
      draw();
      keep();
      frame.tabIndex = -1;
      frame.focus({ preventScroll: true });
      table.scrollIntoView({ behavior: "instant" });
    };
    previous.addEventListener("click", () => turned(first - page));
    next.addEventListener("click", () => turned(first + page));
    const label = document.createElement("label");
    label.append("Statements ", turn);
    turn.addEventListener("change", () => turned(Number(turn.value)));
    pages.className = "pages";
    pages.setAttribute("aria-label", "More statements");
    pages.append(previous, next, label);
    frame.after(pages);
  }

  for (const choice of choices) choice.value = asked.get(choice.dataset.facet) || "";
  for (const choice of choices) if (choice.selectedIndex < 0) choice.value = "";
  text.value = asked.get("words") || "";
  order.value = asked.get("order") || "";
  if (order.selectedIndex < 0) order.value = "";

  const reset = (place) => { exact = false; form.reset(); show(place); };
  let waiting;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => show());
  text.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(() => show(), 120); });
  form.querySelector("[type='reset']").addEventListener("click", (event) => { event.preventDefault(); reset(); });

  // An address that names a statement shows it, whatever was chosen before.
  const jump = () => {
    let name = location.hash.slice(1);
    try { name = decodeURIComponent(name); } catch { /* an address that is none names nothing */ }
    const place = name ? ids.indexOf(name) : -1;
    if (place < 0) return;
    if (!chosen.includes(place)) reset(location.hash);
    const there = chosen.indexOf(place);
    if (there < first || there >= first + page) {
      first = there - there % page;
      draw();
    }
    for (const other of body.rows) other.classList.toggle("asked", other === shown[place]);
    shown[place].scrollIntoView({ behavior: "instant" });
  };
  addEventListener("hashchange", jump);
  if (location.search) {
    choose();
    const from = Number(asked.get("from")) - 1;
    if (from > 0 && from < chosen.length) first = from - from % page;
  }
  draw();
  jump();
})();
