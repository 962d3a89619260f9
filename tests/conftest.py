"""The browsers that tests share, one of each a session, and the option that writes golden files anew."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from tests.records.postgres import Server, server

expect.set_options(timeout=30_000)  # machines that test are busy
ARGUMENTS = ("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync")
UNSEEN = "WebUIOmniboxPopup,WebUIOmniboxAimPopup"
"""The list under the address bar is a page of its own in each window, and half of what a window costs."""
STARTER = """#!/bin/sh
for given do
  shift
  case $given in --disable-features=*) given=$given,{unseen} ;; esac
  set -- "$@" "$given"
done
exec '{path}' "$@"
"""
"""Of two lists of features Chromium reads the last, and the one of Playwright has to stay."""

# No example is too slow for a machine with other work to do, and what a run finds has to do with what was changed, not
# with chance: examples are always the same, and others with `--hypothesis-profile=default`.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="Write what is printed now into the golden files.")


def no_browser(what: str) -> None:
    """Skips in sight of all; where CI runs, a missing browser is a failure."""
    if os.environ.get("CI", "").lower() in ("true", "1"):
        pytest.fail(f"{what}: in CI every browser test must run")
    pytest.skip(what)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL, started when the first test asks for it."""
    with server() as running:
        yield running


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """The Chromium on the PATH, else Playwright's own."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if (path := shutil.which(name))), None)
    path = found or playwright.chromium.executable_path
    if not Path(path).exists():
        no_browser("no Chromium: `python -m playwright install chromium` gets one")
    program = starter(path, tmp_path_factory.mktemp("chromium"))
    browser = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
    yield browser
    browser.close()


def starter(path: str, folder: Path) -> str:
    """A program that starts Chromium without what nobody sees."""
    script = folder / "chromium"
    script.write_text(STARTER.format(unseen=UNSEEN, path=path), "utf-8")
    script.chmod(0o755)
    may_run = os.name != "nt" and os.access(script, os.X_OK)
    return str(script) if may_run else path


@pytest.fixture(scope="session")
def firefox(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Firefox ESR, over WebDriver BiDi."""
    path = shutil.which("firefox-esr")
    if path is None:
        pytest.skip("no firefox-esr on the PATH")
    browser = playwright.firefox.launch(channel="moz-firefox", executable_path=path)
    yield browser
    browser.close()
