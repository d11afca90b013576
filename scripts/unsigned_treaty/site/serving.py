"""Serving: the built book on an address of this computer alone."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

OWN = frozenset({"127.0.0.1", "localhost"})


class Handler(SimpleHTTPRequestHandler):
    """Gives files of one folder to who asks for them by this computer's own names.

    A page elsewhere whose name was made to lead here is told nothing, since it asks by that name;
    and a link that leads out of the folder is not followed.
    """

    def send_head(self) -> Any:
        """Send the head of the answer, and return the file that is to follow, if any."""
        try:
            name = urlsplit(f"//{self.headers.get('Host', '')}").hostname
        except ValueError:
            name = None
        if name not in OWN:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST, "Asked for by another name")
            return None
        return super().send_head() if self.is_inside() else self._missing()

    def is_inside(self) -> bool:
        """Whether what is asked for lies in the folder, once every link is followed."""
        asked, folder = Path(self.translate_path(self.path)), Path(self.directory).resolve()
        try:
            found = [path.resolve() for path in (asked, asked / "index.html")]
        except (OSError, RuntimeError, ValueError):  # a link to itself, or no name of a file
            return False
        return all(path.is_relative_to(folder) for path in found)

    def _missing(self) -> BinaryIO | None:
        self.send_error(HTTPStatus.NOT_FOUND, "File not found")
        return None


def server(html: Path, port: int) -> ThreadingHTTPServer:
    """A server of the pages in ``html`` on 127.0.0.1; raises ``OSError`` for a port in use."""
    return ThreadingHTTPServer(("127.0.0.1", port), partial(Handler, directory=str(html)))
