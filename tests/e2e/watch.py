"""Looks over a browser's shoulder: whatever it prints, asks for or lets run that it should not."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Request, WebError

LOUD = ("error", "warning")


class Watch:
    """Collects faults of one browser context; `allow` names console messages that a test provokes itself."""

    def __init__(self, *origins: str) -> None:
        self.origins = set(origins)
        self.requests: list[str] = []
        self.faults: list[str] = []
        self._allowed: list[re.Pattern[str]] = []

    def attach(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("dialog", self._dialog)
        context.on("request", self._request)

    def allow(self, pattern: str) -> None:
        self._allowed.append(re.compile(pattern))

    def _note(self, fault: str) -> None:
        if not any(p.search(fault) for p in self._allowed):
            self.faults.append(fault)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in LOUD:
            self._note(f"console {message.type}: {message.text} [{message.location['url']}]")

    def _error(self, error: WebError) -> None:
        self._note(f"page error: {error.error}")

    def _dialog(self, dialog: Dialog) -> None:
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _request(self, request: Request) -> None:
        self.requests.append(f"{request.method} {request.url}")
        parts = urlsplit(request.url)
        if f"{parts.scheme}://{parts.netloc}" not in self.origins:
            self.faults.append(f"request to another origin: {request.method} {request.url}")

    def check(self) -> None:
        assert not self.faults, "the browser complained:\n  " + "\n  ".join(self.faults)
