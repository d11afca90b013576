"""The exhibits: how frames and statements are shown, in Jupyter and in the book alike.

``table`` and ``quotation`` show what they are given, ``figures`` and ``map`` draw it
(``drawing`` is their canvas), ``register`` lists every statement; ``cells`` says what a value is
shown as, ``evidence`` what an exhibit rests on, ``jupyter`` makes the HTML of notebooks.  Begin
with :func:`table`.  May import ``project``, ``corpus``, ``coding`` and ``findings``.

What draws is imported by its own name, ``from unsigned_treaty.exhibits import figures``: loading
matplotlib takes half the time in which a command starts, and most commands draw nothing.
"""

from unsigned_treaty.exhibits.cells import spelt
from unsigned_treaty.exhibits.quotation import quote
from unsigned_treaty.exhibits.register import quoted_statements, register
from unsigned_treaty.exhibits.table import numbers, table
from unsigned_treaty.exhibits.texts_shown import texts_shown

__all__ = [
    "numbers",
    "quote",
    "quoted_statements",
    "register",
    "spelt",
    "table",
    "texts_shown",
]
