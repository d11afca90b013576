// The list of a page's headings: open where it stands beside the text, the one that is read marked.
const list = document.querySelector(".page-toc");
if (list && matchMedia("(min-width: 80rem)").matches) list.open = true;

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
