"""Markdown: what it may do, what it may not, and what the records see of it."""

from __future__ import annotations

import pytest

from builder.render.markdown import phrase, plain, prose, stem_and_question
from builder.render.place import Place
from tests.render.strict_html import read_html

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:x)",
    "<javascript:alert(1)>",
    '[x](https://a.example/"onmouseover=alert(1)//)',
    "[x]: javascript:alert(1)\n\n[x]",
    "`<script>`",
    "    <script>",
    "<a href=javascript:x>y</a>",
    "![x](https://elsewhere.example/x.png)",
    "<!-- a comment -->",
    "<svg onload=alert(1)>",
    "**<b onclick=x>**",
    "[<b>](https://a.example)",
    "&lt;script&gt;",
    "| <b> | \n| --- |\n| <i> |",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_runs_gets_through(text: str, place: Place) -> None:
    for html in (prose(text, place), phrase(text, place), *stem_and_question(text, place)):
        tree = read_html(html)
        for element in tree.all():
            assert element.tag not in ("script", "img", "svg", "b", "i")
            assert not [name for name in element.attributes if name.startswith("on") or name == "style"]
            assert element.get("href").split(":")[0] in ("", "https")


@pytest.mark.parametrize("text", ["It asks first.", "“You are late” — he said (twice).", "Why? Because!", "A 5% fall."])
def test_plain_sentences_take_a_shorter_way_to_the_same_end(text: str, place: Place) -> None:
    assert prose(text, place) == f"<p>{text}</p>\n"
    assert prose(text + " &", place) == f"<p>{text} &amp;</p>\n"  # the long way
    assert phrase(text, place) == text


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("- a", "<ul>\n<li>a</li>\n</ul>\n"),
        ("1. a", "<ol>\n<li>a</li>\n</ol>\n"),
        ("a\nb", "<p>a\nb</p>\n"),
        ("Title\n---", "<h2>Title</h2>\n"),
        ("*a*", "<p><em>a</em></p>\n"),
        ("+ a", "<ul>\n<li>a</li>\n</ul>\n"),
    ],
)
def test_markup_that_looks_plain_is_still_markup(text: str, html: str, place: Place) -> None:
    assert prose(text, place) == html


def test_sources_are_numbered_by_page_and_lead_there_and_back(place: Place) -> None:
    html = prose("One.[^first] Two [^second]. Again.[^first]", place)
    links = list(read_html(html).all("a"))
    assert [link.text for link in links] == ["1", "2", "1"]
    assert [link.get("href") for link in links] == ["#here--page_s1", "#here--page_s2", "#here--page_s1"]
    assert [link.get("id") for link in links] == ["here--page_r1", "here--page_r2", ""]
    assert links[0].get("aria-label") == "Source 1"
    assert "Two<sup" in html


def test_what_names_no_source_stays_as_written(place: Place) -> None:
    assert prose("A[^nobody]", place) == "<p>A[^nobody]</p>\n"


def test_links_of_the_course(place: Place) -> None:
    html = prose("[a](policy:stops) [b](lesson:text) [c](term:stop) [d](lesson:none) [e](tel:911)", place)
    policy, lesson, term, nothing, phone = read_html(html).all("a")
    assert policy.attributes == {"data-policy": "stops"}
    assert lesson.attributes == {"href": "#text--all"}
    assert term.attributes == {"href": "#term_stop", "data-term": "stop"}
    assert nothing.attributes == {}
    assert phone.attributes == {"href": "tel:911"}


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[Buenos *días*](lang:es)", '<span lang="es">Buenos <em>días</em></span>'),
        ("[مرحبا](lang:ar-EG)", '<span lang="ar-EG" dir="rtl">مرحبا</span>'),
        ("[ਸਤ](lang:pa-Arab)", '<span lang="pa-Arab" dir="rtl">ਸਤ</span>'),
        ("[x](lang:no language)", "[x](lang:no language)"),
        ('[x](lang:es"onclick=alert(1))', '[x](lang:es"onclick=alert(1))'),
    ],
)
def test_foreign_words_say_their_language_and_are_no_link(text: str, html: str, place: Place) -> None:
    assert prose(text, place) == f"<p>{html}</p>\n"
    assert phrase(text, place, links=False) == html


def test_foreign_words_in_a_course_that_runs_from_right_to_left(place: Place) -> None:
    place.library.language = "ar"
    assert phrase("[Police](lang:en) [سلام](lang:fa)", place) == (
        '<span lang="en" dir="ltr">Police</span> <span lang="fa">سلام</span>'
    )


def test_no_link_where_none_may_stand(place: Place) -> None:
    assert phrase("Read [it](https://a.example) now.[^first]", place, links=False) == "Read it now."
    assert place.cited == {}


def test_a_question_is_its_last_paragraph(place: Place) -> None:
    stem, question = stem_and_question("He says:\n\n> No.\n\nWhat *now*?", place)
    assert "<blockquote>" in stem
    assert question == "What <em>now</em>?"
    stem, question = stem_and_question("Choose:\n\n- a\n- b", place)
    assert stem.startswith("<p>Choose:</p>")
    assert question == ""


def test_headings_begin_at_the_second_level_and_skip_none(place: Place) -> None:
    html = prose("### A\n\n##### B\n\n### C\n\n# D", place)
    assert [e.tag for e in read_html(html).all()] == ["h2", "h3", "h2", "h2"]
    assert prose("# E & F", place).startswith("<h2>")


def test_a_table_can_be_scrolled_by_keyboard(place: Place) -> None:
    frame = next(iter(read_html(prose("| a | b |\n| - | -: |\n| 1 | 2 |", place)).all()))
    assert (frame.tag, frame.get("tabindex"), frame.get("role")) == ("div", "0", "region")
    assert [th.get("scope") for th in frame.all("th")] == ["col", "col"]
    assert [td.get("class") for td in frame.all("td")] == ["", "right"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A *b* `c` [d](https://e.example).[^first]", "A b c d."),
        ("a\nb\n\n- c\n- d", "a b c d"),
        ("5 < 6 & 7", "5 < 6 & 7"),
        ("<b>", "<b>"),
        ("The “car”.", "The “car”."),
        ("She says: [Buenos *días*](lang:es).", "She says: Buenos días."),
    ],
)
def test_the_records_see_the_words_alone(text: str, words: str) -> None:
    assert plain(text) == words
