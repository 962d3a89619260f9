"""Checks a cmi5.xml: ids, units, where they lead and when they count as done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from lxml import etree

from builder.verify.fault import Fault
from builder.verify.hrefs import Hrefs
from builder.verify.package import Package
from builder.verify.shapes import Shapes, shape
from builder.verify.shapes import check as shape_faults
from builder.verify.spaces import CMI5
from builder.verify.values import is_absolute, is_iri, is_web, within
from builder.verify.xml import Document, local, space, text

RESERVED: Final = ("endpoint", "fetch", "actor", "registration", "activityId")  # cmi5 8.1
MOVE_ON: Final = ("NotApplicable", "Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed")
METHODS: Final = ("AnyWindow", "OwnWindow")
DECIMALS: Final = re.compile(r"\s*\d?(\.\d{1,4})?\s*|\s*1\.0*\s*")
TEXT: Final = shape("langstring+")
SHAPES: Final[Shapes] = {
    CMI5: {
        "courseStructure": shape("course objectives? au|block+"),
        "course": shape("title description", "id!"),
        "block": shape("title description objectives? au|block+", "id!"),
        "au": shape(
            "title description objectives? url launchParameters? entitlementKey?",
            "id! moveOn masteryScore launchMethod activityType",
        ),
        "objectives": shape("objective+"),
        "title": TEXT,
        "description": TEXT,
        "langstring": shape("", "lang=lang", foreign=False),
    }
}


def check(document: Document, package: Package) -> Iterator[Fault]:
    """All faults of the manifest."""
    root = document.root
    package.kind = "cmi5"
    if space(root) != CMI5 or local(root) != "courseStructure":
        said = f"The root is <{local(root)}> in the namespace '{space(root)}'."
        yield document.fault("V108", root, said, f"Write <courseStructure> in {CMI5}.")
        return
    yield from shape_faults(document, SHAPES)
    yield from _ids(document)
    for element in document.root.iter(f"{{{CMI5}}}title", f"{{{CMI5}}}description"):
        yield from _languages(document, element)
    foreign = next((e for e in root.iter() if isinstance(e.tag, str) and space(e) != CMI5), None)
    if foreign is not None:
        yield document.fault(
            "V114", foreign, f"<{local(foreign)}> is an extension.", "Leave it out if nobody needs it."
        )
    hrefs = Hrefs(document, package)
    for unit in document.elements(f"{{{CMI5}}}au"):
        package.units += 1
        yield from _attributes(document, unit)
        yield from _url(document, unit, hrefs, package)


def _ids(document: Document) -> Iterator[Fault]:
    seen: set[str] = set()
    objectives = {element.get("id") for element in document.elements(f"{{{CMI5}}}objective")}
    for element in document.root.iter(*(f"{{{CMI5}}}{name}" for name in ("course", "block", "au", "objective"))):
        key = element.get("id")
        reference = element.get("idref")
        if reference is not None and reference not in objectives:
            said = f"The objective '{reference}' is not defined."
            yield document.fault("V403", element, said, "Define it under <objectives> of the course.")
        if key is None:
            continue
        if not is_iri(key):
            hint = "An id is a full IRI, such as https://example.org/course/1."
            yield document.fault("V401", element, f"The id '{key[:80]}' is not a full IRI.", hint)
        elif key in seen:
            yield document.fault("V402", element, f"The id '{key}' is there already.", "Give each thing its own id.")
        seen.add(key)


def _languages(document: Document, element: etree._Element) -> Iterator[Fault]:
    languages = [string.get("lang") for string in element.findall(f"{{{CMI5}}}langstring")]
    if None in languages:
        said = f"A langstring of the {local(element)} names no language."
        yield document.fault("V415", element, said, 'Write lang="en-US".')
    if len(set(languages)) != len(languages):
        said = f"The {local(element)} has one language twice."
        yield document.fault("V405", element, said, "Keep one text for each language.")


def _attributes(document: Document, unit: etree._Element) -> Iterator[Fault]:
    move_on = unit.get("moveOn")
    if move_on is None:
        hint = f"Without it the unit counts as done before it is opened. One of: {', '.join(MOVE_ON)}."
        yield document.fault("V407", unit, "The unit does not say moveOn.", hint)
    elif move_on not in MOVE_ON:
        yield document.fault("V406", unit, f"moveOn is '{move_on[:40]}'.", f"One of: {', '.join(MOVE_ON)}.")
    score = unit.get("masteryScore")
    if score is not None and not (within(score, 0, 1) and DECIMALS.fullmatch(score.strip().lstrip("+"))):
        hint = "A number from 0 to 1 with at most 4 decimals."
        yield document.fault("V408", unit, f"The masteryScore is '{score[:40]}'.", hint)
    method = unit.get("launchMethod")
    if method is not None and method not in METHODS:
        yield document.fault("V409", unit, f"The launchMethod is '{method[:40]}'.", f"One of: {', '.join(METHODS)}.")
    kind = unit.get("activityType")
    if kind and not is_iri(kind):
        yield document.fault("V410", unit, f"The activityType '{kind[:80]}' is not a full IRI.", "Write one.")


def _url(document: Document, unit: etree._Element, hrefs: Hrefs, package: Package) -> Iterator[Fault]:
    element = unit.find(f"{{{CMI5}}}url")
    url = text(element)
    if element is None:
        return
    if not url:
        yield document.fault("V411", element, "The url is empty.", "Name the file that opens the unit.")
        return
    try:
        parts = urlsplit(url)
    except ValueError:
        yield document.fault("V215", element, f"The url '{url[:80]}' is no address.")
        return
    for key, _ in parse_qsl(parts.query, keep_blank_values=True):
        if key in RESERVED:
            said = f"The url has the parameter '{key}', which the LMS adds at launch."
            yield document.fault("V412", element, said, "Give yours another name.")
    if "#" in url:
        hint = "The LMS adds its parameters at the end, where the page does not see them."
        yield document.fault("V413", element, f"The url '{url[:80]}' has a fragment.", hint)
    if is_absolute(url) and not is_web(url):
        yield document.fault("V216", element, f"The url '{url[:80]}' is neither relative nor http.")
        return
    yield from hrefs.check(element, url, "url")
    path = hrefs.path(element, url)
    if path in package.files:
        package.launches.append(str(path))
