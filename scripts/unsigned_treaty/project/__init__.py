"""The project on disk: where its files are, how faults in them are said, what edition they make.

``paths`` names every file; ``faults`` is how anything wrong is said, in one line; ``dates`` how
dates are written; ``chapters`` reads the notebooks and what each says of itself; ``edition`` the
version and addresses; ``inputs`` lists all files on which the book depends; ``packages`` the
software; ``downloaded`` starts a chapter that was downloaded alone.  Begin with ``paths``.  This
room imports no other.
"""
