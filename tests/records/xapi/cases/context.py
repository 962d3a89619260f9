"""Context and languages (2.4.6, 4.2)."""

from typing import Final

from tests.records.xapi.statements import (
    ACTIVITY,
    AGENT,
    BASE,
    GROUP,
    IRI,
    OBJECT,
    REF,
    REQUIRED,
    STRING,
    SUB,
    Bad,
    Good,
    changed,
)

GOOD: Final[Good] = {
    "instructor as a group": changed(BASE, context={"instructor": GROUP}),
    "context activity as an object": changed(BASE, context={"contextActivities": {"parent": ACTIVITY}}),
    "context activities as an empty list": changed(BASE, context={"contextActivities": {"parent": []}}),
    "revision about an activity": changed(BASE, context={"revision": "2", "platform": ""}),
    "registration": changed(BASE, context={"registration": "EC531277-B57B-4C15-8D91-D292C5B2B8F7"}),
    "extensions of null": changed(BASE, context={"extensions": {"https://example.org/x": None}}),
    **{
        f"language {tag}": changed(BASE, context={"language": tag})
        for tag in (
            "en",
            "en-US",
            "es-419",
            "zh-Hant-TW",
            "de-CH-1996",
            "sl-rozaj-biske",
            "x-fire",
            "i-klingon",
            "und",
            "zh-cmn-Hans-CN",
            "de-DE-u-co-phonebk",
            "en-GB-oed",
            "sgn-BE-FR",
            "EN-us",
            "hy-Latn-IT-arevela",
        )
    },
}

BAD: Final[Bad] = {
    "context as text": (changed(BASE, context="web"), "context", OBJECT),
    "registration no UUID": (changed(BASE, context={"registration": "7"}), "context.registration", "UUID"),
    "instructor without identifier": (
        changed(BASE, context={"instructor": {"name": "A"}}),
        "context.instructor",
        "exactly",
    ),
    "team as an agent": (changed(BASE, context={"team": AGENT}), "context.team.objectType", "must be 'Group'"),
    "team without its type": (
        changed(BASE, context={"team": {"mbox": "mailto:a@b.org"}}),
        "context.team.objectType",
        REQUIRED,
    ),
    "context activities as a list": (
        changed(BASE, context={"contextActivities": [ACTIVITY]}),
        "context.contextActivities",
        OBJECT,
    ),
    "context activities of another kind": (
        changed(BASE, context={"contextActivities": {"sibling": [ACTIVITY]}}),
        "context.contextActivities.sibling",
        "not allowed",
    ),
    "parent as text": (
        changed(BASE, context={"contextActivities": {"parent": "https://a.example"}}),
        "context.contextActivities.parent",
        "must be an array",
    ),
    "parent as an agent": (
        changed(BASE, context={"contextActivities": {"parent": [AGENT]}}),
        "context.contextActivities.parent[0].objectType",
        "must be 'Activity'",
    ),
    "category at no IRI": (
        changed(BASE, context={"contextActivities": {"category": [ACTIVITY, {"id": "x"}]}}),
        "context.contextActivities.category[1].id",
        IRI,
    ),
    **{
        f"{name} about {target['objectType']}": (
            changed(BASE, object=target, context={name: "1"}),
            "",
            f"context.{name} is allowed only where the object is an Activity",
        )
        for name in ("revision", "platform")
        for target in (AGENT, GROUP, REF, SUB)
    },
    "revision as a number": (changed(BASE, context={"revision": 2}), "context.revision", STRING),
    "statement without its type": (
        changed(BASE, context={"statement": {"id": REF["id"]}}),
        "context.statement",
        REQUIRED,
    ),
    "statement at no UUID": (
        changed(BASE, context={"statement": {**REF, "id": "x"}}),
        "context.statement.id",
        "UUID",
    ),
    "context extension without IRI": (
        changed(BASE, context={"extensions": {"a b": 1}}),
        'context.extensions["a b"]',
        IRI,
    ),
    **{
        f"language {tag!r}": (changed(BASE, context={"language": tag}), "context.language", "language tag")
        for tag in (
            "",
            "e",
            "english!",
            "en_US",
            "en-",
            "-en",
            "de-419-DE",
            "a12345",
            "en-a",
            "x",
            "en US",
            "abcdefghi",
        )
    },
    "language map with a bad tag": (
        changed(BASE, verb__display={"a12345": "x"}),
        "verb.display.a12345",
        "language tag",
    ),
}
