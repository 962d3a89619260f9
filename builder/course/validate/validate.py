"""A workspace to a Course, or to all that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any, Final

from pydantic import BaseModel

from builder.course.load.document import Document
from builder.course.load.workspace import KINDS, Workspace
from builder.course.model.base import SLUG
from builder.course.model.bundle import Course
from builder.course.model.course import CourseFile
from builder.course.model.files import MODELS
from builder.course.validate import structure
from builder.course.validate.draft import Draft, Part
from builder.course.validate.rules import RULES, Rule
from builder.course.validate.salvage import salvage
from builder.diagnostics import Diagnostic, Location

SIGNS: Final = {"lesson": "pages", "scenario": "nodes", "test": "bank"}
"""The key by which a kind of file is known."""
FILE_FOR_ID: Final = re.compile(r"'([^']+\.yaml)' is not an id")
ID_LINE: Final = re.compile(r"^id:[ \t]*[\"']?([a-z0-9-]+)", re.MULTILINE)


@dataclass(frozen=True)
class Checked:
    """A course folder after all rules; `course` is None when there are errors."""

    draft: Draft
    course: Course | None
    problems: tuple[Diagnostic, ...]


def validate(workspace: Workspace, rules: Iterable[Rule] = RULES) -> Checked:
    """The course, and everything that is wrong or doubtful."""
    draft, problems = _draft(workspace)
    problems = [*workspace.problems, *problems]
    for rule in rules:
        problems += rule(draft)
    problems = list(told_once(problems))
    order = {document.name: place for place, document in enumerate(_documents(workspace))}
    problems.sort(key=lambda problem: (_rank(problem.where, order), problem.where, problem.code))
    failed = any(problem.is_error for problem in problems)
    course = None if failed or draft.course is None else _course(draft, draft.course.model)
    return Checked(draft, course, tuple(problems))


def told_once(problems: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Without what only follows from what the reader of a file has told, and the other way round."""
    problems = tuple(problems)
    places: dict[str, set[tuple[str, int]]] = {}
    for found in problems:
        places.setdefault(found.code, set()).add((found.where.file, found.where.line))
    silent = {
        "Y115": places.get("S220", set()) | places.get("Y101", set()),
        "S220": places.get("Y105", set()),
        "S218": _short_lists(problems),
    }
    return tuple(found for found in problems if (found.where.file, found.where.line) not in silent.get(found.code, ()))


def _short_lists(problems: tuple[Diagnostic, ...]) -> set[tuple[str, int]]:
    """The lists that lack an item because its dash was forgotten."""
    dashes = [found.where for found in problems if found.code == "Y103" and found.text.startswith("a dash")]
    lists = [found.where for found in problems if found.code == "S218"]
    above = ([known for known in lists if known.file == dash.file and known < dash] for dash in dashes)
    return {(max(known).file, max(known).line) for known in above if known}


def _by_file_name(problem: Diagnostic, workspace: Workspace) -> Diagnostic:
    """Names the id where the name of a file was written."""
    found = FILE_FOR_ID.match(problem.text) if problem.code == "S215" else None
    documents = (document for kind in ("lesson", "scenario") for document in workspace.documents.get(kind, ()))
    for document in documents if found else ():
        if found and PurePath(document.name).name == found[1] and (id := _id(document)):
            return replace(problem, hint=f"write the id, not the name of the file: {id}")
    return problem


def _rank(where: Location, order: Mapping[str, int]) -> int:
    """Files as a whole first, then the documents in their order, then other files."""
    return order.get(where.file, len(order)) if where.line else -1


def _documents(workspace: Workspace) -> Iterable[Document]:
    return (document for kind in KINDS.values() for document in workspace.documents.get(kind, ()))


def _draft(workspace: Workspace) -> tuple[Draft, list[Diagnostic]]:
    problems: list[Diagnostic] = []
    parts: dict[str, list[Any]] = {kind: [] for kind in MODELS}
    ids: dict[str, set[str]] = {kind: set() for kind in MODELS}
    broken, unread = set(workspace.unread), set(workspace.unread)
    for kind, documents in workspace.documents.items():
        for document in documents:
            if right := _misplaced(document, kind):
                problems.append(right[1])
                broken.add(right[0])
                unread.add(right[0])
                continue
            part, found = read_part(document, MODELS[kind])
            problems += found
            if part:
                parts[kind].append(part)
            else:
                unread.add(kind)
            if id := _id(document):
                ids[kind].add(id)
            else:
                broken.add(kind)
    problems = [_by_file_name(problem, workspace) for problem in problems]
    draft = Draft(
        folder=workspace.folder,
        media=workspace.media,
        course=next(iter(parts["course"]), None),
        lessons=tuple(parts["lesson"]),
        scenarios=tuple(parts["scenario"]),
        test=next(iter(parts["test"]), None),
        test_outs=tuple(parts["test-out"]),
        glossary=next(iter(parts["glossary"]), None),
        sources=next(iter(parts["sources"]), None),
        agencies=tuple(parts["agency"]),
        ids={kind: frozenset(found) for kind, found in ids.items()},
        broken=frozenset(broken),
        unread=frozenset(unread),
    )
    return draft, problems


def _misplaced(document: Document, kind: str) -> tuple[str, Diagnostic] | None:
    """The kind of a file that lies where another kind belongs."""
    keys = document.data.keys() if isinstance(document.data, dict) else frozenset()
    right = next((other for other, key in SIGNS.items() if key in keys), None)
    if right is None or kind not in SIGNS or SIGNS[kind] in keys:
        return None
    place = next(name for name, known in KINDS.items() if known == right)
    place = place if place.endswith(".yaml") else f"{place}/"
    where = document.at_key((SIGNS[right],))
    text = f"this is a {right}, but it lies where a {kind} is expected"
    return right, document.problem("S206", where, text, f"move it to {place}")


def read_part(document: Document, model: type[BaseModel]) -> tuple[Part[Any] | None, tuple[Diagnostic, ...]]:
    """A file by the model of its kind, as far as it can be understood."""
    if not document.usable:
        return None, ()
    found, problems, faults = structure.check(document, model)
    if found is not None:
        return Part(document, found), ()
    return salvage(document, model, faults), problems


def _id(document: Document) -> str | None:
    """The id of a file, if need be from the text of a broken one."""
    if isinstance(document.data, dict):
        id = document.data.get("id")
        return id if isinstance(id, str) and re.fullmatch(SLUG, id) else None
    found = ID_LINE.search(document.text)
    return found.group(1) if found else None


def _course(draft: Draft, file: CourseFile) -> Course:
    return Course(
        file=file,
        lessons=tuple(part.model for part in draft.lessons),
        scenarios=tuple(part.model for part in draft.scenarios),
        test=draft.test.model if draft.test else None,
        test_outs=tuple(part.model for part in draft.test_outs),
        sources=draft.sources.model.sources if draft.sources else (),
        terms=draft.glossary.model.terms if draft.glossary else (),
        agencies=tuple(part.model for part in draft.agencies),
    )
