"""The register of quotations, and the addresses that open a page at the quoted words."""

from pathlib import Path
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from unsigned_treaty.coding.statements import statements
from unsigned_treaty.corpus import articles
from unsigned_treaty.corpus.text_links import address, fragment
from unsigned_treaty.exhibits import register

SHOWN = register.register().content


def cell(row: list[list[dict[str, str]]], label: str) -> str:
    place = [column["label"] for column in SHOWN["columns"]].index(label)
    return "".join(run["text"] for run in row[place])


def test_every_statement_has_one_row_at_an_address_of_its_own() -> None:
    assert SHOWN["addresses"] == list(statements().index)
    assert len(set(SHOWN["addresses"])) == len(SHOWN["rows"])


def test_the_words_around_a_statement_stand_around_it_in_the_article() -> None:
    frame = statements()
    around = register.surroundings(frame)
    for name, row in frame.iterrows():
        text = " ".join(articles.text(row["article"]).split())
        whole = f"{around.at[name, 'before']} {row['exact']} {around.at[name, 'after']}"
        assert " ".join(whole.split()) in text
        assert len(around.at[name, "before"].split()) <= register.AROUND
        assert len(around.at[name, "after"].split()) <= register.AROUND


def test_direct_words_are_shown_whole_and_indirect_ones_begun() -> None:
    frame = statements()
    for row, (_, statement) in zip(SHOWN["rows"], frame.iterrows(), strict=True):
        words = cell(row, "Words")
        if statement["mode"] == "direct":
            assert all(span in words for span in statement["quoted"])
        else:
            assert statement["exact"].startswith(words.removesuffix(" […]").split(" ")[0])
            assert len(words.removesuffix(" […]").split()) <= register.FIRST_WORDS


def test_codes_are_in_plain_words() -> None:
    codes = cell(SHOWN["rows"][4], "Codes")
    assert "prospect of the treaty: unlikely" in codes
    assert "blames both positions" in codes


def test_a_row_says_where_the_book_uses_its_statement() -> None:
    row = SHOWN["rows"][SHOWN["addresses"].index("sputnik2020-05")]
    assert "Abe" in cell(row, "Used in")
    runs = [run for part in row for run in part if run.get("address", "").startswith("abe.html")]
    assert runs[0]["address"] == "abe.html#quote-sputnik2020-05"


def test_a_retired_id_keeps_its_row_and_says_what_replaced_it(project: Path) -> None:
    retired = project / "book" / "data" / "retired.csv"
    retired.write_text("id,replaced_by,reason\ntass2021-90,tass2021-02,Two were one.\n")
    gone = register.retired(retired.parent)
    assert list(gone.index) == ["tass2021-90"]
    assert "Two were one." in gone.at["tass2021-90", "Words"]


def test_a_mirror_is_named_and_not_linked() -> None:
    records = articles.catalogue()
    assert address(records.loc["izvestia2025"], "any words") == ""
    assert address(records.loc["tass2021"], "any words").startswith(
        "https://tass.com/world/1344153#"
    )


def test_a_long_passage_is_found_by_its_two_ends() -> None:
    words = "I think that the issue of peace treaty and territorial dispute will not be resolved"
    start, end = fragment(words).removeprefix("#:~:text=").split(",")
    assert words.startswith(unquote(start)) and words.endswith(unquote(end))


@given(st.text(min_size=1).filter(lambda words: words.strip()))
def test_a_fragment_decodes_to_the_words_and_holds_no_sign_of_its_own(words: str) -> None:
    directive = fragment(words).removeprefix("#:~:text=")
    parts = directive.split(",")
    assert len(parts) in (1, 2)
    assert all("-" not in part and "&" not in part and " " not in part for part in parts)
    line = words.strip().split("\n")[0]
    assert line.startswith(unquote(parts[0])) and line.endswith(unquote(parts[-1]))
