"""The site: the Sphinx extension that builds executed chapters into pages.

``extension`` registers everything; ``notebooks`` executes and reads chapters, ``elements`` builds
exhibits from their data, ``theme`` is the frame of every page (``assets`` its styles, scripts and
templates), ``page_citation`` what a page says of itself, ``search_index`` the words to search.
Begin with ``extension``.  May import all other rooms; nothing but the command line's build starts
it.
"""
