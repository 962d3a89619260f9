"""About (Part Three 2.8): which versions are spoken, for anybody who asks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from builder.records.lrs.http.call import Answer, Call, Resource
from builder.standards.xapi import VERSION_HEADER, Version

ONE: Final = ("1.0.0", "1.0.1", "1.0.2", "1.0.3")
ALL: Final = (*ONE, "2.0.0")
EXTENSIONS: Final[Mapping[str, Any]] = {}


async def get(call: Call) -> Answer:
    """Every version; but who says that they speak 1.0 may know of no others (2.8 lists what they may be told)."""
    call.only()
    told = VERSION_HEADER.lower() in call.headers and call.version is Version.ONE
    return Answer(body=json.dumps({"version": ONE if told else ALL, "extensions": EXTENSIONS}).encode())


RESOURCE: Final = Resource({"GET": get}, open=True)
