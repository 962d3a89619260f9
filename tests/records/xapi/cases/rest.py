"""Timestamps, authority, version, attachments (2.4.7 to 2.4.11, 4.5)."""

from typing import Final

from tests.records.xapi.statements import (
    AGENT,
    ATTACHMENT,
    BASE,
    DROP,
    EMPTY,
    IRI,
    OBJECT,
    ONE,
    REQUIRED,
    STRING,
    TWO_MEMBERS,
    Case,
    bad,
    changed,
    good,
)

ISO: Final = "ISO 8601"

CASES: Final[tuple[Case, ...]] = (
    *good(
        "4.5",
        {
            f"timestamp {text}": changed(BASE, timestamp=text)
            for text in (
                "2026-11-22T09:30:00Z",
                "2026-11-22T09:30:00.123456789Z",
                "2026-11-22T09:30:00+05:30",
                "2026-11-22T09:30:00-00:30",
                "2024-02-29T23:59:59.999+14:00",
                "2999-01-01T00:00:00Z",
                "2016-12-31T23:59:60Z",
                "2016-12-31T18:29:60.5-05:30",
            )
        },
    ),
    # ISO 8601 knows more forms than RFC 3339, which 1.0.3 only recommends (4.5.s1.b2, b4).
    *good(
        "4.5",
        {
            f"timestamp {text}": changed(BASE, timestamp=text)
            for text in (
                "2026-11-22T09:30:00",
                "2026-11-22T09:30:00-08",
                "2026-11-22T09:30:00+0000",
                "2026-11-22T09:30Z",
                "20261122T093000Z",
                "20261122T0930",
                "2026-11-22T09:30:00,5Z",
            )
        },
        ONE,
    ),
    *bad("4.5", {"timestamp with a blank": (changed(BASE, timestamp="2026-11-22 09:30:00Z"), "timestamp", ISO)}, ONE),
    *bad(
        "4.5",
        {
            f"timestamp {text!r}": (changed(BASE, timestamp=text), "timestamp", words)
            for text, words in (
                ("", ISO),
                ("should fail", ISO),
                ("01/011/2015", ISO),
                ("2026-11-22", ISO),
                ("2008-09-15T15:53:00.601-00:00", ISO),
                ("2008-09-15T15:53:00.601-0000", ISO),
                ("2008-09-15T15:53:00.601-00", ISO),
                ("2026-13-01T00:00:00Z", "does not exist"),
                ("2026-02-29T00:00:00Z", "does not exist"),
                ("2026-11-22T25:00:00Z", "does not exist"),
                ("2026-11-22T09:61:00Z", "does not exist"),
                ("2026-11-22T09:59:60Z", "does not exist"),
                ("0000-01-01T00:00:00Z", "does not exist"),
                ("9999-12-31T23:59:59-00:01", "does not exist"),
                ("2026-11-22T09:30:00+25:00", ISO),
                ("2026-11-22T09:30:00.Z", ISO),
                ("2026-11-22T09:30:00Z\n", ISO),
                ("0001-01-01T00:00:00+14:00", "does not exist"),
                ("1764000000", ISO),
            )
        },
    ),
    *bad(
        "2.4.7",
        {
            "timestamp as a number": (changed(BASE, timestamp=1764000000), "timestamp", STRING),
            "timestamp as an object": (changed(BASE, timestamp={"key": "value"}), "timestamp", STRING),
        },
    ),
    *good("2.4.8", {"stored": changed(BASE, stored="2013-05-18T05:32:34.804Z")}),
    *bad("2.4.8", {"bad stored": (changed(BASE, stored="yesterday"), "stored", ISO)}),
    *good(
        "2.4.9",
        {
            "authority of two": changed(BASE, authority={"objectType": "Group", "member": TWO_MEMBERS}),
            "authority of one": changed(BASE, authority=AGENT),
        },
    ),
    *bad(
        "2.4.9",
        {
            "authority of one member": (
                changed(BASE, authority={"objectType": "Group", "member": TWO_MEMBERS[:1]}),
                "",
                "authority must be an agent",
            ),
            "authority of three": (
                changed(BASE, authority={"objectType": "Group", "member": [*TWO_MEMBERS, AGENT]}),
                "",
                "authority must be an agent",
            ),
            "authority of nobody": (
                changed(BASE, authority={"objectType": "Group"}),
                "authority",
                "must list its members",
            ),
            "authority without identifier": (changed(BASE, authority={"name": "LMS"}), "authority", "exactly one of"),
            **{
                f"authority as a group by {name}": (
                    changed(BASE, authority={"objectType": "Group", "member": TWO_MEMBERS, name: value}),
                    "",
                    "authority must be an agent",
                )
                for name, value in {
                    "mbox": "mailto:bob@example.org",
                    "mbox_sha1sum": "cd9b00a5611f94eaa7b1661edab976068e364975",
                    "openid": "https://bob.example.org",
                    "account": {"homePage": "https://lms.example.org", "name": "bob"},
                }.items()
            },
        },
    ),
    *good(
        "2.4.10",
        {f"version {text}": changed(BASE, version=text) for text in ("1.0.0", "1.0.17", "1.0.9", "1.0", "1.0.3-rc.1")},
    ),
    *bad(
        "2.4.10",
        {
            **{
                f"version {text!r}": (changed(BASE, version=text), "version", "1.0.x")
                for text in ("", "1", "0.9.9", "1.1.0", "1.0.x", "1.0.01", "v1.0.0", "1.0.0 ", "3.0.0", "should fail")
            },
            "version as a number": (changed(BASE, version=1.0), "version", STRING),
        },
    ),
    *bad("2.4.10", {"version 2.0.0 in 1.0.3": (changed(BASE, version="2.0.0"), "version", "1.0.x")}, ONE),
    *good(
        "2.4.11",
        {
            "no attachments": changed(BASE, attachments=[]),
            "attachment elsewhere": changed(BASE, attachments=[ATTACHMENT]),
            "attachment of nothing": changed(BASE, attachments=[{**ATTACHMENT, "length": 0}]),
            "attachment with a description": changed(
                BASE, attachments=[{**ATTACHMENT, "description": {"de": "Urkunde"}}]
            ),
            "attachment with parameters": changed(
                BASE, attachments=[{**ATTACHMENT, "contentType": 'text/plain; charset="utf-8"; format=flowed'}]
            ),
            "attachment by sha-512": changed(BASE, attachments=[{**ATTACHMENT, "sha2": "F" * 128}]),
            "attachment by sha-384": changed(BASE, attachments=[{**ATTACHMENT, "sha2": "0" * 96}]),
        },
    ),
    *bad(
        "2.4.11",
        {
            "attachments as an object": (changed(BASE, attachments=ATTACHMENT), "attachments", "must be an array"),
            "attachment as text": (changed(BASE, attachments=["a"]), "attachments[0]", OBJECT),
            "attachment as a number": (changed(BASE, attachments=[12345]), "attachments[0]", OBJECT),
            **{
                f"attachment without {name}": (
                    changed(BASE, attachments=[changed(ATTACHMENT, **{name: DROP})]),
                    f"attachments[0].{name}",
                    REQUIRED,
                )
                for name in ATTACHMENT
                if name != "fileUrl"
            },
            **{
                f"attachment with {name} {value!r}": (
                    changed(BASE, attachments=[{**ATTACHMENT, name: value}]),
                    f"attachments[0].{name}",
                    words,
                )
                for name, value, words in (
                    ("usageType", "certificate", IRI),
                    ("display", "A", OBJECT),
                    ("display", 12345, OBJECT),
                    ("display", {}, EMPTY),
                    ("display", {"something": "A"}, "language tag"),
                    ("description", 1, OBJECT),
                    ("description", {"de-419-DE": "A"}, "language tag"),
                    ("contentType", 12345, STRING),
                    ("contentType", "should fail", "media type"),
                    ("contentType", "", "media type"),
                    ("contentType", "text/plain;", "media type"),
                    ("length", "27", "whole number"),
                    ("length", 27.5, "whole number"),
                    ("length", -1, "at least 0"),
                    ("length", True, "whole number"),
                    ("sha2", 12345, STRING),
                    ("sha2", "abc", "SHA-2"),
                    ("sha2", "g" * 64, "SHA-2"),
                    ("sha2", "a" * 65, "SHA-2"),
                    ("fileUrl", "a.pdf", IRI),
                    ("fileUrl", "over.there.example/file.txt", IRI),
                    ("name", "a.pdf", "not allowed"),
                )
            },
        },
    ),
    *good(
        "2.6",
        {
            "signature": changed(
                BASE,
                attachments=[
                    {
                        **ATTACHMENT,
                        "usageType": "http://adlnet.gov/expapi/attachments/signature",
                        "contentType": "application/octet-stream",
                    }
                ],
            )
        },
    ),
    *bad(
        "2.6",
        {
            "signature as text": (
                changed(
                    BASE,
                    attachments=[{**ATTACHMENT, "usageType": "http://adlnet.gov/expapi/attachments/signature"}],
                ),
                "attachments[0]",
                "application/octet-stream",
            ),
        },
    ),
)
