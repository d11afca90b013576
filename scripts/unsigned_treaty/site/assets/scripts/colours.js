// The button that changes the colours: as the system has them, light, dark.
const names = { auto: "as the system", light: "light", dark: "dark" };
for (const button of document.querySelectorAll(".theme-switch")) {
  const show = () => { button.querySelector("span").textContent = `Colours: ${names[document.documentElement.colours()]}`; };
  button.addEventListener("click", () => {
    const order = Object.keys(names);
    const next = order[(order.indexOf(document.documentElement.colours()) + 1) % order.length];
    document.documentElement.colours(next);
    try { localStorage.setItem("treaty-colours", next); } catch { /* the choice lasts for this page */ }
    show();
  });
  show();
}
