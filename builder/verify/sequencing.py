"""Checks the sequencing of SCORM 2004: its references, and that it does not surprise the learner."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from lxml import etree

from builder.verify.fault import Fault
from builder.verify.scorm_manifest import Manifest
from builder.verify.spaces import ADLSEQ, IMSSS
from builder.verify.values import within
from builder.verify.xml import Document, local, text

TRUE: Final = ("true", "1")
SEQUENCING: Final = f"{{{IMSSS}}}sequencing"


def check(manifest: Manifest) -> Iterator[Fault]:
    """All faults of all <sequencing> elements, and advice about those that are missing."""
    document = manifest.document
    shared = {
        element.get("ID"): element for element in document.root.findall(f"{{{IMSSS}}}sequencingCollection/{SEQUENCING}")
    }
    for element in document.elements(SEQUENCING):
        reference = element.get("IDRef")
        if reference and reference not in shared:
            said = f"The sequencing '{reference}' is not in the sequencingCollection."
            yield document.fault("V305", element, said, "Write the ID of one that is.")
        yield from _objectives(document, element)
        yield from _writes(document, element)
        for measure in element.iter(f"{{{IMSSS}}}minNormalizedMeasure"):
            if not within(text(measure), -1, 1):
                said = f"minNormalizedMeasure is '{text(measure)[:40]}'."
                yield document.fault("V309", measure, said, "Write a number from -1 to 1.")
    yield from _advice(manifest, shared)


def _objectives(document: Document, sequencing: etree._Element) -> Iterator[Fault]:
    own = [element for element in sequencing.findall(f"{{{IMSSS}}}objectives/*") if isinstance(element.tag, str)]
    ids = [element.get("objectiveID") for element in own]
    for number, element in enumerate(own):
        key = ids[number]
        if key and key in ids[:number]:
            said = f"The objective '{key}' is there already."
            yield document.fault("V306", element, said, "Give each objective of an item its own id.")
        needs = local(element) == "objective" or element.find(f"{{{IMSSS}}}mapInfo") is not None
        if not key and needs:
            yield document.fault("V306", element, f"The {local(element)} has no objectiveID.", "Add it.")
    for element in sequencing.findall(f"{{{ADLSEQ}}}objectives/{{{ADLSEQ}}}objective"):
        if element.get("objectiveID") not in ids:
            said = f"The objective '{element.get('objectiveID')}' has no objective in imsss of the same id."
            yield document.fault("V307", element, said, "Add it, or correct the id.")
    for element in sequencing.iter(f"{{{IMSSS}}}ruleCondition"):
        key = element.get("referencedObjective")
        if key and key not in ids:
            said = f"The rule asks for the objective '{key}', which the item does not have."
            yield document.fault("V307", element, said, "Write the id of one of its objectives.")


def _writes(document: Document, sequencing: etree._Element) -> Iterator[Fault]:
    seen: Counter[str] = Counter()
    for element in sequencing.iter(f"{{{IMSSS}}}mapInfo"):
        writes = (element.get("writeSatisfiedStatus"), element.get("writeNormalizedMeasure"))
        if not any(value in TRUE for value in writes):
            continue
        target = element.get("targetObjectiveID") or ""
        seen[target] += 1
        if seen[target] == 2:
            said = f"Two objectives of the item write to '{target}'."
            yield document.fault("V308", element, said, "Let one of them write.")


def _advice(manifest: Manifest, shared: dict[str | None, etree._Element]) -> Iterator[Fault]:
    document = manifest.document
    for item in manifest.all("item"):
        is_branch = manifest.find(item, "item") is not None
        if not is_branch and not _is_set_by_content(item, shared) and _is_sco(manifest, item):
            said = "Nothing says that the SCO reports its status itself."
            hint = 'Add <imsss:deliveryControls completionSetByContent="true" objectiveSetByContent="true"/>.'
            yield document.fault("V310", item, said, hint)
        if is_branch and not _flows(item, shared):
            yield _no_flow(document, item)
    for organization in manifest.all("organization"):
        if not _flows(organization, shared):
            yield _no_flow(document, organization)
    for tag in ("sequencingRules", "rollupRules"):
        rules = next((found for found in document.elements(f"{{{IMSSS}}}{tag}") if len(found)), None)
        if rules is not None:
            said = "The course depends on rules of sequencing."
            yield document.fault("V312", rules, said, "Let no learner's result depend on them there.")
            return


def _no_flow(document: Document, element: etree._Element) -> Fault:
    said = f"The {local(element)} does not flow: many LMSs show no Start, Continue or Previous."
    return document.fault("V311", element, said, 'Add <imsss:controlMode choice="true" flow="true"/>.')


def _of(element: etree._Element, shared: dict[str | None, etree._Element], name: str) -> etree._Element | None:
    """A part of the sequencing of an item, its own or the shared one."""
    own = element.find(SEQUENCING)
    if own is None:
        return None
    found = own.find(f"{{{IMSSS}}}{name}")
    other = shared.get(own.get("IDRef")) if own.get("IDRef") else None
    return other.find(f"{{{IMSSS}}}{name}") if found is None and other is not None else found


def _is_set_by_content(item: etree._Element, shared: dict[str | None, etree._Element]) -> bool:
    found = _of(item, shared, "deliveryControls")
    if found is None:
        return False
    if found.get("tracked") in ("false", "0"):
        return True
    return found.get("completionSetByContent") in TRUE and found.get("objectiveSetByContent") in TRUE


def _flows(element: etree._Element, shared: dict[str | None, etree._Element]) -> bool:
    found = _of(element, shared, "controlMode")
    return found is not None and found.get("flow") in TRUE


def _is_sco(manifest: Manifest, item: etree._Element) -> bool:
    resource = manifest.resources.get(item.get("identifierref") or "")
    return resource is not None and resource.get(f"{{{manifest.adl}}}scormType") == "sco"
