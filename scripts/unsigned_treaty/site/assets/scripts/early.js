// Runs before the page is painted, so that the chosen colours are there from the start.
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
})();
