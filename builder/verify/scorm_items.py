"""Checks the items of a SCORM manifest: titles, what they launch, parameters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from builder.verify.fault import Fault
from builder.verify.scorm_manifest import Manifest
from builder.verify.spaces import CP12
from builder.verify.xml import text

TITLE: Final = 200
MOODLE_TITLE: Final = 255
PARAMETERS: Final = 1000
PARAMETERS_FORM: Final = re.compile(r"(#|\?|&|[^\s?#&=]+=)")


def item_faults(manifest: Manifest) -> Iterator[Fault]:
    """All faults of organizations' and items' own facts."""
    for organization in manifest.all("organization"):
        yield from _title(manifest, organization, "organization")
    for item in manifest.all("item"):
        yield from _title(manifest, item, "item")
        yield from _launch(manifest, item)
        yield from _parameters(manifest, item)


def _title(manifest: Manifest, element: etree._Element, what: str) -> Iterator[Fault]:
    title = manifest.find(element, "title")
    length = len(text(title))
    if title is None or not length:
        yield manifest.document.fault("V209", element, f"The {what} has no title.", "Add <title> as its first child.")
    elif length > MOODLE_TITLE or (length > TITLE and manifest.cp == CP12):
        yield manifest.document.fault("V210", title, f"The title has {length} characters.", f"{TITLE} at most.")
    elif length > TITLE:
        yield manifest.document.fault("V233", title, f"The title has {length} characters.", f"{TITLE} at most.")


def _launch(manifest: Manifest, item: etree._Element) -> Iterator[Fault]:
    document = manifest.document
    reference = item.get("identifierref")
    is_branch = manifest.find(item, "item") is not None
    if reference and is_branch:
        said = "The item has both items below it and an identifierref."
        yield document.fault("V212", item, said, "Let only items without items below them launch something.")
    if not reference and not is_branch:
        yield document.fault("V211", item, "The item launches nothing.", "Add an identifierref.")
    if not reference:
        return
    resource = manifest.resources.get(reference)
    if resource is None:
        said = f"The identifierref '{reference}' is no resource."
        yield document.fault("V207", item, said, "Write the identifier of a resource.")
        return
    manifest.launched.add(reference)
    if not resource.get("href"):
        yield document.fault("V213", resource, "The resource is launched, yet it has no href.", "Add it.")


def _parameters(manifest: Manifest, item: etree._Element) -> Iterator[Fault]:
    parameters = item.get("parameters")
    if not parameters:
        return
    if len(parameters) > PARAMETERS:
        said = f"The parameters have {len(parameters)} characters."
        yield manifest.document.fault("V224", item, said, f"{PARAMETERS} at most.")
    if not PARAMETERS_FORM.match(parameters) or " " in parameters:
        said = f"The parameters '{parameters[:60]}' are neither a query nor a fragment."
        yield manifest.document.fault("V225", item, said, "Write them as ?name=value, with %20 for a blank.")
