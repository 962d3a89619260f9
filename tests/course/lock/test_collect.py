"""What of a course counts as released: all that has an id in learners' records, whatever its type."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from builder.course.lock.collect import collect
from builder.course.lock.file import NAME, Entry, Ref, write
from builder.course.read import open_course
from tests.course.conftest import STOCK, Folder
from tests.course.test_hostile import DATA, FILES, SLOWLY, VALUES, _paths, _put

FAIR = "lessons/fair-process.yaml"
STATED = """      - type: acknowledgement
        id: read-it
        text: I have **read** the policy.
  - id: respect
"""
TEST_OUT = """id: skip-basics
module: basics
attestation:
  id: myself
  text: I take this test without help.
blueprint:
  - objective: E1.1
    items: 1
  - objective: E1.2
    items: 1
bank:
  - type: true-false
    id: skip-1
    objective: E1.1
    prompt: Voice is an element of fair process.
    answer: true
  - type: true-false
    id: skip-2
    objective: E1.2
    prompt: A question gives voice.
    answer: true
"""


def _entries(course: Folder) -> dict[Ref, Entry]:
    reading = open_course(course.path)
    assert reading.diagnostics == ()
    return {ref: found.entry for ref, found in collect(reading.checked.draft).found.items()}


def test_a_block_with_an_id_is_known_by_its_type(course: Folder) -> None:
    course.edit(FAIR, "  - id: respect\n", STATED)
    found = _entries(course)[Ref("acknowledgement", "read-it")]
    assert found.place == "page:fair-process/voice"
    assert found.says == "I have read the policy."
    course.write(NAME, write(collect(open_course(course.path).checked.draft).lock(None)))
    course.edit(FAIR, "id: read-it", "id: read-that")
    [problem] = course.problems()
    assert problem.text == "acknowledgement 'read-it' of 1.0.0 is gone; 'read-that' is new: did you rename it?"
    assert problem.source == "        id: read-that"


def test_the_parts_of_a_block_are_known_with_it(course: Folder) -> None:
    items = "        items:\n          - {id: greet, text: Greet first.}\n          - {id: ask, text: Ask.}\n"
    block = f"      - type: checklist\n        id: stop\n        title: Before a stop\n{items}  - id: respect\n"
    course.edit(FAIR, "  - id: respect\n", block)
    entries = _entries(course)
    assert entries[Ref("checklist", "stop")].says == "Before a stop"
    assert entries[Ref("checklist-item", "stop/ask")].owner == Ref("checklist", "stop")
    course.write(NAME, write(collect(open_course(course.path).checked.draft).lock(None)))
    course.edit(FAIR, "          - {id: ask, text: Ask.}\n", "")
    [problem] = course.problems()
    assert problem.text == "checklist-item 'ask' of 1.0.0 is gone (\"Ask.\")"


def test_every_test_counts_with_its_bank_and_its_attestation(course: Folder) -> None:
    course.write("test-outs/basics.yaml", TEST_OUT)
    entries = _entries(course)
    assert entries[Ref("question", "skip-1")].place == "test:skip-basics"
    assert entries[Ref("acknowledgement", "myself")].owner == Ref("test", "skip-basics")
    assert entries[Ref("test", "final")].place is None


def test_what_learners_never_see_does_not_count(course: Folder) -> None:
    course.edit("course.yaml", "[fair-process, at-the-window]", "[fair-process]")
    found = collect(open_course(course.path).checked.draft).found
    assert Ref("lesson", "at-the-window") not in found
    assert Ref("scenario", "traffic-stop") not in found


@SLOWLY
@given(file=st.sampled_from(FILES), data=st.data())
def test_any_value_may_stand_in_a_released_course(file: str, data: st.DataObject) -> None:
    changed = DATA[file]
    for _ in range(data.draw(st.integers(1, 3))):
        changed = _put(changed, data.draw(st.sampled_from(list(_paths(changed)))), data.draw(VALUES))
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "course"
        shutil.copytree(STOCK, folder)
        (folder / NAME).write_bytes(write(collect(open_course(STOCK).checked.draft).lock(None)))
        (folder / file).write_bytes(json.dumps(changed, ensure_ascii=True).encode("utf-8", "surrogatepass"))
        for problem in open_course(folder).diagnostics:
            assert problem.text
            assert not problem.where.line or problem.source is not None
