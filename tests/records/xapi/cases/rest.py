"""Timestamps, authority, version, attachments (4.5, 2.4.9, 2.4.10, 2.4.11)."""

from typing import Final

from tests.records.xapi.statements import (
    AGENT,
    ATTACHMENT,
    BASE,
    DROP,
    EMPTY,
    IRI,
    OBJECT,
    REQUIRED,
    STRING,
    TWO_MEMBERS,
    Bad,
    Good,
    changed,
)

GOOD: Final[Good] = {
    **{
        f"timestamp {text}": changed(BASE, timestamp=text)
        for text in (
            "2026-11-22T09:30:00Z",
            "2026-11-22T09:30:00.123456789Z",
            "2026-11-22T09:30:00+05:30",
            "2026-11-22T09:30:00-08",
            "2026-11-22T09:30:00+0000",
            "2026-11-22T09:30Z",
            "20261122T093000Z",
            "2024-02-29T23:59:59.999+14:00",
            "2999-01-01T00:00:00Z",
            "2026-11-22T09:30:00,5Z",
        )
    },
    "authority of two": changed(BASE, authority={"objectType": "Group", "member": TWO_MEMBERS}),
    "authority of one": changed(BASE, authority=AGENT),
    "version 1.0.0": changed(BASE, version="1.0.0"),
    "version 1.0.17": changed(BASE, version="1.0.17"),
    "no attachments": changed(BASE, attachments=[]),
    "attachment of nothing": changed(BASE, attachments=[{**ATTACHMENT, "length": 0}]),
    "attachment elsewhere": changed(BASE, attachments=[{**ATTACHMENT, "fileUrl": "https://example.org/a.pdf"}]),
    "attachment with parameters": changed(
        BASE, attachments=[{**ATTACHMENT, "contentType": 'text/plain; charset="utf-8"; format=flowed'}]
    ),
    "attachment by sha-512": changed(BASE, attachments=[{**ATTACHMENT, "sha2": "F" * 128}]),
    "signature": changed(
        BASE,
        attachments=[
            {
                **ATTACHMENT,
                "usageType": "http://adlnet.gov/expapi/attachments/signature",
                "contentType": "application/octet-stream",
            }
        ],
    ),
}

BAD: Final[Bad] = {
    **{
        f"timestamp {text!r}": (changed(BASE, timestamp=text), "timestamp", words)
        for text, words in (
            ("", "ISO 8601"),
            ("should fail", "ISO 8601"),
            ("01/011/2015", "ISO 8601"),
            ("2026-11-22", "ISO 8601"),
            ("2026-11-22T09:30:00", "with its zone"),
            ("2026-11-22 09:30:00Z", "ISO 8601"),
            ("2008-09-15T15:53:00.601-00:00", "ISO 8601"),
            ("2008-09-15T15:53:00.601-0000", "ISO 8601"),
            ("2008-09-15T15:53:00.601-00", "ISO 8601"),
            ("2026-13-01T00:00:00Z", "does not exist"),
            ("2026-02-29T00:00:00Z", "does not exist"),
            ("2026-11-22T25:00:00Z", "does not exist"),
            ("2026-11-22T09:61:00Z", "does not exist"),
            ("0000-01-01T00:00:00Z", "does not exist"),
            ("2026-11-22T09:30:00+25:00", "ISO 8601"),
            ("2026-11-22T09:30:00.Z", "ISO 8601"),
            ("2026-11-22T09:30:00Z\n", "ISO 8601"),
            ("0001-01-01T00:00:00+14:00", "does not exist"),
            ("1764000000", "ISO 8601"),
        )
    },
    "timestamp as a number": (changed(BASE, timestamp=1764000000), "timestamp", STRING),
    "bad stored": (changed(BASE, stored="yesterday"), "stored", "ISO 8601"),
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
    "authority as an identified group": (
        changed(BASE, authority={"objectType": "Group", "member": TWO_MEMBERS, "mbox": "mailto:a@b.org"}),
        "",
        "authority must be an agent",
    ),
    "authority without identifier": (changed(BASE, authority={"name": "LMS"}), "authority", "exactly one of"),
    **{
        f"version {text!r}": (changed(BASE, version=text), "version", "1.0.x")
        for text in ("", "1", "1.0", "0.9.0", "2.0.0", "1.1.0", "1.0.x", "1.0.01", "v1.0.0", "1.0.0 ")
    },
    "version as a number": (changed(BASE, version=1.0), "version", STRING),
    "attachments as an object": (changed(BASE, attachments=ATTACHMENT), "attachments", "must be an array"),
    "attachment as text": (changed(BASE, attachments=["a"]), "attachments[0]", OBJECT),
    **{
        f"attachment without {name}": (
            changed(BASE, attachments=[changed(ATTACHMENT, **{name: DROP})]),
            f"attachments[0].{name}",
            REQUIRED,
        )
        for name in ATTACHMENT
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
            ("display", {}, EMPTY),
            ("description", 1, OBJECT),
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
            ("fileUrl", "a.pdf", IRI),
            ("name", "a.pdf", "not allowed"),
        )
    },
    "signature as text": (
        changed(BASE, attachments=[{**ATTACHMENT, "usageType": "http://adlnet.gov/expapi/attachments/signature"}]),
        "attachments[0]",
        "application/octet-stream",
    ),
}
