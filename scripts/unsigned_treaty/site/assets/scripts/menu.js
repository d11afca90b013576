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
