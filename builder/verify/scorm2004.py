"""Checks what only manifests of SCORM 2004 have: its two editions, and data of items."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from builder.verify import sequencing
from builder.verify.fault import Fault
from builder.verify.scorm_manifest import Manifest
from builder.verify.scorm_shapes import TIME_LIMIT_ACTIONS
from builder.verify.spaces import ADL2004, ADLNAV, ADLSEQ
from builder.verify.values import within
from builder.verify.xml import local, space, text

DATA: Final = 4000
LEAF_ONLY: Final = tuple(f"{{{ADL2004}}}{name}" for name in ("timeLimitAction", "dataFromLMS", "completionThreshold"))
ONLY_4TH: Final = (f"{{{ADL2004}}}data", f"{{{ADL2004}}}map", f"{{{ADLSEQ}}}objectives")
KNOWN: Final = ("location", "dataFromLMS", "timeLimitAction", "completionThreshold", "data", "map")
HIDE: Final = ("previous", "continue", "exit", "exitAll", "abandon", "abandonAll", "suspendAll")


def check(manifest: Manifest) -> Iterator[Fault]:
    """All faults of items' data and of sequencing."""
    for item in manifest.all("item"):
        yield from _branch(manifest, item)
    for element in manifest.document.root.iter():
        if isinstance(element.tag, str) and space(element) in (ADL2004, ADLSEQ, ADLNAV):
            yield from _edition(manifest, element)
            yield from _value(manifest, element)
    yield from sequencing.check(manifest)


def _branch(manifest: Manifest, item: etree._Element) -> Iterator[Fault]:
    if manifest.find(item, "item") is None:
        return
    for tag in (*LEAF_ONLY, f"{{{ADLNAV}}}presentation"):
        for element in item.findall(tag):
            said = f"<{local(element)}> stands in an item that has items below it."
            yield manifest.document.fault("V303", element, said, "Move it into the items that launch something.")


def _edition(manifest: Manifest, element: etree._Element) -> Iterator[Fault]:
    if manifest.kind != "scorm2004-3":
        return
    is_new = element.tag in ONLY_4TH or (local(element) == "completionThreshold" and element.attrib)
    if is_new and element.getparent().tag not in ONLY_4TH:
        said = f"<{local(element)}>{' with attributes' if element.attrib else ''} came with the 4th edition."
        yield manifest.document.fault("V301", element, said, "Leave it out, or declare 2004 4th Edition.")


def _value(manifest: Manifest, element: etree._Element) -> Iterator[Fault]:
    document, name, value = manifest.document, local(element), text(element)
    if space(element) == ADLNAV:
        if name == "hideLMSUI" and value not in HIDE:
            yield document.fault("V228", element, f"hideLMSUI is '{value[:40]}'.", f"One of: {', '.join(HIDE)}.")
    elif space(element) == ADLSEQ:
        return
    elif name not in KNOWN:
        yield document.fault("V304", element, f"SCORM 2004 knows no <adlcp:{name}>.", f"It knows {', '.join(KNOWN)}.")
    elif name == "dataFromLMS" and len(element.text or "") > DATA:
        said = f"dataFromLMS has {len(element.text or '')} characters."
        yield document.fault("V224", element, said, f"{DATA} at most.")
    elif name == "timeLimitAction" and value not in TIME_LIMIT_ACTIONS:
        hint = f"One of: {'; '.join(TIME_LIMIT_ACTIONS)}."
        yield document.fault("V228", element, f"timeLimitAction is '{value[:40]}'.", hint)
    elif name == "completionThreshold":
        yield from _threshold(manifest, element, value)


def _threshold(manifest: Manifest, element: etree._Element, value: str) -> Iterator[Fault]:
    must = manifest.kind == "scorm2004-3" and not element.attrib
    if (value or must) and not within(value, 0, 1):
        said = f"The completionThreshold is '{value[:40]}'."
        yield manifest.document.fault("V302", element, said, "Write a number from 0 to 1.")
