"""Texts as plain words, short enough for a line, and whether two of them still say the same."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Final

LONGEST: Final = 120
ENOUGH: Final = 1_500
"""Of a long text, only so much is looked at: what is kept is far shorter."""

CITATION: Final = re.compile(r"\[\^[^\]\s]{1,80}\]")
LINK: Final = re.compile(r"!?\[([^\[\]]{0,500})\]\([^()\s]{0,500}\)")
MARKS: Final = re.compile(r"[*`]+|(?<!\w)_+(?=\w)|(?<=\w)_+(?!\w)|^ {0,3}(?:#{1,6}|>|[-+]) +", re.MULTILINE)
WORD: Final = re.compile(r"\w+")

SHORT_WORD: Final = 3
SAME_WORDS: Final = 0.34
SAME_LETTERS: Final = 0.6


def plain(text: str) -> str:
    """Markdown without its marks, in one line, cut where it becomes long."""
    text = LINK.sub(r"\1", CITATION.sub("", text[:ENOUGH]))
    words = " ".join(MARKS.sub("", text).split())
    words = "".join(char for char in words if char.isprintable())
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"


def alike(one: str, other: str) -> bool:
    """Whether one may be a correction of the other: words that matter are kept, or most letters."""
    if not one or not other:
        return True
    mine, yours = _words(one), _words(other)
    if 2 * len(mine & yours) >= SAME_WORDS * (len(mine) + len(yours)):
        return True
    return SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).ratio() >= SAME_LETTERS


def _words(text: str) -> set[str]:
    words = set(WORD.findall(text.casefold()))
    return {word for word in words if len(word) > SHORT_WORD} or words
