"""Facts of xAPI 1.0.3 and of ADL's vocabulary: headers, verbs, activity types, interaction types."""

from enum import StrEnum
from typing import Final

VERSION: Final = "1.0.3"
PROGRESS: Final = "https://w3id.org/xapi/cmi5/result/extensions/progress"  # cmi5 9.5.5.1: whole percent
VERSION_HEADER: Final = "X-Experience-API-Version"  # Part Three 3.3


class Version(StrEnum):
    """The versions of xAPI, each by the latest that is answered in it (1.0.3 Part Three 3.3; 2.0 is IEEE 9274.1.1)."""

    ONE = "1.0.3"
    TWO = "2.0.0"


class Verb(StrEnum):
    """ADL's verbs, and one of Activity Streams; `voided` alone has a meaning that is fixed (Part Two 2.3.2)."""

    ACKNOWLEDGED = "http://activitystrea.ms/schema/1.0/acknowledge"
    ANSWERED = "http://adlnet.gov/expapi/verbs/answered"
    ATTEMPTED = "http://adlnet.gov/expapi/verbs/attempted"
    COMPLETED = "http://adlnet.gov/expapi/verbs/completed"
    EXPERIENCED = "http://adlnet.gov/expapi/verbs/experienced"
    FAILED = "http://adlnet.gov/expapi/verbs/failed"
    INITIALIZED = "http://adlnet.gov/expapi/verbs/initialized"
    PASSED = "http://adlnet.gov/expapi/verbs/passed"
    PROGRESSED = "http://adlnet.gov/expapi/verbs/progressed"
    RESPONDED = "http://adlnet.gov/expapi/verbs/responded"
    RESUMED = "http://adlnet.gov/expapi/verbs/resumed"
    SCORED = "http://adlnet.gov/expapi/verbs/scored"
    SUSPENDED = "http://adlnet.gov/expapi/verbs/suspended"
    TERMINATED = "http://adlnet.gov/expapi/verbs/terminated"
    VOIDED = "http://adlnet.gov/expapi/verbs/voided"


class ActivityType(StrEnum):
    """ADL's activity types, as far as a course has them, and the one of Activity Streams for a page."""

    ASSESSMENT = "http://adlnet.gov/expapi/activities/assessment"
    CONFIRMATION = "http://adlnet.gov/expapi/activities/interaction"
    COURSE = "http://adlnet.gov/expapi/activities/course"
    INTERACTION = "http://adlnet.gov/expapi/activities/cmi.interaction"
    LESSON = "http://adlnet.gov/expapi/activities/lesson"
    MODULE = "http://adlnet.gov/expapi/activities/module"
    OBJECTIVE = "http://adlnet.gov/expapi/activities/objective"
    PAGE = "http://activitystrea.ms/schema/1.0/page"
    PROFILE = "http://adlnet.gov/expapi/activities/profile"
    SIMULATION = "http://adlnet.gov/expapi/activities/simulation"


class InteractionType(StrEnum):
    """The kinds of question (Part Two 2.4.4.1)."""

    TRUE_FALSE = "true-false"
    CHOICE = "choice"
    FILL_IN = "fill-in"
    LONG_FILL_IN = "long-fill-in"
    MATCHING = "matching"
    PERFORMANCE = "performance"
    SEQUENCING = "sequencing"
    LIKERT = "likert"
    NUMERIC = "numeric"
    OTHER = "other"


# Part Two 2.6: signed statements.
SIGNATURE: Final = "http://adlnet.gov/expapi/attachments/signature"
SIGNATURE_MEDIA_TYPE: Final = "application/octet-stream"
SIGNATURE_ALGORITHMS: Final = ("RS256", "RS384", "RS512")  # 2.6.s4.b4, names of RFC 7518 3.1
