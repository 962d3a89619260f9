"""Markup in any field of a course is shown as text, wherever the field comes to stand."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from builder.course.resolved import ResolvedCourse
from builder.render.agency import agency_data
from builder.render.site import render_site
from tests.render.gallery import course_files
from tests.render.strict_html import read_html

HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(1)> & </script><!-- {{ 7*7 }} {% raw %}"
# Fields that are no free text: ids, references, addresses, words of the language.
BOUND = {
    *(
        "id",
        "iri",
        "version",
        "format",
        "language",
        "lessons",
        "objectives",
        "type",
        "src",
        "captions",
        "poster",
        "policy",
    ),
    *("objective", "lesson", "source", "scenario", "start", "next", "show", "kind", "url", "source_url", "seal"),
    *("match", "group"),
    *("accent", "accent_dark", "state", "blueprint", "part_of"),
    *("align", "ids", "scale"),
}


NO_BRACES = str.maketrans("{}", "()")


def _bound(name: str, value: Any) -> bool:
    """A scale is the name of one, or a list of texts."""
    return name in BOUND and not isinstance(value, dict) and not (name == "scale" and isinstance(value, list))


def poisoned(data: Any, key: str = "") -> Any:
    """The same data with something hostile at the end of every text that an author is free to write."""
    if isinstance(data, dict):
        if data.get("type") == "fill-in":
            data = {**data, "length": 250}
        found = {name: value if _bound(name, value) else poisoned(value, name) for name, value in data.items()}
        # Braces in the text of a gap question are gaps.
        return {**found, "text": data["text"] + HOSTILE.translate(NO_BRACES)} if data.get("type") == "gap" else found
    if isinstance(data, list):
        return [poisoned(value, key) for value in data]
    if not isinstance(data, str) or data in ("unlimited", "decorative") or key == "terms":
        return data
    return data + HOSTILE


def test_markup_in_every_field_stays_text(course: Callable[..., ResolvedCourse]) -> None:
    files = course_files()
    objectives = [{"id": "E1", "text": "See." + HOSTILE}]
    changed = poisoned(files)
    changed["course.yaml"]["objectives"] = objectives
    changed["test.yaml"]["blueprint"][0]["items"] = 1  # as long as these answers are, SCORM 1.2 has no room for more
    made = course(changed, "north")
    site = render_site(made)

    tree = read_html(site["index.html"].decode())
    assert sorted(e.get("src") for e in tree.all("script")) == ["", "agency.js", "player.js", "tracking.js"]
    assert all(image.get("src").startswith("media/") for image in tree.all("img"))
    assert not [e for e in tree.all() for name in e.attributes if name.startswith("on")]
    assert next(tree.all("title")).text == made.title
    assert tree.text.count("<img src=x onerror=alert(1)>") > 60
    assert "49" not in re.findall(r"\b49\b", tree.text)

    data = json.loads(next(e for e in tree.all("script") if e.get("id") == "course").text)
    assert data["title"] == made.title
    for html in agency_data(made)["slots"].values():
        for element in read_html(html).all():
            assert element.tag not in ("script", "img")
