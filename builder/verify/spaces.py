"""The namespaces of manifests, as this eye knows them by itself: a slip in what the packager knows would show."""

from typing import Final

CP12: Final = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
ADL12: Final = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
MD12: Final = "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"
CP2004: Final = "http://www.imsglobal.org/xsd/imscp_v1p1"
ADL2004: Final = "http://www.adlnet.org/xsd/adlcp_v1p3"
ADLSEQ: Final = "http://www.adlnet.org/xsd/adlseq_v1p3"
ADLNAV: Final = "http://www.adlnet.org/xsd/adlnav_v1p3"
IMSSS: Final = "http://www.imsglobal.org/xsd/imsss"
LOM: Final = "http://ltsc.ieee.org/xsd/LOM"
CMI5: Final = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"
TINCAN: Final = "http://projecttincan.com/tincan.xsd"
