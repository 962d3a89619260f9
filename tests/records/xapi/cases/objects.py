"""Activities, agents as objects, references, SubStatements, and voiding (2.3.2, 2.4.4)."""

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
    STRING,
    SUB,
    VOIDED,
    Case,
    bad,
    changed,
    good,
)

CASES: Final[tuple[Case, ...]] = (
    *good("2.3.2", {"voiding": changed(BASE, verb=VOIDED, object=REF)}),
    *bad(
        "2.3.2",
        {
            "voiding an activity": (changed(BASE, verb=VOIDED), "", "must be a StatementRef"),
            "voiding an agent": (changed(BASE, verb=VOIDED, object=AGENT), "", "must be a StatementRef"),
        },
    ),
    *bad(
        "2.4.4",
        {
            "object as text": (changed(BASE, object="https://example.org/a"), "object", OBJECT),
            **{
                f"object type {kind!r}": (
                    changed(BASE, object={**object_, "objectType": kind}),
                    "object",
                    "objectType must be Activity, Agent, Group",
                )
                for kind, object_ in {
                    "Thing": ACTIVITY,
                    "activity": ACTIVITY,
                    "agent": AGENT,
                    "group": GROUP,
                    "statementref": REF,
                    "substatement": {key: value for key, value in SUB.items() if key != "objectType"},
                    "Statement": REF,
                    "": ACTIVITY,
                }.items()
            },
            "object type as a number": (
                changed(BASE, object={**ACTIVITY, "objectType": 1}),
                "object",
                "objectType must",
            ),
        },
    ),
    *good(
        "2.4.4.1",
        {
            "activity by objectType": changed(BASE, object={"objectType": "Activity", **ACTIVITY}),
            "definition with a name alone": changed(BASE, object__definition={"name": {"en": "Fire"}}),
            "definition with a description alone": changed(BASE, object__definition={"description": {"en": "Fire"}}),
            "definition with a type alone": changed(BASE, object__definition={"type": "https://example.org/t"}),
            "definition with moreInfo alone": changed(BASE, object__definition={"moreInfo": "https://example.org/t"}),
            "definition with extensions alone": changed(
                BASE, object__definition={"extensions": {"a:b": {"c": [None]}}}
            ),
        },
    ),
    *bad(
        "2.4.4.1",
        {
            "activity without id": (changed(BASE, object={"definition": {"name": {"en": "A"}}}), "object.id", REQUIRED),
            "activity at no IRI": (changed(BASE, object={"id": "fire"}), "object.id", IRI),
            "activity by a number": (changed(BASE, object={"id": 7}), "object.id", STRING),
            "activity with more": (changed(BASE, object={**ACTIVITY, "name": "A"}), "object.name", "not allowed"),
            "definition as text": (changed(BASE, object__definition="A"), "object.definition", OBJECT),
            "definition as a number": (changed(BASE, object__definition=12345), "object.definition", OBJECT),
            "type at no IRI": (changed(BASE, object__definition={"type": "course"}), "object.definition.type", IRI),
            "moreInfo at no IRL": (
                changed(BASE, object__definition={"moreInfo": "help"}),
                "object.definition.moreInfo",
                IRI,
            ),
            "name as text": (changed(BASE, object__definition={"name": "A"}), "object.definition.name", OBJECT),
            "name of nothing": (changed(BASE, object__definition={"name": {}}), "object.definition.name", "empty"),
            "description as a number": (
                changed(BASE, object__definition={"description": 5}),
                "object.definition.description",
                OBJECT,
            ),
        },
    ),
    *good(
        "2.4.4.2",
        {"agent as object": changed(BASE, object=AGENT), "group as object": changed(BASE, object=GROUP)},
    ),
    *bad(
        "2.4.4.2",
        {
            "agent as object without its type": (
                changed(BASE, object={"mbox": "mailto:a@b.org"}),
                "object.id",
                REQUIRED,
            ),
            "group as object without its type": (
                changed(BASE, object={"member": GROUP["member"]}),
                "object.id",
                REQUIRED,
            ),
        },
    ),
    *good(
        "2.4.4.3",
        {
            "reference as object": changed(BASE, object=REF),
            "substatement": changed(BASE, object=SUB),
            "substatement about an agent": changed(BASE, object={**SUB, "object": AGENT}),
            "substatement about a statement": changed(BASE, object={**SUB, "object": REF}),
            "substatement in the future": changed(BASE, object={**SUB, "timestamp": "2999-01-01T00:00:00Z"}),
            "substatement with all else": changed(
                BASE,
                object={
                    **SUB,
                    "result": {"success": True},
                    "context": {"platform": "web"},
                    "attachments": [ATTACHMENT],
                },
            ),
        },
    ),
    *bad(
        "2.4.4.3",
        {
            "reference without id": (changed(BASE, object={"objectType": "StatementRef"}), "object.id", REQUIRED),
            "reference without its type": (changed(BASE, object={"id": REF["id"]}), "object.id", IRI),
            "reference to no UUID": (
                changed(BASE, object={"objectType": "StatementRef", "id": "7"}),
                "object.id",
                "UUID",
            ),
            "reference with more": (changed(BASE, object={**REF, "name": "A"}), "object.name", "not allowed"),
            "substatement without its type": (
                changed(BASE, object={key: value for key, value in SUB.items() if key != "objectType"}),
                "object",
                "is not allowed here",
            ),
            **{
                f"substatement with {name}": (
                    changed(BASE, object={**SUB, name: value}),
                    f"object.{name}",
                    "not allowed",
                )
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
            **{
                f"substatement without {name}": (
                    changed(BASE, object=changed(SUB, **{name: DROP})),
                    f"object.{name}",
                    REQUIRED,
                )
                for name in ("actor", "verb", "object")
            },
        },
    ),
    *good(
        "4.1",
        {
            f"extension of {value!r} in {place}": changed(BASE, **{path: {"https://example.org/x": value}})
            for place, path in {
                "a definition": "object__definition__extensions",
                "a result": "result__extensions",
                "a context": "context__extensions",
            }.items()
            for value in (None, "", {}, [], True, 12345, {"key": "value"}, [{"a": None}])
        },
    ),
    *good(
        "4.1",
        {
            "extensions of nothing in a definition": changed(BASE, object__definition={"extensions": {}}),
            "extensions of nothing in a result": changed(BASE, result={"extensions": {}}),
            "extensions of nothing in a context": changed(BASE, context={"extensions": {}}),
        },
    ),
    *bad(
        "4.1",
        {
            f"{what} in {path.replace('__', '.')}": (
                changed(BASE, **{path: value}),
                path.replace("__", ".") + more,
                words,
            )
            for path in ("object__definition__extensions", "result__extensions", "context__extensions")
            for what, value, more, words in (
                ("extension without IRI", {"agency": 1}, ".agency", IRI),
                ("extension without a scheme", {"example.com/a": 1}, '["example.com/a"]', IRI),
                ("extension with a blank", {"should fail": True}, '["should fail"]', IRI),
                ("extensions as a list", [], "", OBJECT),
                ("extensions as text", "should fail", "", OBJECT),
            )
        },
    ),
)
