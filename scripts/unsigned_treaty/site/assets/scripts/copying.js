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
