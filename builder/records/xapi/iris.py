"""The IRIs that Peacebuilder itself coins; those of the standards are in builder/standards/xapi.py."""

from enum import StrEnum
from typing import Final

# What `peacebuilder lrs ping` sends; every ping uses these, so that a report can leave them out.
PING_ACTIVITY: Final = "urn:x-peacebuilder:ping"
PING_STATE: Final = "urn:x-peacebuilder:ping-state"


class Extension(StrEnum):
    """The extensions in the context of a course's statements, by the last part of their IRI."""

    AGENCY = "agency"
    ATTEMPT = "attempt"
    OCCURRED = "occurred"
    RUN = "run"
    TRIES = "tries"
    VERSION = "version"

    def of(self, course: str) -> str:
        """The IRI in the statements of the course that has this IRI."""
        return f"{course}/extensions/{self}"


PROFILE: Final = "/profile/v1"


def profile(course: str) -> str:
    """The activity by which a statement says, as its category, that a Peacebuilder course made it."""
    return course + PROFILE
