"""The package formats: to add one, write its file, then name it here."""

from collections.abc import Mapping
from typing import Final

from builder.package.format import PackageFormat
from builder.package.formats.cmi5 import Cmi5
from builder.package.formats.scorm12 import Scorm12
from builder.package.formats.scorm2004 import Scorm2004
from builder.package.formats.web import Web
from builder.package.formats.xapi import Xapi

FORMATS: Final[Mapping[str, PackageFormat]] = {
    format_.name: format_ for format_ in (Scorm12(), Scorm2004(3), Scorm2004(4), Xapi(), Cmi5(), Web())
}
