// Prints the reference of each item that is asked for, as citeproc-js makes it (npm: citeproc).
const fs = require("fs");
const { createRequire } = require("module");
const CSL = createRequire(`${process.cwd()}/`)(process.env.CITEPROC || "citeproc");
const [file, locales] = process.argv.slice(2);
const asked = JSON.parse(fs.readFileSync(file, "utf8"));
let current = null;
const sys = {
  retrieveItem: () => ({ ...current }),
  retrieveLocale: (name) => fs.readFileSync(`${locales}/locales-${name}.xml`, "utf8"),
};
// One for each style, since reading a style takes longest.
const engines = new Map();
console.log(JSON.stringify(asked.map(({ item, style, locale }) => {
  const key = locale + style;
  if (!engines.has(key)) engines.set(key, new CSL.Engine(sys, style, locale, true));
  const engine = engines.get(key);
  current = item;
  engine.updateItems([]);
  engine.updateItems([item.id]);
  return engine.makeBibliography()[1][0];
})));
