"""Checks what only packages of peacebuilder promise: their files, and how they report."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Final

from builder.verify.fault import Fault
from builder.verify.package import Package

SETTINGS: Final = "tracking.json"
SITE: Final = ("index.html", "player.js", "player.css", "tracking.js", SETTINGS, "agency.js", "theme.css")
MARKS: Final = ("player.js", "tracking.js", SETTINGS, "agency.js")
ADAPTERS: Final[Mapping[str, str]] = {
    "scorm12": "scorm12",
    "scorm2004-3": "scorm2004",
    "scorm2004-4": "scorm2004",
    "cmi5": "cmi5",
    "xapi": "xapi",
    "web": "memory",
}
PUBLIC: Final = "browse"
"""The adapter of a public copy, which is a web package without the key."""
ASKED: Final = re.compile(rb'"questions":\{"')
"""In the data of a course: questions, each with its right answers."""
MANIFESTED: Final = frozenset(ADAPTERS.values()) - {ADAPTERS["web"]}
AGAIN: Final = "Build the package again."


def is_ours(package: Package) -> bool:
    """Whether most of the files that only our packages have are there."""
    return sum(package.base + name in package.files for name in MARKS) > 2


def adapter(package: Package) -> str | None:
    """The adapter that tracking.json names."""
    settings = _settings(package)
    found = settings.get("adapter") if settings else None
    return found if isinstance(found, str) else None


def check(package: Package) -> Iterator[Fault]:
    """All faults; what is missing is noted, so that it is told only once."""
    for name in SITE:
        full = package.base + name
        if full not in package.files and full not in package.missing:
            package.missing.add(full)
            yield Fault("V903", f"The package has no {name}.", AGAIN)
    name = package.base + SETTINGS
    if package.text(name) is None:
        return  # not there, or not to be read: told already
    settings, found = _settings(package), adapter(package)
    wanted = ADAPTERS.get(package.kind)
    if package.kind == "web" and found == PUBLIC:
        yield from _key(package)
        return
    if settings is None or found is None or found not in ADAPTERS.values():
        yield Fault("V901", "The file names no adapter that there is.", AGAIN, name, 1, 1)
    elif wanted is not None and found != wanted:
        said = f"The adapter is '{found}', but the package is {package.kind}, which needs '{wanted}'."
        yield Fault("V902", said, AGAIN, name, 1, 1)
    elif "activityId" in settings and package.launched_ids and settings["activityId"] not in package.launched_ids:
        said = f"The activity is '{settings['activityId']}', but the manifest launches '{package.launched_ids[0]}'."
        yield Fault("V904", said, AGAIN, name, 1, 1)


def _key(package: Package) -> Iterator[Fault]:
    name = package.base + "index.html"
    if ASKED.search(package.text(name) or b""):
        yield Fault("V905", "The data of the course tells right answers.", AGAIN, name)


def _settings(package: Package) -> Mapping[str, object] | None:
    try:
        found = json.loads(package.text(package.base + SETTINGS) or b"")
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
