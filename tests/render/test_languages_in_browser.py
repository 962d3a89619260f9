"""The gallery from right to left, and with an interface in another language than the course, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import astuple
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from builder.course.defaults import DEFAULTS, Defaults
from builder.render import catalogue
from builder.render.site import render_site
from tests.render.browser import AXE, ORIGIN, RUN, serve, to
from tests.render.gallery import read, write_course
from tests.render.test_languages import LATIN, NO_WORDS
from tests.render.tongues import arabic as to_arabic
from tests.render.tongues import in_language, write_arabic_course, write_catalogue

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SAID = """() => {
  const names = ["alt", "aria-label", "label", "placeholder", "title"];
  const all = [...document.body.querySelectorAll("*")];
  const seen = all.filter((e) => e.checkVisibility() && !e.closest("script, code"));
  return seen.flatMap((e) => [
    ...[...e.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data),
    ...names.map((name) => e.getAttribute(name) ?? ""),
  ]);
}"""


@pytest.fixture(scope="module")
def arabic_site(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """The gallery in Arabic letters, with an interface in Arabic letters."""
    folder = tmp_path_factory.mktemp("arabic")
    own = Defaults(*(to_arabic(text) for text in astuple(DEFAULTS["en"])))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "LOCALE", write_catalogue(folder / "locale"))
        patch.setattr("builder.course.defaults.DEFAULTS", {"en": DEFAULTS["en"], "ar": own})
        write_arabic_course(folder / "course")
        return render_site(read(folder / "course", "north"))


@pytest.fixture
def open_(chromium: Browser) -> Iterator[Open]:
    """Opens a site from memory; collects what the console complains about."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def make(site: Mapping[str, bytes], width: int = 1440, height: int = 900, **options: Any) -> Page:
        size: Any = {"width": width, "height": height}
        context = chromium.new_context(bypass_csp=True, reduced_motion="reduce", viewport=size, **options)
        contexts.append(context)
        context.route("**/*", lambda route: serve(route, site, str))
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(ORIGIN + "index.html")
        expect(page.locator("button[data-do=next]")).to_be_visible()
        return page

    yield make
    for context in contexts:
        context.close()
    assert complaints == []


def anchors(page: Page) -> list[str]:
    return page.evaluate("[...document.querySelectorAll('main > .page')].map((e) => e.id)")  # type: ignore[no-any-return]


def latin(page: Page) -> set[str]:
    return {word for text in page.evaluate(SAID) for word in LATIN.findall(text)} - NO_WORDS - {"PD"}


def middle(part: Locator) -> float:
    box = part.bounding_box()
    assert box
    return box["x"] + box["width"] / 2


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1440, "light")])
def test_from_right_to_left_every_screen_fits_and_axe_finds_nothing(
    open_: Open, arabic_site: Mapping[str, bytes], width: int, scheme: str
) -> None:
    page = open_(arabic_site, width, color_scheme=scheme)
    page.add_script_tag(content=AXE.read_text("utf-8"))
    for anchor in anchors(page):
        if page.locator(f".menu a[href='#{anchor}']").count() == 0:
            continue  # seen after leaving, or in place of a page that is not open
        to(page, anchor)
        assert page.locator(f"#{anchor}").is_visible()
        assert page.evaluate(WIDE) <= 0, anchor
        assert page.evaluate(RUN) == [], anchor
        if width == 320:
            page.set_viewport_size({"width": 360, "height": 700})
            assert page.evaluate(WIDE) <= 0, anchor
            page.set_viewport_size({"width": width, "height": 700})


def test_the_frame_stands_the_other_way_round(open_: Open, arabic_site: Mapping[str, bytes]) -> None:
    page = open_(arabic_site)
    to(page, "gallery--steps")
    assert middle(page.locator(".side")) > middle(page.locator("main"))
    assert middle(page.locator("button[data-do=back]")) > middle(page.locator("button[data-do=next]"))
    assert middle(page.locator(".brand strong")) > middle(page.locator("button[data-do=exit]"))
    link = page.locator(".menu a[aria-current]").first
    ring = link.evaluate("e => getComputedStyle(e, '::before').right")
    assert float(ring.removesuffix("px")) < 20, "the mark of a page stands where its line begins"
    assert re.search(r"-3px 0px 0px 0px inset", link.evaluate("e => getComputedStyle(e).boxShadow"))
    page.set_viewport_size({"width": 700, "height": 900})
    page.locator("button[data-do=menu]").click()
    drawer = page.locator("dialog.drawer").bounding_box()
    assert drawer
    assert drawer["x"] + drawer["width"] == 700


def test_pictures_are_not_turned_round(open_: Open, arabic_site: Mapping[str, bytes]) -> None:
    page = open_(arabic_site)
    to(page, "gallery--labelled-image")
    plate = page.locator("#gallery--labelled-image .plate").first
    box = plate.bounding_box()
    assert box
    for spot in plate.locator(".spot").all():
        share = float(spot.get_attribute("data-x") or "") / 100
        assert abs(middle(spot) - box["x"] - share * box["width"]) <= 15


def test_the_run_time_says_nothing_in_another_language(open_: Open, arabic_site: Mapping[str, bytes]) -> None:
    """On every page, with every question answered wrongly, checked and checked again, and in every window."""
    page = open_(arabic_site)
    found: dict[str, set[str]] = {}
    for anchor in anchors(page):
        if page.locator(f".menu a[href='#{anchor}']").count() == 0:
            continue
        to(page, anchor)
        article = page.locator(f"#{anchor}")
        found[anchor] = latin(page)
        for check in article.locator(".check:visible").all():
            check.click()
        for form in article.locator("form.q:visible").all():
            for field in form.locator("input[type=text]:visible, textarea:visible").all():
                field.fill("7")
            for box in form.locator("input[type=radio]:visible, input[type=checkbox]:visible").all():
                box.check(force=True)
            form.evaluate("e => e.requestSubmit()")
        found[f"{anchor}, answered"] = latin(page)
    for does in ("search", "settings", "print", "exit"):
        button = page.locator(f"button[data-do={does}]:visible")
        if button.count():
            button.first.click()
            expect(page.locator("dialog[open]")).to_be_visible()  # that of Print comes when it is asked for
            found[does] = latin(page)
            page.keyboard.press("Escape")
            expect(page.locator("dialog[open]")).to_have_count(0)
    page.locator("button[data-do=exit]:visible").click()
    page.locator("#leave_ button[data-do=yes]").click()
    expect(page.locator("#end_")).to_be_visible()
    found["end"] = latin(page)
    code = set(LATIN.findall(page.locator("[data-fill=code]").inner_text()))
    assert {screen: words - code for screen, words in found.items() if words - code} == {}


@pytest.fixture(scope="module")
def foreign_site(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """A course in a language from right to left that has no catalogue."""
    folder: Path = tmp_path_factory.mktemp("foreign")
    write_course(folder, in_language("fa"))
    return render_site(read(folder, "north"))


def test_an_english_frame_tells_its_language_from_that_of_the_course(
    open_: Open, foreign_site: Mapping[str, bytes]
) -> None:
    page = open_(foreign_site)
    page.add_script_tag(content=AXE.read_text("utf-8"))
    language = "e => e.closest('[lang]').lang + ' ' + getComputedStyle(e).direction"
    article = page.locator("main > .page", has=page.locator("form[data-question] .options input[type=radio]")).first
    to(page, article.get_attribute("id") or "")
    form = article.locator("form.q", has=page.locator("input[type=radio]")).first
    form.locator("input[type=radio]").first.check(force=True)
    form.locator(".check").click()
    expect(form.locator(".verdict")).to_be_visible()
    for part, said in (
        (article.locator("h1"), "fa rtl"),
        (form.locator("legend"), "fa rtl"),
        (form.locator("legend small span"), "en ltr"),
        (form.locator(".check span"), "en ltr"),
        (form.locator(".verdict"), "en ltr"),
        (form.locator(".opt .mark").first, "en ltr"),
        (page.locator(".menu a[aria-current]").first, "fa rtl"),
        (page.locator("button[data-do=next]"), "en ltr"),
        (page.locator("[data-status]"), "en ltr"),
        (page.locator(".brand strong"), "fa rtl"),
    ):
        assert part.evaluate(language) == said, part
    assert page.evaluate(RUN) == []
    assert page.evaluate(WIDE) <= 0


def test_spanish_fits_where_it_is_longer_than_english(open_: Open, tmp_path: Path) -> None:
    write_course(tmp_path, in_language("es-US"))
    page = open_(render_site(read(tmp_path, "north")), 320, 700)
    for anchor in anchors(page):
        if page.locator(f".menu a[href='#{anchor}']").count():
            to(page, anchor)
            assert page.evaluate(WIDE) <= 0, anchor
    expect(page.locator("button[data-do=menu]")).to_have_text("Menú")
    page.locator("button[data-do=exit]:visible").click()
    expect(page.get_by_role("dialog", name="¿Salir del curso?")).to_be_visible()
