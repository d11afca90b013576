"""The corpus: the articles as they stand in their files, and the pages cited beside them.

``articles`` reads the catalogue and the sealed texts, ``cited_pages`` the bibliography;
``passages`` finds words letter for letter, ``quotation_marks`` the marks around them
(``quotation_signs`` is the table of all signs, ``pairing`` tells which of a paragraph pair,
``quoted_words`` what they enclose, ``dialogue`` what a dash opens); ``sentences`` are those that
attribute, by the ``verbs_of_saying`` of the ``language_of_text``; ``text_links`` has the address at
which a publisher's page opens at some words.  Begin with :func:`read_articles`.
May import ``project``.
"""

from unsigned_treaty.corpus.articles import read_articles
from unsigned_treaty.corpus.cited_pages import read_pages

__all__ = ["read_articles", "read_pages"]
