"""The LMS over HTTP: the courses below /content/, the launch pages and the store below /lms/."""

from __future__ import annotations

import html
import json
import mimetypes
import secrets
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from tests.e2e.lms.records import Json, Launch, Record, Session, Version

STATIC = Path(__file__).parent / "static"
SCORM_AGAIN = Path(__file__).parents[3] / "builder/player/node_modules/scorm-again/dist"
JUDGES: dict[Version, tuple[str, ...]] = {
    "1.2": ("scorm12.min.js", "strict.js", "odd.js"),
    "2004": ("scorm2004.min.js", "strict2004.js"),
}
SCRIPTS = {path.name: path for path in (*STATIC.glob("*.js"), *SCORM_AGAIN.glob("scorm*.min.js"))}
STYLE = "html,body{margin:0;height:100%}iframe{border:0;width:100%;height:100%;display:block}"
mimetypes.add_type("text/vtt", ".vtt")
mimetypes.add_type("text/javascript", ".js")


class Lms:
    """Keeps packages, learners and sessions; `port` answers, `other` is a second origin with the same pages."""

    def __init__(self) -> None:
        self.packages: dict[str, Path] = {}
        self.records: dict[str, Record] = {}
        self.sessions: dict[str, Session] = {}
        self.failing_stores = 0
        self.forgetting = 0
        """Stores that are answered with yes and kept nowhere."""
        self.locked_out: set[str] = set()
        """Learners whose session with the LMS has ended."""
        self.requests: list[str] = []
        self.changed = threading.Condition()
        self.version: Version = "1.2"
        """Of SCORM: which API launches find."""
        self.launches = ""
        """The package that launches open; the first one where none is named."""
        self.here = ""
        self.other = ""

    def record(self, learner: str = "learner-1") -> Record:
        return self.records.setdefault(learner, Record())

    def launch(self, how: Launch | None = None) -> tuple[str, Session]:
        """The address of the page that opens the course, and the session that it belongs to."""
        how = how or Launch()
        record = self.record(how.learner)
        session = Session(how, self.start(record, how))
        record.sessions.append(session)
        token = secrets.token_hex(8)
        self.sessions[token] = session
        top = self.other if how.other_origin == "top" else self.here
        return f"{top}/lms/launch/{token}" if how.other_origin != "top" else f"{top}/lms/outer/{token}", session

    def start(self, record: Record, how: Launch) -> Json:
        """What the API knows at the start of a launch."""
        return record.start(how) if self.version == "1.2" else record.start2004(how)

    def opened(self, token: str) -> Session:
        """The session of a launch page; one that was open before (F5) is followed by a new one."""
        session = self.sessions[token]
        if session.opened:
            record = self.record(session.launch.learner)
            session = self.sessions[token] = Session(session.launch, self.start(record, session.launch))
            record.sessions.append(session)
        session.opened = True
        return session

    def content(self, name: str) -> str:
        """The address of a package's start page, without any LMS."""
        return f"{self.here}/content/{name}/index.html"

    def wait_until(self, condition: Callable[[], bool], what: str, seconds: float = 30) -> None:
        """Waits for what the browser sends."""
        with self.changed:
            assert self.changed.wait_for(condition, seconds), f"the LMS never saw: {what}"


class _Server(ThreadingHTTPServer):
    """Threads that end with the tests; a browser that hangs up is no error."""

    daemon_threads = True
    request_queue_size = 128  # of a browser that finds no room in it, each connection waits a second and more

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Pages(BaseHTTPRequestHandler):
    """Serves one Lms; `course` is the package that launches open."""

    lms: Lms
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Says nothing: tests read the log of calls."""

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        with self.lms.changed:
            self.lms.requests.append(self.path)
        match path.strip("/").split("/"):
            case ["content", name, *rest] if name in self.lms.packages:
                self._content(self.lms.packages[name], rest)
            case ["lms", name] if name in SCRIPTS:
                self._file(SCRIPTS[name])
            case ["lms", "launch", token] if token in self.lms.sessions:
                self._page(self._launch(token))
            case ["lms", "outer", token]:
                self._page(frame(f"{self.lms.here}/lms/launch/{token}"))
            case ["lms", "frame", token, depth]:
                self._page(frame(self._inside(token, int(depth))))
            case ["favicon.ico"]:
                self._send(204)
            case _:
                self._send(404, b"not found")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        match self.path.strip("/").split("/"):
            case ["lms", "log", token] if token in self.lms.sessions:
                self._log(self.lms.sessions[token], json.loads(body))
            case ["lms", "store", token] if token in self.lms.sessions:
                self._store(self.lms.sessions[token], json.loads(body))
            case _:
                self._send(404)

    def _log(self, session: Session, calls: list[Json]) -> None:
        with self.lms.changed:
            session.heard(calls)
            self.lms.changed.notify_all()
        self._send(204)

    def _store(self, session: Session, body: Json) -> None:
        with self.lms.changed:
            session.heard(body["calls"])
            out = session.launch.learner in self.lms.locked_out
            fail = out or self.lms.failing_stores > 0
            if fail:
                self.lms.failing_stores -= not out
            elif self.lms.forgetting > 0:
                self.lms.forgetting -= 1
            else:
                self.lms.record(session.launch.learner).keep(session, body["cmi"], body["final"])
            self.lms.changed.notify_all()
        self._send(500 if fail else 200)

    def _launch(self, token: str) -> str:
        session = self.lms.opened(token)
        how = session.launch
        inside = self._inside(token, how.frames - 1)
        version = self.lms.version
        data = asdict(how) | {"token": token, "version": version, "cmi": session.start, "content": inside}
        config = json.dumps(data).replace("<", "\\u003c")
        scripts = "".join(f'<script src="/lms/{name}"></script>' for name in (*JUDGES[version], "launch.js"))
        button = "<button>Open the course</button>"
        return page(f'{button}<script type="application/json" id="launch">{config}</script>{scripts}')

    def _inside(self, token: str, depth: int) -> str:
        if depth > 0:
            return f"/lms/frame/{token}/{depth - 1}"
        origin = self.lms.other if self.lms.sessions[token].launch.other_origin == "course" else self.lms.here
        return f"{origin}/content/{self.lms.launches or next(iter(self.lms.packages))}/index.html"

    def _content(self, root: Path, rest: list[str]) -> None:
        file = root.joinpath(*rest).resolve()
        if not file.is_relative_to(root.resolve()) or not file.is_file():
            self._send(404, b"not found")
            return
        # As Moodle 4.5 does: handlers of `unload` never run.
        self._file(file, {"Permissions-Policy": "unload=()"})

    def _file(self, file: Path, headers: dict[str, str] | None = None) -> None:
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        self._send(200, file.read_bytes(), {"Content-Type": kind, **(headers or {})})

    def _page(self, text: str) -> None:
        self._send(200, text.encode(), {"Content-Type": "text/html; charset=utf-8"})

    def _send(self, status: int, body: bytes = b"", headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def page(body: str) -> str:
    """A page of the LMS."""
    return f'<!doctype html><html lang="en"><title>LMS</title><style>{STYLE}</style><body>{body}</body></html>'


def frame(address: str) -> str:
    """A page that holds nothing but a frame."""
    return page(f'<iframe title="Course" src="{html.escape(address)}"></iframe>')


@contextmanager
def serving(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """Serves on a free port in threads of its own; gives the origin."""
    server = _Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def running_lms(**packages: Path) -> Iterator[Lms]:
    """An LMS with these unpacked packages; the first one is what it launches."""
    lms = Lms()
    lms.packages.update(packages)
    handler = type("Pages", (_Pages,), {"lms": lms})
    with serving(handler) as here, serving(handler) as other:
        lms.here, lms.other = here, other
        yield lms
