"""The limits of a store as options: NAME=VALUE, with k or M behind sizes, and A_SECOND/AT_ONCE for rates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from builder.records.lrs.service import Limits, Rate, Rates

RATES: Final = {"requests": "credential", "launch-requests": "launch", "failed-logins": "failed"}
"""What a rate is called here, and in the settings."""
UNITS: Final = {"": 1, "k": 1024, "M": 1024 * 1024}
MOST: Final = 2**40

option = click.option(
    "--limit",
    "limits",
    metavar="NAME=VALUE",
    multiple=True,
    help="Another limit than the usual one; may be repeated. Sizes as 8M or 64k: body, statements, statement,"
    " attachment, document, memory; numbers: batch, attachments, page, connections; rates as A_SECOND/AT_ONCE,"
    f" 0/0 for none: {', '.join(RATES)}.",
)


def limits_of(told: Iterable[str]) -> tuple[Limits, Rates]:
    """The usual limits with those that are told."""
    from builder.records.lrs.service import Limits, Rates

    limits, rates = Limits(), Rates()
    names = {one.name for one in fields(Limits)}
    for text in told:
        name, _, value = text.partition("=")
        if name in RATES:
            rates = replace(rates, **{RATES[name]: _rate(text, value)})
        elif name in names:
            limits = replace(limits, **{name: _size(text, value)})
        else:
            raise _wrong(text, f"the limits are {', '.join([*sorted(names), *RATES])}")
    return limits, rates


def _size(text: str, value: str) -> int:
    found = re.fullmatch(r"(\d{1,12})([kM]?)", value, re.ASCII)
    size = int(found[1]) * UNITS[found[2]] if found else 0
    if not 0 < size <= MOST:
        raise _wrong(text, "its value is a number such as 500, 64k or 8M")
    return size


def _rate(text: str, value: str) -> Rate:
    from builder.records.lrs.service import Rate

    found = re.fullmatch(r"(\d{1,6}(?:\.\d{1,3})?)/(\d{1,9})", value, re.ASCII)
    if found is None or (float(found[1]) > 0 and int(found[2]) < 1):
        raise _wrong(text, "its value is requests a second and at once, such as 50/500, or 0/0 for no limit")
    return Rate(float(found[1]), float(found[2]))


def _wrong(text: str, hint: str) -> click.BadParameter:
    return click.BadParameter(f"'{text}' is no limit: {hint}", param_hint="--limit")
