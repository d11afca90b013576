// Prints the reference of each item that is asked for, as citeproc-js makes it (npm: citeproc).
const fs = require("fs");
const { createRequire } = require("module");
const CSL = createRequire(`${process.cwd()}/`)(process.env.CITEPROC || "citeproc");
const [file, locales] = process.argv.slice(2);
const asked = JSON.parse(fs.readFileSync(file, "utf8"));
console.log(JSON.stringify(asked.map(({ item, style, locale }) => {
  const sys = {
    retrieveItem: () => ({ ...item }),
    retrieveLocale: (name) => fs.readFileSync(`${locales}/locales-${name}.xml`, "utf8"),
  };
  const engine = new CSL.Engine(sys, style, locale, true);
  engine.updateItems([item.id]);
  return engine.makeBibliography()[1][0];
})));
