"""A package that was opened, as the checks of its manifest and its content see it."""

from __future__ import annotations

from dataclasses import dataclass, field

from builder.verify.unpack import Contents


@dataclass(slots=True)
class Package:
    """`base` is the folder of the manifest, which is where the package begins: empty, or with a slash behind it."""

    files: frozenset[str]
    contents: Contents
    size: int
    base: str = ""
    kind: str = "unknown"
    is_ours: bool = False
    missing: set[str] = field(default_factory=set)
    """Files that the manifest asks for in vain: what else asks for them is not told again."""
    launches: list[str] = field(default_factory=list)
    """The files that an LMS opens."""
    units: int = 0
    """How many things an LMS launches by themselves: SCOs, units of cmi5."""
    launched_ids: list[str] = field(default_factory=list)
    """The activities of tincan.xml that can be launched."""

    def text(self, name: str) -> bytes | None:
        """The bytes of a text file, by its name in the zip."""
        return self.contents.texts.get(name)
