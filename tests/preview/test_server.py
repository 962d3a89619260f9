"""The preview's server: files from memory, and news when they change."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, expect

from builder.preview.server import PortTaken, Preview, serving

CSP = "<meta http-equiv='Content-Security-Policy' content=\"default-src 'self'\">"


class Course:
    """A site that changes when a test says so."""

    def __init__(self) -> None:
        self.word = "first"

    def site(self) -> dict[str, bytes]:
        page = (
            f"<!doctype html><html lang=en><head>{CSP}<title>T</title></head><body><h1>{self.word}</h1></body></html>"
        )
        return {"index.html": page.encode(), "media/a b.svg": b"<svg/>", "player.js": b"1", "theme.css": b"a{}"}


@pytest.fixture
def course() -> Course:
    return Course()


@pytest.fixture
def preview(course: Course) -> Preview:
    made = Preview(course.site)
    made.refresh()
    return made


@pytest.fixture
def address(preview: Preview) -> Iterator[str]:
    with serving(preview, 0) as url:
        yield url


def get(url: str) -> tuple[int, str, str]:
    try:
        with urlopen(url, timeout=60) as answer:
            return answer.status, answer.headers.get("Content-Type", ""), answer.read().decode()
    except HTTPError as error:
        with error:
            return error.code, "", ""


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("", "text/html; charset=utf-8"),
        ("index.html?endpoint=x", "text/html; charset=utf-8"),
        ("player.js", "text/javascript; charset=utf-8"),
        ("theme.css", "text/css; charset=utf-8"),
        ("media/a%20b.svg", "image/svg+xml"),
        ("_preview/reload.js", "text/javascript; charset=utf-8"),
    ],
)
def test_files_come_from_memory_with_their_type(address: str, path: str, media_type: str) -> None:
    assert get(address + path)[:2] == (200, media_type)


@pytest.mark.parametrize("path", ["nothing.html", "../etc/passwd", "..%2f..%2fetc/passwd", "/etc/passwd", "media/"])
def test_nothing_else_is_served(address: str, path: str) -> None:
    assert get(address + path)[0] == 404


def test_only_this_machine_can_ask(address: str) -> None:
    assert address.startswith("http://127.0.0.1:")


def test_the_page_asks_for_news_and_is_otherwise_as_it_is_packed(address: str, course: Course) -> None:
    page = get(address)[2]
    assert page.count("_preview/reload.js") == 1
    before, _, rest = page.partition("<script")
    assert before + rest.partition("</script>")[2] == course.site()["index.html"].decode()


def test_news_come_at_once_when_the_site_is_already_newer(address: str, preview: Preview) -> None:
    preview.refresh()
    assert get(f"{address}_preview/news?after=1")[0] == 205


def test_who_waits_is_told_as_soon_as_the_site_changes(address: str, preview: Preview) -> None:
    answers: list[int] = []
    waiting = threading.Thread(target=lambda: answers.append(get(f"{address}_preview/news?after=1")[0]))
    waiting.start()
    preview.refresh()
    waiting.join(timeout=60)
    assert answers == [205]


def test_without_news_the_browser_is_told_to_ask_again(preview: Preview) -> None:
    assert not preview.news(after=1, patience=0.01)


def test_a_taken_port_is_told(address: str, preview: Preview) -> None:
    port = int(address.rstrip("/").rpartition(":")[2])
    with pytest.raises(PortTaken, match=f"port {port} cannot be used"), serving(preview, port):
        pass


@pytest.mark.browser
def test_the_browser_shows_the_new_site_by_itself(
    address: str, preview: Preview, course: Course, chromium: Browser
) -> None:
    page = chromium.new_page()
    try:
        page.goto(address)
        expect(page.get_by_role("heading", name="first")).to_be_visible()
        course.word = "second"
        preview.refresh()
        expect(page.get_by_role("heading", name="second")).to_be_visible()
    finally:
        page.close()
