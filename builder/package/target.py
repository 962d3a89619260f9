"""What is asked for: a format, and for which LMS."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from builder.profiles import PROFILES
from builder.profiles.reporting import BY_THE_BOOK, Reporting


@dataclass(frozen=True, slots=True)
class Target:
    """One package for each agency, or one in all."""

    format: str
    lms: str | None = None
    """The id of the profile that `reporting` comes from; it stands in the name of the package."""
    reporting: Reporting = BY_THE_BOOK
    units: Literal["course", "module"] = "course"
    """As in Variant."""
    public: bool = False
    """Whether it is a copy for publication: without right answers."""

    @property
    def suffix(self) -> str:
        """The end of the name of its packages."""
        return "-".join(filter(None, (self.format, "public" if self.public else None, self.lms)))


def target_for(lms: str) -> Target:
    """The package that an LMS takes best, by its profile."""
    profile = PROFILES[lms]
    return Target(profile.best, profile.id, profile.reporting)
