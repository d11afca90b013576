// Runs before the page is painted, so that the chosen colours and view are there from the start.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  let mode = "auto";
  try { mode = localStorage.getItem("treaty-colours") || "auto"; } catch { /* storage is refused */ }
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => { root.dataset.theme = mode === "auto" ? (dark.matches ? "dark" : "light") : mode; };
  dark.addEventListener("change", apply);
  root.colours = (next) => { if (next) { mode = next; apply(); } return mode; };
  apply();

  // What is wanted only when a reader asks: a script of the book, fetched once.
  const fetched = {};
  root.fetched = (path) => fetched[path] ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = new URL(path, new URL(root.dataset.content_root, location.href));
    script.addEventListener("load", done);
    script.addEventListener("error", () => { delete fetched[path]; failed(new Error(`no ${path}`)); });
    document.head.append(script);
  });

  // How much of the apparatus is shown: as the address says, else as was chosen last.
  const views = ["read", "check", "run"];
  let view = new URLSearchParams(location.search).get("view");
  try { if (!views.includes(view)) view = localStorage.getItem("treaty-view"); } catch { /* storage is refused */ }
  root.dataset.view = views.includes(view) ? view : "read";
})();
