"""Mistakes of authors who know their subject and not the language: what they are told, and how often."""

from __future__ import annotations

import pytest

from builder.course.codes import CODES
from builder.course.model.lesson import Page
from builder.course.read import read_course
from builder.course.validate import language
from tests.course.conftest import Folder

COURSE = "course.yaml"
LESSON = "lessons/fair-process.yaml"
SCENARIO = "scenarios/traffic-stop.yaml"
TEST = "test.yaml"
AGENCY = "agencies/rivertown.yaml"


@pytest.mark.parametrize(
    ("name", "old", "new", "code", "hint"),
    [
        (AGENCY, 'accent: "#1d4f63"', "accent: #1d4f63", "S220", 'put it into quotes: "#1d4f63"'),
        (LESSON, "title: Fair process", "title: # Fair process", "S220", 'put it into quotes: "# Fair process"'),
        (COURSE, 'version: "1.0.0"', "version: 1.0", "S214", 'write it in quotes: "1.0.0"'),
        (COURSE, 'version: "1.0.0"', "version: v2.1", "S215", 'write it in quotes: "2.1.0"'),
        (COURSE, "[fair-process,", "[fair-process.yaml,", "S215", "not the name of the file: fair-process"),
        (COURSE, "[fair-process,", "[{id: fair-process},", "S214", "write only the id: fair-process"),
        (LESSON, "minutes: 10", "minutes: 5 min", "S214", "write only the number: 5"),
        (TEST, "pass_mark: 50", "pass_mark: 75%", "S214", "write only the number: 75"),
        (TEST, "pass_mark: 50", "pass_mark: 7.5 points", "S214", "as in 10"),
        (LESSON, "id: voice-1", "id: “voice-1”", "S215", "these are curly quotes"),
        (
            LESSON,
            "alt: An officer listens to a driver through an open car window",
            'alt: ""',
            "S220",
            "alt: decorative",
        ),
        (LESSON, "media/voice.svg", "media\\voice.svg", "A403", "write media/voice.svg"),
        (LESSON, "media/voice.svg", "media/Voice.svg", "A401", "write media/voice.svg"),
        (LESSON, "(policy:traffic-stops)", "(www.example.org/a)", "R313", "write https://www.example.org/a"),
        (LESSON, "(policy:traffic-stops)", "(me@example.org)", "R313", "write mailto:me@example.org"),
        (LESSON, "(policy:traffic-stops)", "(source:weisburd2022)", "R313", "write [^weisburd2022]"),
        (LESSON, "(policy:traffic-stops)", "(Policy:traffic-stops)", "R313", "write policy:traffic-stops"),
        (LESSON, "(policy:traffic-stops)", "(lesson:at-the-window.yaml)", "R313", "write lesson:at-the-window"),
        (LESSON, "(policy:traffic-stops)", "(card.pdf)", "R313", "type: download"),
        (SCENARIO, "text: She raises her voice.", "text: A\n    end: B", "S210", "remove `choices:`"),
        (SCENARIO, "next: complaint", "next: tense", "C603", "lead a choice to it"),
        (TEST, "  - objective: E1.2\n    items: 1\n", "  - objective: E12\n    items: 1\n", "R308", "'E1.2'"),
        (TEST, "  - objective: E1.2\n    items: 1\n", "", "T704", "add `- objective: E1.2`"),
        (TEST, "    objective: E1.2\n", "    objective: E12\n", "R308", "'E1.2'"),
    ],
)
def test_one_mistake_is_told_once_with_the_words_to_write(
    course: Folder, name: str, old: str, new: str, code: str, hint: str
) -> None:
    course.edit(name, old, new)
    [problem] = course.problems()
    assert problem.code == code
    assert hint in problem.hint


def test_the_file_name_is_known_to_be_no_id(course: Folder) -> None:
    (course.path / LESSON).rename(course.path / "lessons" / "zz.yaml")
    course.edit(COURSE, "[fair-process,", "[zz,")
    [problem] = course.problems()
    assert problem.code == "R301"
    assert problem.hint == "did you mean 'fair-process'? That is the `id:` in the file of this name"


@pytest.mark.parametrize(("name", "kind"), [(LESSON, "lesson"), (SCENARIO, "scenario"), (AGENCY, "agency")])
def test_a_copied_file_is_told_once(course: Folder, name: str, kind: str) -> None:
    copy = name.replace(".yaml", " - Copy.yaml")
    course.write(copy, (course.path / name).read_text(encoding="utf-8"))
    [problem] = course.problems()
    assert problem.code == "R304"
    assert problem.where.file.endswith(copy)
    id = (course.path / name).stem
    assert problem.text == f"two files have the {kind} id '{id}': {name} and {copy}"


def test_a_scenario_among_the_lessons_is_told_once(course: Folder) -> None:
    (course.path / SCENARIO).rename(course.path / "lessons" / "stop.yaml")
    [problem] = course.problems()
    assert (problem.code, problem.hint) == ("S206", "move it to scenarios/")


def test_a_lesson_among_the_scenarios_is_told_once(course: Folder) -> None:
    (course.path / LESSON).rename(course.path / "scenarios" / "fair-process.yaml")
    [problem] = course.problems()
    assert (problem.code, problem.hint) == ("S206", "move it to lessons/")


@pytest.mark.parametrize("folder", ["lessons", "scenarios"])
def test_a_folder_of_another_case_is_told_once(course: Folder, folder: str) -> None:
    (course.path / folder).rename(course.path / "moved")
    (course.path / "moved").rename(course.path / folder.title())
    if (course.path / folder).exists():
        pytest.skip("capital and small letters do not differ here")
    [problem] = course.problems()
    assert (problem.code, problem.hint) == ("S206", f"rename it to {folder}")


def test_a_loop_is_told_once(course: Folder) -> None:
    for old in ("calm", "complaint", "calm"):
        course.edit(SCENARIO, f"next: {old}", "next: window")
    [problem] = course.problems()
    assert (problem.code, problem.text) == ("C604", "from the nodes 'window', 'tense' no end can be reached")


def test_a_message_of_the_chief_that_is_shown_is_asked_for(course: Folder) -> None:
    block = "  - type: chief-message\n"
    course.edit(LESSON, "      - type: quote\n", f"    {block}      - type: quote\n")
    [problem] = course.problems()
    assert problem.code == "G904"
    assert "`chief:` with `message:`" in problem.hint
    course.edit(LESSON, block, f"{block}        otherwise: No message.\n")
    assert course.problems() == ()


@pytest.mark.parametrize(
    ("block", "contacts", "found"),
    [
        ("type: promise", "", ["the course shows `promise`, but this agency does not supply it"]),
        ("type: resources", "", []),
        (
            "type: resources\n        ids: [desk]\n        otherwise: Ask.",
            "",
            ["no agency supplies a policy or a contact 'desk'"],
        ),
        ("type: resources\n        ids: [desk]", "  - {id: desk, name: The desk}\n", []),
    ],
)
def test_what_the_agency_must_supply_for_a_page_is_asked_for(
    course: Folder, block: str, contacts: str, found: list[str]
) -> None:
    course.edit(LESSON, "      - type: quote\n", f"      - {block}\n      - type: quote\n")
    if contacts:
        course.edit("agencies/rivertown.yaml", "pass_mark: 60\n", f"pass_mark: 60\ncontacts:\n{contacts}")
    assert [problem.text for problem in course.problems()] == found


@pytest.mark.parametrize(
    ("block", "found"),
    [
        ("type: resources", ["the course shows policies and contacts, but this agency supplies none"]),
        ("type: resources\n        otherwise: Ask.", []),
        (
            "type: resources\n        ids: [traffic-stops]",
            ["the course shows policies and contacts, but this agency supplies none"],
        ),
        ("type: resources\n        ids: [traffic-stops]\n        otherwise: Ask.", []),
    ],
)
def test_an_agency_that_supplies_no_resources_is_told(course: Folder, block: str, found: list[str]) -> None:
    course.write("agencies/hill.yaml", "id: hill\nname: Hill Police\n")
    course.edit(LESSON, "      - type: quote\n", f"      - {block}\n      - type: quote\n")
    assert [problem.text for problem in course.problems() if problem.code == "G904"] == found


def test_a_forgotten_dash_is_told_once(course: Folder) -> None:
    course.edit(LESSON, "          - id: close", "            id: close")
    [problem] = course.problems()
    assert problem.code == "Y103"
    assert problem.text.startswith("a dash is missing before this line")


def test_a_warning_in_the_file_of_a_foreign_agency_stops_nothing(course: Folder) -> None:
    river = "id: river\nname: River Police\nshort_name: River #1\npolicies:\n  - id: traffic-stops\n    title: S\n"
    course.write("../river.yaml", river)
    found, problems = read_course(course.path, course.path / "../river.yaml")
    assert found is not None
    assert [problem.code for problem in problems] == ["Y115"]


def test_explain_lists_all_types() -> None:
    blocks = language.at(Page, ("blocks", 0))
    for name in language.block_types(blocks):
        assert f" {name}" in CODES["S212"].meaning
