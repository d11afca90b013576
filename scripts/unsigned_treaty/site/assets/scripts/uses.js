// The way back from a statement or a source: what the sentences that use it say is fetched when
// their list is opened.
const root = document.documentElement;
document.addEventListener("toggle", async ({ target }) => {
  if (!target.open || !target.matches(".used")) return;
  const links = target.querySelectorAll("a[href*='#use-']");
  if (!links.length) return;
  try { await root.fetched(`_static/uses/${root.dataset.page.split("/").pop()}.js`); } catch { return; }
  for (const link of links) link.innerHTML = window.treatyUses[link.getAttribute("href")] ?? link.innerHTML;
}, true);
