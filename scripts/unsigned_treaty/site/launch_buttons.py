"""Launching: the buttons that open a chapter in Binder or Colab, where they lead somewhere.

Binder makes its environment from ``.binder``, which points at the lock.  Colab opens a notebook
and nothing around it, so its button leads to ``.binder/colab.ipynb``, which fetches the project
and builds it.  That notebook names the repository; where it names another, or none, there is no
button.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from unsigned_treaty.project import paths

COLAB = paths.ROOT / ".binder" / "colab.ipynb"
BINDER_HUB = "https://mybinder.org"
COLAB_SITE = "https://colab.research.google.com"


def named_repository(notebook: Path = COLAB) -> str:
    """The repository that the notebook for Colab fetches; empty where it names none."""
    if not notebook.is_file():
        return ""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    source = "\n".join("".join(cell["source"]) for cell in cells)
    found = re.search(r'^repository = "([^"]*)"', source, re.MULTILINE)
    return found.group(1).rstrip("/") if found else ""


def buttons(repository: str) -> dict[str, str]:
    """The theme's settings for the launch buttons of a repository at GitHub."""
    found = {"binderhub_url": BINDER_HUB, "notebook_interface": "jupyterlab"}
    if named_repository() == repository:
        found["colab_url"] = COLAB_SITE
    return found


def lead_to_notebook(
    app: Sphinx, docname: str, template: str, context: dict[str, Any], doctree: Any
) -> None:
    """Let Colab's button open the notebook that fetches the project."""
    for button in _links(context.get("header_buttons", [])):
        if button.get("url", "").startswith(COLAB_SITE):
            button["url"] = re.sub(r"/book/[^/]+\.ipynb$", "/.binder/colab.ipynb", button["url"])


def _links(groups: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found = [button for button in groups if button["type"] == "link"]
    for group in groups:
        found += _links(group["buttons"]) if group["type"] == "group" else []
    return found
