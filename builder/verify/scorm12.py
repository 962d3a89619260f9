"""Checks what only manifests of SCORM 1.2 have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from builder.verify.fault import Fault
from builder.verify.scorm_manifest import Manifest
from builder.verify.scorm_shapes import TIME_LIMIT_ACTIONS
from builder.verify.spaces import ADL12
from builder.verify.values import within
from builder.verify.xml import local, space, text

LENGTHS: Final = {"datafromlms": 255, "prerequisites": 200, "maxtimeallowed": 13, "location": 2000}
TIMESPAN: Final = re.compile(r"\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?")
NAMES: Final = (*LENGTHS, "masteryscore", "timelimitaction")


def check(manifest: Manifest) -> Iterator[Fault]:
    """All faults of ADL's elements."""
    document = manifest.document
    for element in document.root.iter():
        if not isinstance(element.tag, str) or space(element) != ADL12:
            continue
        name, value = local(element), text(element)
        if name not in NAMES:
            yield document.fault(
                "V111", element, f"SCORM 1.2 knows no <adlcp:{name}>.", f"It knows {', '.join(NAMES)}."
            )
        elif name in LENGTHS and len(element.text or "") > LENGTHS[name]:
            said = f"<adlcp:{name}> has {len(element.text or '')} characters."
            yield document.fault("V224", element, said, f"{LENGTHS[name]} at most.")
        elif name == "masteryscore" and not within(value, 0, 100):
            yield document.fault("V226", element, f"The masteryscore is '{value[:40]}'.", "A number from 0 to 100.")
        elif name == "maxtimeallowed" and not TIMESPAN.fullmatch(value):
            yield document.fault("V228", element, f"maxtimeallowed is '{value}'.", "Write it as 0001:30:00.")
        elif name == "timelimitaction" and (element.text or "") not in TIME_LIMIT_ACTIONS:
            hint = f"One of: {'; '.join(TIME_LIMIT_ACTIONS)}."
            yield document.fault("V228", element, f"timelimitaction is '{value[:40]}'.", hint)
