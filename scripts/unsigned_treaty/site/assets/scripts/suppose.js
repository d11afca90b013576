// Supposing: a reader gives a statement another code, or takes another coding, and sees what moves.
// The counts are those of findings/prospects.py and findings/blame.py, which the tests hold them to.
const treatySuppose = (data, coding = "", changes = {}) => {
  const said = Object.entries(data.statements).map(([id, row]) => ({
    ...row, ...(data.codings[coding] || {})[id], ...changes[id],
  }));
  const codes = Object.keys(data.offered.prospect.values).filter((code) => code !== "9").sort((a, b) => a - b);
  const objects = Object.keys(data.offered.prospect_object.values).filter((name) => name !== "none");
  const prospects = Object.fromEntries(objects.map((object) => [object, Object.fromEntries(codes.map((code) => [code,
    said.filter((row) => row.counted && row.prospect_object === object && row.prospect === code).length]))]));
  const blames = Object.keys(data.offered.blame.values).filter((name) => name !== "none");
  const blame = {};
  for (const side of Object.keys(data.sides)) {
    const rows = said.filter((row) => !row.repeats && row.side === side);
    if (!rows.length) continue;
    blame[side] = {
      statements: rows.length,
      ...Object.fromEntries(blames.map((name) => [name, rows.filter((row) => row.blame === name).length])),
      conciliatory: rows.filter((row) => row.stance === "1").length,
      critical: rows.filter((row) => row.stance === "-1").length,
    };
  }
  return { prospects, blame };
};
if (typeof module !== "undefined") module.exports = treatySuppose;

if (typeof document !== "undefined") (() => {
  const data = supposeData;
  const form = document.querySelector(".choice");
  const table = document.querySelector("table.cards");
  const asked = new URLSearchParams(location.search);
  let coding = asked.get("coding") in data.codings ? asked.get("coding") : "";
  const changes = {};
  for (const part of (asked.get("suppose") || "").split(",")) {
    const [, id, column, code] = part.match(/^([a-z][a-z0-9]*-\d{2,})\.(\w+)=(-?\w+)$/) || [];
    if (data.statements[id] && data.offered[column]?.values[code]) changes[id] = { ...changes[id], [column]: code };
  }
  const element = (tag, text = "", about = {}) => Object.assign(document.createElement(tag), { textContent: text, ...about });
  const words = (column, code) => data.offered[column].values[code];
  const book = treatySuppose(data);

  // What the book's counts are of, in words.
  const LABELS = {
    statements: "statements", conciliatory: data.offered.stance.values["1"], critical: data.offered.stance.values["-1"],
    ...Object.fromEntries(Object.entries(data.offered.blame.values).map(([code, name]) => [code, `blame ${name}`])),
  };
  const grids = {
    prospects: {
      caption: "Prospects by what they are of", corner: "Prospect of",
      row: (name) => words("prospect_object", name), column: (code) => words("prospect", code),
      columns: Object.keys(book.prospects[data.hope.of]).sort((a, b) => a - b),
    },
    blame: {
      caption: "Blame and stance by side", corner: "Side",
      row: (name) => data.sides[name], column: (name) => LABELS[name],
      columns: Object.keys(Object.values(book.blame)[0]),
    },
  };

  const panel = element("section", "", { className: "supposed", id: "supposed" });
  panel.setAttribute("aria-labelledby", "supposed-title");
  const choose = element("select", "", { name: "coding" });
  choose.append(element("option", "the book’s own", { value: "" }));
  for (const name of Object.keys(data.codings)) choose.append(element("option", `the ${name} coding`, { value: name }));
  const label = element("label", "Coding ");
  label.append(choose);
  const moved = element("div");
  moved.setAttribute("role", "status");
  const back = element("button", "Back to the book’s codes", { type: "button" });
  const all = element("details");
  all.append(element("summary", "All the counts"), element("div", "", { className: "supposed-counts" }));
  panel.append(element("h2", "Disagree, and see what moves", { id: "supposed-title" }),
    element("p", "Under each statement, “Another code” gives it one of yours. What the book counts is counted again here; nothing is sent or kept but in this page’s address."),
    label, back, moved, all);
  form.after(panel);

  const cells = (counts) => Object.entries(grids).flatMap(([name, grid]) => Object.entries(counts[name])
    .flatMap(([row, found]) => grid.columns.map((column) => [name, row, column, found[column]])));
  const show = () => {
    const counts = treatySuppose(data, coding, changes);
    const differing = cells(counts).filter(([name, row, column, count]) => count !== book[name][row][column]);
    const own = Object.entries(changes);
    const whose = [coding && `the ${coding} coding`, own.length && `${own.length} statement${own.length > 1 ? "s" : ""} coded by you`].filter(Boolean);
    panel.classList.toggle("moved", whose.length > 0);
    back.hidden = !whose.length;
    choose.value = coding;
    moved.replaceChildren();
    if (whose.length) {
      moved.append(element("p", `Not the book’s: ${whose.join(", ")}. ${differing.length ? "What moves:" : "No count moves."}`));
      const list = element("ul");
      for (const [name, row, column, count] of differing) {
        list.append(element("li", `${grids[name].row(row)}, ${grids[name].column(column)}: ${book[name][row][column]} → ${count}`));
      }
      if (differing.length) moved.append(list);
      const hopeful = (of) => data.hope.codes.reduce((sum, code) => sum + of.prospects[data.hope.of][code], 0);
      const now = hopeful(counts);
      moved.append(element("p", now === hopeful(book)
        ? `It stays so that ${now || "no"} statement${now === 1 ? "" : "s"} call${now === 1 || !now ? "s" : ""} ${data.hope.said}.`
        : `${now} statement${now === 1 ? " calls" : "s call"} ${data.hope.said}; by the book’s codes ${hopeful(book) || "none does"}.`));
    }
    all.lastChild.replaceChildren(...Object.entries(grids).map(([name, grid]) => {
      const shown = element("table", "", { className: "stacked" });
      shown.append(element("caption", grid.caption + (whose.length ? " (not the book’s)" : "")));
      const head = shown.createTHead().insertRow();
      head.append(...[grid.corner, ...grid.columns.map(grid.column)].map((text) => element("th", text, { scope: "col" })));
      for (const [row, found] of Object.entries(counts[name])) {
        const line = (shown.tBodies[0] || shown.createTBody()).insertRow();
        line.append(element("th", grid.row(row), { scope: "row", className: "stub" }));
        for (const column of grid.columns) {
          const was = book[name][row][column], is = found[column];
          const cell = element("td", was === is ? `${is}` : `${is} (${was})`, { className: was === is ? "numeric" : "numeric differs" });
          cell.dataset.label = grid.column(column);
          line.append(cell);
        }
      }
      const frame = element("div", "", { className: "table-frame", tabIndex: 0 });
      frame.setAttribute("role", "region");
      frame.setAttribute("aria-label", grid.caption);
      frame.append(shown);
      return frame;
    }));
    const query = new URLSearchParams(location.search);
    for (const [name, value] of [["coding", coding], ["suppose", own.flatMap(([id, codes]) => Object.entries(codes).map(([column, code]) => `${id}.${column}=${code}`)).join(",")]]) {
      if (value) query.set(name, value);
      else query.delete(name);
    }
    try { history.replaceState(history.state, "", `${location.pathname}${query.size ? `?${query}` : ""}${location.hash}`); } catch { /* a folder's pages have no history */ }
  };

  const fill = (details, id) => {
    const current = { ...data.statements[id], ...(data.codings[coding] || {})[id], ...changes[id] };
    details.querySelector("div")?.remove();
    const fields = element("div");
    for (const [column, { label: name, values }] of Object.entries(data.offered)) {
      const field = element("label", `${name} `);
      const select = element("select", "", { name: column });
      // Codes in the book's order; an object key that looks like a number has lost it.
      for (const code of Object.keys(values).sort((a, b) => (Number.isNaN(+a) ? 0 : a - b))) {
        const own = code === data.statements[id][column] ? " (the book’s)" : "";
        select.append(element("option", values[code] + own, { value: code }));
      }
      select.value = current[column];
      select.addEventListener("change", () => {
        const theirs = { ...data.statements[id], ...(data.codings[coding] || {})[id] };
        changes[id] = { ...changes[id], [column]: select.value };
        if (select.value === theirs[column]) delete changes[id][column];
        if (!Object.keys(changes[id]).length) delete changes[id];
        details.classList.toggle("differs", id in changes);
        show();
      });
      field.append(select);
      fields.append(field);
    }
    details.append(fields);
  };
  const offer = element("details", "", { className: "suppose" });
  offer.append(element("summary", "Another code"));
  offer.firstChild.append(element("span", "", { className: "visually-hidden" }));
  // The rows that are in the page say what the reader has changed; one that comes is offered it.
  const mark = () => {
    for (const row of [...table.tBodies[0].rows]) {
      const cell = row.querySelector(".col-codes");
      if (!data.statements[row.id] || !cell) continue;
      let details = cell.querySelector(".suppose");
      if (!details) {
        details = offer.cloneNode(true);
        details.firstChild.lastChild.textContent = ` for ${row.id}`;
        cell.append(details);
      }
      details.classList.toggle("differs", row.id in changes);
      if (details.open) fill(details, row.id);
    }
  };
  table.addEventListener("toggle", ({ target }) => {
    if (target.open && target.matches(".suppose")) fill(target, target.closest("tr").id);
  }, true);
  table.addEventListener("drawn", mark);
  const refresh = () => { mark(); show(); };
  choose.addEventListener("change", () => { coding = choose.value; refresh(); });
  back.addEventListener("click", () => {
    coding = "";
    for (const id of Object.keys(changes)) delete changes[id];
    refresh();
    choose.focus();
  });
  mark();
  show();
})();
