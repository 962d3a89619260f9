"""The xAPI profile by the rules for profiles (Profiles 1.0, Part Two), and that departures from it are seen."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from builder.course.read import read_course
from builder.records.profile.document import FILE, PEACE_OFFICER, document, stale, write
from builder.records.xapi.iris import Extension
from builder.standards.xapi import ActivityType, Verb
from tests.records.profiled import course_of, departures, follows, profile_of, templates_of

ROOT = Path(__file__).parents[2]
COURSE = "https://example.org/stops"
ADL = "http://adlnet.gov/expapi"
Json = dict[str, Any]
PROFILE: Mapping[str, Any] = json.loads(document(COURSE))
LIST = ("alternates", "sequence")
ONE = ("optional", "oneOrMore", "zeroOrMore")


def activity(name: str, type_: str) -> Json:
    return {"id": f"{COURSE}/{name}", "definition": {"type": ActivityType[type_.upper()].value}}


def statement(
    verb: str, about: Json, parent: Json | None = None, result: Json | None = None, **extensions: Any
) -> Json:
    told = {f"{COURSE}/extensions/{name}": value for name, value in {"version": "1.0.0", **extensions}.items()}
    around = {"category": [activity("profile/v1", "profile")], **({"parent": [parent]} if parent else {})}
    return {
        "verb": {"id": Verb[verb.upper()].value},
        "object": about,
        "timestamp": "2026-11-23T10:00:00.000Z",
        "context": {"contextActivities": around, "extensions": told},
        **({"result": result} if result else {}),
    }


COURSE_ITSELF = {"id": COURSE, "definition": {"type": f"{ADL}/activities/course"}}
QUESTION = activity("question/q", "interaction")
LESSON = activity("lesson/l", "lesson")
TEST = activity("test/t", "assessment")
IN_LESSON = statement("answered", QUESTION, LESSON, {"duration": "PT1S", "success": True}, tries=1)
IN_TEST = statement("answered", QUESTION, TEST, {"duration": "PT1S"}, tries=1, attempt=2)
BEGUN = statement("initialized", COURSE_ITSELF)
DONE = statement("terminated", COURSE_ITSELF, result={"duration": "PT9S"})


def test_the_file_in_the_project_is_that_of_the_peace_officer_course(tmp_path: Path) -> None:
    course = read_course(ROOT / "courses" / "peace-officer")[0]
    assert course is not None
    assert course.iri == PEACE_OFFICER
    assert stale(tmp_path) == (FILE,)
    assert write(tmp_path) == (FILE,)
    assert stale(tmp_path) == ()
    assert (ROOT / "schemas" / FILE).read_bytes() == (tmp_path / FILE).read_bytes()
    assert profile_of(COURSE) == PROFILE


def test_it_knows_every_verb_type_and_extension_that_we_have() -> None:
    concepts = {concept["id"] for concept in PROFILE["concepts"]}
    assert concepts == {
        *(verb.value for verb in Verb if verb is not Verb.VOIDED),
        *(type_.value for type_ in ActivityType),
        *(extension.of(COURSE) for extension in Extension),
    }


def test_ids_are_its_own_and_nothing_is_named_that_is_not_there() -> None:
    version = PROFILE["versions"][0]["id"]
    parts = [*PROFILE["concepts"], *PROFILE["templates"], *PROFILE["patterns"]]
    ids = [part["id"] for part in parts]
    assert len(set(ids)) == len(ids)
    assert all(part["inScheme"] == version for part in parts)
    assert all(id_.startswith(f"{version}/") for id_ in ids[len(PROFILE["concepts"]) :])
    for pattern in PROFILE["patterns"]:
        assert sum(key in pattern for key in (*LIST, *ONE)) == 1
        assert set(named(pattern)) <= set(ids)
        assert not pattern.get("primary") or {"prefLabel", "definition"} <= set(pattern)
    for template in PROFILE["templates"]:
        assert {template["verb"], template["objectActivityType"]} <= set(ids)
        assert all({"presence", "any", "all", "none"} & set(rule) for rule in template["rules"])


def named(pattern: Mapping[str, Any]) -> Iterator[str]:
    for key in LIST:
        yield from pattern.get(key, ())
    for key in ONE:
        if key in pattern:
            yield pattern[key]


def test_no_pattern_holds_itself_and_no_choice_is_of_what_may_be_absent() -> None:
    patterns = {pattern["id"]: pattern for pattern in PROFILE["patterns"]}

    def within(id_: str, above: tuple[str, ...] = ()) -> None:
        assert id_ not in above
        for part in named(patterns.get(id_, {})):
            within(part, (*above, id_))

    for id_, pattern in patterns.items():
        within(id_)
        for part in pattern.get("alternates", ()):
            assert not {"optional", "zeroOrMore"} & set(patterns.get(part, {}))


@pytest.mark.parametrize("fine", [IN_LESSON, IN_TEST, BEGUN, DONE], ids=["lesson", "test", "begun", "done"])
def test_what_follows_it_departs_in_nothing(fine: Json) -> None:
    assert list(departures(fine)) == []


@pytest.mark.parametrize(
    "wrong",
    [
        statement("answered", QUESTION, LESSON, {"success": True}, tries=1),
        statement("answered", QUESTION, LESSON, {"duration": "PT1S"}),
        statement("answered", QUESTION, LESSON, {"duration": "PT1S"}, tries=1, attempt=1),
        statement("answered", QUESTION, LESSON, {"duration": "PT1S"}, tries=0),
        statement("answered", QUESTION, LESSON, {"duration": "PT1S"}, tries="1"),
        statement("answered", QUESTION, LESSON, {"duration": "PT1S"}, tries=1, mood="good"),
        statement("answered", QUESTION, None, {"duration": "PT1S"}, tries=1),
        statement("voided", QUESTION, LESSON),
        statement("terminated", COURSE_ITSELF),
        {**BEGUN, "context": {**BEGUN["context"], "extensions": {}}},
        {**BEGUN, "context": {**BEGUN["context"], "contextActivities": {}}},
        {name: value for name, value in BEGUN.items() if name != "timestamp"},
    ],
)
def test_what_does_not_is_seen(wrong: Json) -> None:
    assert list(departures(wrong))


def test_another_category_names_no_course() -> None:
    assert course_of({"context": {"contextActivities": {"category": [{"id": "https://example.org/other"}]}}}) is None
    assert course_of(BEGUN) == COURSE


def test_each_statement_is_of_one_template_only() -> None:
    for one in (IN_LESSON, IN_TEST, BEGUN, DONE):
        assert len(templates_of(one, PROFILE)) == 1


@pytest.mark.parametrize(
    ("story", "right"),
    [
        ([BEGUN, IN_LESSON, IN_TEST, DONE], True),
        ([BEGUN, DONE, BEGUN, IN_LESSON], True),
        ([BEGUN, DONE, IN_LESSON], False),
        ([IN_LESSON, DONE], False),
        ([], False),
    ],
)
def test_sessions_follow_one_another(story: list[Json], right: bool) -> None:
    assert follows(story, PROFILE) is right
