"""Facts of SCORM 1.2: names, vocabularies and limits, each with the clause it comes from."""

from typing import Final

# Content Aggregation Model 1.2, section 2.3; the same names stand in the official schema files.
MANIFEST: Final = "imsmanifest.xml"
NS_IMSCP: Final = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
NS_ADLCP: Final = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
NS_IMSMD: Final = "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"
SCHEMA: Final = "ADL SCORM"
SCHEMA_VERSION: Final = "1.2"
RESOURCE_TYPE: Final = "webcontent"
SCORM_TYPES: Final = ("sco", "asset")

# imscp_rootv1p1p2.xsd: titleType; attributes href and parameters.
TITLE_LENGTH: Final = 200
HREF_LENGTH: Final = 2000
PARAMETERS_LENGTH: Final = 1000
# adlcp_rootv1p2.xsd: dataFromLmsType, prerequisitesType, maxTimeAllowedType.
DATA_FROM_LMS_LENGTH: Final = 255
PREREQUISITES_LENGTH: Final = 200
MAX_TIME_ALLOWED_LENGTH: Final = 13

# Run-Time Environment 1.2, section 3.4.4: data types and their sizes, in characters.
IDENTIFIER_LENGTH: Final = 255  # CMIIdentifier
LOCATION_LENGTH: Final = 255  # cmi.core.lesson_location, CMIString255
FEEDBACK_LENGTH: Final = 255  # CMIFeedback: student_response and pattern
SUSPEND_DATA_LENGTH: Final = 4096  # CMIString4096

# Run-Time Environment 1.2, section 3.4.4: vocabularies.
LESSON_STATUS: Final = ("passed", "completed", "failed", "incomplete", "browsed", "not attempted")
EXIT: Final = ("time-out", "suspend", "logout", "")
ENTRY: Final = ("ab-initio", "resume", "")
CREDIT: Final = ("credit", "no-credit")
LESSON_MODE: Final = ("browse", "normal", "review")
INTERACTION_TYPES: Final = (
    "true-false",
    "choice",
    "fill-in",
    "matching",
    "performance",
    "sequencing",
    "likert",
    "numeric",
)
INTERACTION_RESULT: Final = ("correct", "wrong", "unanticipated", "neutral")
