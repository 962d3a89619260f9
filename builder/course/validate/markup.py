"""Finds what Markdown refers to: citations, links, pictures, HTML; code in it refers to nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

BACKTICKS: Final = re.compile(r"`+")
FENCE: Final = re.compile(r"^ {0,3}(`{3,}|~{3,})[^`\n]*$", re.MULTILINE)
ESCAPE: Final = re.compile(r"\\[!-/:-@\[-`{-~]")
CITATION: Final = re.compile(r"\[\^([^\]\s]{1,80})\]")
LINK: Final = re.compile(r"\]\([ \t]*<?([^)>\s]{1,2000})")
DEFINITION: Final = re.compile(r"^ {0,3}\[[^\]\n^][^\]\n]{0,200}\]:[ \t]*<?([^>\s]{1,2000})", re.MULTILINE)
PICTURE: Final = re.compile(r"!\[[^\[\]]{0,500}\][(\[]")
BRACES: Final = re.compile(r"\{([^{}\n]{1,80})\}")
HTML: Final = re.compile(r"<(?!(?:https?://|mailto:)|[^<>\s@]{1,200}@)[A-Za-z/!?][^<>]{0,1000}>")
TARGET: Final = re.compile(r"(policy|term|lesson):([a-z0-9-]+)")
PASSAGE: Final = "lang:"
OUTWARD: Final = re.compile(r"(?:https?://|mailto:|tel:)\S", re.IGNORECASE)


class Found(NamedTuple):
    """Something in a text: what it names, and the `needle` that stands there for the `nth` time.

    The name begins `offset` characters behind the beginning of the needle.
    """

    name: str
    needle: str
    nth: int
    offset: int


def citations(text: str) -> Iterator[Found]:
    """`[^id]`."""
    yield from _find(text, CITATION, "[^")


def links(text: str) -> Iterator[Found]:
    """`[words](target)` and `[words]: target`."""
    yield from _find(text, LINK, "](", without=PICTURE)
    yield from _find(text, DEFINITION, "]:")


def pictures(text: str) -> Iterator[Found]:
    yield from _find(text, PICTURE, "![")


def html(text: str) -> Iterator[Found]:
    yield from _find(text, HTML, "<")


def braces(text: str) -> Iterator[Found]:
    """`{words}`, where gaps are."""
    yield from _find(text, BRACES, "{")


def _find(text: str, pattern: re.Pattern[str], begin: str, without: re.Pattern[str] | None = None) -> Iterator[Found]:
    if begin not in text:
        return
    bare = _without_code(text)
    if without:
        bare = without.sub(lambda match: _blank(match.group()), bare)
    for match in pattern.finditer(bare):
        group = match.lastindex or 0
        # A line end would not be found again in a folded text, so the needle ends before it.
        needle = match.group(0).split("\n")[0].strip()
        start = text.find(needle, match.start())
        offset = match.start(group) - match.start()
        yield Found(match.group(group), needle, text.count(needle, 0, start), offset)


def _without_code(text: str) -> str:
    """The same text with blanks for fences, code spans and escapes; each pass is linear in the text."""
    text = ESCAPE.sub("  ", text) if "\\" in text else text
    if "`" not in text and "~~~" not in text:
        return text
    text = _without_fences(text)
    runs = list(BACKTICKS.finditer(text))
    later: dict[int, list[int]] = {}
    for place in range(len(runs) - 1, -1, -1):
        later.setdefault(len(runs[place].group()), []).append(place)
    pieces, end, place = [], 0, 0
    while place < len(runs):
        same = later[len(runs[place].group())]
        while same and same[-1] <= place:
            same.pop()
        if same:
            start, stop = runs[place].start(), runs[same[-1]].end()
            pieces += [text[end:start], _blank(text[start:stop])]
            end, place = stop, same[-1]
        place += 1
    return "".join([*pieces, text[end:]])


def _without_fences(text: str) -> str:
    pieces, end, mark = [], 0, ""
    for match in FENCE.finditer(text):
        if not mark:
            mark = match.group(1)
            pieces.append(text[end : match.start()])
            end = match.start()
        elif match.group().strip() == match.group(1) and match.group(1).startswith(mark):
            pieces.append(_blank(text[end : match.end()]))
            end, mark = match.end(), ""
    return "".join([*pieces, _blank(text[end:]) if mark else text[end:]])


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)
