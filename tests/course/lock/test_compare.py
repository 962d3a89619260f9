"""A released course that was changed: what no longer means what it meant is told, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from builder.course.lock.collect import Now, collect
from builder.course.lock.compare import compare
from builder.course.lock.file import NAME, Lock, Ref, write
from builder.course.read import open_course
from tests.course.conftest import STOCK, Folder

FAIR = "lessons/fair-process.yaml"
WINDOW = "lessons/at-the-window.yaml"
STOP = "scenarios/traffic-stop.yaml"
RESPECT_2 = """      - type: true-false
        id: respect-2
        prompt: Respect costs time that no stop has.
        answer: false
"""


def _stock() -> tuple[Lock, Now]:
    now = collect(open_course(STOCK).checked.draft)
    return now.lock(None), now


@pytest.fixture
def released(course: Folder) -> Folder:
    """The stock course as released, whose next version is being written."""
    course.write(NAME, write(_stock()[0]))
    course.edit("course.yaml", 'version: "1.0.0"', 'version: "1.1.0"')
    return course


def codes(course: Folder) -> list[str]:
    return [problem.code for problem in course.problems()]


def test_what_did_not_change_has_no_problem(released: Folder) -> None:
    assert codes(released) == []


@pytest.mark.parametrize("ref", sorted(_stock()[0].entries, key=str), ids=str)
def test_every_id_that_is_gone_is_told_once(ref: Ref) -> None:
    lock, now = _stock()
    gone = {ref}
    for entry in [*lock.entries.values()] * 3:
        if entry.owner in gone:
            gone.add(entry.ref)
    less = Now(now.draft, {known: found for known, found in now.found.items() if known not in gone})
    if ref.kind == "option" and ref.owner:
        found = now.found[ref.owner]
        right = tuple(part for part in found.entry.right if part != ref.name)
        less.found[ref.owner] = replace(found, entry=found.entry.model_copy(update={"right": right}))
    [problem] = compare(lock, less)
    assert problem.code == "K906"
    assert f"{ref.kind} '{ref.name}' of 1.0.0 is gone" in problem.text
    assert problem.hint.endswith(f"--retire {ref}")
    assert problem.where.line > 0 or ref.kind == "test"


Edit = Callable[[Folder], None]


def _edits(*edits: tuple[str, str, str]) -> Edit:
    def edit(course: Folder) -> None:
        for name, old, new in edits:
            course.edit(name, old, new)

    return edit


@pytest.mark.parametrize(
    "edit",
    [
        _edits((FAIR, "title: Voice", "title: Voice first")),
        _edits((FAIR, "prompt: Which reply gives voice?", "prompt: Which **reply** gives voice? [^weisburd2022]")),
        _edits((FAIR, "feedback: It asks first.", "feedback: Something else altogether.")),
        _edits((FAIR, "            text: Everybody says that.", "            text: Everybody says that.\n"
                "          - id: third\n            text: Nobody says that.")),
        _edits((FAIR, RESPECT_2, ""), (WINDOW, "      - type: video", f"{RESPECT_2}      - type: video")),
        _edits(("course.yaml", "[fair-process, at-the-window]", "[at-the-window, fair-process]")),
        _edits(("course.yaml", "lessons: [fair-process, at-the-window]",
                "lessons: [fair-process]\n  - id: more\n    title: More\n    lessons: [at-the-window]")),
        _edits(("test.yaml", "pass_mark: 50", "pass_mark: 80")),
        _edits((STOP, "text: She raises her voice.", "text: She raises her voice at you.")),
    ],
    ids=["title", "marks", "feedback", "new option", "other page", "order", "other module", "rule", "words"],
)  # fmt: skip
def test_what_an_update_may_change(released: Folder, edit: Edit) -> None:
    edit(released)
    assert codes(released) == []


def test_a_question_may_not_go_from_the_lessons_to_the_test(released: Folder) -> None:
    released.edit(FAIR, RESPECT_2, "")
    item = RESPECT_2.replace("      ", "  ", 1).replace("\n        ", "\n    ")
    released.edit("test.yaml", "  - type: true-false", f"{item}    objective: E1.1\n  - type: true-false")
    [problem] = released.problems()
    assert problem.code == "K908"
    assert "was in a lesson in 1.0.0, and is in a test now" in problem.text


def test_a_lesson_that_is_gone_is_told_without_all_that_was_in_it(released: Folder) -> None:
    released.edit("course.yaml", "[fair-process, at-the-window]", "[at-the-window]")
    released.edit("test.yaml", "    lesson: fair-process\n", "")
    found = [(problem.code, problem.text) for problem in released.problems() if problem.code.startswith("K")]
    assert found == [("K906", "lesson 'fair-process' of 1.0.0 is gone (\"Fair process\")")]


def test_a_renamed_id_is_known_by_its_words(released: Folder) -> None:
    released.edit(FAIR, "id: voice-1", "id: hearing")
    [problem] = released.problems()
    assert problem.code == "K906"
    assert problem.text == "question 'voice-1' of 1.0.0 is gone; 'hearing' is new: did you rename it?"
    assert problem.where.line == 16


def test_a_renamed_id_is_known_by_its_letters(released: Folder) -> None:
    released.edit(FAIR, "- id: voice\n    title: Voice", "- id: voices\n    title: Voices")
    [problem] = released.problems()
    assert "page 'voice' of 1.0.0 is gone; 'voices' is new: did you rename it?" in problem.text
    assert "write its old id again: voice" in problem.hint


def test_something_new_is_not_taken_for_what_is_gone(released: Folder) -> None:
    released.edit(
        FAIR,
        RESPECT_2,
        RESPECT_2.replace("respect-2", "respect-9").replace("Respect costs time that no stop has.", "Sighing helps."),
    )
    [problem] = released.problems()
    assert "rename" not in problem.text


def test_an_option_that_is_gone_is_missed_at_its_question(released: Folder) -> None:
    released.edit(FAIR, "          - id: name\n            text: Giving one's name\n            correct: true\n", "")
    [problem] = released.problems()
    assert (problem.code, problem.source) == ("K906", "        options:")
    assert problem.hint.endswith("--retire option:respect-1/name")


def test_another_type_is_told_once(released: Folder) -> None:
    released.edit(
        FAIR, "      - type: true-false\n        id: respect-2", "      - type: choice\n        id: respect-2"
    )
    released.edit(
        FAIR,
        "        answer: false\n",
        "        options:\n          - {id: a, text: A, correct: true}\n          - {id: b, text: B}\n",
    )
    assert codes(released) == ["K908"]


def test_a_situation_that_became_an_end_is_told_once(released: Folder) -> None:
    text = (released.path / STOP).read_text(encoding="utf-8")
    begin, end = text.index("    choices:\n      - id: explain"), text.index("  - id: calm")
    released.write(STOP, text[:begin] + "    end: A shout\n    safe: false\n    preserved: [Time]\n" + text[end:])
    assert [code for code in codes(released) if code.startswith("K")] == ["K911"]


def test_the_right_answer_of_true_false_is_found_at_its_answer(released: Folder) -> None:
    released.edit(FAIR, "answer: false", "answer: true")
    [problem] = released.problems()
    assert (problem.code, problem.source) == ("K909", "        answer: true")


def test_the_id_and_the_iri_may_not_change_alone(released: Folder) -> None:
    released.edit("course.yaml", "id: stock", "id: stocks")
    assert codes(released) == ["K905"]


def test_a_fault_elsewhere_hides_no_change(released: Folder) -> None:
    released.edit(FAIR, "answer: false", "answer: true")
    released.edit("test.yaml", "objective: E1.1\n    items", "objective: E9\n    items")
    assert {"K909", "R308"} <= set(codes(released))


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (FAIR, "id: fair-process", "id: Fair Process"),
        (FAIR, "pages:", "pages: ["),
        (FAIR, "type: choice", "type: chioce"),
        (FAIR, "id: ask\n", "id: ask me\n"),
        ("course.yaml", "fair-process", "fair-proces"),
        ("course.yaml", "modules:", "modulos:"),
        ("course.yaml", 'version: "1.1.0"', "version: 1.1"),
        (STOP, "id: traffic-stop", "id: traffic stop"),
        ("test.yaml", "bank:", "bonk:"),
    ],
)
def test_what_a_fault_hides_is_not_taken_for_gone(released: Folder, name: str, old: str, new: str) -> None:
    released.edit(name, old, new)
    found = codes(released)
    assert found
    assert not [code for code in found if code.startswith("K")]


def test_a_course_that_cannot_be_read_at_all_is_told_as_such(released: Folder) -> None:
    (released.path / "course.yaml").unlink()
    assert codes(released) == ["S201"]


def test_an_older_version_is_told(released: Folder) -> None:
    released.edit("course.yaml", '"1.1.0"', '"0.9.9"')
    [problem] = released.problems()
    assert problem.code == "K914"
    assert problem.text == "0.9.9 is older than 1.0.0, which was released"
    assert problem.hint.endswith('version: "1.0.1"')


def test_versions_are_compared_as_numbers(released: Folder) -> None:
    released.edit("course.yaml", '"1.1.0"', '"10.0.0"')
    released.edit(FAIR, "title: Voice", "title: Voice first")
    assert codes(released) == []
