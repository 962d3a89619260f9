"""From a ResolvedCourse to a Site: the files of a package by their paths, the same for every format."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from builder.course.resolved import Asset, ResolvedCourse
from builder.render.agency import agency_js
from builder.render.place import Library
from builder.render.theme import theme_css
from builder.render.views.shell import index

STATIC: Final = Path(__file__).parent / "static"

Site = Mapping[str, bytes]


def render_site(course: ResolvedCourse) -> Site:
    """The whole site, in a fixed order; what agencies change comes last."""
    return {**render_shared(course), **render_agency(course)}


def render_shared(course: ResolvedCourse) -> Site:
    """What is the same for every agency, in a fixed order; index.html first."""
    library = Library(course)
    page = index(course, library, _built("first.css")).encode()
    player = {name: _built(name) for name in ("player.css", "player.js", "later.js")}
    files = {"index.html": page, **player}
    for path in sorted(library.used):
        asset = course.assets[path]
        files[asset.name] = _read(asset)
    return files


def render_agency(course: ResolvedCourse) -> Site:
    """What differs between the agencies of a course: its data, its colors, its seal."""
    agency = course.agency
    files = {"agency.js": agency_js(course), "theme.css": theme_css(agency.colors if agency else None)}
    if agency and agency.seal:
        seal = course.assets[agency.seal]
        files[seal.name] = _read(seal)
    return files


def adapter(name: str) -> bytes:
    """The script by which the player tracks: of one format, or `memory`, which the player itself has."""
    return b"" if name == "memory" else _built(f"tracking-{name}.js")


@cache
def _built(name: str) -> bytes:
    return (STATIC / name).read_bytes()


def _read(asset: Asset) -> bytes:
    return asset.source.read_bytes()
