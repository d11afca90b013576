"""The coding: what people decided of the articles, read strictly from ``book/data``.

``codebook`` defines the tables and their columns, ``vocabulary`` the values that this book allows
(``book/codebook.toml``); ``tables`` reads any of them; ``statements`` finds each statement in its
article; ``codings`` reads the codings that were made apart from each other; ``coverage`` accounts
for every quotation mark; ``drafting`` drafts the rows of a new article and
``open_work`` lists what is left to decide of it.  Begin with
:func:`read_statements`.  May import ``project`` and ``corpus``.
"""

from unsigned_treaty.coding.codebook import by_language
from unsigned_treaty.coding.codings import CODINGS, read_coding, recoded
from unsigned_treaty.coding.statements import counted, read_statements, suppose
from unsigned_treaty.coding.tables import read_table
from unsigned_treaty.coding.vocabulary import vocabulary

__all__ = [
    "CODINGS",
    "by_language",
    "counted",
    "read_coding",
    "read_statements",
    "read_table",
    "recoded",
    "suppose",
    "vocabulary",
]
