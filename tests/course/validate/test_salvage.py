"""One fault in a file does not hide the others in it, and makes up none."""

from __future__ import annotations

from tests.course.conftest import Folder

LESSON = "lessons/fair-process.yaml"
SCENARIO = "scenarios/traffic-stop.yaml"


def test_meaning_is_checked_beside_a_fault_of_shape(course: Folder) -> None:
    course.edit(LESSON, "minutes: 10", "minutes: ten")
    course.edit(LESSON, "        alt: An officer listens to a driver through an open car window\n", "")
    course.edit(LESSON, "id: respect-1", "id: Respect 1")
    course.edit(LESSON, "source: weisburd2022", "source: weisburd2023")
    assert course.found() == [("S214", 3), ("A408", 12), ("R309", 30), ("S215", 32)]


def test_what_follows_from_a_fault_is_not_told(course: Folder) -> None:
    course.edit(
        LESSON, "            correct: true\n            feedback", "            correct: yes\n            feedback"
    )
    course.edit(SCENARIO, "  - id: tense", "  - id: Tense")
    course.edit("test.yaml", "    id: item-2", "    id: Item 2")
    course.edit("course.yaml", "  - id: E1.2", "  - id: E 1.2")
    course.edit("glossary.yaml", "  - id: voice", "  - id: Voice")
    course.edit("sources.yaml", "  - id: weisburd2022", "  - ids: weisburd2022")
    course.edit("agencies/rivertown.yaml", "  - id: traffic-stops", "  - id: traffic stops")
    assert {code for code, _ in course.found()} == {"S214", "S215", "S210"}
    assert len(course.found()) == 7


def test_a_lesson_that_cannot_be_read_is_not_unknown(course: Folder) -> None:
    course.edit(LESSON, "pages:", "pages: [")
    assert [code for code, _ in course.found()] == ["Y101"]
    course.edit("course.yaml", "fair-process, at", "fair-process, fare-process, at")
    assert [code for code, _ in course.found()] == ["R301", "Y101"]


def test_an_id_that_cannot_be_read_makes_nothing_unknown(course: Folder) -> None:
    course.write(LESSON, "")
    assert [code for code, _ in course.found()] == ["Y114"]


def test_other_files_that_cannot_be_read_make_nothing_unknown(course: Folder) -> None:
    for name in ("sources.yaml", "glossary.yaml", "test.yaml", SCENARIO, "agencies/rivertown.yaml"):
        course.write(name, "id: [\n")
    assert [problem.code for problem in course.problems()] == ["Y101"] * 5


def test_a_course_file_that_cannot_be_read_hides_no_fault_of_others(course: Folder) -> None:
    course.write("course.yaml", "id: [\n")
    course.edit(LESSON, "source: weisburd2022", "source: weisburd2023")
    assert course.found() == [("Y101", 2), ("R309", 31)]


def test_lines_stay_right_behind_a_piece_that_was_left_out(course: Folder) -> None:
    course.edit(LESSON, "      - type: image\n", "      - type: imgae\n")
    course.edit(LESSON, "            text: Sighing\n", "            text: Giving the reason\n")
    assert course.found() == [("S212", 12), ("Q505", 43)]
