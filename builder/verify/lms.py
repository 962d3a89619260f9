"""Compares a package with what one LMS is said to take."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from builder.verify import ours
from builder.verify.fault import Fault
from builder.verify.package import Package

if TYPE_CHECKING:
    from builder.profiles.profile import Profile

MB: Final = 1_000_000
PLAIN: Final = re.compile(r"[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*")
ELSEWHERE: Final = frozenset(("V217", "V605"))
FORMATS: Final = tuple(ours.ADAPTERS)


def check(package: Package, profile: Profile, found: frozenset[str]) -> Iterator[Fault]:
    """All that this LMS would refuse; `found` has the codes of what was found before."""
    if package.kind in FORMATS and not profile.takes(package.kind):
        takes = ", ".join(known.id for known in profile.formats)
        said = f"{profile.name} is not known to take {package.kind}."
        yield Fault("V811", said, f"It is known to take: {takes}.")
    yield from _whole(package, profile, found)
    yield from _files(package, profile)


def _whole(package: Package, profile: Profile, found: frozenset[str]) -> Iterator[Fault]:
    limits = profile.limits
    if limits.package_mb is not None and package.size > limits.package_mb.value * MB:
        said = f"{profile.name} takes at most {limits.package_mb.value} MB; the package has {package.size / MB:.1f}."
        yield Fault("V812", said, "Make videos and pictures smaller, or let the course be several packages.")
    if limits.single_sco is not None and limits.single_sco.value and package.units > 1:
        said = f"{profile.name} plays one unit of a package only; this one launches {package.units}."
        yield Fault("V815", said, "Make one package of each.")
    if limits.own_files_only is not None and limits.own_files_only.value and found & ELSEWHERE:
        said = f"{profile.name} takes nothing from other hosts, and the package asks some."
        yield Fault("V816", said, "Put everything into the package.")
    if limits.suspend_data is not None:
        yield from _state(package, profile, limits.suspend_data.value)


def _files(package: Package, profile: Profile) -> Iterator[Fault]:
    refused = profile.limits.refused.value if profile.limits.refused else ()
    plain = profile.limits.plain_names is not None and profile.limits.plain_names.value
    for name in sorted(package.files):
        if name.lower().endswith(tuple(refused)):
            yield Fault("V813", f"{profile.name} refuses files of this type.", "Take it out.", name)
        if plain and not PLAIN.fullmatch(name):
            yield Fault("V814", f"{profile.name} refuses special characters in names.", "Rename the file.", name)


def _state(package: Package, profile: Profile, most: int) -> Iterator[Fault]:
    name = package.base + ours.SETTINGS
    try:
        settings = json.loads(package.text(name) or b"{}")
    except (ValueError, RecursionError):
        return
    # Our player needs less: it keeps to the 4,096 of SCORM 1.2 where a SCORM 2004 LMS takes no more.
    asked = isinstance(settings, dict) and package.is_ours and settings.get("adapter") != "scorm2004"
    limit = settings.get("stateLimit") if asked else None
    if isinstance(limit, int) and limit > most:
        said = f"{profile.name} keeps {most} characters of saved state; this package may write {limit}."
        yield Fault("V817", said, "Take the SCORM 1.2 package, which stays below.", name)
