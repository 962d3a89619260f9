"""From the options of `build` to what is built: formats, LMSs, the copy for publication."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

import click

from builder.cli.output import say
from builder.cli.suggest import suggestion

if TYPE_CHECKING:
    from builder.package.target import Target
    from builder.profiles.profile import Profile


def targets(
    formats: Sequence[str], lms: Sequence[str], units: Literal["course", "module"], *, public: bool
) -> tuple[Target, ...]:
    """With an LMS, the format that it takes best, or each format given; else the formats given, or all."""
    # Here, so that `--help` and the other commands do not wait for the whole compiler.
    from builder.package.formats import FORMATS
    from builder.package.target import Target

    for name in formats:
        if name not in FORMATS:
            raise click.BadParameter(f"There is no format '{name}'.{suggestion(name, FORMATS)}", param_hint="--format")
    plain = () if lms else formats or (() if public else tuple(FORMATS))
    found = [
        *(Target(name, units=_units(name, units)) for name in plain),
        *(target for id_ in lms for target in _for_lms(profile(id_), formats, units)),
        *([Target("web", public=True)] if public else []),
    ]
    return tuple(dict.fromkeys(found))


def profile(id_: str, option: str = "--lms") -> Profile:
    """The profile of an LMS, which must be there."""
    from builder.profiles import PROFILES

    if id_ not in PROFILES:
        raise click.BadParameter(f"There is no LMS '{id_}'.{suggestion(id_, PROFILES)}", param_hint=option)
    return PROFILES[id_]


def _for_lms(found: Profile, formats: Sequence[str], units: Literal["course", "module"]) -> Iterator[Target]:
    from builder.package.target import Target

    for name in formats or (found.best,):
        if not found.takes(name):
            known = ", ".join(format_.id for format_ in found.formats)
            say(f"note: nothing says that {found.name} takes {name}; it takes {known}", err=True)
        yield Target(name, found.id, found.reporting, _units(name, units))


def _units(format_: str, units: Literal["course", "module"]) -> Literal["course", "module"]:
    return units if format_ == "cmi5" else "course"
