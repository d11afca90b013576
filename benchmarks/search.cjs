// Compare the book's own search with small libraries, on the words of the built book.
//
//   make book
//   npm install --prefix /tmp/search minisearch lunr lunr-languages flexsearch   # once
//   node benchmarks/search.cjs /tmp/search/node_modules
//
// Each query names a place that a reader means; found is that it is among the first ten.
const fs = require("fs");
const path = require("path");
const zlib = require("zlib");

const modules = path.resolve(process.argv[2]);
const built = path.join(__dirname, "..", "_build", "html", "_static");
const scripts = path.join(__dirname, "..", "scripts", "unsigned_treaty", "site", "assets", "scripts");
const load = (name) => require(path.join(modules, name));
const searchText = new Function(`${fs.readFileSync(path.join(built, "search-text.js"), "utf8")}return searchText`)();

const places = [
  ...searchText.statements.map(({ id, page, speaker, spellings, text }) => ({
    place: `${page}#${id}`, heading: `${speaker} ${spellings}`, text })),
  ...searchText.pages.flatMap(([page, entries]) => entries.map(([id, , heading, text]) => ({
    place: `${page}#${id}`, heading, text }))),
].map((place, id) => ({ id, ...place }));

// What is asked, the place that is meant, and what the query tries.
const QUERIES = [
  ["Medvedev", "#rt2024-07", "a name"],
  ["Медведев", "#rt2024-07", "Cyrillic"],
  ["Кистанов", "#sputnik2020-", "Cyrillic"],
  ["高市", "#izvestia2025-07", "Japanese, a part of a name"],
  ["メドベージェフ", "#rt2024-07", "Japanese"],
  ["択捉", "names.html", "Japanese, a part of a name"],
  ["Zaharova", "#rt2024-0", "a near miss"],
  ["Hokaido", "#", "a near miss"],
  ["Medvedyev", "#rt2024-07", "a near miss"],
  ["soverignty", "#", "a near miss"],
  ["grave", "#izvestia2025-16", "a word form"],
  ["gravesites", "#izvestia2025-16", "a synonym"],
  ["Northern Territories", "#rt2024-08", "a synonym"],
  ["Kurile", "#rt2024-07", "a synonym"],
  ["two conditions must be in place", "#tass2026-04", "a phrase"],
];
const BUNDLES = {
  "own (finding.js)": path.join(scripts, "finding.js"),
  MiniSearch: path.join(modules, "minisearch/dist/umd/index.js"),
  Lunr: path.join(modules, "lunr/lunr.min.js"),
  FlexSearch: path.join(modules, "flexsearch/dist/flexsearch.bundle.min.js"),
};

const own = () => {
  const finder = require(path.join(scripts, "finding.js"))(searchText);
  return (query) => finder.find(query).found.map(({ page, id }) => `${page}#${id}`);
};
const mini = () => {
  const MiniSearch = load("minisearch/dist/cjs/index.cjs");
  const index = new MiniSearch({ fields: ["heading", "text"], storeFields: ["place"] });
  index.addAll(places);
  const options = { prefix: true, fuzzy: 0.2, boost: { heading: 2 }, combineWith: "AND" };
  return (query) => index.search(query, options).map(({ place }) => place);
};
const lunr = () => {
  const lunr = load("lunr");
  load("lunr-languages/lunr.stemmer.support.js")(lunr);
  load("lunr-languages/lunr.ru.js")(lunr);
  load("lunr-languages/lunr.multi.js")(lunr);
  const index = lunr(function build() {
    this.use(lunr.multiLanguage("en", "ru"));
    this.field("heading", { boost: 2 });
    this.field("text");
    places.forEach((place) => this.add(place));
  });
  return (query) => {
    const words = query.split(" ");
    const exact = index.search(words.map((word) => `+${word}`).join(" "));
    const found = exact.length ? exact : index.search(words.map((word) => `+${word}~2`).join(" "));
    return found.map(({ ref }) => places[ref].place);
  };
};
const flex = () => {
  const { Document, Charset } = load("flexsearch");
  const index = new Document({
    tokenize: "full", encoder: Charset?.LatinBalance, document: { id: "id", index: ["heading", "text"] } });
  places.forEach((place) => index.add(place));
  return (query) => [...new Set(index.search(query, { limit: 50 }).flatMap(({ result }) => result))]
    .map((id) => places[id].place);
};

const found = {};
const times = {};
for (const [name, make] of [["own (finding.js)", own], ["MiniSearch", mini], ["Lunr", lunr], ["FlexSearch", flex]]) {
  const begin = process.hrtime.bigint();
  const search = make();
  const ready = process.hrtime.bigint();
  found[name] = QUERIES.map(([query, meant]) => search(query).slice(0, 10).some((place) => place.includes(meant)));
  times[name] = [Number(ready - begin) / 1e6, Number(process.hrtime.bigint() - ready) / 1e6 / QUERIES.length];
}
const names = Object.keys(found);
console.log(`| Query | tries | ${names.join(" | ")} |`);
console.log(`| :-- | :-- | ${names.map(() => ":-:").join(" | ")} |`);
QUERIES.forEach(([query, , what], row) => console.log(
  `| ${query} | ${what} | ${names.map((name) => (found[name][row] ? "yes" : "–")).join(" | ")} |`));
console.log(`| found | of ${QUERIES.length} | ${names.map((name) => found[name].filter(Boolean).length).join(" | ")} |`);
console.log(`| script, KiB | gzip | ${names.map((name) => (zlib.gzipSync(fs.readFileSync(BUNDLES[name])).length / 1024).toFixed(1)).join(" | ")} |`);
console.log(`| ready, ms | | ${names.map((name) => times[name][0].toFixed(0)).join(" | ")} |`);
console.log(`| a query, ms | | ${names.map((name) => times[name][1].toFixed(1)).join(" | ")} |`);
