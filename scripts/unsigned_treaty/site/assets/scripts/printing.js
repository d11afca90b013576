// The button that prints; printed pages show everything that is folded away, except code.
for (const button of document.querySelectorAll(".print-page")) {
  button.addEventListener("click", () => window.print());
}

let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("article details:not([open], .code, .cite-item, .used)")];
  for (const details of opened) details.open = true;
});
addEventListener("afterprint", () => { for (const details of opened) details.open = false; });
