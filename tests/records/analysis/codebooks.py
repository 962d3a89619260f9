"""The codebook of a small course, as the lake has it: two modules, three lessons, a test of many items, a scenario."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from tests.records.analysis.told import COURSE

Row = dict[str, Any]
OBJECTIVES: Final = ("o1", "o2")
LESSONS: Final = {"l1": ("m1", 5, ("p1", "p2")), "l2": ("m1", 8, ("p1", "p2", "p3")), "l3": ("m2", None, ("p1",))}
"""Module, minutes, pages."""
WAY: Final = {"n1": {"calm": "n2", "rush": "end-bad"}, "n2": {"talk": "end-good", "leave": "end-bad"}}
"""What follows the choices of the situations."""
ENDS: Final = {"end-good": "safe", "end-bad": "unsafe"}
OPTIONS: Final = ("w", "x", "y", "z")
"""Of each item; x is right."""


def codebook(items: int = 12, *, version: str = "1.0.0", course: str = COURSE, minutes: int = 0) -> list[Row]:
    """Of lesson questions one a lesson; `minutes` more for each lesson than LESSONS says."""
    rows = [row | {"course": "c", "version": version, "course_id": course} for row in _rows(items, course, minutes)]
    return [row | {"position": place} for place, row in enumerate(rows, 1)]


def _rows(items: int, course: str, minutes: int) -> Iterator[Row]:
    yield _row("course", "c", course, text="The course")
    for objective in OBJECTIVES:
        yield _row("objective", objective, f"{course}/objective/{objective}", text=f"Objective {objective}")
    for module in ("m1", "m2"):
        yield _row("module", module, f"{course}/module/{module}", parent="c", text=f"Module {module}")
        for lesson, (inside, estimate, pages) in LESSONS.items():
            if inside == module:
                more = {"minutes": estimate + minutes} if estimate is not None else {}
                yield _row(
                    "lesson", lesson, f"{course}/lesson/{lesson}", parent=module, text=f"Lesson {lesson}", **more
                )
                for page in pages:
                    yield from _page(course, lesson, page)
    yield _row("test", "final", f"{course}/test/final", text="Final test", test="final")
    for number in range(1, items + 1):
        yield from _question(course, f"i{number}", OBJECTIVES[number % 2], "l1", parent="final", test="final")


def _page(course: str, lesson: str, page: str) -> Iterator[Row]:
    yield _row("page", f"{lesson}/{page}", f"{course}/page/{lesson}/{page}", parent=lesson, text=page, lesson=lesson)
    if page == "p1":
        yield from _question(course, f"q-{lesson}", "o1", lesson, parent=f"{lesson}/{page}")
    if (lesson, page) == ("l2", "p2"):
        yield _row("scenario", "s", f"{course}/scenario/s", parent="l2/p2", text="A stop", lesson="l2")
        for node, choices in WAY.items():
            yield _row(
                "situation", node, f"{course}/decision/s/{node}", parent="s", text=f"What now, {node}?", lesson="l2"
            )
            for choice, follows in choices.items():
                yield _row("choice", choice, "", parent=f"s_{node}", text=f"I {choice}", next=follows, lesson="l2")
        for end, safe in ENDS.items():
            yield _row("end", end, "", parent="s", text=f"It is {end}", type=safe, lesson="l2")


def _question(course: str, item: str, objective: str, lesson: str, *, parent: str, test: str = "") -> Iterator[Row]:
    about = {"type": "choice", "interaction": "choice", "objective": objective, "lesson": lesson, "xapi_right": "x"}
    yield _row("question", item, f"{course}/question/{item}", parent=parent, text=f"Item {item}?", test=test, **about)
    for place, option in enumerate(OPTIONS):
        yield _row(
            "option",
            option,
            "",
            parent=item,
            text=f"Option {option}",
            letter="abcd"[place],
            test=test,
            correct=option == "x",
        )


def _row(kind: str, id_: str, iri: str, **more: Any) -> Row:
    texts = dict.fromkeys(
        ("parent", "text", "type", "interaction", "objective", "lesson", "test", "next", "xapi_right"), ""
    )
    return {"kind": kind, "id": id_, "iri": iri} | texts | more
