// Citing: what only the reader's own page knows, and copying as rich and as plain text.
(() => {
  const at = /^https?:$/.test(location.protocol) ? location.href.split(/[?#]/)[0] : "";
  const days = {
    "day-first": ["en-GB", { day: "numeric", month: "long", year: "numeric" }],
    "month-first": ["en-US", { day: "numeric", month: "long", year: "numeric" }],
  };
  const today = new Date();
  for (const place of document.querySelectorAll(".cite-day")) {
    const form = days[place.dataset.form];
    place.textContent = form ? today.toLocaleDateString(...form)
      : `${today.getFullYear()} ${today.toLocaleDateString("en-US", { month: "short" })} ${today.getDate()}`;
  }
  if (at) {
    for (const place of document.querySelectorAll(".cite-address")) place.textContent = at;
    for (const link of document.querySelectorAll("a.cite-here")) link.textContent = link.href;
    for (const words of document.querySelectorAll(".cite-unfilled")) words.hidden = true;
    for (const words of document.querySelectorAll(".cite-filled")) words.hidden = false;
  }

  // The style that a reader has chosen stays chosen on other pages.
  const box = document.getElementById("cite");
  const choices = [...document.querySelectorAll("[name='cite-style']")];
  const choose = (style) => {
    for (const block of document.querySelectorAll(".cite-style")) block.hidden = block.dataset.style !== style;
  };
  let style = "";
  try { style = localStorage.getItem("treaty-style"); } catch { /* storage is refused */ }
  for (const choice of choices) {
    if (choice.value === style) choice.checked = true;
    choice.addEventListener("change", () => {
      choose(choice.value);
      try { localStorage.setItem("treaty-style", choice.value); } catch { /* for this page only */ }
    });
  }
  if (choices.length) choose(choices.find(({ checked }) => checked).value);

  // An address that ends in #cite opens the box, and that of a folded line what holds it.
  const open = () => {
    const asked = location.hash === "#cite" ? box : null;
    if (!asked) return;
    asked.open = true;
    asked.scrollIntoView({ behavior: "instant" });
  };
  addEventListener("hashchange", open);
  document.addEventListener("click", (event) => {
    if (event.target.closest("a[href='#cite']") && location.hash === "#cite") open();
  });
  open();

  const words = (element) => element.tagName === "PRE" ? element.textContent : element.innerText.trim();
  const copied = async (element) => {
    const text = words(element);
    const html = element.tagName === "PRE" ? null : element.innerHTML.trim();
    if (navigator.clipboard && window.ClipboardItem && isSecureContext) {
      const kinds = { "text/plain": new Blob([text], { type: "text/plain" }) };
      if (html) kinds["text/html"] = new Blob([html], { type: "text/html" });
      return navigator.clipboard.write([new ClipboardItem(kinds)]);
    }
    // Without that, the copy event takes both.
    const fill = (event) => {
      event.clipboardData.setData("text/plain", text);
      if (html) event.clipboardData.setData("text/html", html);
      event.preventDefault();
    };
    document.addEventListener("copy", fill, { once: true });
    const done = document.execCommand("copy");
    document.removeEventListener("copy", fill);
    if (!done) throw new Error("the browser refused to copy");
  };
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button[data-cite]");
    if (!button) return;
    button.dataset.label ??= button.textContent;
    try {
      await copied(document.getElementById(button.dataset.cite));
      button.textContent = "Copied";
    } catch {
      button.textContent = "Not copied: select the text instead";
    }
    setTimeout(() => { button.textContent = button.dataset.label; }, 2000);
  });

  // On a version that has an address of its own: whether there is a newer one, where it is read.
  const newest = document.querySelector("a.newest");
  if (newest && at && new URL(newest.href).origin === location.origin) {
    fetch(new URL("versions.json", newest.href)).then((answer) => answer.json()).then(({ newest: version }) => {
      if (!version || version === newest.dataset.version) return;
      const notice = document.createElement("p");
      notice.className = "newer";
      notice.setAttribute("role", "status");
      const link = document.createElement("a");
      link.href = newest.href;
      link.textContent = `Version ${version}`;
      notice.append(`This is version ${newest.dataset.version}. `, link, " is newer.");
      document.querySelector("article").prepend(notice);
    }).catch(() => { /* nothing is known of other versions */ });
  }
})();
