"""The Unsigned Treaty: what five news articles say of the Russia–Japan peace treaty.

Each module is one thing of this field and is imported by its name, so that a chapter
loads only what it uses: ``from unsigned_treaty.exhibits.quotation import quote``.
"""
