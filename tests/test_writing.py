"""Writing: one command at a time, whole files or none, and what is ended leaves nothing behind."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import Treaty, command, copy_project, run_treaty, shorten, write_notebook
from unsigned_treaty.build import downloads, finished, lock
from unsigned_treaty.project import chapters, files, paths
from unsigned_treaty.project.faults import Refused

# Several files


def before_and_after(folder: Path) -> tuple[dict[str, bytes], dict[Path, bytes | None]]:
    """Five files as they are, and what they are to be: changed, the same, gone, new."""
    was = {"a": b"1", "b": b"2", "same": b"3", "gone": b"4"}
    for name, content in was.items():
        (folder / name).write_bytes(content)
    new = {"a": b"10", "b": b"20", "same": b"3", "gone": None, "new": b"50"}
    return was, {folder / name: content for name, content in new.items()}


def stored(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_files_are_replaced_together(tmp_path: Path) -> None:
    _, contents = before_and_after(tmp_path)
    changed = files.replace(contents)
    assert [path.name for path in changed] == ["a", "b", "gone", "new"]
    assert stored(tmp_path) == {"a": b"10", "b": b"20", "same": b"3", "new": b"50"}
    assert files.replace(contents) == []


STEPS = {"write": (files, "_write"), "name": (Path, "replace"), "link": (os, "link")}


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("number", range(1, 5))
def test_whatever_step_fails_every_file_is_as_it_was(
    number: int, step: str, error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    was, contents = before_and_after(tmp_path)
    owner, name = STEPS[step]
    real: Callable[..., Any] = getattr(owner, name)
    calls = 0

    def failing(*arguments: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == number:
            raise error
        return real(*arguments)

    monkeypatch.setattr(owner, name, failing)
    if number > 3:  # three files are written, three change their names, three are linked
        files.replace(contents)
    else:
        with pytest.raises(type(error)):
            files.replace(contents)
        assert stored(tmp_path) == was
        monkeypatch.undo()
        files.replace(contents)
    assert stored(tmp_path) == {"a": b"10", "b": b"20", "same": b"3", "new": b"50"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(
    was=st.dictionaries(st.sampled_from("abcde"), st.binary(max_size=3)),
    new=st.dictionaries(st.sampled_from("abcde"), st.none() | st.binary(max_size=3)),
)
def test_files_are_then_what_they_were_to_be_and_all_others_as_they_were(
    was: dict[str, bytes], new: dict[str, bytes | None], tmp_path: Path
) -> None:
    for left in tmp_path.iterdir():
        left.unlink()
    for name, content in was.items():
        (tmp_path / name).write_bytes(content)
    files.replace({tmp_path / name: content for name, content in new.items()})
    wanted = {name: content for name, content in {**was, **new}.items() if content is not None}
    assert stored(tmp_path) == wanted


def test_an_article_is_added_to_both_files_or_to_none(
    project: Path, treaty: Treaty, monkeypatch: pytest.MonkeyPatch
) -> None:
    from unsigned_treaty.coding import drafting

    (project / "seeds" / "new.txt").write_text("“A treaty is near,” Ishiba said.\n", "utf-8")
    catalogue = project / "seeds" / paths.CATALOGUE.name
    table = project / "book" / "data" / "statements.csv"
    was = catalogue.read_bytes(), table.read_bytes()
    real, calls = Path.replace, 0

    def replace(self: Path, target: Path) -> Path:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(Refused, match="No space left on device; nothing was changed"):
        drafting.add(project / "seeds" / "new.txt", "new2030", project)
    assert (catalogue.read_bytes(), table.read_bytes()) == was
    monkeypatch.undo()
    drafting.add(project / "seeds" / "new.txt", "new2030", project)
    assert catalogue.read_bytes() != was[0] and table.read_bytes() != was[1]


# One at a time


def test_a_second_writer_says_who_has_the_project_and_waits(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program = (
        "import sys, time\nfrom pathlib import Path\n"
        "from unsigned_treaty.build import lock\n"
        "with lock.writing('build', Path(sys.argv[1])):\n"
        "    print('held', flush=True)\n    sys.stdin.read()\n"
    )
    first = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(paths.OWN / "scripts")},
    )
    assert first.stdin and first.stdout and first.stdout.readline() == "held\n"
    second = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(paths.OWN / "scripts")},
    )
    assert second.stdout and second.stderr
    said = second.stderr.readline()
    assert f"treaty build (process {first.pid}, since " in said and "waiting" in said
    assert second.poll() is None
    first.stdin.close()
    assert second.wait(timeout=20) == 0
    first.wait(timeout=20)
    first.stdout.close()
    second.stdout.close()
    second.stderr.close()


def test_what_a_killed_writer_left_is_put_right(tmp_path: Path) -> None:
    (tmp_path / "work-killed" / lock.SET_ASIDE).mkdir(parents=True)
    (tmp_path / "work-killed" / lock.SET_ASIDE / "index.html").write_text("the old book")
    (tmp_path / "work-other").mkdir()
    (tmp_path / "lock-holder.json").write_text("{")
    with lock.writing("build", tmp_path):
        assert (tmp_path / "html" / "index.html").read_text() == "the old book"
        assert not list(tmp_path.glob("work-*"))
    with FileLock(tmp_path / "lock").acquire(blocking=False):
        assert not (tmp_path / "lock-holder.json").exists()


@pytest.fixture(scope="module")
def short_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A short book, of which an old one stands, for builds one after the other.

    One of its two chapters runs for a second.
    """
    root = copy_project(tmp_path_factory.mktemp("short") / "project")
    shorten(root, "short", {"count": "count = 1 + 1"}, "slow")
    write_notebook(root / "book" / "slow.ipynb", {"sleep": "import time\n\ntime.sleep(1)"})
    (root / "_build" / "html").mkdir(parents=True)
    (root / "_build" / "html" / "index.html").write_text("the book as it was")
    return root


# When a build is ended: once it has printed a line, or a file of a kind is in the folder of builds;
# how many seconds after; and with what.
MOMENTS = {
    "while all is checked": ("", "lock-holder.json", 0.5, signal.SIGINT),
    "while kernels start": ("building the book", "", 0.5, signal.SIGTERM),
    "while chapters run": ("executed", "", 0.1, signal.SIGINT),
    "while pages are written": ("", "work-*/_build/html/book/short.html", 0, signal.SIGTERM),
}


# What a shell starts in the background, as it may these tests, is deaf to Ctrl-C.  What is to be
# interrupted begins as in the foreground; and what is asked to end does so even where it is deaf.
FROM_A_SHELL = {signal.SIGINT: signal.SIG_DFL, signal.SIGTERM: signal.SIG_IGN}


@pytest.mark.book
@pytest.mark.parametrize("moment", MOMENTS)
def test_an_interrupted_build_leaves_the_old_book_and_nothing_else(
    moment: str, short_book: Path
) -> None:
    line, file, seconds, how = MOMENTS[moment]
    build = subprocess.Popen(
        **command(short_book, "build"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, FROM_A_SHELL[how]),
    )
    assert build.stdout
    try:
        if line:
            next(said for said in build.stdout if line in said)
        else:
            until(lambda: any((short_book / "_build").glob(file)))
        time.sleep(seconds)
        build.send_signal(how)
        said = build.communicate(timeout=60)[1]
    finally:
        build.kill()
    assert said.splitlines() == ["interrupted; everything is as it was"]
    assert build.returncode == 130
    assert (short_book / "_build" / "html" / "index.html").read_text() == "the book as it was"
    left = {path.name for path in (short_book / "_build").iterdir()}
    assert left <= {"html", "lock", "executed"}
    until(lambda: str(short_book) not in surroundings_of_all())


@pytest.mark.book
def test_two_builds_at_once_make_one_whole_book(short_book: Path) -> None:
    how: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    builds = [subprocess.Popen(**command(short_book, "build"), **how)]
    until(lambda: (short_book / "_build" / "lock-holder.json").exists())
    builds.append(subprocess.Popen(**command(short_book, "build"), **how))
    outputs = [build.communicate(timeout=300) for build in builds]
    assert [build.returncode for build in builds] == [0, 0], outputs
    assert f"treaty build (process {builds[0].pid}, since " in outputs[1][1]
    assert "Nothing has changed" in outputs[1][0]
    finished.verify(short_book / "_build" / "html", short_book)


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds, or fail."""
    for _ in range(3000):
        if holds():
            return
        time.sleep(0.02)
    raise AssertionError("it never came about")


def surroundings_of_all() -> str:
    """The environment of every process of this user, where the system tells it.

    A kernel has the folder of its project there, as the place of its library.
    """
    found = []
    for file in Path("/proc").glob("[0-9]*/environ"):
        try:
            found.append(file.read_bytes().decode("utf-8", "replace"))
        except OSError:
            continue
    return "\n".join(found)


# Finished is verified


@pytest.mark.book
def test_a_book_with_a_page_missing_or_a_notebook_not_executed_is_not_finished(
    built_book: Path, tmp_path: Path
) -> None:
    html = Path(shutil.copytree(built_book, tmp_path / "html"))
    finished.verify(html)
    page = html / "book" / "abe.html"
    whole = page.read_bytes()
    page.unlink()
    with pytest.raises(Refused, match=r"book/abe\.html: the page was not written"):
        finished.verify(html)
    page.write_bytes(whole)
    source = html / "_sources" / "book" / "abe.ipynb"
    book = json.loads(source.read_text(encoding="utf-8"))
    own = [cell for cell in book["cells"] if cell["id"] not in downloads.ADDED]
    next(cell for cell in own if cell["cell_type"] == "code")["execution_count"] = None
    source.write_text(json.dumps(book), encoding="utf-8")
    with pytest.raises(Refused, match=r"book/abe\.ipynb: was not executed"):
        finished.verify(html)


# Where a command is run


def test_a_command_works_on_the_project_in_whose_folder_it_is_run(project: Path) -> None:
    shutil.rmtree(project / "seeds")
    (project / "seeds").mkdir()
    inside = project / "book" / "data"
    done = subprocess.run(
        **{**command(project, "check"), "cwd": inside}, capture_output=True, timeout=120
    )
    assert done.returncode == 1 and "seeds/catalogue.bib" in done.stderr


def test_the_library_of_another_project_says_so_and_stops(project: Path) -> None:
    foreign = {**command(project, "build")}
    foreign["env"] = {**os.environ, "PYTHONPATH": str(paths.OWN / "scripts")}
    done = subprocess.run(**foreign, capture_output=True, timeout=120)
    assert done.returncode == 1
    (line, *_) = done.stderr.splitlines()
    assert line.startswith("treaty: this is the library of ") and str(project) in line
    assert not (project / "_build").exists()


def test_letters_of_any_kind_in_the_folder_do_no_harm(tmp_path: Path) -> None:
    """Where a path cannot be written in the letters of the reader's settings, too."""
    root = copy_project(tmp_path / "Мирный договор 平和条約")
    done = run_treaty(root, "check")
    assert done.returncode == 0 and done.stdout.startswith("sound: "), done.stderr
    plain = {**command(root, "check")}
    plain["env"] = {**plain["env"], "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    again = subprocess.run(**plain, capture_output=True, timeout=120)
    assert (again.returncode, again.stdout) == (done.returncode, done.stdout)


def test_the_path_to_the_library_is_relative_in_the_environment() -> None:
    makefile = (paths.ROOT / "Makefile").read_text(encoding="utf-8")
    assert "echo ../../../../scripts > " in makefile
    site = Path(".venv") / "lib" / "python3" / "site-packages"
    assert os.path.normpath(site / "../../../../scripts") == "scripts"


def test_tidy_writes_chapters_whole_or_not_at_all(project: Path, treaty: Treaty) -> None:
    chapter = project / "book" / "abe.ipynb"
    was = chapter.read_bytes()
    chapter.write_bytes(was.replace(b'"execution_count": null', b'"execution_count": 3', 1))
    assert treaty("tidy").stdout == "tidied book/abe.ipynb\n"
    assert chapter.read_bytes() == was == chapters.tidied(chapter)


def test_tidy_is_a_filter_for_git_too(project: Path) -> None:
    chapter = project / "book" / "abe.ipynb"
    was = chapter.read_bytes()
    ran = was.replace(b'"execution_count": null', b'"execution_count": 3', 1)
    arguments: dict[str, Any] = {**command(project, "tidy", "--stream"), "text": False}
    assert subprocess.run(**arguments, input=ran, capture_output=True).stdout == was
    done = subprocess.run(**arguments, input=b"{", capture_output=True)
    assert done.returncode == 1 and b"not a notebook" in done.stderr and done.stdout == b""
