"""Activities, references, SubStatements (2.4.4)."""

from typing import Final

from tests.records.xapi.statements import (
    ACTIVITY,
    AGENT,
    ATTACHMENT,
    BASE,
    DROP,
    GROUP,
    IRI,
    OBJECT,
    REF,
    REQUIRED,
    SUB,
    VOIDED,
    Bad,
    Good,
    changed,
)

GOOD: Final[Good] = {
    "activity by objectType": changed(BASE, object={"objectType": "Activity", **ACTIVITY}),
    "definition with a name alone": changed(BASE, object__definition={"name": {"en": "Fire"}}),
    "agent as object": changed(BASE, object=AGENT),
    "group as object": changed(BASE, object=GROUP),
    "reference as object": changed(BASE, object=REF),
    "substatement": changed(BASE, object=SUB),
    "substatement about an agent": changed(BASE, object={**SUB, "object": AGENT}),
    "substatement about a statement": changed(BASE, object={**SUB, "object": REF}),
    "substatement in the future": changed(BASE, object={**SUB, "timestamp": "2999-01-01T00:00:00Z"}),
    "substatement with all else": changed(
        BASE,
        object={**SUB, "result": {"success": True}, "context": {"platform": "web"}, "attachments": [ATTACHMENT]},
    ),
    "voiding": changed(BASE, verb=VOIDED, object=REF),
}

BAD: Final[Bad] = {
    "object as text": (changed(BASE, object="https://example.org/a"), "object", OBJECT),
    "object of another type": (
        changed(BASE, object={**ACTIVITY, "objectType": "Thing"}),
        "object",
        "objectType must be",
    ),
    "object type in lower case": (
        changed(BASE, object={**ACTIVITY, "objectType": "activity"}),
        "object",
        "objectType must be Activity, Agent, Group, StatementRef or SubStatement",
    ),
    "activity without id": (changed(BASE, object={"definition": {"name": {"en": "A"}}}), "object.id", REQUIRED),
    "activity at no IRI": (changed(BASE, object={"id": "fire"}), "object.id", IRI),
    "agent as object without its type": (changed(BASE, object={"mbox": "mailto:a@b.org"}), "object.id", REQUIRED),
    "definition as text": (changed(BASE, object__definition="A"), "object.definition", OBJECT),
    "type at no IRI": (changed(BASE, object__definition={"type": "course"}), "object.definition.type", IRI),
    "moreInfo at no IRL": (changed(BASE, object__definition={"moreInfo": "help"}), "object.definition.moreInfo", IRI),
    "name as text": (changed(BASE, object__definition={"name": "A"}), "object.definition.name", OBJECT),
    "extension without IRI": (
        changed(BASE, object__definition={"extensions": {"agency": 1}}),
        "object.definition.extensions.agency",
        IRI,
    ),
    "extensions as a list": (
        changed(BASE, object__definition={"extensions": []}),
        "object.definition.extensions",
        OBJECT,
    ),
    "reference without id": (changed(BASE, object={"objectType": "StatementRef"}), "object.id", REQUIRED),
    "reference to no UUID": (changed(BASE, object={"objectType": "StatementRef", "id": "7"}), "object.id", "UUID"),
    "reference with more": (changed(BASE, object={**REF, "name": "A"}), "object.name", "not allowed"),
    "voiding an activity": (changed(BASE, verb=VOIDED), "", "must be a StatementRef"),
    "voiding an agent": (changed(BASE, verb=VOIDED, object=AGENT), "", "must be a StatementRef"),
    "voiding in a substatement": (changed(BASE, object={**SUB, "verb": VOIDED}), "object", "must be a StatementRef"),
    **{
        f"substatement with {name}": (changed(BASE, object={**SUB, name: value}), f"object.{name}", "not allowed")
        for name, value in {
            "id": "fd41c918-b88b-4b20-a0a5-a4c32391aaa0",
            "stored": "2026-11-22T09:30:01Z",
            "version": "1.0.0",
            "authority": AGENT,
        }.items()
    },
    "substatement in a substatement": (
        changed(BASE, object={**SUB, "object": SUB}),
        "object.object",
        "objectType must be Activity, Agent, Group or StatementRef",
    ),
    "substatement without actor": (changed(BASE, object=changed(SUB, actor=DROP)), "object.actor", REQUIRED),
    "substatement with a bad verb": (changed(BASE, object={**SUB, "verb": {"id": "x"}}), "object.verb.id", IRI),
    "substatement about an agent, with a platform": (
        changed(BASE, object={**SUB, "object": AGENT, "context": {"platform": "web"}}),
        "object",
        "context.platform is allowed only",
    ),
}
