"""The findings: what three chapters or more compute, each a function from frame to frame.

``speakers``, ``prospects``, ``conditions``, ``sources``, ``names``, ``record`` and ``reuse``
measure what the articles say; ``agreement`` how far codings agree and what holds under all of
them.  Nothing here reads a file: chapters hold the frames.  Begin with :func:`voices`.  May
import ``project``, ``corpus`` and ``coding``.
"""

from unsigned_treaty.findings.agreement import agreement, pairwise, span, under_each
from unsigned_treaty.findings.conditions import named_conditions
from unsigned_treaty.findings.names import families, namings
from unsigned_treaty.findings.prospects import held_or_intended, judged
from unsigned_treaty.findings.record import differing, fates, tally
from unsigned_treaty.findings.reuse import reused
from unsigned_treaty.findings.sources import described, shares, words_by_side
from unsigned_treaty.findings.speakers import percent, voices

__all__ = [
    "agreement",
    "described",
    "differing",
    "families",
    "fates",
    "held_or_intended",
    "judged",
    "named_conditions",
    "namings",
    "pairwise",
    "percent",
    "reused",
    "shares",
    "span",
    "tally",
    "under_each",
    "voices",
    "words_by_side",
]
