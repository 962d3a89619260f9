"""The truth that statements were made from, as JSON: parameters, and the numbers that reports are to find."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final, TypeAlias

from builder.records.simulate.made import World
from builder.records.simulate.parameters import Item
from builder.records.simulate.path import Path
from builder.records.simulate.tally import Tally

Json: TypeAlias = dict[str, Any]

FORMAT: Final = 1
STOPPED_MS: Final = 30 * 86_400_000
"""Who was silent for longer, before the last thing that anybody did, has given up."""


def as_truth(world: World, tally: Tally) -> bytes:
    """Sorted by name, so that the same truth is the same bytes."""
    found = _nested({**tally.counts, **tally.sums})
    for id_, item in world.truth.items.items():
        found.setdefault("items", {}).setdefault(id_, {}).update(_item(item))
    for lesson in world.course.lessons:
        seconds = sorted(tally.lists.get(("lessons", lesson.id, "hundredths"), ()))
        told = found.setdefault("lessons", {}).setdefault(lesson.id, {})
        told.update(iri=lesson.iri, minutes=lesson.minutes, seconds=_quantiles(seconds))
    for page in world.course.pages:
        told = found.setdefault("pages", {}).setdefault(page.id, {})
        told.update(iri=page.iri, hazard=world.truth.hazards[page.id])
        left = tally.lists.get(("pages", page.id, "left"), ())
        told["stopped"] = sum(last < tally.newest - STOPPED_MS for last in left)
    lines: Json = found["lines"]
    lines["rows"] = lines["statements"] - lines.get("voided", 0) + lines.get("voiding", 0)
    head = {"format": FORMAT, "settings": _settings(world), "course": _course(world), "agencies": _agencies(world)}
    return f"{json.dumps({**head, **found}, ensure_ascii=False, indent=1, sort_keys=True)}\n".encode()


def _nested(flat: Mapping[Path, float]) -> Json:
    """Numbers by path to objects in objects; those that are nothing are left out."""
    root: Json = {}
    for path, value in flat.items():
        if not value:
            continue
        here = root
        for name in path[:-1]:
            here = here.setdefault(name, {})
        here[path[-1]] = value
    return root


def _settings(world: World) -> Json:
    settings = asdict(world.settings)
    return {**settings, "start": str(world.settings.start), "end": str(world.settings.end)}


def _course(world: World) -> Json:
    course = world.course
    drawn = sum(course.test.draws.values()) if course.test else 0
    return {
        "id": course.id,
        "iri": course.iri,
        "versions": world.versions,
        "test": course.test and course.test.iri,
        "drawn": drawn,
    }


def _agencies(world: World) -> Json:
    return {
        agency.id: {"officers": agency.officers, "state": agency.state, "ability": mean}
        for agency, mean in zip(world.agencies.all, world.truth.agencies, strict=True)
    }


def _item(item: Item) -> Json:
    question = item.question
    told: Json = {"iri": question.iri, "objective": question.objective, "test": question.test, "type": question.type}
    if question.answers.right is not None:
        told |= {"right": question.answers.right, "a": item.a, "b": item.b, "c": item.c}
    if item.planted:
        told["planted"] = item.planted
    if item.best is not None:
        told["best"] = question.answers.others[item.best]
    if item.planted == "dead-distractor":
        told["dead"] = question.answers.others[0]
    return told


def _quantiles(hundredths: Sequence[int]) -> Json:
    """In seconds, between neighbors in proportion, as `percentile_cont` of SQL."""
    return dict(_each(hundredths)) if hundredths else {}


def _each(hundredths: Sequence[int]) -> Iterable[tuple[str, float]]:
    for share in (0.1, 0.5, 0.9):
        place = share * (len(hundredths) - 1)
        below = int(place)
        above = min(below + 1, len(hundredths) - 1)
        yield f"{share:g}", (hundredths[below] + (hundredths[above] - hundredths[below]) * (place - below)) / 100
