"""Serves a site from memory to the browser of its author, and tells that browser when there is a new one."""

from __future__ import annotations

import mimetypes
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

Site = Mapping[str, bytes]

HOST: Final = "127.0.0.1"
PAGE: Final = "index.html"
SCRIPT: Final = "_preview/reload.js"
NEWS: Final = "_preview/news"
PATIENCE: Final = 20.0
"""Seconds that a browser waits for news before it asks again."""

# A file of its own: the course allows no script in its page.
RELOAD: Final = b"""\
const { version } = document.currentScript.dataset;
const ask = () => fetch(`_preview/news?after=${version}`, { cache: "no-store" })
  .then((answer) => (answer.status === 205 ? location.reload() : ask()))
  .catch(() => setTimeout(ask, 1000));
ask();
"""


class PortTaken(Exception):
    """The port cannot be used."""


class Preview:
    """The site as it is now; `rebuild` makes it anew."""

    def __init__(self, rebuild: Callable[[], Site]) -> None:
        self._rebuild = rebuild
        self._changed = threading.Condition()
        self._files: Site = {}
        self.version = 0

    def refresh(self) -> None:
        """Makes the site anew and tells all browsers that wait."""
        files = self._rebuild()
        with self._changed:
            self._files = files
            self.version += 1
            self._changed.notify_all()

    def news(self, after: int, patience: float = PATIENCE) -> bool:
        """Waits until there is a newer site than the one that a browser has; False when it took too long."""
        with self._changed:
            return self._changed.wait_for(lambda: self.version != after, patience)

    def file(self, name: str) -> bytes | None:
        """A file as the browser gets it."""
        if name == SCRIPT:
            return RELOAD
        data = self._files.get(name)
        if data is None or name != PAGE:
            return data
        tag = f'<script src="{SCRIPT}" data-version="{self.version}"></script>'.encode()
        before, body, after = data.rpartition(b"</body>")
        return before + tag + body + after if body else data + tag


class _Handler(BaseHTTPRequestHandler):
    preview: Preview
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Says nothing: the terminal belongs to the diagnostics."""

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        name = unquote(address.path).lstrip("/") or PAGE
        if name == NEWS:
            after = parse_qs(address.query).get("after", ["0"])[0]
            self._answer(205 if self.preview.news(int(after) if after.isdecimal() else 0) else 204)
            return
        data = self.preview.file(name)
        if data is None:
            self._answer(404, b"There is no such file.\n", "text/plain; charset=utf-8")
        else:
            self._answer(200, data, _media_type(name))

    def _answer(self, status: int, body: bytes = b"", media_type: str | None = None) -> None:
        self.send_response(status)
        self.send_header("Cache-Control", "no-store")
        if media_type is not None:
            self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Says nothing: browsers hang up when a tab is closed."""


@contextmanager
def serving(preview: Preview, port: int) -> Iterator[str]:
    """Serves on this machine alone; gives the address. Port 0 is any that is free."""
    try:
        server = _Server((HOST, port), type("Handler", (_Handler,), {"preview": preview}))
    except OSError as error:
        raise PortTaken(f"port {port} cannot be used: {error.strerror or error}") from error
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _media_type(name: str) -> str:
    # Not left to the machine: on Windows the registry may say that JavaScript is plain text.
    known = {".js": "text/javascript", ".css": "text/css", ".html": "text/html", ".json": "application/json"}
    suffix = name[name.rfind(".") :]
    found = known.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{found}; charset=utf-8" if found.startswith("text/") else found
