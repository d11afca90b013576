"""Publishing and launching: the workflows are sound, and no button leads nowhere."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import nbformat
import pytest
import yaml

from unsigned_treaty.citing import versions
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


def test_what_is_released_is_attested_before_it_is_released() -> None:
    jobs = yaml.safe_load((WORKFLOWS[-1]).read_text(encoding="utf-8"))["jobs"]
    (release,) = (job for job in jobs.values() if "gh release create" in str(job["steps"]))
    assert {"attestations": "write", "id-token": "write"}.items() <= release["permissions"].items()
    kinds = [step.get("uses", step.get("run", "")) for step in release["steps"]]
    (attested,) = (n for n, kind in enumerate(kinds) if "/attest-build-provenance@" in kind)
    assert attested < next(n for n, kind in enumerate(kinds) if "gh release create" in kind)
    assert release["steps"][attested]["with"] == {"subject-checksums": "release/SHA256SUMS"}


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


def pages_of(folder: Path, version: str, name: str = "book/index.html") -> None:
    """The archive of a version's pages, as its release holds it."""
    with zipfile.ZipFile(folder / f"unsigned-treaty-{version}-pages.zip", "w") as archive:
        archive.writestr(name, f"version {version}")


def test_every_version_keeps_an_address_of_its_own_and_the_newest_is_at_the_root(
    tmp_path: Path,
) -> None:
    for version in ("0.9.0", "0.10.0", "0.2.0"):
        pages_of(tmp_path, version)
    site = tmp_path / "site"
    # As the workflow runs it: by a Python that has nothing installed.
    script = paths.ROOT / "scripts" / "unsigned_treaty" / "citing" / "versions.py"
    command = [sys.executable, "-I", "-S", str(script), str(tmp_path), str(site)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    for version in ("0.9.0", "0.10.0", "0.2.0"):
        page = site / f"v{version}" / "book" / "index.html"
        assert page.read_text() == f"version {version}"
    assert (site / "book" / "index.html").read_text() == "version 0.10.0"
    said = json.loads((site / "versions.json").read_text())
    assert said == {"newest": "0.10.0", "versions": ["0.10.0", "0.9.0", "0.2.0"]}


def test_pages_that_lead_out_of_their_folder_are_refused(tmp_path: Path) -> None:
    pages_of(tmp_path, "0.2.0", "../../outside.html")
    with pytest.raises(ValueError, match="leads out of its folder"):
        versions.lay_out(tmp_path, tmp_path / "site")
    assert not (tmp_path.parent / "outside.html").exists()


def test_a_site_without_any_version_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="attach one to a release"):
        versions.lay_out(tmp_path, tmp_path / "site")


def test_only_a_version_is_published_and_under_its_own_address() -> None:
    workflow = yaml.safe_load((paths.ROOT / ".github/workflows/publish.yml").read_text())
    jobs = workflow["jobs"]
    assert jobs["pages"]["if"] == jobs["release"]["if"] == "github.ref_type == 'tag'"
    assert jobs["pages"]["needs"] == "release"
    assert "format('{0}/', github.ref_name)" in jobs["book"]["env"]["UNSIGNED_TREATY_ADDRESS"]
