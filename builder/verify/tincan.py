"""Checks a tincan.xml: its activities, the one that is launched, and that it keeps no secret."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from lxml import etree

from builder.standards.xapi import InteractionType
from builder.verify.fault import Fault
from builder.verify.hrefs import Hrefs
from builder.verify.package import Package
from builder.verify.shapes import Shapes, shape
from builder.verify.shapes import check as shape_faults
from builder.verify.spaces import TINCAN
from builder.verify.values import is_absolute, is_iri, is_web
from builder.verify.xml import XML, Document, local, space, text

RESERVED: Final = ("endpoint", "auth", "actor", "registration", "activity_id")
LISTS: Final = "choices? scale? source? target? steps?"
STRING: Final = shape("", "lang=lang", foreign=False)
COMPONENTS: Final = shape("component+", foreign=False)
SHAPES: Final[Shapes] = {
    TINCAN: {
        "tincan": shape("activities+", foreign=False),
        "activities": shape("activity+ provider?", foreign=False),
        "activity": shape(
            f"name+ description+ launch* resource* interactionType? correctResponsePatterns? {LISTS} extensions?",
            "id type",
            foreign=False,
        ),
        "name": STRING,
        "description": STRING,
        "launch": STRING,
        "resource": STRING,
        "correctResponsePatterns": shape("correctResponsePattern+", foreign=False),
        **dict.fromkeys(LISTS.replace("?", "").split(), COMPONENTS),
        "component": shape("id description+", foreign=False),
        "extensions": shape("extension+", foreign=False),
        "extension": shape("", "key!", foreign=False),
    }
}


def check(document: Document, package: Package) -> Iterator[Fault]:
    """All faults of the manifest."""
    root = document.root
    package.kind = "xapi"
    if space(root) != TINCAN or local(root) != "tincan":
        said = f"The root is <{local(root)}> in the namespace '{space(root)}'."
        yield document.fault("V108", root, said, f"Write <tincan> in {TINCAN}.")
        return
    yield from shape_faults(document, SHAPES)
    for element in document.elements(f"{{{TINCAN}}}secret"):
        if text(element):
            hint = "Anybody who has the package can read it. Take it out, and let the LRS make a new one."
            yield document.fault("V509", element, "The manifest holds the secret of the provider.", hint)
    for element in root.iter():
        if isinstance(element.tag, str) and element.get(f"{{{XML}}}lang") is not None:
            said = f"<{local(element)}> has xml:lang."
            yield document.fault("V511", element, said, "Here the attribute is called lang.")
    yield from _activities(document, package)


def _activities(document: Document, package: Package) -> Iterator[Fault]:
    seen: set[str] = set()
    hrefs = Hrefs(document, package)
    launchable = []
    for activity in document.elements(f"{{{TINCAN}}}activity"):
        yield from _activity(document, activity, seen)
        launches = activity.findall(f"{{{TINCAN}}}launch")
        resources = activity.findall(f"{{{TINCAN}}}resource")
        if launches or resources:
            launchable.append(activity)
            package.launched_ids.append(activity.get("id") or "")
        if resources and not launches:
            hint = "Most LMSs open only <launch>."
            yield document.fault("V512", resources[0], "The activity has a resource, but no launch.", hint)
        for element in (*launches, *resources):
            yield from _link(document, element, hrefs, package)
    if not launchable:
        yield document.fault("V504", document.root, "No activity can be launched.", "Add <launch> to the course.")
    for activity in launchable[1:]:
        said = "A second activity can be launched."
        yield document.fault("V504", activity, said, "Only one activity of a package may have <launch>.")


def _activity(document: Document, activity: etree._Element, seen: set[str]) -> Iterator[Fault]:
    key = activity.get("id") or ""
    if not is_iri(key):
        yield document.fault("V501", activity, f"The id '{key[:80]}' is not a full IRI.", "Write one.")
    elif key in seen:
        yield document.fault("V502", activity, f"The id '{key}' is there already.", "Give each activity its own id.")
    seen.add(key)
    if not is_iri(activity.get("type")):
        said = f"The type '{(activity.get('type') or '')[:80]}' is not a full IRI."
        yield document.fault("V503", activity, said, "Such as http://adlnet.gov/expapi/activities/course.")
    kind = activity.find(f"{{{TINCAN}}}interactionType")
    words = [word.value for word in InteractionType]
    if kind is not None and text(kind) and text(kind) not in words:
        said = f"The interactionType is '{text(kind)[:40]}'."
        yield document.fault("V505", kind, said, f"One of: {', '.join(words)}.")
    for extension in activity.iter(f"{{{TINCAN}}}extension"):
        if not is_iri(extension.get("key")):
            said = f"The key '{(extension.get('key') or '')[:80]}' of an extension is not a full IRI."
            yield document.fault("V506", extension, said, "Write one.")


def _link(document: Document, element: etree._Element, hrefs: Hrefs, package: Package) -> Iterator[Fault]:
    url, what = text(element), local(element)
    if not url:
        yield document.fault("V507", element, f"The {what} is empty.", "Name the file that opens the course.")
        return
    if is_absolute(url) and not is_web(url):
        yield document.fault("V216", element, f"The {what} '{url[:80]}' is neither relative nor http.")
        return
    try:
        query = urlsplit(url).query
    except ValueError:
        yield document.fault("V215", element, f"The {what} '{url[:80]}' is no address.")
        return
    for key, _ in parse_qsl(query, keep_blank_values=True):
        if key in RESERVED:
            said = f"The {what} has the parameter '{key}', which the LMS adds at launch."
            yield document.fault("V507", element, said, "Give yours another name.")
    yield from hrefs.check(element, url, what)
    path = hrefs.path(element, url)
    if what == "launch" and path in package.files:
        package.launches.append(str(path))
