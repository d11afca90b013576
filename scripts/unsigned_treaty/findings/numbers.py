"""Numbers for the prose: computed here, glued into a chapter, never typed into a sentence."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from unsigned_treaty.coding import tables
from unsigned_treaty.coding.codebook import BLAMES, SIDES, VERDICTS
from unsigned_treaty.coding.statements import statements
from unsigned_treaty.exhibits.exhibit import spelt
from unsigned_treaty.findings.conditions import ACTORS, conditions
from unsigned_treaty.findings.prospects import judged
from unsigned_treaty.findings.record import artefact_counts, verdicts
from unsigned_treaty.findings.sources import shares


def of_article(key: str) -> dict[str, int]:
    """The numbers that a chapter says of its article, each by name.

    Counts of statements leave repetitions out; words are runs of characters between spaces;
    names that end in ``_share`` are per cent of the article's words, rounded.
    """
    said = statements()
    said = said[(said["article"] == key) & (said["duplicate_of"] == "")]
    share = shares().loc[key]
    found = {
        "statements": len(said),
        "direct": int((said["mode"] == "direct").sum()),
        "speakers": said["speaker"].nunique(),
        "countries": said.loc[said["side"].str.endswith("expert"), "country"].nunique(),
        "words": int(share["words"]),
        "quoted": int(share["quoted"]),
        "quoted_share": round(100 * share["quoted"] / share["words"]),
        "background_share": round(100 * share["background"] / share["words"]),
        "judged": len(judged(said)),
        "quoting": said.loc[said["quoted_words"] > 0, "speaker"].nunique(),
        "claims": int(verdicts().loc[key].sum()),
        "verified": int(verdicts().loc[key, "verified"]),
        "contradicted": int(verdicts().loc[key, "contradicted"]),
        "imprecise": int(verdicts().loc[key, "imprecise"]),
        "faults": int(artefact_counts().loc[key].sum()),
        "serious": int(artefact_counts().loc[key, "serious"]),
    }
    for side in SIDES:
        of_side = said[said["side"] == side]
        found[f"{side}_statements"] = len(of_side)
        found[f"{side}_speakers"] = of_side["speaker"].nunique()
        found[f"{side}_words"] = int(of_side["quoted_words"].sum())
    for speaker, rows in said.groupby("speaker"):
        name = str(speaker).split()[-1].lower()
        found[f"{name}_statements"] = len(rows)
        found[f"{name}_words"] = int(rows["quoted_words"].sum())
    return found


def speaking(said: pd.DataFrame) -> dict[str, int]:
    """How many persons, institutions and groups without names speak."""
    kinds = tables.table("speakers").set_index("name")["kind"]
    found = said["speaker"].drop_duplicates().map(kinds).value_counts()
    return {f"{kind}s": int(found.get(kind, 0)) for kind in ("person", "institution", "group")}


def glue_numbers(prefix: str, numbers: Mapping[str, int]) -> None:
    """Glue each number, spelt as prose has it, under ``prefix_name`` for ``{glue:text}``."""
    from myst_nb import glue

    for name, number in numbers.items():
        glue(f"{prefix}_{name}", spelt(number), display=False)


def corpus() -> dict[str, int]:
    """The numbers that the comparison says of all five articles together, by name."""
    said = statements()
    said = said[said["duplicate_of"] == ""]
    words = said.groupby("side")["quoted_words"].sum()
    speakers = said.groupby("speaker")["quoted_words"].sum()
    total = int(words.sum())
    experts = sum(int(words.get(side, 0)) for side in SIDES if side.endswith("expert"))
    named = conditions().drop_duplicates("condition")
    return {
        "statements": len(said),
        "direct": int((said["mode"] == "direct").sum()),
        "speakers": said["speaker"].nunique(),
        "quoted_words": total,
        "expert_share": round(100 * experts / total),
        **{f"{side}_words": int(words.get(side, 0)) for side in SIDES},
        "kistanov_words": int(speakers["Valery Kistanov"]),
        "abiru_words": int(speakers["Taisuke Abiru"]),
        **{f"blame_{name.lower()}": int((said["blame"] == name).sum()) for name in BLAMES},
        "conditions": len(named),
        **{f"conditions_{who.lower()}": int((named["must_act"] == who).sum()) for who in ACTORS},
        "claims": int(verdicts().to_numpy().sum()),
        **{code: int(verdicts()[code].sum()) for code in VERDICTS},
        **speaking(said),
        "faults": int(artefact_counts().to_numpy().sum()),
        "serious": int(artefact_counts()["serious"].sum()),
    }
