"""Data links: a chapter's link to a coded table leads to the copy that the site publishes.

Else Sphinx would make a second copy, at an address that changes with the file's content.
"""

from __future__ import annotations

import re

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.osutil import relative_uri

from unsigned_treaty.citing.datasets import FOLDER, resources
from unsigned_treaty.project import paths

LOGGER = logging.getLogger(__name__)
TABLE = re.compile(r"/?(?:book/)?data/(.+\.csv)")


def setup(app: Sphinx) -> None:
    """Register the handler with Sphinx, before it gathers the files that are to be copied."""
    app.connect("doctree-read", lead_to_published, priority=400)


def lead_to_published(app: Sphinx, doctree: nodes.document) -> None:
    """Let each link to a coded table lead to the published one; warn where none is published."""
    here = app.builder.get_target_uri(app.env.docname)
    published = {path.relative_to(paths.DATA).as_posix() for path, _ in resources().values()}
    for link in list(doctree.findall(addnodes.download_reference)):
        table = TABLE.fullmatch(link["reftarget"])
        if table and table[1] not in published:
            message = "%s is not published with the book; take the link out of the sentence"
            LOGGER.warning(message, link["reftarget"], location=link)
        elif table:
            address = relative_uri(here, f"{FOLDER}/{table[1]}")
            link.replace_self(
                nodes.reference("", "", *link.children, refuri=address, internal=True)
            )
