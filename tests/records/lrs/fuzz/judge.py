"""What every answer must be like, whatever was asked, and what every store must be like afterwards."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from typing import Any, Final

from starlette.types import ASGIApp

from builder.records.lrs.service import Service
from builder.records.xapi.faults import faults
from builder.standards.xapi import Version
from tests.records.lrs.fuzz.wire import Reply, Sent, request, send

SECURITY: Final = ("x-content-type-options", "content-security-policy", "referrer-policy", "cache-control")
VERSION: Final = "x-experience-api-version"
INSIDE: Final = re.compile(
    r"traceback|file \"|\.py\b|pydantic|psycopg|sqlite3|starlette|select |insert |exception|object at 0x",
    re.IGNORECASE,
)
"""What tells of our inside, and nothing to the one who asked."""
LONGEST: Final = 4000
PAGE: Final = 50


def strange(sent: Sent, reply: Reply) -> str | None:
    """What is wrong with the answer; None where nothing is."""
    if reply.status >= 500:
        return f"answered {reply.status}"
    missing = [name for name in (*SECURITY, VERSION) if reply.header(name) is None]
    if missing:
        return f"without {', '.join(missing)}"
    for key, value in reply.headers:
        if b"\r" in value or b"\n" in value or b"\n" in key:
            return f"the header {key!r} has a line break"
    if sent.method == "HEAD":
        return None  # whatever its body is, uvicorn does not send it
    if reply.status in (204, 304):
        return "a body where there is none" if reply.body else None
    if reply.header("content-length") != str(len(reply.body)):
        return f"content-length {reply.header('content-length')}, but {len(reply.body)} bytes"
    return _error(reply) if reply.status >= 400 else None


def _error(reply: Reply) -> str | None:
    """An error is told in a sentence of plain text."""
    if not (reply.header("content-type") or "").startswith("text/plain"):
        return f"an error as {reply.header('content-type')}"
    try:
        text = reply.body.decode()
    except UnicodeDecodeError:
        return "an error that is not UTF-8"
    if not text.strip() or len(text) > LONGEST:
        return f"an error of {len(text)} letters"
    if any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for c in text):
        return f"an error with control characters: {text[:200]!r}"
    if found := INSIDE.search(text):
        return f"an error that tells {found[0]!r}: {text[:300]!r}"
    return None


def stored(service: Service) -> Iterator[tuple[str, bool, Version, Any]]:
    """Every statement as it lies there: its id, whether it is voided, the version that it came in."""
    last = 0
    while True:
        rows = service.database.read(
            lambda session, last=last: session.all(  # type: ignore[misc]
                "SELECT seq, id, voided, major, body FROM statement WHERE seq > ? ORDER BY seq LIMIT 500", (last,)
            )
        ).result()
        for _, id_, voided, major, body in rows:
            yield id_, bool(voided), Version.ONE if major == 1 else Version.TWO, json.loads(body)
        if not rows:
            return
        last = rows[-1][0]


async def check_store(app: ASGIApp, service: Service, auth: str) -> int:
    """Whether each statement is valid, and can be had in both versions and all formats; how many there are."""
    count = 0
    seen = ""
    for id_, voided, version, statement in stored(service):
        count += 1
        assert not (found := faults(statement, version=version)), (id_, found)
        assert statement["id"] == id_
        assert statement["stored"] > seen
        seen = statement["stored"]
        await _can_be_had(app, auth, id_, voided=voided)
    await _pages(app, auth)
    return count


async def _can_be_had(app: ASGIApp, auth: str, id_: str, *, voided: bool) -> None:
    name = "voidedStatementId" if voided else "statementId"
    for version in Version:
        for form in ("exact", "canonical", "ids"):
            sent = request("GET", "statements", {name: id_, "format": form}, auth=auth, version=version.value)
            reply = await send(app, sent)
            assert reply.status == 200, (reply.text, sent)
            assert strange(sent, reply) is None, (strange(sent, reply), sent)
            assert reply.json()["id"] == id_
            assert reply.header(VERSION) in (version.value, "1.0.3" if version is Version.ONE else "2.0.0")
    sent = request("GET", "statements", {name: id_, "attachments": "true"}, auth=auth)
    reply = await send(app, sent)
    assert reply.status == 200, (reply.text, sent)
    kind = reply.header("content-type") or ""
    message = message_from_bytes(b"Content-Type: " + kind.encode() + b"\r\n\r\n" + reply.body, policy=policy.HTTP)
    first = message.get_payload(0) if message.is_multipart() else message
    assert json.loads(first.get_payload(decode=True))["id"] == id_  # type: ignore[union-attr,arg-type]


async def _pages(app: ASGIApp, auth: str) -> None:
    """All pages in all formats have the same statements, each once."""
    found = []
    for form in ("exact", "canonical", "ids"):
        ids: list[str] = []
        target: str | None = f"statements?format={form}&limit={PAGE}"
        while target:
            reply = await send(app, request("GET", target, auth=auth))
            assert reply.status == 200, reply.text
            ids += [one["id"] for one in reply.json()["statements"]]
            target = reply.json()["more"].removeprefix("/xapi/")
        assert len(set(ids)) == len(ids)
        found.append(ids)
    assert found[0] == found[1] == found[2]
