"""SCORM 2004, third and fourth edition: one SCO that holds the whole course, and sequencing that leaves it alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final, Literal

from lxml import etree

from builder.course.resolved import ResolvedCourse
from builder.package import imscp
from builder.package.format import PackageFile, Setting, Variant, words
from builder.package.xml import child, document
from builder.standards import scorm2004

SCHEMAS: Final = {
    scorm2004.NS_IMSCP: "imscp_v1p1.xsd",
    scorm2004.NS_ADLCP: "adlcp_v1p3.xsd",
    scorm2004.NS_ADLNAV: "adlnav_v1p3.xsd",
    scorm2004.NS_IMSSS: "imsss_v1p0.xsd",
}
PREFIXES: Final = {
    None: scorm2004.NS_IMSCP,
    "adlcp": scorm2004.NS_ADLCP,
    "adlnav": scorm2004.NS_ADLNAV,
    "imsss": scorm2004.NS_IMSSS,
}
HIDDEN: Final = tuple(control for control in scorm2004.HIDE_LMS_UI if control != "suspendAll")
"""One SCO has no other to continue to, and what ends the attempt would end the learner's work: one way out is left."""


class Scorm2004:
    """Packs a course for one edition of SCORM 2004."""

    adapter: Final = "scorm2004"

    def __init__(self, edition: Literal[3, 4]) -> None:
        self.name: Final = f"scorm2004-{edition}"
        self._edition: Final = imscp.Edition(
            version=scorm2004.SCHEMA_VERSIONS[edition],
            prefixes=PREFIXES,
            schemas=SCHEMAS,
            type_attribute=f"{{{scorm2004.NS_ADLCP}}}scormType",
        )

    def settings(self, course: ResolvedCourse, variant: Variant) -> Mapping[str, Setting]:
        return {"stateLimit": scorm2004.SUSPEND_DATA_LENGTH, **words(variant)}

    def manifests(self, course: ResolvedCourse, names: Sequence[str], variant: Variant) -> Iterator[PackageFile]:
        root = imscp.manifest(self._edition, course, names)
        _free_course(imscp.part(root, "organization"))
        item = imscp.part(root, "item")
        _own_verdict(item, variant)
        _own_controls(item)
        yield PackageFile(scorm2004.MANIFEST, document(root))


def _sequencing(parent: etree._Element) -> etree._Element:
    return etree.SubElement(parent, etree.QName(scorm2004.NS_IMSSS, "sequencing"))


def _free_course(organization: etree._Element) -> None:
    """Without flow, which is the default, an LMS has no way to start the one item by itself (SN 3.2)."""
    child(_sequencing(organization), "controlMode", choice="true", flow="true")


def _own_verdict(item: etree._Element, variant: Variant) -> None:
    """Status and score are the content's; with a measure only where an LMS is to decide (CAM 5.1.7, 5.1.10)."""
    sequencing = _sequencing(item)
    objective = child(child(sequencing, "objectives"), "primaryObjective", objectiveID="primary")
    if variant.reporting.mastery_score and variant.pass_mark is not None:
        objective.set("satisfiedByMeasure", "true")
        child(objective, "minNormalizedMeasure", str((Decimal(variant.pass_mark) / 100).normalize()))
    child(sequencing, "deliveryControls", completionSetByContent="true", objectiveSetByContent="true")


def _own_controls(item: etree._Element) -> None:
    """The course has buttons of its own (CAM 5.2.1)."""
    presentation = etree.SubElement(item, etree.QName(scorm2004.NS_ADLNAV, "presentation"))
    navigation = child(presentation, "navigationInterface")
    for control in HIDDEN:
        child(navigation, "hideLMSUI", control)
