// The switch for the whole page: read (text alone), check (sources and codes open), run (code open).
const root = document.documentElement;
const inputs = [...document.querySelectorAll(".view-switch input")];

const open = (selector, wanted) => {
  for (const details of document.querySelectorAll(selector)) details.open = wanted;
};
const show = () => {
  const view = root.dataset.view;
  for (const input of inputs) input.checked = input.value === view;
  open(".apparatus .coded, .notes, .used", view === "check");
  open(".apparatus .code", view === "run");
};
const choose = (view) => {
  // What is read stays where it is while rows open and close around it.
  const read = [...document.querySelectorAll("article :is(h1, h2, h3, p, figure, table)")]
    .find((element) => element.checkVisibility() && element.getBoundingClientRect().bottom > 80);
  const before = read?.getBoundingClientRect().top;
  root.dataset.view = view;
  show();
  if (read && scrollY > 0) scrollBy({ top: read.getBoundingClientRect().top - before, behavior: "instant" });
  try { localStorage.setItem("treaty-view", view); } catch { /* the choice lasts for this page */ }
  const address = new URL(location.href);
  if (view === "read") address.searchParams.delete("view");
  else address.searchParams.set("view", view);
  try { history.replaceState(history.state, "", address); } catch { /* a folder's pages have no history */ }
};
for (const input of inputs) input.addEventListener("change", () => choose(input.value));
show();

// What an address names is opened, whatever folds it away: the code that computes a number, a note.
const reveal = () => {
  let name = location.hash.slice(1);
  try { name = decodeURIComponent(name); } catch { return; }
  const named = name && document.getElementById(name);
  if (!named) return;
  let folded = named.closest("details");
  if (!folded && named.matches("details")) folded = named;
  if (!folded) return;
  named.closest(".apparatus, .notes")?.classList.add("wanted");
  for (; folded; folded = folded.parentElement.closest("details")) folded.open = true;
  named.scrollIntoView({ behavior: "instant", block: "center" });
};
addEventListener("hashchange", reveal);
reveal();
