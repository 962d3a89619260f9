"""What a check of a package hands back: a fault by its code, and where it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault; `file` is the name in the zip, empty for the zip as a whole; line and column count from 1."""

    code: str
    text: str
    hint: str = ""
    file: str = ""
    line: int = 0
    column: int = 0
    source: str | None = None


def nearest_name(name: str, names: frozenset[str]) -> str:
    """The hint for a file that is not there: the same name in other letters, or the same file in another folder."""
    folded = name.casefold()
    for other in sorted(names):
        if other.casefold() == folded:
            return f"There is '{other}': large and small letters are told apart."
    last = folded.rpartition("/")[2]
    for other in sorted(names):
        if last and other.casefold().rpartition("/")[2] == last:
            return f"Was '{other}' meant?"
    return "Add the file, or take the reference away."
