"""Publishing and launching: the workflows are sound, and no button leads nowhere."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import nbformat
import pytest
import yaml

from unsigned_treaty.project import chapters, paths
from unsigned_treaty.site import launch_buttons

WORKFLOWS = sorted((paths.ROOT / ".github" / "workflows").glob("*.yml"))
BINDER = paths.ROOT / ".binder"
GITHUB = "https://github.com/example/treaty"


def run(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    file = Path(sys.executable).parent / program
    return subprocess.run([str(file), *arguments], capture_output=True, text=True)


def steps() -> list[dict[str, Any]]:
    return [
        step
        for file in WORKFLOWS
        for job in yaml.safe_load(file.read_text(encoding="utf-8"))["jobs"].values()
        for step in job["steps"]
    ]


def test_the_workflows_are_valid_by_their_schema() -> None:
    assert WORKFLOWS
    files = map(str, WORKFLOWS)
    done = run("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *files)
    assert done.returncode == 0, done.stdout


def test_the_workflows_give_nothing_away() -> None:
    done = run("zizmor", "--offline", "--persona=pedantic", *map(str, WORKFLOWS))
    assert done.returncode == 0, done.stdout


def test_every_action_is_pinned_to_a_commit() -> None:
    used = [step["uses"] for step in steps() if "uses" in step]
    assert used
    assert all(re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", name) for name in used)


def test_the_workflows_call_only_targets_that_the_makefile_has() -> None:
    makefile = (paths.ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    wanted = {name for step in steps() for name in re.findall(r"\bmake (\w+)", step.get("run", ""))}
    assert {"check", "test", "bundle", "reproduce"} <= wanted
    assert wanted <= targets


def test_binder_installs_the_lock_with_its_hashes() -> None:
    (line,) = (BINDER / "requirements.txt").read_text(encoding="utf-8").splitlines()
    option, file = line.split()
    assert option == "-r"
    lock = (BINDER / file).resolve()
    assert lock == paths.ROOT / "requirements.lock"
    pinned = lock.read_text(encoding="utf-8")
    assert "--hash=sha256:" in pinned
    project = tomllib.loads(paths.PYPROJECT.read_text(encoding="utf-8"))["project"]
    for wanted in project["dependencies"]:
        name = re.split(r"[<>=]", wanted)[0]
        assert re.search(rf"^{re.escape(name)}==", pinned, re.MULTILINE), name


def test_binder_uses_a_python_that_the_project_allows() -> None:
    said = (BINDER / "runtime.txt").read_text(encoding="utf-8").strip().removeprefix("python-")
    assert tuple(map(int, said.split("."))) >= (3, 11)


def test_colab_is_offered_only_where_its_notebook_fetches_this_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "colab_url" not in launch_buttons.buttons(GITHUB)
    assert launch_buttons.buttons(GITHUB)["binderhub_url"] == launch_buttons.BINDER_HUB
    notebook = tmp_path / "colab.ipynb"
    source = f'repository = "{GITHUB}/"\n!git clone'
    notebook.write_text(json.dumps({"cells": [{"source": source}]}), encoding="utf-8")
    assert launch_buttons.named_repository(notebook) == GITHUB


def test_the_notebook_for_colab_is_valid_and_lists_the_chapters() -> None:
    book = nbformat.read(launch_buttons.COLAB, as_version=4)
    nbformat.validate(book)
    offered = re.search(r"@param (\[.*\])", book.cells[-1].source)
    assert offered
    stems = {path.stem for path in chapters.chapters()} - {"index"}
    assert set(json.loads(offered.group(1))) == stems
    settings = tomllib.loads(paths.PYPROJECT.read_text(encoding="utf-8"))["tool"]["unsigned-treaty"]
    assert launch_buttons.named_repository() == settings["repository"].rstrip("/")


def test_colabs_button_leads_to_the_notebook_that_fetches_the_project() -> None:
    url = f"{launch_buttons.COLAB_SITE}/github/example/treaty/blob/HEAD/book/abe.ipynb"
    link = {"type": "link", "text": "Colab", "url": url}
    context = {"header_buttons": [{"type": "group", "buttons": [link]}]}
    launch_buttons.lead_to_notebook(None, "book/abe", "", context, None)  # type: ignore[arg-type]
    assert link["url"].endswith("/blob/HEAD/.binder/colab.ipynb")


@pytest.mark.book
def test_a_book_of_no_known_repository_has_no_launch_button(built_book: Path) -> None:
    for page in built_book.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "mybinder.org" not in text and "colab.research" not in text, page.name
