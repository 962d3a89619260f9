"""Who is who: a table that an agency supplies, from the identifiers in its LMS to names for a roster."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from builder.course.load.table import delimiter_of
from builder.course.validate.near import hint
from builder.records.xapi.identity import identifier

IDENTIFIERS: Final = ("identifier", "mbox", "home_page", "account")
"""`identifier` as statements' rows have it; an email address; or an LMS account's home page and name."""
TOLD: Final = ("state_id", "last", "first", "rank", "agency", "ori")
OF_COURSE: Final = ("course_number", "provider", "hours", "instructor")
"""The same for all, by options, or different by person."""
COLUMNS: Final = (*IDENTIFIERS, *TOLD, *OF_COURSE)


@dataclass(frozen=True, slots=True)
class Person:
    """`line` is where the person stands in the table; `told` has what the table says, without what it leaves empty."""

    line: int
    told: Mapping[str, str]

    @property
    def name(self) -> str:
        return ", ".join(filter(None, (self.told.get("last"), self.told.get("first")))) or f"line {self.line}"


class NotPeople(Exception):
    """Everything that is wrong with the table."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def read(path: Path, name_of: Callable[[str], str]) -> Mapping[str, Person]:
    """The people by what the lake calls them; a person of several accounts has several lines.

    Mail addresses are also found in small letters: pseudonyms of other spellings nobody can compare.
    """
    problems: list[str] = []
    found: dict[str, Person] = {}
    small: dict[str, Person] = {}
    for line, row in _rows(path, problems):
        told = {name: value for name, value in row.items() if value}
        known = _identifier(told)
        if known is None:
            problems.append(f"{path}:{line}: nobody can be found by this: give mbox, or home_page and account")
        elif (learner := name_of(known)) in found:
            problems.append(f"{path}:{line}: the same identifier as in line {found[learner].line}")
        else:
            found[learner] = Person(line, told)
            small.setdefault(name_of(without_case(known)), found[learner])
    if problems:
        raise NotPeople(problems)
    return {**small, **found}


def find(people: Mapping[str, Person], learner: str) -> Person | None:
    """By what the lake calls a learner; in a lake of known people mail addresses in any letters are the same."""
    return people.get(learner) or people.get(without_case(learner))


def without_case(identifier: str) -> str:
    """A mail address in small letters; what else people are known by is as it is."""
    return identifier.lower() if identifier.startswith("mailto:") else identifier


def _rows(path: Path, problems: list[str]) -> Iterator[tuple[int, Mapping[str, str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            delimiter = delimiter_of(file.readline())
            file.seek(0)
            reader = csv.reader(file, strict=True, delimiter=delimiter)
            head = [name.strip().lower().replace(" ", "_") for name in next(reader, [])]
            problems += [
                f"{path}:1: there is no column '{name}'; {hint(name, COLUMNS)}" for name in head if name not in COLUMNS
            ]
            if not set(head) & set(IDENTIFIERS):
                problems.append(f"{path}:1: no column says who is meant; there are: {', '.join(IDENTIFIERS)}")
            if problems:
                return
            for cells in reader:
                if any(cells):
                    yield reader.line_num, dict(zip(head, map(str.strip, cells), strict=False))
    except UnicodeDecodeError:
        problems.append(f"{path}: the table is not UTF-8; save it as CSV UTF-8")
    except csv.Error as error:
        problems.append(f"{path}: the table is no CSV: {error}")


def _identifier(told: Mapping[str, str]) -> str | None:
    if known := told.get("identifier"):
        return known
    if mbox := told.get("mbox"):
        return identifier({"mbox": mbox if mbox.startswith("mailto:") else f"mailto:{mbox}"})
    if "home_page" in told and "account" in told:
        return identifier({"account": {"homePage": told["home_page"], "name": told["account"]}})
    return None
