"""About (Part Three 2.8): which versions are spoken, for anybody who asks."""

from __future__ import annotations

import json
from typing import Final

from builder.records.lrs.http.call import Answer, Call, Resource

VERSIONS: Final = ("1.0.0", "1.0.1", "1.0.2", "1.0.3", "2.0.0")
BODY: Final = json.dumps({"version": VERSIONS, "extensions": {}}).encode()


async def get(call: Call) -> Answer:
    call.only()
    return Answer(body=BODY)


RESOURCE: Final = Resource({"GET": get}, open=True)
