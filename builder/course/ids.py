"""The names under which things are known outside: IRIs for xAPI, short keys for the saved state, letters for SCORM."""

from __future__ import annotations

from hashlib import sha256
from typing import Final

BASE62: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
SOURCE_LETTERS: Final = "123456789abcdefghijklmnopqrstuvwxyz"
"""Of what is put to targets, so that a pair reads 1.a (RTE 1.2 3.4.4)."""


def iri(course: str, kind: str, *ids: str) -> str:
    """`course` is the course's own IRI."""
    return "/".join((course, kind, *ids))


def key(kind: str, *ids: str, length: int) -> str:
    """Stays the same as long as the ids do; two ids of one kind may collide, which a rule looks for."""
    number = int.from_bytes(sha256(f"{kind}:{'/'.join(ids)}".encode()).digest())
    digits = []
    for _ in range(length):
        number, digit = divmod(number, len(BASE62))
        digits.append(BASE62[digit])
    return "".join(digits)


def page_key(lesson: str, page: str) -> str:
    return key("page", lesson, page, length=4)


def question_key(question: str) -> str:
    return key("question", question, length=4)


def scenario_key(scenario: str) -> str:
    return key("scenario", scenario, length=4)


def lesson_key(lesson: str) -> str:
    return key("lesson", lesson, length=4)


def test_key(test: str) -> str:
    return key("test", test, length=4)


def acknowledgement_key(acknowledgement: str) -> str:
    return key("acknowledgement", acknowledgement, length=4)


def checklist_key(checklist: str) -> str:
    return key("checklist", checklist, length=4)


def item_key(checklist: str, item: str) -> str:
    return key("item", checklist, item, length=3)


def target_key(question: str, target: str) -> str:
    return key("target", question, target, length=3)


def option_key(question: str, option: str) -> str:
    return key("option", question, option, length=3)


def node_key(scenario: str, node: str) -> str:
    return key("node", scenario, node, length=3)


def choice_key(scenario: str, node: str, choice: str) -> str:
    return key("choice", scenario, node, choice, length=3)


def anchor(lesson: str, page: str) -> str:
    """The HTML id of a page; ids have no double hyphen, so it is unique."""
    return f"{lesson}--{page}"
