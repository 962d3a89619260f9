"""Courses in other languages than English: no word of ours is left in the page, and every passage says its language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path

import pytest
from markupsafe import Markup

from builder.course.defaults import DEFAULTS, Defaults, defaults
from builder.course.resolved import ResolvedCourse
from builder.render import catalogue
from builder.render.agency import agency_data
from builder.render.catalogue import Words, words
from builder.render.components.download.component import in_words
from builder.render.data import course_data
from builder.render.site import render_site
from tests.render.gallery import read, write_course
from tests.render.strict_html import Element, read_html
from tests.render.tongues import arabic as to_arabic
from tests.render.tongues import in_language, write_arabic_course, write_catalogue

SPOKEN = ("alt", "aria-label", "aria-description", "aria-roledescription", "label", "placeholder", "title")
LATIN = re.compile(r"[A-Za-z]+(?:[ .,:'-]+[A-Za-z]+)*")
NO_WORDS = {"example.org", "code", "stop", "stops", "ar", "es", "TXT"}
"""A host, what the gallery's author wrote as code, ids, tags of languages, the type of a file."""


@pytest.fixture
def arabic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ResolvedCourse:
    """The gallery in Arabic letters, with an interface in Arabic letters."""
    monkeypatch.setattr(catalogue, "LOCALE", write_catalogue(tmp_path / "locale"))
    own = Defaults(*(to_arabic(text) for text in astuple(DEFAULTS["en"])))
    monkeypatch.setattr("builder.course.defaults.DEFAULTS", {"en": DEFAULTS["en"], "ar": own})
    write_arabic_course(tmp_path / "course")
    return read(tmp_path / "course", "north")


def course_in(language: str, folder: Path) -> ResolvedCourse:
    write_course(folder, in_language(language))
    return read(folder, "north")


def said(root: Element) -> Iterator[str]:
    """What is read and what is read aloud."""
    for element in root.all():
        yield from (element.get(name) for name in SPOKEN)
        if element.tag not in ("script", "style"):
            yield from (child for child in element.children if isinstance(child, str))


def test_no_word_of_the_interface_is_written_into_the_program(arabic: ResolvedCourse) -> None:
    page = read_html(render_site(arabic)["index.html"].decode())
    slots = [read_html(html) for html in agency_data(arabic)["slots"].values()]
    found = {word for root in (page, *slots) for text in said(root) for word in LATIN.findall(text)}
    assert found - NO_WORDS == set()


def test_the_run_time_is_given_all_its_words(arabic: ResolvedCourse) -> None:
    data = course_data(arabic, words("ar"))
    assert [text for text in data["strings"].values() if LATIN.search(re.sub(r"\{\w+\}", "", text))] == []
    answers = [option for question in data["questions"].values() for option in question["options"]]
    assert [option["text"] for option in answers if LATIN.search(option["text"])] == []


def test_true_and_false_are_words_of_the_course_and_ids_of_the_records(tmp_path: Path) -> None:
    course = course_in("es-MX", tmp_path)
    page = read_html(render_site(course)["index.html"].decode())
    form = next(f for f in page.all("form") if any(i.get("value") == "true" for i in f.all("input")))
    assert [label.text for label in form.all("label")] == ["Verdadero", "Falso"]
    asked = course_data(course, words("es-MX"))["questions"][form.get("data-question")]
    assert [(o["id"], o["letter"], o["text"]) for o in asked["options"]] == [
        ("true", "t", "Verdadero"),
        ("false", "f", "Falso"),
    ]


def test_what_the_author_leaves_out_is_said_in_the_language_of_the_course(tmp_path: Path) -> None:
    course = course_in("es", tmp_path)
    assert course.test
    assert course.test.title == "Examen final"
    assert defaults("es-MX").decision == "¿Qué hace usted?"
    assert "A Chief, Jefatura de Policía" in agency_data(course)["slots"]["chief-message"]


@pytest.mark.parametrize(
    ("language", "day"),
    [("en-US", "November 22, 2026"), ("es-US", "22 de noviembre de 2026"), ("haw", "November 22, 2026")],
)
def test_days_are_told_as_the_language_tells_them(language: str, day: str) -> None:
    assert words(language).date("2026-11-22") == day


@pytest.mark.parametrize("text", ["in 2026", "2026-02-30", "2026-1-2"])
def test_what_is_no_day_stays_as_it_was_written(text: str) -> None:
    assert words("es").date(text) == text


@pytest.mark.parametrize(
    ("size", "text"), [(900, "900 bytes"), (12_345, "12 kB"), (999_600, "1.0 MB"), (3_440_000, "3.4 MB")]
)
def test_sizes_are_told_in_words(size: int, text: str) -> None:
    assert in_words(size, words("en")) == text


@pytest.mark.parametrize(
    ("course", "interface"),
    [("en-US", "en-US"), ("es-MX", "es-MX"), ("es", "es"), ("haw", "en"), ("zh-Hant-TW", "en")],
)
def test_the_interface_speaks_the_language_of_the_course_or_english(course: str, interface: str) -> None:
    assert words(course).language == interface
    assert words(course).is_foreign is (course != interface)


@pytest.fixture
def foreign(tmp_path: Path) -> ResolvedCourse:
    """In a language from right to left that has no catalogue."""
    return course_in("fa", tmp_path)


def language_of(element: Element) -> str:
    return next((e.get("lang") for e in (element, *element.ancestors()) if e.get("lang")), "")


def test_without_a_catalogue_the_page_is_in_english_and_the_course_in_its_own_language(foreign: ResolvedCourse) -> None:
    page = read_html(render_site(foreign)["index.html"].decode())
    root = next(page.all("html"))
    assert (root.get("lang"), root.get("dir")) == ("en", "ltr")
    lessons = [article for article in page.all("article") if article.get("data-ref")]
    assert lessons
    assert {(article.get("lang"), article.get("dir")) for article in lessons} == {("fa", "rtl")}
    for heading in page.all("h1"):
        written = heading.text in {one.title for one in (*foreign.pages, foreign.test) if one}
        assert language_of(next(heading.all("span"), heading)) == ("fa" if written else "en"), heading.text
    menu = next(page.all("nav"))
    assert {language_of(link) for link in menu.all("a")} == {"fa"}


def test_words_of_the_interface_in_the_midst_of_the_course_say_their_language(foreign: ResolvedCourse) -> None:
    page = read_html(render_site(foreign)["index.html"].decode())
    ours = {text for key, text in words("en").texts.items() if "{" not in text and not key.startswith("player.")}
    strict = {text for text in ours if len(text) > 12}  # shorter ones may be an author's, too
    seen = 0
    for element in page.all():
        for text in element.children:
            if isinstance(text, str) and text.strip() in strict and element.tag != "option":
                seen += 1
                assert language_of(element) == "en", text
    assert seen > 50


def test_marks_leave_no_trace(foreign: ResolvedCourse) -> None:
    site = render_site(foreign)
    for name in ("index.html", "agency.js"):
        assert not {catalogue.OPEN, catalogue.CLOSE} & set(site[name].decode()), name
    assert '<span lang="en" dir="ltr">Read the published text</span>' in agency_data(foreign)["slots"]["promise"]


def test_values_in_a_foreign_sentence_are_not_part_of_it() -> None:
    words = Words({"said": "Source: {text}."}, "en", "fa")
    html = Markup("<p title='{0}'>{0}</p><option>{0}</option>").replace("{0}", words("said", text="متن"))
    assert words.settled(html) == (
        '<p title=\'Source: متن.\'><span lang="en" dir="ltr">Source: </span>متن'
        '<span lang="en" dir="ltr">.</span></p><option>Source: متن.</option>'
    )


def test_a_course_in_a_language_of_the_interface_says_nothing_twice(gallery: ResolvedCourse) -> None:
    page = read_html(render_site(gallery)["index.html"].decode())
    assert {element.get("lang") for element in page.all() if element.get("lang")} == {"en-US", "es", "ar"}
    assert [element for element in page.all("article") if element.get("lang")] == []
