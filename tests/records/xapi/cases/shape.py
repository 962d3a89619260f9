"""What holds for all objects of a statement, and its id (Part Two 2.2, 2.4.1)."""

from typing import Final

from tests.records.xapi.statements import (
    BASE,
    DROP,
    LONG,
    NULL,
    OBJECT,
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
        "2.2",
        {
            "the least": BASE,
            "everything": changed(LONG, id="0f6a5b0c-6f3c-4d0e-9f0a-51c1b9a3f001"),
            # Only a provider is asked not to send them (2.2.s2.b1); ADL's suite wants an empty definition to be taken.
            "empty result": changed(BASE, result={}),
            "empty score": changed(BASE, result={"score": {}}),
            "empty context": changed(BASE, context={}),
            "empty context activities": changed(BASE, context={"contextActivities": {}}),
            "empty definition": changed(BASE, object__definition={}),
        },
    ),
    *bad(
        "2.2",
        {
            "no actor": (changed(BASE, actor=DROP), "actor", REQUIRED),
            "no verb": (changed(BASE, verb=DROP), "verb", REQUIRED),
            "no object": (changed(BASE, object=DROP), "object", REQUIRED),
            "unknown property": (changed(BASE, extra=1), "extra", "is not allowed here"),
            "unknown property deep down": (
                changed(BASE, object__definition={"names": {"en": "A"}}),
                "object.definition.names",
                "is not allowed here",
            ),
            **{
                f"{wrong} for {right}": (
                    changed(
                        LONG, id=DROP, stored=DROP, authority=DROP, version=DROP, **{right: DROP, wrong: LONG[right]}
                    ),
                    wrong,
                    f"it is spelled {right}",
                )
                for wrong, right in {
                    "Actor": "actor",
                    "veRb": "verb",
                    "oBject": "object",
                    "RESULT": "result",
                    "conText": "context",
                    "timeStamp": "timestamp",
                    "attachmentS": "attachments",
                }.items()
            },
            **{
                f"{wrong} beside {right}": (changed(BASE, **{wrong: LONG[right]}), wrong, f"it is spelled {right}")
                for wrong, right in {
                    "iD": "id",
                    "STOred": "stored",
                    "auTHORity": "authority",
                    "Version": "version",
                }.items()
            },
            "mBox": (changed(BASE, actor={"mBox": "mailto:a@b.org"}), "actor.mBox", "it is spelled mbox"),
            "moreinfo": (
                changed(BASE, object__definition={"moreinfo": "https://a.example"}),
                "object.definition.moreinfo",
                "it is spelled moreInfo",
            ),
            "our own spelling": (
                changed(BASE, object={"id": "a:b", "object_type": "Activity"}),
                "object.object_type",
                "not allowed",
            ),
            "null name": (changed(BASE, actor__name=None), "actor.name", NULL),
            "null display": (changed(BASE, verb__display=None), "verb.display", NULL),
            "null in a language map": (changed(BASE, verb__display={"en": None}), "verb.display.en", NULL),
            "null moreInfo": (
                changed(BASE, object__definition={"moreInfo": None}),
                "object.definition.moreInfo",
                NULL,
            ),
            "null actor": (changed(BASE, actor=None), "actor", NULL),
            "null object": (changed(BASE, object=None), "object", NULL),
            "null result": (changed(BASE, result=None), "result", NULL),
            "null scaled": (changed(BASE, result={"score": {"scaled": None}}), "result.score.scaled", NULL),
            "null registration": (changed(BASE, context={"registration": None}), "context.registration", NULL),
            "null language": (changed(BASE, context={"language": None}), "context.language", NULL),
            "null extensions": (changed(BASE, context={"extensions": None}), "context.extensions", NULL),
            "null timestamp": (changed(BASE, timestamp=None), "timestamp", NULL),
            "null parent": (
                changed(BASE, context={"contextActivities": {"parent": None}}),
                "context.contextActivities.parent",
                NULL,
            ),
            "null attachments": (changed(BASE, attachments=None), "attachments", NULL),
            "object as a list": (changed(BASE, object=[SUB]), "object", OBJECT),
        },
    ),
    *good(
        "2.4.1",
        {
            "id": changed(BASE, id="0f6a5b0c-6f3c-4d0e-9f0a-51c1b9a3f002"),
            "id in capitals": changed(BASE, id="0F6A5B0C-6F3C-4D0E-9F0A-51C1B9A3F003"),
            "id of no known version": changed(BASE, id="00000000-0000-0000-0000-000000000000"),
        },
    ),
    *bad(
        "2.4.1",
        {
            "null id": (changed(BASE, id=None), "id", NULL),
            "id too long": (changed(BASE, id="AA97B177-9383-4934-8543-0F91A7A028368"), "id", "UUID"),
            "id of other letters": (changed(BASE, id="MA97B177-9383-4934-8543-0F91A7A02836"), "id", "UUID"),
            "id without hyphens": (changed(BASE, id="aa97b1779383493485430f91a7a02836"), "id", "UUID"),
            "id in braces": (changed(BASE, id="{aa97b177-9383-4934-8543-0f91a7a02836}"), "id", "UUID"),
            "id with a line end": (changed(BASE, id="aa97b177-9383-4934-8543-0f91a7a02836\n"), "id", "UUID"),
            "id as a number": (changed(BASE, id=12345), "id", STRING),
            "id as an object": (changed(BASE, id={"key": "value"}), "id", STRING),
            "id of nothing": (changed(BASE, id=""), "id", "UUID"),
        },
    ),
)
