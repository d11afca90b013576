"""The tables as files: no cell starts a formula, and every cell can be had back exactly."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from unsigned_treaty.site.elements import inert

SIGNS = st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("=+-@'\t")))


def test_a_cell_that_would_start_a_formula_does_not() -> None:
    assert inert("=HYPERLINK(0)") == "'=HYPERLINK(0)"
    assert inert("- A dash.") == "'- A dash."
    assert inert("plain = words") == "plain = words"


@given(SIGNS)
def test_taking_one_apostrophe_off_gives_every_cell_back(cell: str) -> None:
    assert inert(cell).removeprefix("'") == cell
    assert not inert(cell).startswith(("=", "+", "-", "@", "\t", "\r"))
