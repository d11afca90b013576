// Citing: what only the reader's own page knows, and copying as rich and as plain text.
(() => {
  const at = /^https?:$/.test(location.protocol) ? location.href.split(/[?#]/)[0] : "";
  const days = {
    "day-first": ["en-GB", { day: "numeric", month: "long", year: "numeric" }],
    "month-first": ["en-US", { day: "numeric", month: "long", year: "numeric" }],
  };
  const today = new Date();
  const complete = (part) => {
    for (const place of part.querySelectorAll(".cite-day")) {
      const form = days[place.dataset.form];
      place.textContent = form ? today.toLocaleDateString(...form)
        : `${today.getFullYear()} ${today.toLocaleDateString("en-US", { month: "short" })} ${today.getDate()}`;
    }
    if (!at) return;
    for (const place of part.querySelectorAll(".cite-address")) place.textContent = at;
    for (const link of part.querySelectorAll("a.cite-here")) link.textContent = link.href;
    for (const words of part.querySelectorAll(".cite-unfilled")) words.hidden = true;
    for (const words of part.querySelectorAll(".cite-filled")) words.hidden = false;
  };
  complete(document);

  // A statement of the register, and a source, are cited in forms that are fetched when they are
  // asked for: one file for each source, with those of all its statements.
  const fill = async (item, source, name) => {
    const panel = item.querySelector(".panel");
    if (panel.childElementCount) return;
    try {
      await document.documentElement.fetched(`_cited/${encodeURIComponent(source)}.js`);
      panel.innerHTML = window.treatyCited[name];
      complete(panel);
    } catch {
      panel.textContent = "What cites this could not be fetched.";
    }
  };
  const offered = document.createElement("div");
  offered.className = "cite-row";
  offered.innerHTML = "<details class='cite-item'><summary>Cite<span class='visually-hidden'></span></summary><div class='panel'></div></details>";
  const offer = () => {
    for (const entry of document.querySelectorAll(":is(table.cards tr[data-article], li.citation):not(:has(.cite-row))")) {
      const said = entry.matches("tr"), row = offered.cloneNode(true);
      const source = said ? entry.id.replace(/-\d+$/, "") : entry.id;
      row.querySelector("span").textContent = said ? " this statement" : " this source";
      row.firstChild.addEventListener("toggle", ({ target }) => { if (target.open) fill(target, source, entry.id); });
      if (said) entry.lastElementChild.append(row);
      else entry.querySelector(".Z3988").after(row);
    }
  };
  document.addEventListener("drawn", offer);
  offer();

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
