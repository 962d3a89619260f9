"""Prints diagnostics for people, and says how many there were."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

import click

from builder.diagnostics import Diagnostic, Severity

WIDTH: Final = 100
BAD_BYTES: Final = frozenset(map(chr, range(0xDC80, 0xDD00)))
"""What stands for bytes that are no UTF-8."""
REPLACEMENT: Final = "\ufffd"
COLORS: Final = {Severity.ERROR: "red", Severity.WARNING: "yellow"}


def say(text: str = "", *, err: bool = False, nl: bool = True) -> None:
    """Prints a line; with color only on a terminal, and never where NO_COLOR is set."""
    click.echo(text, err=err, nl=nl, color=False if os.environ.get("NO_COLOR") else None)


def tell(diagnostics: Sequence[Diagnostic], *, err: bool) -> None:
    """Prints all diagnostics and their count, and where more is said about them."""
    for diagnostic in diagnostics:
        say(described(diagnostic), err=err)
    if diagnostics:
        say(counted(diagnostics), err=err)
        say(f"More about a code: peacebuilder explain {diagnostics[0].code}", err=err)


def tell_strictness(diagnostics: Iterable[Diagnostic], *, err: bool) -> None:
    """Says why a course failed that has no errors."""
    if not any(diagnostic.is_error for diagnostic in diagnostics):
        say("Failed because of warnings only, as asked for with --strict.", err=err)


def described(diagnostic: Diagnostic) -> str:
    """The place, the fault, the faulty line with a caret, the hint."""
    kind = click.style(f"{diagnostic.severity} {diagnostic.code}", fg=COLORS[diagnostic.severity], bold=True)
    where = click.style(printable(str(diagnostic.where)), bold=True)
    lines = [f"{where}: {kind}: {printable(diagnostic.text)}"]
    if diagnostic.source is not None and diagnostic.where.line:
        lines += _excerpt(diagnostic.source, diagnostic.where.line, diagnostic.where.column)
    if diagnostic.hint:
        lines.append(f"  {click.style('hint', fg='cyan')}: {printable(diagnostic.hint)}")
    return "\n".join(lines)


def counted(diagnostics: Iterable[Diagnostic]) -> str:
    """As in `2 errors, 1 warning`."""
    found = [diagnostic.severity for diagnostic in diagnostics]
    counts = ((severity, found.count(severity)) for severity in (Severity.ERROR, Severity.WARNING))
    return ", ".join(f"{count} {severity}{'s' if count > 1 else ''}" for severity, count in counts if count)


def printable(text: str) -> str:
    """The text without what would steer the terminal: a course comes from anywhere."""
    return "".join(char if char.isprintable() else _escaped(char) for char in text)


def _escaped(char: str) -> str:
    if char in BAD_BYTES:
        return REPLACEMENT
    return " " if char in "\t\n\r" else f"\\u{ord(char):04x}"


def _excerpt(source: str, line: int, column: int) -> tuple[str, str]:
    """The line of the file and a caret below the column; of a long line, the part around it."""
    start = max(0, column - WIDTH * 2 // 3) if len(source) > WIDTH else 0
    shown = source[start : start + WIDTH]
    before = "".join(map(_shown, source[start : max(column - 1, start)]))
    number = f"{line:>6} | "
    gutter = f"{'':>6} | "
    caret = click.style("^", fg="green", bold=True)
    return f"{number}{''.join(map(_shown, shown)).rstrip()}", f"{gutter}{' ' * _columns(before)}{caret}"


def _shown(char: str) -> str:
    return char if char.isprintable() else _escaped(char)


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
