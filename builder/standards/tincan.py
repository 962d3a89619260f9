"""Facts of tincan.xml, the manifest of an xAPI package (Rustici Software, tincan.xsd)."""

from typing import Final

MANIFEST: Final = "tincan.xml"
NAMESPACE: Final = "http://projecttincan.com/tincan.xsd"
