"""Facts of cmi5 (Quartz edition): cmi5.xml, the launch, and what statements of a session must and must not hold."""

from enum import StrEnum
from typing import Final

MANIFEST: Final = "cmi5.xml"  # 14.1
NAMESPACE: Final = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"  # 13
MASTERY_SCORE_DIGITS: Final = 4  # 13.1.4: a decimal of 0 to 1 with up to four of them


class MoveOn(StrEnum):
    """What an AU asks for before it is satisfied (13.1.4); an AU without the word is satisfied from the start."""

    PASSED = "Passed"
    COMPLETED = "Completed"
    COMPLETED_AND_PASSED = "CompletedAndPassed"
    COMPLETED_OR_PASSED = "CompletedOrPassed"
    NOT_APPLICABLE = "NotApplicable"


class LaunchMethod(StrEnum):
    """Where an AU may be opened (13.1.4)."""

    ANY_WINDOW = "AnyWindow"
    OWN_WINDOW = "OwnWindow"


class LaunchMode(StrEnum):
    """What a launch is for (10.2.2)."""

    NORMAL = "Normal"
    BROWSE = "Browse"
    REVIEW = "Review"


LAUNCH_PARAMETERS: Final = ("endpoint", "fetch", "actor", "registration", "activityId")  # 8.1
LAUNCH_DATA: Final = "LMS.LaunchData"  # 10.1: the id of a State document, which only the LMS writes
PREFERENCES: Final = "cmi5LearnerPreferences"  # 11: the id of an Agent Profile

CATEGORY: Final = "https://w3id.org/xapi/cmi5/context/categories/cmi5"  # 9.6.2.1
MOVE_ON_CATEGORY: Final = "https://w3id.org/xapi/cmi5/context/categories/moveon"  # 9.6.2.2
SESSION_ID: Final = "https://w3id.org/xapi/cmi5/context/extensions/sessionid"  # 9.6.3.1
MASTERY_SCORE: Final = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore"  # 9.6.3.2
COURSE_TYPE: Final = "https://w3id.org/xapi/cmi5/activitytype/course"  # 9.4
