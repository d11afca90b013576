"""Citing: how the book, its chapters, exhibits and sources are cited, by people and programs.

``citation`` makes the record of a chapter and the lines that credit an exhibit's sources,
``bibliography`` the list of references, ``release`` holds whatever repeats the book's version,
date or title to its record.  Begin with ``citation``.  May import the rooms before it.
"""

from unsigned_treaty.citing.bibliography import reference_list

__all__ = ["reference_list"]
