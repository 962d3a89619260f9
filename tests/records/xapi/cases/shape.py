"""What holds for all objects of a statement, and its id (Part Two 2.2, 2.4.1)."""

from typing import Final

from tests.records.xapi.statements import BASE, DROP, EMPTY, LONG, NULL, REQUIRED, STRING, Bad, Good, changed

GOOD: Final[Good] = {
    "the least": BASE,
    "everything": LONG,
    "id in capitals": changed(BASE, id="FD41C918-B88B-4B20-A0A5-A4C32391AAA0"),
    "id of no known version": changed(BASE, id="00000000-0000-0000-0000-000000000000"),
}

BAD: Final[Bad] = {
    "no actor": (changed(BASE, actor=DROP), "actor", REQUIRED),
    "no verb": (changed(BASE, verb=DROP), "verb", REQUIRED),
    "no object": (changed(BASE, object=DROP), "object", REQUIRED),
    "unknown property": (changed(BASE, extra=1), "extra", "is not allowed here"),
    "unknown property deep down": (
        changed(BASE, object__definition={"names": {"en": "A"}}),
        "object.definition.names",
        "is not allowed here",
    ),
    "property in the wrong case": (changed(BASE, Verb={"id": "a:b"}), "Verb", "it is spelled verb"),
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
    "null id": (changed(BASE, id=None), "id", NULL),
    "null name": (changed(BASE, actor__name=None), "actor.name", NULL),
    "null display": (changed(BASE, verb__display=None), "verb.display", NULL),
    "null in a language map": (changed(BASE, verb__display={"en": None}), "verb.display.en", NULL),
    "null moreInfo": (changed(BASE, object__definition={"moreInfo": None}), "object.definition.moreInfo", NULL),
    "null result": (changed(BASE, result=None), "result", NULL),
    "null registration": (changed(BASE, context={"registration": None}), "context.registration", NULL),
    "null extensions": (changed(BASE, context={"extensions": None}), "context.extensions", NULL),
    "null timestamp": (changed(BASE, timestamp=None), "timestamp", NULL),
    "null parent": (
        changed(BASE, context={"contextActivities": {"parent": None}}),
        "context.contextActivities.parent",
        NULL,
    ),
    "empty result": (changed(BASE, result={}), "result", EMPTY),
    "empty score": (changed(BASE, result={"score": {}}), "result.score", EMPTY),
    "empty context": (changed(BASE, context={}), "context", EMPTY),
    "empty context activities": (changed(BASE, context={"contextActivities": {}}), "context.contextActivities", EMPTY),
    "empty definition": (changed(BASE, object__definition={}), "object.definition", EMPTY),
    "empty language map": (changed(BASE, verb__display={}), "verb.display", EMPTY),
    "id too long": (changed(BASE, id="AA97B177-9383-4934-8543-0F91A7A028368"), "id", "UUID"),
    "id of other letters": (changed(BASE, id="MA97B177-9383-4934-8543-0F91A7A02836"), "id", "UUID"),
    "id without hyphens": (changed(BASE, id="aa97b1779383493485430f91a7a02836"), "id", "UUID"),
    "id in braces": (changed(BASE, id="{aa97b177-9383-4934-8543-0f91a7a02836}"), "id", "UUID"),
    "id with a line end": (changed(BASE, id="aa97b177-9383-4934-8543-0f91a7a02836\n"), "id", "UUID"),
    "id as a number": (changed(BASE, id=12345), "id", STRING),
    "id of nothing": (changed(BASE, id=""), "id", "UUID"),
}
