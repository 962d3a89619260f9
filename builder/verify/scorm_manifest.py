"""A SCORM manifest while it is checked: what the checks of its parts tell each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from builder.verify.hrefs import Hrefs
from builder.verify.package import Package
from builder.verify.spaces import CP12
from builder.verify.xml import Document


@dataclass(slots=True)
class Manifest:
    """`cp` and `adl` are the namespaces of the packaging and of ADL's additions."""

    document: Document
    package: Package
    kind: str
    cp: str
    adl: str
    hrefs: Hrefs
    resources: dict[str, etree._Element]
    launched: set[str] = field(default_factory=set)
    """Identifiers of the resources that items open."""
    listed: set[str] = field(default_factory=set)
    """Files that a resource names."""

    @property
    def scormtype(self) -> str:
        """The attribute that tells a SCO from an asset: the two versions of SCORM write it differently."""
        return "scormtype" if self.cp == CP12 else "scormType"

    def all(self, name: str) -> Iterator[etree._Element]:
        """All elements of the packaging namespace by this name."""
        return self.document.elements(f"{{{self.cp}}}{name}")

    def find(self, element: etree._Element, name: str) -> etree._Element | None:
        """The first child by this name."""
        return element.find(f"{{{self.cp}}}{name}")
