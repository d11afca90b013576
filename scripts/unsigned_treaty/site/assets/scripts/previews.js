// Cards: a link to a statement, a reference, a term or an exhibit shows what it leads to.
// A card opens on hover, focus or tap; it stays while the pointer or the focus is on it or its
// link; Escape closes it.  What cards say is fetched once, when the first is wanted.
const root = document.documentElement;
const cards = `_static/cards/${root.dataset.page.split("/").pop()}.js`;
const article = document.querySelector("article");
const OPENS = 250, CLOSES = 300;

// A card is named as its link is: the page, from this one, and the place in it.
const named = (link) => {
  const address = link.getAttribute("href") || "";
  return /^[^:?]*#[^:]+$/.test(address) && !link.matches(".headerlink, .card a, .page-toc a, .drawing.img a")
    && !link.closest(".card, .notes, .used, .cite-item, nav") ? address : "";
};

const element = (tag, text, about = {}) => Object.assign(document.createElement(tag), { textContent: text, ...about });
const filled = (card, about, link) => {
  card.replaceChildren();
  if (about.who) {
    const line = element("span", "");
    line.append(element("strong", about.who), about.role ? `, ${about.role}` : "");
    card.append(line);
  }
  if (about.label) card.append(element("span", "", { className: "card-label" }));
  if (about.label) card.lastChild.append(element("strong", about.label));
  if (about.words) card.append(element("span", about.words, { className: "card-words", lang: about.lang || "en" }));
  if (about.original) card.append(element("span", about.original, { className: "card-words", lang: about.originalLang }));
  if (about.text) card.append(element("span", about.text));
  for (const [label, value] of about.lines || []) card.append(element("span", `${label}: ${value}`));
  if (about.where) card.append(element("span", about.where, { className: "card-about" }));
  if (about.warning) card.append(element("span", about.warning, { className: "card-warning" }));

  if (about.codes) card.append(element("span", `Codes: ${about.codes}`, { className: "card-about" }));
  const ways = element("span", "");
  ways.append(element("a", about.way || "Go there", { href: link.href }));
  if (about.address) ways.append(element("a", "At the publisher’s", { href: about.address }));
  card.append(ways);
};

const card = element("span", "", { className: "card", id: "card", popover: "manual" });
card.setAttribute("role", "group");
card.setAttribute("aria-label", "Preview");
let at = null, timer;
const close = () => {
  clearTimeout(timer);
  if (!at) return;
  at.classList.remove("carded");
  at.removeAttribute("aria-details");
  at = null;
  if (card.isConnected && card.matches(":popover-open")) card.hidePopover();
  card.remove();
};
const open = async (link) => {
  clearTimeout(timer);
  if (at === link) return;
  let about;
  try { await root.fetched(cards); about = window.treatyCards[named(link)]; } catch { return; }
  if (!about || (link !== wanted)) return;
  close();
  at = link;
  filled(card, about, link);
  link.classList.add("carded");
  link.setAttribute("aria-details", "card");
  // Directly after its link, so that the next key goes into it; never into a drawing.
  (link.closest("svg")?.parentElement ?? link).after(card);
  card.showPopover();
  // A card at the bottom of a phone does not cover the link that it belongs to.
  const under = link.getBoundingClientRect().bottom - card.getBoundingClientRect().top;
  if (innerWidth <= 640 && under > 0) scrollBy({ top: under + 24, behavior: "instant" });
};

let wanted = null;
const soon = (link, delay) => {
  clearTimeout(timer);
  wanted = link;
  timer = setTimeout(() => open(link), delay);
};
const later = () => {
  clearTimeout(timer);
  wanted = null;
  timer = setTimeout(() => { if (!card.matches(":hover, :focus-within") && !at?.matches(":hover, :focus-visible")) close(); }, CLOSES);
};
const linkOf = (event) => {
  const link = event.target.closest?.("a[href]");
  return link && article.contains(link) && named(link) ? link : null;
};

document.addEventListener("pointerover", (event) => {
  if (event.pointerType === "touch") return;
  if (card.contains(event.target)) { clearTimeout(timer); return; }
  const link = linkOf(event);
  if (link) soon(link, OPENS);
});
document.addEventListener("pointerout", (event) => {
  if (event.pointerType !== "touch" && (linkOf(event) || card.contains(event.target))) later();
});
document.addEventListener("focusin", (event) => {
  if (card.contains(event.target)) return;
  const link = linkOf(event);
  if (link?.matches(":focus-visible")) soon(link, 0);
  else later();
});
let touched = "";
document.addEventListener("pointerdown", (event) => {
  touched = event.pointerType;
  if (at && !card.contains(event.target) && !at.contains(event.target)) close();
});
document.addEventListener("click", (event) => {
  const link = linkOf(event);
  if (!link || touched !== "touch" || at === link) return;
  // The first tap shows the card, which leads on; where there is none the link leads on itself.
  event.preventDefault();
  wanted = link;
  open(link).then(() => { if (at !== link) location.assign(link.href); });
});
addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !at) return;
  const link = at;
  if (card.contains(document.activeElement)) link.focus({ focusVisible: false });
  wanted = null;
  close();
  event.preventDefault();
});
