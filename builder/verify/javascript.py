"""Cuts a script into code, text and comments, well enough to tell a call from a word in a sentence."""

from __future__ import annotations

import re
from typing import Final

TOKEN: Final = re.compile(
    r"""
    (?P<comment>//[^\n]*|/\*.*?(?:\*/|\Z))
  | (?P<string>"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?)
  | (?P<template>`(?:[^`\\]|\\.)*`?)
  | (?P<regex>(?:(?<![\w)\]}$"'`])(?<![\w)\]}$"'`][ \t])|(?<=\breturn)|(?<=\breturn\s)|(?<=\btypeof)|(?<=\bcase)
      |(?<=\bcase\s))/(?![/*])(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*)
    """,
    re.DOTALL | re.VERBOSE,
)


def code(text: str) -> str:
    """The script with comments and regular expressions blanked; every character stays at its place."""
    return TOKEN.sub(_without_comment, text)


def bare(text: str) -> str:
    """The same without what stands in quotes: only the quotes stay."""
    return TOKEN.sub(_without_text, text)


def _blank(text: str) -> str:
    return "".join(char if char == "\n" else " " for char in text)


def _without_comment(found: re.Match[str]) -> str:
    return _blank(found[0]) if found.lastgroup in ("comment", "regex") else found[0]


def _without_text(found: re.Match[str]) -> str:
    text = found[0]
    if found.lastgroup in ("comment", "regex"):
        return _blank(text)
    # The code in `${...}` of a template stays to be looked at.
    inner = re.sub(r"[^\n]", " ", text[1:-1]) if found.lastgroup == "string" else _template(text[1:-1])
    return text[:1] + inner + (text[-1:] if len(text) > 1 else "")


def _template(text: str) -> str:
    parts = re.split(r"(\$\{[^{}]*\})", text)
    return "".join(part if index % 2 else _blank(part) for index, part in enumerate(parts))
