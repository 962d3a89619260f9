"""The document as a whole: well-formed, in the right order, the same for everybody, and nothing inline."""

from __future__ import annotations

import gzip
import json
import re
from base64 import b64encode
from collections import Counter
from collections.abc import Mapping
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest

from builder.course.resolved import ResolvedCourse
from builder.render.site import STATIC, adapter, render_agency, render_site
from tests.render.gallery import read
from tests.render.strict_html import Element


def test_ids_are_unique(page: Element) -> None:
    ids = Counter(element.get("id") for element in page.all() if element.get("id"))
    assert [found for found, count in ids.items() if count > 1] == []


def test_every_reference_to_an_id_leads_somewhere(page: Element) -> None:
    ids = {element.get("id") for element in page.all()}
    for element in page.all():
        for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
            assert set(element.get(name).split()) <= ids, f"{name} of {element.path}"
        if element.get("href").startswith("#"):
            assert element.get("href")[1:] in ids, element.get("href")


def test_every_link_inside_the_document_leads_to_something_that_can_take_the_focus(page: Element) -> None:
    by_id = {element.get("id"): element for element in page.all()}
    for link in page.all("a"):
        target = by_id.get(link.get("href")[1:]) if link.get("href").startswith("#") else None
        article = target is not None and "page" in target.get("class").split()
        assert target is None or article or target.get("tabindex") == "-1" or target.tag == "a", link.get("href")


def test_nothing_is_inline(page: Element) -> None:
    for element in page.all():
        assert not [name for name in element.attributes if name == "style" or name.startswith("on")], element.path
        if element.tag == "script":
            assert element.get("src") or element.get("type") == "application/json"


def test_the_style_in_the_page_is_the_players_and_vouched_for(site: Mapping[str, bytes], page: Element) -> None:
    (style,) = page.all("style")
    assert style.text == (STATIC / "first.css").read_text("utf-8")
    assert len(style.text) < len(site["player.css"])
    assert f"'sha256-{b64encode(sha256(style.text.encode()).digest()).decode()}'" in policy(page)
    assert "unsafe" not in policy(page)


def policy(page: Element) -> str:
    return next(meta.get("content") for meta in page.all("meta") if meta.get("http-equiv"))


def test_nothing_comes_from_elsewhere(page: Element) -> None:
    assert "default-src 'self'" in policy(page)
    for element in page.all():
        for name in ("src", "data-poster", "action", "srcset"):
            assert not re.match(r"[a-z]+:|//", element.get(name)), element.path
        if element.tag == "link":
            assert "/" not in element.get("href")


def test_links_that_leave_open_a_window_and_say_so(page: Element) -> None:
    leaving = [link for link in page.all("a") if link.get("href").startswith("http")]
    assert leaving
    for link in leaving:
        assert link.get("target") == "_blank"
        assert link.get("rel") == "noopener"
        assert link.text.endswith("(opens in a new window)")


def test_headings_never_skip_a_level(page: Element) -> None:
    main = next(page.all("main"))
    articles = [element for element in main.all() if "page" in element.get("class").split()]
    assert len(articles) > 10
    for article in articles:
        levels = [int(e.tag[1]) for e in article.all() if re.fullmatch(r"h[1-6]", e.tag)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(later <= earlier + 1 for earlier, later in pairwise(levels)), article.get("id")


def test_only_the_first_page_is_in_sight_and_it_comes_before_menu_and_data(
    site: Mapping[str, bytes], page: Element
) -> None:
    articles = [e for e in page.all("article") if "page" in e.get("class").split()]
    assert "hidden" not in articles[0].attributes
    assert all("hidden" in article.attributes for article in articles[1:])
    html = site["index.html"].decode()
    first, menu, data = (html.index(mark) for mark in ("<h1", '<nav class="menu"', 'id="course"'))
    assert first < menu < data
    assert "<link" not in html[:first]
    assert "<script" not in html[: data - 40]


def test_what_must_arrive_before_the_first_text_is_small(site: Mapping[str, bytes]) -> None:
    before = site["index.html"].index(b"</article>")
    assert before < 40_000


# cmi5 asks of the course what the others leave to the LMS: the token, the order of statements, verdicts once in a
# registration, held back and told later, the LMS's template around each. All that stands upon xAPI's own adapter.
BUDGETS = {name: 41_500 if name == "cmi5" else 40_000 for name in ("scorm12", "scorm2004", "xapi", "cmi5", "browse")}


@pytest.mark.parametrize("name", BUDGETS)
def test_the_player_keeps_its_budget_with_each_adapter(site: Mapping[str, bytes], name: str) -> None:
    assert len(gzip.compress(site["player.js"])) + len(gzip.compress(adapter(name))) <= BUDGETS[name]


def test_every_adapter_has_a_budget() -> None:
    assert {f"tracking-{name}.js" for name in BUDGETS} == {path.name for path in STATIC.glob("tracking-*.js")}


def test_the_sheet_keeps_its_budget(site: Mapping[str, bytes]) -> None:
    assert len(gzip.compress(site["player.css"])) <= 12_000
    assert len(site["player.css"]) <= 48_000


def test_every_file_that_is_named_is_there_and_none_besides(site: Mapping[str, bytes], page: Element) -> None:
    named = {e.get(name) for e in page.all() for name in ("src", "data-poster", "data-later") if e.get(name)}
    named |= {e.get("href") for e in page.all("link")} | {
        e.get("href") for e in page.all("a") if "download" in e.attributes
    }
    assert named | {"index.html"} == {*site, "tracking.js"}  # which the package brings


def test_pictures_have_a_size_and_an_alternative_and_load_late(page: Element) -> None:
    pictures = list(page.all("img"))
    assert pictures
    for picture in pictures:
        assert picture.get("width").isdigit()
        assert picture.get("height").isdigit()
        assert "alt" in picture.attributes
        assert picture.get("loading") == "lazy"


def test_two_builds_give_the_same_bytes_in_the_same_order(gallery: ResolvedCourse, site: Mapping[str, bytes]) -> None:
    again = render_site(gallery)
    assert list(again.items()) == list(site.items())
    assert next(iter(site)) == "index.html"


def test_the_page_names_no_agency(gallery_folder: Path, site: Mapping[str, bytes]) -> None:
    others = [render_site(read(gallery_folder, agency)) for agency in ("south", None)]
    for other in others:
        assert other["index.html"] == site["index.html"]
    differing = {name for other in others for name in site if other.get(name) != site[name]}
    assert differing == {"agency.js", "theme.css"}


def test_an_agency_can_be_rendered_alone(gallery: ResolvedCourse, site: Mapping[str, bytes]) -> None:
    alone = render_agency(gallery)
    assert set(alone) == {"agency.js", "theme.css", "media/square.svg"}
    assert all(site[name] == data for name, data in alone.items())


def test_the_course_is_readable_from_its_json(
    site: Mapping[str, bytes], page: Element, gallery: ResolvedCourse
) -> None:
    script = next(e for e in page.all("script") if e.get("id") == "course")
    data = json.loads(script.text)
    assert data["title"] == gallery.title == "A gallery & more"
    raw = site["index.html"].decode().split('id="course">')[1].split("</script>")[0]
    assert not re.search(r"[<>&\u2028\u2029]", raw)
