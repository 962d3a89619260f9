"""peacebuilder preview."""

from __future__ import annotations

import json
import queue
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from builder.cli.preview import problem_page
from builder.diagnostics import Diagnostic, Location
from tests.cli.conftest import Run, edit


class Running:
    """The command in a process of its own, and what it prints."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)

    def line(self, words: str) -> str:
        """The next line with these words; waits for it."""
        while True:
            found = self._lines.get(timeout=60)
            if words in found:
                return found


@pytest.fixture
def running(course: Path) -> Iterator[Running]:
    command = [sys.executable, "-u", "-m", "builder", "preview", str(course), "--no-open", "--port", "0"]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        # Tests that run in the background are deaf to Ctrl+C, and so would be what they start.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        yield Running(process)
        process.kill()


def read(url: str) -> str:
    with urlopen(url, timeout=60) as answer:
        text: str = answer.read().decode()
        return text


def shown(address: str, words: str) -> str:
    """The page once it has these words; asked for again after each news of another one, as a browser does."""
    until = time.monotonic() + 120
    while words not in (page := read(address)):
        assert time.monotonic() < until, f"never said {words!r}: {page}"
        version = re.search(r'data-version="(\d+)"', page)
        assert version is not None
        read(f"{address}_preview/news?after={version[1]}")
    return page


def test_the_course_is_shown_anew_after_every_change(running: Running, course: Path) -> None:
    found = re.search(r"http://[^ ]+", running.line("The course is at"))
    assert found is not None
    address = found[0]
    assert "Writing a course" in read(address)
    assert json.loads(read(f"{address}tracking.json")) == {"adapter": "memory", "format": "web"}

    edit(course / "course.yaml", "title: Writing a course", "titel: A better title")
    assert "_preview/reload.js" in shown(address, "did you mean &#x27;title&#x27;?")
    running.line("1 error")

    edit(course / "course.yaml", "titel: A better title", "title: A better title")
    shown(address, "<title>A better title")
    running.line("  " + course.as_posix())

    running.process.send_signal(signal.SIGINT)
    assert running.process.wait(timeout=60) == 0


def test_a_taken_port_is_told(run: Run, course: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = run("preview", course, "--no-open", "--port", port)
    assert result.exit_code == 1
    assert f"port {port} cannot be used" in result.stderr
    assert "--port 0" in result.stderr


def test_an_unknown_agency_is_wrong_usage(run: Run, course: Path) -> None:
    result = run("preview", course, "--no-open", "--port", 0, "--agency", "exmaple-pd")
    assert result.exit_code == 2
    assert "Did you mean 'example-pd'?" in result.stderr


def test_problems_are_shown_as_text() -> None:
    page = problem_page([Diagnostic("X", Location("a", 1, 1), "<script>alert(1)</script>", source="<b>")])["index.html"]
    assert b"<script>" not in page
    assert b"&lt;script&gt;" in page
    assert b"\x1b" not in page
