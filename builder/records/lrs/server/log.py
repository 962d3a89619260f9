"""The log: one line of JSON an event on the standard error, without personal data."""

from __future__ import annotations

import json
import logging
import os
import sys
import traceback
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final, TextIO

LEVELS: Final = {"debug": 10, "info": 20, "warning": 30, "error": 40}
NOTABLE: Final = frozenset(
    {
        HTTPStatus.UNAUTHORIZED,
        HTTPStatus.FORBIDDEN,
        HTTPStatus.REQUEST_TIMEOUT,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
    }
)
"""Answers that an admin wants to see when they are many."""


class Log:
    """Writes events from a level on. A disk or pipe that takes no more ends no request."""

    def __init__(self, level: str = "info", stream: TextIO | None = None) -> None:
        self._least = LEVELS[level]
        self._stream = stream or sys.stderr

    def event(self, level: str, event: str, **fields: Any) -> None:
        """A line; fields that are None or empty are left out."""
        if LEVELS[level] < self._least:
            return
        now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        told = {name: value for name, value in fields.items() if value not in (None, "")}
        line = json.dumps({"time": now, "level": level, "event": event, **told}, ensure_ascii=True)
        try:
            self._stream.write(line + "\n")
            self._stream.flush()
        except BrokenPipeError:
            self._go_nowhere()
        except (OSError, ValueError):  # a full disk may have room again; a closed stream is the end of the log
            return

    def _go_nowhere(self) -> None:
        """Nobody reads any more. What the stream still holds would make an orderly end look like a failure."""
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self._stream.fileno())
        os.close(nowhere)

    def fault(self, error: BaseException, **fields: Any) -> None:
        """A bug of ours: where it happened. What was said of it may hold what a client sent, so only `debug` has it."""
        said = str(error) if self._least <= LEVELS["debug"] else None
        self.event("error", "fault", **fields, error=type(error).__name__, said=said, where=where(error))


def level_of(status: int) -> str:
    """How much an answer matters to an admin."""
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return "error"
    return "warning" if status in NOTABLE else "info"


def where(error: BaseException) -> list[str]:
    """The functions that led to it, the outermost first."""
    return [
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__, limit=-20)
    ]


class _Handler(logging.Handler):
    def __init__(self, log: Log) -> None:
        super().__init__()
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        level = next((name for name, least in reversed(LEVELS.items()) if record.levelno >= least), "debug")
        if error is not None:
            self._log.fault(error, source=record.name)
        else:
            self._log.event(level, "message", source=record.name, text=record.getMessage())


def take_over(log: Log) -> None:
    """What libraries say goes into the same log; of uvicorn only what goes wrong."""
    root = logging.getLogger()
    root.handlers[:] = [_Handler(log)]
    root.setLevel(logging.WARNING)
