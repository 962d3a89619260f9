"""Facts of SCORM 2004, third and fourth edition: names, vocabularies and limits, each with the clause it comes from."""

from typing import Final

# Content Aggregation Model 2004, section 3.4; the same names stand in the official schema files of both editions.
MANIFEST: Final = "imsmanifest.xml"
NS_IMSCP: Final = "http://www.imsglobal.org/xsd/imscp_v1p1"
NS_ADLCP: Final = "http://www.adlnet.org/xsd/adlcp_v1p3"
NS_ADLSEQ: Final = "http://www.adlnet.org/xsd/adlseq_v1p3"
NS_ADLNAV: Final = "http://www.adlnet.org/xsd/adlnav_v1p3"
NS_IMSSS: Final = "http://www.imsglobal.org/xsd/imsss"
NS_LOM: Final = "http://ltsc.ieee.org/xsd/LOM"
SCHEMA_VERSIONS: Final = {3: "2004 3rd Edition", 4: "2004 4th Edition"}
DATA_FROM_LMS_LENGTH: Final = 4000

# adlnav_v1p3.xsd, hideLMSUI: the controls of an LMS that a course with its own can do without.
HIDE_LMS_UI: Final = ("continue", "previous", "exit", "exitAll", "abandon", "abandonAll", "suspendAll")

# Run-Time Environment 2004, section 4.2: sizes that every LMS takes, in characters.
LOCATION_LENGTH: Final = 1000  # 4.2.13
SUSPEND_DATA_LENGTH: Final = 64_000  # 4.2.23; 4,000 before the third edition
LONG_IDENTIFIER_LENGTH: Final = 4000  # 4.1.1.3
SHORT_IDENTIFIER_LENGTH: Final = 250
LOCALIZED_STRING_LENGTH: Final = 250  # description, fill-in

# Run-Time Environment 2004, section 4.2: vocabularies.
COMPLETION_STATUS: Final = ("completed", "incomplete", "not attempted", "unknown")
SUCCESS_STATUS: Final = ("passed", "failed", "unknown")
EXIT: Final = ("time-out", "suspend", "logout", "normal", "")
ENTRY: Final = ("ab-initio", "resume", "")
CREDIT: Final = ("credit", "no-credit")
MODE: Final = ("browse", "normal", "review")
INTERACTION_TYPES: Final = (
    "true-false",
    "choice",
    "fill-in",
    "long-fill-in",
    "likert",
    "matching",
    "performance",
    "sequencing",
    "numeric",
    "other",
)
INTERACTION_RESULT: Final = ("correct", "incorrect", "unanticipated", "neutral")

# Sequencing and Navigation 2004, section 5: requests of the content.
NAV_REQUESTS: Final = (
    "continue",
    "previous",
    "exit",
    "exitAll",
    "abandon",
    "abandonAll",
    "suspendAll",
    "_none_",
)
