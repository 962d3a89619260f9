"""cmi5.xml: what an LMS launches, what it waits for, and what it keeps records by."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import etree

from builder.course.model.course import Completion
from builder.course.resolved import Module, ResolvedCourse
from builder.package.archive import make, write
from builder.package.format import package_files, variant_of
from builder.package.formats import FORMATS
from builder.package.formats.cmi5 import mastery_score
from builder.standards.cmi5 import LAUNCH_PARAMETERS, NAMESPACE
from tests.oracle import check_package
from tests.package.test_formats import NASTY, SITE, course, tree

BASE = "https://example.org/fire"
Units = Literal["course", "module"]


def two_modules(title: str = "Fire exits") -> ResolvedCourse:
    whole = course(title)
    (module,) = whole.modules
    lesson = replace(module.lessons[0], id="l2", iri=f"{BASE}/lesson/l2", objectives=("E1.1",))
    return replace(whole, modules=(module, Module("m2", f"{BASE}/module/m2", title, (lesson,))))


def structure(course_: ResolvedCourse, units: Units = "course") -> etree._Element:
    files = package_files(FORMATS["cmi5"], course_, SITE, variant_of(course_, units=units))
    return tree({file.name: file.data for file in files}["cmi5.xml"])


def tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def aus(root: etree._Element) -> list[dict[str, str | None]]:
    return [{**au.attrib, "url": au.findtext(tag("url"))} for au in root.iter(tag("au"))]


@pytest.mark.parametrize("units", ["course", "module"])
@pytest.mark.parametrize("title", ["Fire exits", NASTY, "x" * 300])
def test_it_is_valid_by_the_official_schema(units: Units, title: str, tmp_path: Path) -> None:
    whole = two_modules(title)
    files = package_files(FORMATS["cmi5"], whole, SITE, variant_of(whole, units=units))
    path = tmp_path / "package.zip"
    path.write_bytes(write(make(file.name, file.data) for file in files))
    assert check_package(path) == ("cmi5", [], [])


def test_one_unit_holds_the_whole_course() -> None:
    root = structure(course())
    assert aus(root) == [
        {
            "id": f"{BASE}/au/course",
            "moveOn": "CompletedAndPassed",
            "launchMethod": "AnyWindow",
            "activityType": "http://adlnet.gov/expapi/activities/course",
            "masteryScore": "0.8",
            "url": "index.html",
        }
    ]
    (listed,) = root.findall(f"{tag('au')}/{tag('objectives')}/{tag('objective')}")
    assert listed.get("idref") == f"{BASE}/objective/E1.1"


@pytest.mark.parametrize(
    ("rule", "move_on", "score"),
    [("passed", "CompletedAndPassed", "0.8"), ("taken", "Completed", "0.8"), ("none", "Completed", None)],
)
def test_it_asks_for_what_the_player_tells(
    rule: Literal["passed", "taken", "none"], move_on: str, score: str | None
) -> None:
    (au,) = aus(structure(replace(course(), completion=Completion(test=rule))))
    assert (au["moveOn"], au.get("masteryScore")) == (move_on, score)


def test_without_a_test_it_is_completed() -> None:
    (au,) = aus(structure(replace(course(), test=None)))
    assert (au["moveOn"], au.get("masteryScore")) == ("Completed", None)


def test_each_module_is_a_unit_in_a_block_and_the_test_is_one_beside_it() -> None:
    root = structure(two_modules(), "module")
    (block,) = root.findall(tag("block"))
    assert [au.get("id") for au in block.findall(tag("au"))] == [f"{BASE}/au/module/m", f"{BASE}/au/module/m2"]
    assert [(au["moveOn"], au.get("masteryScore"), au["url"]) for au in aus(root)] == [
        ("Completed", None, "index.html?unit=m"),
        ("Completed", None, "index.html?unit=m2"),
        ("CompletedAndPassed", "0.8", "index.html?unit=test%3At"),
    ]
    for au in aus(root):
        assert not parse_qs(urlsplit(str(au["url"])).query).keys() & set(LAUNCH_PARAMETERS)


def test_a_test_that_the_course_does_not_ask_for_holds_nobody_up() -> None:
    *_, test = aus(structure(replace(two_modules(), completion=Completion(test="none")), "module"))
    assert (test["moveOn"], test["masteryScore"]) == ("NotApplicable", "0.8")


@pytest.mark.parametrize("units", ["course", "module"])
def test_ids_are_unique_and_survive_a_new_version_and_a_new_title(units: Units) -> None:
    old, new = two_modules(), replace(two_modules(), version="2.0.0", title="All about exits")
    ids = [[node.get("id") for node in structure(c, units).iter() if node.get("id")] for c in (old, new)]
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == len(ids[0])


def test_every_text_says_its_language() -> None:
    strings = list(structure(two_modules(NASTY), "module").iter(tag("langstring")))
    assert {string.get("lang") for string in strings} == {"en-US"}
    assert {string.text for string in strings} == {NASTY}


@pytest.mark.parametrize(
    ("percent", "score"), [(100, "1"), (80, "0.8"), (0, "0"), (57, "0.57"), (66.67, "0.6667"), (10, "0.1")]
)
def test_a_score_has_as_many_digits_as_it_needs(percent: float, score: str) -> None:
    assert mastery_score(percent) == score
    assert Decimal(score) <= 1
