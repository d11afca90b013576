"""The method: what was left out, the data dictionary, and how far two passes of coding agree."""

from __future__ import annotations

import krippendorff
import numpy as np
import pandas as pd

from unsigned_treaty.coding import tables
from unsigned_treaty.coding.codebook import Statement, dictionary
from unsigned_treaty.corpus import articles
from unsigned_treaty.exhibits.exhibit import Exhibit, table
from unsigned_treaty.project import paths
from unsigned_treaty.project.faults import Refused

RULES = {
    "headline": "headline without a speaker",
    "background": "the narrator's background",
    "position_without_saying": "a state's position without a verb of saying",
    "treaty_text": "treaty text",
    "caption": "caption or credit",
    "unattributed_continuation": "may go on with an attributed thought, but is not attributed",
    "title_or_name": "title or name in quotation marks",
    "scare_quotes": "scare quotes",
    "other": "other: navigation, announcements",
}
# Compared as unordered values: 9, not addressed, has no place on the scale of the others.
VARIABLES = (
    *("mode", "side", "prospect", "prospect_object", "intent", "stance", "blame"),
    *("forecast", "retrospective"),
)


def left_out_table() -> Exhibit:
    """Show how many passages of each article were left out, by the rule of the codebook."""
    found = tables.table("left_out")
    names = articles.catalogue()["shorthand"]
    counts = pd.crosstab(found["rule"], found["article"]).reindex(columns=names.index, fill_value=0)
    counts = counts.reindex([rule for rule in RULES if rule in counts.index])
    shown = counts.rename(index=RULES, columns=names.to_dict()).rename_axis("Rule", axis="index")
    return table(shown, "tab-left-out", "Passages considered and left out, by rule")


def dictionary_table() -> Exhibit:
    """Show the data dictionary of the statements."""
    found = dictionary(Statement)
    shown = found.rename(columns={"column": "Column", "values": "Values", "meaning": "Meaning"})
    return table(shown.set_index("Column"), "tab-dictionary", "The columns of statements.csv")


def passes() -> tuple[pd.DataFrame, pd.DataFrame]:
    """The two passes of coding, as coded, each indexed by article and passage.

    Columns as in ``Statement``.  Raises :class:`Refused` where a
    row does not keep to the schema.
    """
    found = []
    for name in ("first", "second"):
        frame, faults = tables.read(paths.DATA / "passes" / f"{name}.csv", Statement)
        if faults:
            raise Refused(faults)
        found.append(frame.set_index(["article", "exact", "occurrence"]))
    return found[0], found[1]


def agreement() -> pd.DataFrame:
    """How far the two passes agree on the statements that both found.

    Index ``variable``; columns ``alike`` (int64, statements coded alike), ``of`` (int64), and
    ``alpha`` (float64, Krippendorff's alpha for nominal values, as computed by the package of
    that name).  The first row, ``unit``, compares which passages were taken for statements.
    """
    first, second = passes()
    both = first.index.intersection(second.index)
    rows: dict[str, dict[str, float]] = {
        "unit": {"alike": len(both), "of": len(first.index.union(second.index))}
    }
    for variable in VARIABLES:
        pair = [frame.loc[both, variable].astype("str").to_numpy() for frame in (first, second)]
        codes, values = pd.factorize(np.concatenate(pair), sort=True)
        alpha = (
            krippendorff.alpha(codes.reshape(2, -1), level_of_measurement="nominal")
            if len(values) > 1
            else np.nan
        )
        rows[variable] = {"alike": int((pair[0] == pair[1]).sum()), "of": len(both), "alpha": alpha}
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=["alike", "of", "alpha"])
    return frame.astype({"alike": "int64", "of": "int64"}).rename_axis("variable")


def agreement_table() -> Exhibit:
    """Show how far the two passes agree, variable by variable."""
    found = agreement()
    shown = pd.DataFrame(
        {
            "Variable": found.index.str.replace("_", " "),
            "Coded alike": found["alike"],
            "Of": found["of"],
            "Alpha": ["–" if np.isnan(value) else f"{value:.2f}" for value in found["alpha"]],
        }
    ).set_index("Variable")
    return table(
        shown,
        "tab-agreement",
        "How far the two passes of coding agree",
        "Unit: passages that both passes took for one statement, of all that either did.",
    )
