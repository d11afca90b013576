// What every page does beyond showing itself: colours, printing, copying, the place in the text.
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

for (const button of document.querySelectorAll(".print-page")) {
  button.addEventListener("click", () => window.print());
}

// Printed pages show everything that is folded away, except code.
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("article details:not([open], .code)")];
  for (const details of opened) details.open = true;
});
addEventListener("afterprint", () => { for (const details of opened) details.open = false; });

// A button that copies: [data-copy] names the element whose text it takes.
const copy = async (text) => {
  if (navigator.clipboard && isSecureContext) return navigator.clipboard.writeText(text);
  const area = Object.assign(document.createElement("textarea"), { value: text });
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (!done) throw new Error("the browser refused to copy");
};
document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-copy]");
  if (!button) return;
  const words = button.querySelector("span") || button;
  const label = button.dataset.label || words.textContent;
  button.dataset.label = label;
  try {
    await copy(document.getElementById(button.dataset.copy).textContent.trimEnd());
    words.textContent = "Copied";
  } catch {
    words.textContent = "Not copied: select the text instead";
  }
  setTimeout(() => { words.textContent = label; }, 2000);
});
document.querySelectorAll("article div.highlight > pre").forEach((pre, place) => {
  pre.id ||= `code-${place + 1}`;
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "copy-button", textContent: "Copy" });
  button.dataset.copy = pre.id;
  button.setAttribute("aria-live", "polite");
  pre.parentElement.append(button);
});

// What is wider than the page, and only that, can be reached and scrolled by keyboard.
const frames = document.querySelectorAll("article pre, .table-frame, .drawing");
const reach = () => {
  for (const frame of frames) {
    if (frame.scrollWidth > frame.clientWidth) frame.tabIndex = 0;
    else frame.removeAttribute("tabindex");
  }
};
reach();
addEventListener("resize", reach);
document.addEventListener("toggle", reach, true);

// The heading that is being read is marked in the list of headings.
const entries = new Map([...document.querySelectorAll(".page-toc a[href^='#']")].map(
  (link) => [link.hash.slice(1), link]));
const seen = new IntersectionObserver((changes) => {
  for (const change of changes) {
    if (!change.isIntersecting) continue;
    for (const link of entries.values()) link.removeAttribute("aria-current");
    entries.get(change.target.id).setAttribute("aria-current", "true");
  }
}, { rootMargin: "0px 0px -75% 0px" });
for (const id of entries.keys()) {
  const section = document.getElementById(decodeURIComponent(id));
  if (section) seen.observe(section);
}

// The chapter that is read is in view in a list of chapters longer than the window.
const here = document.querySelector(".site-nav [aria-current]");
const beside = here?.closest(".sidebar");
if (here && here.offsetTop + here.offsetHeight > beside.clientHeight) {
  beside.scrollTop = here.offsetTop - beside.clientHeight / 2;
}

// Choosing a heading or a chapter on a phone closes the menu; Ctrl+K or / goes to the search.
const menu = document.getElementById("menu");
menu.addEventListener("click", (event) => {
  if (event.target.closest("a") && menu.matches(":popover-open")) menu.hidePopover();
});
addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select");
  const wanted = (event.key === "k" && (event.ctrlKey || event.metaKey)) || (event.key === "/" && !typing);
  if (!wanted || event.altKey) return;
  const field = document.getElementById("query") || document.getElementById("sidebar-query");
  if (!field.checkVisibility()) menu.showPopover();
  event.preventDefault();
  field.focus();
  field.select();
});
