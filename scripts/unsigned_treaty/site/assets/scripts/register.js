// The register: choose statements and put them in order; the address keeps the choice.
// DataTables does the choosing.  It is large, so it is fetched when a reader turns to the form.
(() => {
  const source = document.currentScript.src.replace("register.js", "datatables.js");
  const form = document.querySelector(".choice");
  const element = document.querySelector("table.cards");
  const rows = [...element.tBodies[0].rows];
  const choices = [...form.querySelectorAll("select[data-facet]")];
  const text = form.querySelector("[name='words']");
  const order = form.querySelector("[name='order']");
  const status = form.querySelector("[role='status']");
  const asked = new URLSearchParams(location.search);
  // What the address asks for beyond the choices on the page: statements by name, other facets.
  // A run of neighbours is named by its ends: rt2024-03..05.
  const run = (part) => {
    const [first, last] = part.split("..");
    const [, article, number] = first.match(/^(.*-)(\d+)$/) || [];
    if (!last || !article) return [first];
    const length = Math.min(Math.max(Number(last) - Number(number) + 1, 0), rows.length);
    return Array.from({ length }, (_, place) => article + String(Number(number) + place).padStart(2, "0"));
  };
  const named = new Set((asked.get("statements") || "").split(",").filter(Boolean).flatMap(run));
  const facets = new Set(choices.map(({ dataset }) => dataset.facet));
  const beyond = [...asked].filter(([name]) => name in rows[0].dataset && !facets.has(name));
  let exact = named.size + beyond.length > 0;

  const values = (row, facet) => (row.dataset[facet] || "").split("|");
  const accepts = (row) => (!exact || ((!named.size || named.has(row.id))
      && beyond.every(([name, value]) => values(row, name).includes(value))))
    && choices.every(({ value, dataset }) => !value || values(row, dataset.facet).includes(value));

  const places = Object.fromEntries(choices.map(({ dataset, options }) => [
    dataset.facet, new Map([...options].map((option, place) => [option.value, place]))]));
  const build = () => {
    DataTable.ext.order.facet = () => rows.map((row) => {
      const facet = order.value;
      return facet ? places[facet].get(values(row, facet)[0]) : 0;
    });
    const table = new DataTable(element, {
      paging: false, info: false, autoWidth: false, order: [],
      ordering: { handler: false, indicators: false },
      layout: { topStart: null, topEnd: null, bottomStart: null, bottomEnd: null },
      // What cites and uses a statement is no part of its words.
      columnDefs: [{ targets: 0, orderDataType: "facet", type: "num" }, { targets: -1, searchable: false }],
      language: { emptyTable: "No statement.", zeroRecords: "No statement fits this choice." },
    });
    table.search.fixed("choice", (words, data, index) => accepts(rows[index]));
    return table;
  };
  let ready;
  const begin = () => {
    ready ??= new Promise((done, failed) => {
      const script = Object.assign(document.createElement("script"), { src: source });
      script.addEventListener("load", () => done(build()));
      script.addEventListener("error", failed);
      document.head.append(script);
    });
    return ready;
  };

  const show = async (keep) => {
    const table = await begin();
    table.search(text.value).order(order.value ? [[0, "asc"]] : []).draw();
    const count = table.rows({ search: "applied" }).count();
    status.textContent = `${count} of ${rows.length} statements shown.`;
    form.querySelector(".exact").hidden = !exact;
    if (keep) return;
    // What other scripts keep in the address stays there.
    const query = new URLSearchParams(location.search);
    for (const name of [...choices.map(({ dataset }) => dataset.facet), "words", "order", "statements"]) query.delete(name);
    for (const { value, dataset } of choices) if (value) query.set(dataset.facet, value);
    if (text.value) query.set("words", text.value);
    if (order.value) query.set("order", order.value);
    for (const [name, value] of beyond) if (exact) query.set(name, value); else query.delete(name);
    if (exact && named.size) query.set("statements", asked.get("statements"));
    const address = `${location.pathname}${query.size ? `?${query}` : ""}`;
    try { history.replaceState(null, "", address); } catch { /* a folder's pages have no history */ }
  };

  for (const choice of choices) choice.value = asked.get(choice.dataset.facet) || "";
  for (const choice of choices) if (choice.selectedIndex < 0) choice.value = "";
  text.value = asked.get("words") || "";
  order.value = asked.get("order") || "";
  if (order.selectedIndex < 0) order.value = "";

  const reset = () => { exact = false; form.reset(); return show(); };
  let waiting;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => show());
  text.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(show, 120); });
  form.querySelector("[type='reset']").addEventListener("click", (event) => { event.preventDefault(); reset(); });

  // An address that names a statement shows it, whatever was chosen before.
  const jump = async () => {
    let name = location.hash.slice(1);
    try { name = decodeURIComponent(name); } catch { /* an address that is none names nothing */ }
    const row = rows.find(({ id }) => id && id === name);
    if (!row) return;
    if (ready) await ready;
    if (!row.isConnected) await reset();
    for (const other of rows) other.classList.toggle("asked", other === row);
    row.scrollIntoView({ behavior: "instant" });
  };
  addEventListener("hashchange", jump);
  status.textContent = `${rows.length} of ${rows.length} statements shown.`;
  form.querySelector(".exact").hidden = true;
  for (const turned of ["focusin", "pointerenter"]) form.addEventListener(turned, begin, { once: true });
  if (location.search) show(true).then(jump);
  else jump();
})();
