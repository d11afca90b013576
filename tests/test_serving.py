"""Serving: the pages are given to this computer's own names, and nothing beside them is."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from unsigned_treaty import cli
from unsigned_treaty.project import paths
from unsigned_treaty.site import serving


@pytest.fixture
def html(tmp_path: Path) -> Path:
    """Pages, and links in them to a page, to a file and to a folder beside them."""
    folder = tmp_path / "html"
    (tmp_path / "other").mkdir()
    for page in (folder / "index.html", tmp_path / "secret.txt", tmp_path / "other" / "index.html"):
        page.parent.mkdir(exist_ok=True)
        page.write_text(page.name, encoding="utf-8")
    (folder / "inside.html").symlink_to(folder / "index.html")
    (folder / "outside.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "folder").symlink_to(tmp_path / "other")
    (folder / "own").mkdir()
    (folder / "own" / "index.html").symlink_to(tmp_path / "secret.txt")
    return folder


@pytest.fixture
def port(html: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    monkeypatch.setattr(serving.Handler, "log_message", lambda *_: None)
    with serving.server(html, 0) as server:
        # Asked a hundred times a second whether to end, and not twice.
        Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        yield server.server_port
        server.shutdown()


def asked(port: int, page: str, host: str | None = None, method: str = "GET") -> tuple[int, str]:
    """The status of the answer, and its words."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.putrequest(method, page, skip_host=True)
    if host != "":
        connection.putheader("Host", host or f"127.0.0.1:{port}")
    connection.endheaders()
    answer = connection.getresponse()
    return answer.status, answer.read().decode("utf-8")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST:8000", "127.0.0.1:1"])
def test_pages_are_given_to_this_computers_own_names(host: str, port: int) -> None:
    assert asked(port, "/index.html?q=%E0%A4%A", host) == (200, "index.html")


@pytest.mark.parametrize("host", ["example.org", "127.0.0.1.example.org", "a@b", "[", "", "0"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_who_asks_by_another_name_is_told_nothing(method: str, host: str, port: int) -> None:
    status, words = asked(port, "/index.html", host, method)
    assert status == 421 and words != "index.html"


@pytest.mark.parametrize(
    "page", ["/outside.txt", "/folder/", "/folder/index.html", "/own/", "/../secret.txt", "/%00"]
)
def test_what_lies_beyond_the_pages_is_not_given(page: str, port: int) -> None:
    assert asked(port, page)[0] == 404


def test_a_link_from_page_to_page_is_followed(port: int) -> None:
    assert asked(port, "/inside.html") == (200, "index.html")


@pytest.mark.parametrize("number", [99999, -1])
def test_a_port_that_is_none_is_refused_in_a_line(
    number: int, html: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(paths, "HTML", html)
    assert cli.serve(number) == 1
    said = f"port {number}: no such port; choose another with --port\n"
    assert capsys.readouterr().err == said
