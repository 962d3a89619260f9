"""Values for parameters and headers: good ones, nearly good ones, and awful ones."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from random import Random
from typing import Final
from urllib.parse import quote

from tests.records.lrs.fuzz.making import ACTIVITIES, PEOPLE, REGISTRATIONS, SQUADS, VERBS

AWFUL: Final[Sequence[str]] = (
    "", " ", "\x00", "a\x00b", "null", "undefined", "NaN", "1e999", "-1", "9" * 400, "\u202e\u2066", "\ufeff",
    "\ud800", "\U0010ffff", "%", "%00", "%zz", "../../etc/passwd", "' OR 1=1 --", "{}", "[]",
    "[" * 5000, "{\"a\":" * 900,
    "<script>alert(1)</script>", "a" * 7000, "https://example.org/" + "i" * 3500, "\r\nX-Injected: yes", "\n", "*",
    "\u0130\u0131\u017f", "e\u0301" * 50, "-0", "+1", "\u0661\u0662", "0x10", "1_000", " 5 ", "true ", "TRUE", "\x7f",
)  # fmt: skip

UUIDS: Final = (
    *REGISTRATIONS, "11111111-2222-4333-8444-555555555555", "11111111-2222-4333-8444-55555555555",
    "{11111111-2222-4333-8444-555555555555}", "11111111222243338444555555555555", "urn:uuid:" + REGISTRATIONS[0],
    "AAAAAAAA-BBBB-4CCC-8DDD-EEEEEEEEEEEE", "00000000-0000-0000-0000-000000000000",
    "gggggggg-2222-4333-8444-555555555555",
)  # fmt: skip
TIMES: Final = (
    "2026-11-22T09:30:00.000Z", "2026-11-22T09:30:00+02:00", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+23:59",
    "9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59-23:59", "10000-01-01T00:00:00Z", "0000-01-01T00:00:00Z",
    "2026-02-30T00:00:00Z", "2026-11-22", "2026-W47-7", "20261122T093000Z", "2026-11-22T24:00:00Z",
    "2026-11-22T23:59:60Z",
    "2026-11-22T09:30:00-00:00", "2026-11-22T09:30:00+24:00", "-2026-11-22T09:30:00Z",
    "2026-11-22T09:30:00.1234567890123Z",
    "1969-12-31T23:59:59Z", "2026-11-22T09:30:00 02:00", "2026-326T00:00:00Z", "\u0662026-11-22T09:30:00Z",
)  # fmt: skip
AGENTS: Final = (
    *(json.dumps(one) for one in (*PEOPLE, *SQUADS)),
    '{"mbox":"mailto:ann@example.org","openid":"https://example.org/a"}', '{"mbox":"ann@example.org"}', '{"mbox":1}',
    '{"mbox":"mailto:ann@example.org","mbox":"mailto:ben@example.org"}', "{}", "[]", "null", '{"name":"nobody"}',
    '{"objectType":"Activity","id":"https://example.org/a"}', '{"account":{"homePage":"x","name":""}}', '{"mbox":NaN}',
    '{"account":{"homePage":"https://example.org/hr","name":"\\ud800"}}', '{"mbox":"mailto:\\u0000@example.org"}',
    '{"account":{"homePage":"https://example.org/hr","name":"a\\u0000b"}}', '{"mbox_sha1sum":"x"}', "{" * 3000,
    '{"objectType":"Group","member":[' + ",".join(['{"mbox":"mailto:ann@example.org"}'] * 200) + "]}",
)  # fmt: skip
IRIS: Final = (
    *VERBS, *ACTIVITIES, "no iri", "https://", "https://example.org/ a", "//example.org", "https://example.org/%",
    "https://example.org/%zz", "javascript:alert(1)", "https://[::1", "https://example.org/\x00",
    "https://example.org/\ud800",
    "file:///etc/passwd", "urn:", ":", "https://example.org/" + "\u706b" * 3500, "http://169.254.169.254/latest/meta-data",
)  # fmt: skip
NUMBERS: Final = ("0", "1", "5", "1000000", "-1", "1.5", "1e3", "9223372036854775807", "9223372036854775808", "", "x")
BOOLS: Final = ("true", "false", "True", "1", "", "null")
NAMES: Final = ("bookmark", "a/b", "\u00e9", "", "a b", "x" * 3000, "..", "\U0001f692", "'", "a\x00", "*", "%2e%2e")
FORMATS: Final = ("ids", "exact", "canonical", "IDS", "", "xml")

POOLS: Final[Mapping[str, Sequence[str]]] = {
    "statementId": UUIDS, "voidedStatementId": UUIDS, "registration": UUIDS, "since": TIMES, "until": TIMES,
    "agent": AGENTS, "verb": IRIS, "activity": IRIS, "activityId": IRIS, "limit": NUMBERS,
    "cursor": NUMBERS, "format": FORMATS,
    "ascending": BOOLS, "attachments": BOOLS, "related_agents": BOOLS, "related_activities": BOOLS, "stateId": NAMES,
    "profileId": NAMES, "method": ("GET", "PUT", "DELETE", "POST", "get", "TRACE", ""),
}  # fmt: skip

VERSIONS: Final = (
    "1.0.3",
    "2.0.0",
    "1.0",
    "1.0.9",
    "2.0",
    "2.1.0",
    "0.95",
    "1.0.3, 2.0.0",
    "",
    "x" * 500,
    "2.0.0 ",
    "\xff",
)
CONTENT_TYPES: Final = (
    "application/json", "application/json; charset=utf-8", "application/json;charset=utf-16", "multipart/mixed",
    "multipart/mixed; boundary=boundary", 'multipart/mixed; boundary="a b"', "multipart/mixed; boundary=", "text/plain",
    "multipart/mixed; boundary=" + "x" * 300, "application/x-www-form-urlencoded", "application/octet-stream", "", "x",
    "text/html", "application/json\t;;;", "multipart/form-data; boundary=boundary", "image/svg+xml", "\xe9/\xe9",
)  # fmt: skip
ETAGS: Final = ("*", '"*"', '"x"', "x", 'W/"x"', '"a", "b"', "", '"' + "f" * 40 + '"', "," * 2000, '"\xff"', "* , *")
HEADERS: Final[Mapping[str, Sequence[str]]] = {
    "if-match": ETAGS, "if-none-match": ETAGS, "content-encoding": ("gzip", "identity", "br", "gzip, gzip", ""),
    "accept": ("*/*", "application/json", "multipart/mixed", "text/html;q=0.1", "\xff", ";" * 1000),
    "accept-language": ("en", "de-DE,en;q=0.5", "*", "x" * 3000, ";q=", "en;q=1e999", "\xff"),
    "accept-encoding": ("gzip", "identity;q=0"), "origin": ("https://evil.example", "null", "",
    "https://lms.example.org"),
    "host": ("evil.example", "", "a b", "lrs.example.org:99999", "[::1", "\xff"), "range": ("bytes=0-1",),
    "cookie": ("a=b",),
    "x-forwarded-for": ("1.2.3.4", "x" * 1000), "x-forwarded-proto": ("https", "javascript"),
    "forwarded": ("for=x;host=y",),
    "x-experience-api-hash": ("ab" * 32, "x"), "content-transfer-encoding": ("binary", "base64"),
    "expect": ("100-continue",),
    "content-length": ("0", "1", "-1", "x", "99999999999999999999", ""), "transfer-encoding": ("chunked", "x"),
    "access-control-request-method": ("PUT", "TRACE", "\xff"), "access-control-request-headers": ("authorization",
    "\xff", "," * 500),
    "if-modified-since": ("Sun, 22 Nov 2026 09:30:00 GMT", "x"), "x-http-method-override": ("DELETE",),
    "upgrade": ("websocket",),
}  # fmt: skip


def value(random: Random, name: str) -> str:
    """For a parameter of that name, most often a good one."""
    pool = POOLS.get(name, NAMES)
    if random.random() < 0.6:
        return random.choice(pool[:3])
    return random.choice(pool if random.random() < 0.7 else AWFUL)


def encoded(random: Random, text: str) -> str:
    """As part of a query, at times with faults."""
    kind = random.random()
    if kind < 0.9:
        return quote(text.encode("utf-8", "surrogatepass"), safe="")
    raw = "".join(c if 32 < ord(c) < 127 and c not in "#&" else quote(c.encode("utf-8", "surrogatepass")) for c in text)
    return raw + random.choice(("", "%", "%f", "%ff", "%c3%28", "+", ";", "=", "%u0041"))


def authorizations(auth: str, others: Sequence[str]) -> tuple[str, ...]:
    """Good ones of others, and bad ones."""

    def basic(text: bytes) -> str:
        return "Basic " + base64.b64encode(text).decode()

    return (
        *others, "", "Basic", "Basic ", "Basic !!!!", basic(b"nocolon"), basic(b":"), basic(b"\xff\xfe:x"),
        basic(b"a" * 5000 + b":b"),
        auth + "x", auth.lower(), auth.replace("Basic", "bAsIc"), auth.replace("Basic", "Bearer"), "Bearer x",
        "Digest a=b",
        "Basic\t" + auth[6:], auth + ", " + auth, "\xff", basic(b"a\x00:b"), basic("\u00e9:\U0001f692".encode()),
    )  # fmt: skip
