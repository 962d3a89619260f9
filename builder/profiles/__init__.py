"""What LMSs ask of a package: to add one, write its file, then name it here."""

from pathlib import Path
from typing import Final

from builder.profiles.registry import Profiles

PROFILES: Final = Profiles(
    Path(__file__).parent,
    (
        "generic",
        "moodle",
        "canvas",
        "blackboard",
        "brightspace",
        "cornerstone",
        "docebo",
        "absorb",
        "talentlms",
        "knowbe4",
        "totara",
        "openedx",
        "frappe",
        "tovuti",
        "latitude",
        "crossknowledge",
        "scormcloud",
        "acadis",
        "powerdms",
        "targetsolutions",
        "policeone",
    ),
)
