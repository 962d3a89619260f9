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
    Case,
    bad,
    changed,
    good,
)

CASES: Final[tuple[Case, ...]] = (
    *good(
        "2.4.6",
        {
            "team": changed(BASE, context={"team": {"objectType": "Group", "mbox": "mailto:all@example.org"}}),
            "instructor as a group": changed(BASE, context={"instructor": GROUP}),
        },
    ),
    *good(
        "2.4.6.2",
        {
            **{
                f"{kind} as a list": changed(
                    BASE, context={"contextActivities": {kind: [ACTIVITY, {**ACTIVITY, "objectType": "Activity"}]}}
                )
                for kind in ("parent", "grouping", "category", "other")
            },
            "context activity as an object": changed(BASE, context={"contextActivities": {"parent": ACTIVITY}}),
            "context activities as an empty list": changed(BASE, context={"contextActivities": {"parent": []}}),
        },
    ),
    *good(
        "2.4.6",
        {
            "revision about an activity": changed(BASE, context={"revision": "2", "platform": ""}),
            "registration": changed(BASE, context={"registration": "EC531277-B57B-4C15-8D91-D292C5B2B8F7"}),
        },
    ),
    *good(
        "4.2",
        {
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
                    "ar-a-aaa-b-bbb",
                    "en-a-bbb-x-a-ccc",
                    "az-Arab-x-AZE-derbend",
                    "cmn",
                    "tlh",
                    "zh-min-nan",
                )
            },
        },
    ),
    *bad(
        "2.4.6",
        {
            "instructor as text": (changed(BASE, context={"instructor": "Ann"}), "context.instructor", OBJECT),
            "team of nobody": (
                changed(BASE, context={"team": {"objectType": "Group"}}),
                "context.team",
                "must list its members",
            ),
            "team as text": (changed(BASE, context={"team": "all"}), "context.team", OBJECT),
            "team with an object for members": (
                changed(BASE, context={"team": {"objectType": "Group", "mbox": "mailto:a@b.org", "member": AGENT}}),
                "context.team.member",
                "an array",
            ),
            "registration as an object": (
                changed(BASE, context={"registration": {"key": "value"}}),
                "context.registration",
                STRING,
            ),
            "platform as an object": (
                changed(BASE, context={"platform": {"key": "value"}}),
                "context.platform",
                STRING,
            ),
            "unknown property of the context": (
                changed(BASE, context={"tenant": "a"}),
                "context.tenant",
                "not allowed",
            ),
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
        },
    ),
    *bad(
        "2.4.6.2",
        {
            "parent with one that is none": (
                changed(BASE, context={"contextActivities": {"parent": [ACTIVITY, {"key": "value"}]}}),
                "context.contextActivities.parent[1].id",
                REQUIRED,
            ),
            "context activities as text": (
                changed(BASE, context={"contextActivities": "should fail"}),
                "context.contextActivities",
                OBJECT,
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
        },
    ),
    *bad(
        "2.4.6",
        {
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
        },
    ),
    *bad(
        "4.2",
        {
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
                    "something",
                    "a-DE",
                    "ar-a-aaa-b-bbb-a-ccc",
                    "ar-a-aaa-b-bbb-A-ccc",
                    "zh-something-ccc",
                    "en-US\n",
                )
            },
            "language as a number": (changed(BASE, context={"language": 12345}), "context.language", "language tag"),
            "language as an object": (
                changed(BASE, context={"language": {"a12345": "x"}}),
                "context.language",
                "language tag",
            ),
            "name in a language of two extensions": (
                changed(BASE, object__definition={"name": {"zh-z-aaa-z-bbb-c-ccc": "x"}}),
                'object.definition.name["zh-z-aaa-z-bbb-c-ccc"]',
                "language tag",
            ),
            "language map with a bad tag": (
                changed(BASE, verb__display={"a12345": "x"}),
                "verb.display.a12345",
                "language tag",
            ),
        },
    ),
)
