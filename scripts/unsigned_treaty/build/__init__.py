"""The build: from sound files to executed chapters, held results, an archive and a printed book.

``check`` lists everything that is wrong without executing anything (``prose`` holds sentences to
what they cite); ``execution`` runs the chapters, ``results`` and ``values`` hold what they compute
to what is committed and to what sentences say; ``archive``, ``downloads``, ``pdf`` and
``reproduction`` make and compare what is given away.  Begin with ``check``.  May import the rooms
before it.
"""
