"""The archive and the downloads: what readers take away is whole, and says what it holds."""

from __future__ import annotations

import hashlib
import html
import re
import subprocess
import zipfile
from pathlib import Path

import nbformat
import pytest

from conftest import run_treaty
from unsigned_treaty.build import archive as archives
from unsigned_treaty.build import check, downloads, results
from unsigned_treaty.corpus import articles
from unsigned_treaty.project import chapters, inputs, paths
from unsigned_treaty.project.edition import edition
from unsigned_treaty.project.faults import Refused

pytestmark = pytest.mark.book


@pytest.fixture(scope="module")
def archive(built_book: Path) -> Path:
    return built_book / archives.file_name()


@pytest.fixture(scope="module")
def unpacked(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("elsewhere")
    with zipfile.ZipFile(archive) as files:
        files.extractall(folder)
    (root,) = folder.iterdir()
    return root


def test_the_site_offers_an_archive_of_its_version(archive: Path) -> None:
    assert archive.name == f"unsigned-treaty-{edition().version}.zip"
    assert archive.is_file()


def test_the_archive_holds_the_whole_project_and_the_built_book(
    archive: Path, built_book: Path
) -> None:
    with zipfile.ZipFile(archive) as files:
        names = {name.split("/", 1)[1] for name in files.namelist()}
    project = {path.relative_to(paths.ROOT).as_posix() for path in inputs.committed()}
    assert project <= names
    pages = {path.relative_to(built_book).as_posix() for path in built_book.rglob("*.html")}
    assert {f"_build/html/{page}" for page in pages} <= names
    for wanted in ("requirements.lock", "seeds/catalogue.bib", "book/abe.ipynb", "LICENSE"):
        assert wanted in names
    texts = {name for name in names if re.fullmatch(r"seeds/[^/]+\.txt", name)}
    assert texts == {f"seeds/{file}" for file in articles.catalogue()["file"]}


def test_the_archive_says_whose_the_articles_are(unpacked: Path) -> None:
    notice = " ".join((unpacked / "NOTICE.txt").read_text(encoding="utf-8").split())
    assert "The articles in seeds/ belong to their publishers." in notice
    assert "make book" in notice and "make test" in notice


def test_the_same_files_make_the_same_archive(
    archive: Path, built_book: Path, tmp_path: Path
) -> None:
    again = archives.write(built_book, tmp_path / "again.zip", built_book.parents[1])
    assert again.read_bytes() == archive.read_bytes()


def test_the_archive_offers_no_archive_that_it_does_not_hold(unpacked: Path) -> None:
    for page in (unpacked / "_build" / "html").rglob("*.html"):
        assert archives.file_name() not in page.read_text(encoding="utf-8"), page.name


def test_the_project_in_the_archive_is_sound_and_is_the_one_that_is_checked(unpacked: Path) -> None:
    assert "sound" in run_treaty(unpacked, "check").stdout
    seed = unpacked / "seeds" / "000_c7e8eccff0a662c6.txt"
    content = seed.read_bytes()
    seed.unlink()
    assert run_treaty(unpacked, "check").returncode == 1
    assert inputs.uncommitted(unpacked) == ["seeds/000_c7e8eccff0a662c6.txt"]
    seed.write_bytes(content)


def test_the_archive_verifies_and_its_manifest_is_sha256sums(archive: Path, unpacked: Path) -> None:
    with zipfile.ZipFile(archive) as files:
        count = len(files.namelist()) - 1
    assert archives.verify(archive) == count
    for line in (unpacked / inputs.MANIFEST).read_text(encoding="utf-8").splitlines():
        digest, _, name = line.partition("  ")
        assert hashlib.sha256((unpacked / name).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize("harm", ["changed", "missing", "added"])
def test_an_archive_that_is_not_as_its_manifest_says_is_refused(
    harm: str, archive: Path, tmp_path: Path
) -> None:
    harmed = tmp_path / "harmed.zip"
    with zipfile.ZipFile(archive) as whole, zipfile.ZipFile(harmed, "w") as part:
        for name in whole.namelist():
            content = whole.read(name)
            if name.endswith("/LICENSE") and harm == "missing":
                continue
            if name.endswith("/LICENSE") and harm == "changed":
                content += b"All rights are yours."
            part.writestr(name, content)
        if harm == "added":
            part.writestr(f"{whole.namelist()[0].split('/')[0]}/.env", "SECRET=1")
    name, reason = {
        "changed": ("LICENSE", "differs from the manifest"),
        "missing": ("LICENSE", "is missing"),
        "added": (".env", "is not in the manifest"),
    }[harm]
    with pytest.raises(Refused, match=rf"harmed\.zip: {re.escape(name)}: {reason}"):
        archives.verify(harmed)


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    (tmp_path / "page.zip").write_text("<html>", encoding="utf-8")
    with pytest.raises(Refused, match=r"page\.zip: cannot be read"):
        archives.verify(tmp_path / "page.zip")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A small project under git, in a folder full of litter."""
    root = tmp_path / "project"
    for name in ("book/abe.ipynb", "seeds/000.txt", ".gitignore"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(".env\n", encoding="utf-8")
    git(root, "init", "--quiet")
    git(root, "add", ".")
    git(root, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "All")
    for name in (".env", "notes.txt", "book/.abe.ipynb.swp", "book/data/copy.csv", "seeds/x.txt"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("litter", encoding="utf-8")
    return root


def git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True)


def test_of_a_folder_full_of_litter_only_what_is_committed_is_published(repository: Path) -> None:
    names = [path.relative_to(repository).as_posix() for path in inputs.committed(repository)]
    assert names == [".gitignore", "book/abe.ipynb", "seeds/000.txt"]


def test_what_is_not_committed_is_named(repository: Path) -> None:
    (repository / "seeds" / "000.txt").write_text("changed", encoding="utf-8")
    assert inputs.uncommitted(repository) == [
        "book/.abe.ipynb.swp",
        "book/data/",
        "notes.txt",
        "seeds/000.txt",
        "seeds/x.txt",
    ]


def test_a_link_that_leaves_the_project_is_refused(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_text("of another", encoding="utf-8")
    (repository / "book" / "link.txt").symlink_to(tmp_path / "outside.txt")
    (repository / "book" / "inside.txt").symlink_to(repository / "seeds" / "000.txt")
    git(repository, "add", "book/inside.txt")
    assert repository / "book" / "inside.txt" in inputs.committed(repository)
    git(repository, "add", "book/link.txt")
    with pytest.raises(Refused, match=r"book/link\.txt: a link that leads out of the project"):
        inputs.committed(repository)
    # The check finds it, and not the build alone.
    assert "book/link.txt" in {fault.file for fault in check.outer_faults(repository)}


def test_without_git_the_manifest_says_what_belongs(unpacked: Path) -> None:
    assert inputs.uncommitted(unpacked) == []
    names = {path.relative_to(unpacked).as_posix() for path in inputs.committed(unpacked)}
    assert "book/abe.ipynb" in names and inputs.MANIFEST not in names
    (unpacked / "book" / "litter.txt").write_text("litter", encoding="utf-8")
    assert inputs.uncommitted(unpacked) == ["book/litter.txt"]
    assert unpacked / "book" / "litter.txt" not in inputs.committed(unpacked)
    (unpacked / "book" / "litter.txt").unlink()


def test_without_git_and_manifest_it_is_said_that_nothing_is_known(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "abe.ipynb").write_text("{}", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("litter", encoding="utf-8")
    assert inputs.committed(tmp_path) == [tmp_path / "book" / "abe.ipynb"]
    assert inputs.uncommitted(tmp_path) == ["any file, since there is neither git nor a manifest"]


def test_a_page_offers_its_archive_with_its_size_of_contents() -> None:
    offered = archives.offer()._repr_html_()
    assert archives.OFFER.fullmatch(offered)
    assert f'href="../{archives.file_name()}"' in offered
    assert "which belong to their publishers" in html.unescape(offered)


def test_every_download_carries_its_outputs_and_is_valid(built_book: Path) -> None:
    for chapter in chapters.chapters():
        book = nbformat.read(built_book / "_sources" / "book" / chapter.name, as_version=4)
        nbformat.validate(book)
        held = (results.RESULTS / f"{chapter.stem}.txt").read_text(encoding="utf-8")
        assert results.text(book) == held, chapter.name
        assert tuple(cell.id for cell in book.cells[:2]) == downloads.ADDED, chapter.name
