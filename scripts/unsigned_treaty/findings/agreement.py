"""Agreement: how far two codings agree, and what of a finding holds under all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import combinations

import numpy as np
import pandas as pd

from unsigned_treaty.coding.codings import VARIABLES, matched

# Below this value of alpha Krippendorff (Content Analysis, 4th ed.) lets no conclusion rest on a
# variable, and only tentative ones below .800.
TENTATIVE = 0.667
RESAMPLES = 1000
SEED = 20261125


def agreement(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """How far two codings agree on the units that both have.

    Units are the same where they overlap by half or more (:func:`~.codings.matched`).  Index
    ``variable``; columns ``alike`` and ``of`` (int64, units), ``alpha`` (float64, Krippendorff's
    alpha for nominal values, as the package of that name computes it; NaN where the values do not
    vary), ``low`` and ``high`` (float64, its 2.5 and 97.5 per cent points over resampled units).
    Topics and conditions are alike where both codings name the same set, or both name one.
    """
    pairs = matched(one, other)
    rows = {}
    for variable in VARIABLES:
        first, second = (
            [comparable(value, variable) for value in coding.loc[pairs[side], variable]]
            for coding, side in ((one, "one"), (other, "other"))
        )
        codes, _ = pd.factorize(np.array(first + second, dtype=object))
        both = codes.reshape(2, -1)
        rows[variable] = {
            "alike": int((both[0] == both[1]).sum()),
            "of": len(pairs),
            "alpha": alpha(both),
            **dict(zip(("low", "high"), interval(both), strict=True)),
        }
    frame = pd.DataFrame.from_dict(rows, orient="index").rename_axis("variable")
    return frame.astype({"alike": "int64", "of": "int64"})


def comparable(value: object, variable: str) -> object:
    """A code as it is compared: a set of topics whatever its order, whether conditions are named.

    Coders word conditions in their own way, so only that a unit names any can be compared.
    """
    if variable == "conditions":
        return bool(value)
    return " ".join(sorted(value)) if isinstance(value, tuple) else str(value)


def alpha(codes: np.ndarray) -> float:
    """Krippendorff's alpha of two coders' nominal codes (2 by units); NaN where none varies."""
    if len(np.unique(codes)) < 2:
        return float("nan")
    # Only here, so that of downloaded chapters only those that compute it need the package.
    import krippendorff

    return float(krippendorff.alpha(codes, level_of_measurement="nominal"))


def interval(codes: np.ndarray) -> tuple[float, float]:
    """Between which values alpha lies in 95 of 100 samples of the units, drawn with replacement.

    Alpha of two coders is computed from the matrix of coincidences, which a sample of units
    weighs anew (Krippendorff 2011); a sample in which nothing varies counts as full agreement.
    """
    values, units = len(np.unique(codes)), codes.shape[1]
    if values < 2:
        return float("nan"), float("nan")
    drawn = np.random.default_rng(SEED).integers(0, units, (RESAMPLES, units))
    disagree = (codes[0] != codes[1])[drawn].sum(axis=1)
    totals = np.stack(
        [((codes[0] == value).astype(int) + (codes[1] == value))[drawn].sum(axis=1)
         for value in range(values)]
    )  # fmt: skip
    pairable = 2 * units
    expected = (pairable**2 - (totals**2).sum(axis=0)) / (pairable - 1)
    observed = 2 * disagree
    with np.errstate(divide="ignore", invalid="ignore"):
        sampled = np.where(expected == 0, 1.0, 1 - observed / expected)
    low, high = np.quantile(sampled, [0.025, 0.975])
    return float(low), float(high)


def pairwise(codings: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The agreement of each pair of codings on each variable.

    Columns ``pair`` (str, ``first–second``), ``units`` (int64, the units that both have),
    ``found`` (int64, units that either has), ``variable`` and those of :func:`agreement`.
    """
    frames = []
    for (name, one), (other_name, other) in combinations(codings.items(), 2):
        frame = agreement(one, other).reset_index()
        shared = len(matched(one, other))
        frame.insert(0, "pair", f"{name}–{other_name}")
        frame.insert(1, "units", shared)
        frame.insert(2, "found", len(one) + len(other) - shared)
        frames.append(frame)
    return pd.concat(frames, ignore_index=True)


def under_each(
    codings: Mapping[str, pd.DataFrame], count: Callable[[pd.DataFrame], int]
) -> pd.Series:
    """A count under each coding (int64), by the coding's name."""
    return pd.Series({name: int(count(coding)) for name, coding in codings.items()})


def span(counts: pd.Series, spelt: Callable[[int], str]) -> str:
    """Counts as a sentence has them: one number where they agree, else ``two to six``.

    ``spelt`` writes a number as prose has it; where it gives digits, both numbers are in digits.
    """
    low, high = int(counts.min()), int(counts.max())
    if low == high:
        return spelt(low)
    words = spelt(high).isalpha()
    return f"{spelt(low)} to {spelt(high)}" if words else f"{low} to {high}"
