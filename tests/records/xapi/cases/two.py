"""What only 2.0 knows or asks (IEEE 9274.1.1): agents and groups of the context, its version, RFC 3339."""

from typing import Final

from tests.records.xapi.statements import (
    AGENT,
    BASE,
    GROUP,
    IRI,
    ONE,
    REQUIRED,
    TWO,
    Case,
    bad,
    changed,
    good,
)

WITNESS: Final = {"objectType": "contextAgent", "agent": AGENT, "relevantTypes": ["https://example.org/witness"]}
CREW: Final = {"objectType": "contextGroup", "group": GROUP, "relevantTypes": ["https://example.org/crew", "a:b"]}
AGENTS: Final = "context.contextAgents[0]"
GROUPS: Final = "context.contextGroups[0]"

CASES: Final[tuple[Case, ...]] = (
    *good(
        "4.2.2.5",
        {
            "agent of the context": changed(BASE, context={"contextAgents": [WITNESS]}),
            "agent of the context without types": changed(
                BASE, context={"contextAgents": [{"objectType": "contextAgent", "agent": AGENT}]}
            ),
            "two agents of the context": changed(BASE, context={"contextAgents": [WITNESS, WITNESS]}),
            "group of the context": changed(BASE, context={"contextGroups": [CREW]}),
            "identified group of the context": changed(
                BASE,
                context={
                    "contextGroups": [
                        {"objectType": "contextGroup", "group": {"objectType": "Group", "mbox": "mailto:a@b.org"}}
                    ]
                },
            ),
            "agents and groups about an agent": changed(
                BASE, object=AGENT, context={"contextAgents": [WITNESS], "contextGroups": [CREW]}
            ),
        },
        TWO,
    ),
    *bad(
        "4.2.2.5",
        {
            "agents of the context in 1.0.3": (
                changed(BASE, context={"contextAgents": [WITNESS]}),
                "context.contextAgents",
                "it came with xAPI 2.0",
            ),
            "groups of the context in 1.0.3": (
                changed(BASE, context={"contextGroups": [CREW]}),
                "context.contextGroups",
                "it came with xAPI 2.0",
            ),
        },
        ONE,
    ),
    *bad(
        "4.2.2.5",
        {
            "agents of the context as an object": (
                changed(BASE, context={"contextAgents": WITNESS}),
                "context.contextAgents",
                "must be an array",
            ),
            **{
                f"{name} among the agents": (
                    changed(BASE, context={"contextAgents": [one]}),
                    f"{AGENTS}{path}",
                    words,
                )
                for name, one, path, words in (
                    ("another type", {**WITNESS, "objectType": "Agent"}, ".objectType", "must be 'contextAgent'"),
                    ("the type in capitals", {**WITNESS, "objectType": "ContextAgent"}, ".objectType", "must be"),
                    ("no type", {"agent": AGENT}, ".objectType", REQUIRED),
                    ("nobody", {"objectType": "contextAgent"}, ".agent", REQUIRED),
                    ("an odd agent", {**WITNESS, "agent": {"key": "value"}}, ".agent", "not allowed"),
                    ("a group", {**WITNESS, "agent": GROUP}, ".agent", "not allowed"),
                    ("no types", {**WITNESS, "relevantTypes": []}, ".relevantTypes", "must not be empty"),
                    ("a type that is no IRI", {**WITNESS, "relevantTypes": ["a:b", "abc"]}, ".relevantTypes[1]", IRI),
                    ("types as text", {**WITNESS, "relevantTypes": "a:b"}, ".relevantTypes", "must be an array"),
                    ("more", {**WITNESS, "member": [AGENT]}, ".member", "not allowed"),
                )
            },
            **{
                f"{name} among the groups": (
                    changed(BASE, context={"contextGroups": [one]}),
                    f"{GROUPS}{path}",
                    words,
                )
                for name, one, path, words in (
                    ("another type", {**CREW, "objectType": "Group"}, ".objectType", "must be 'contextGroup'"),
                    ("no type", {"group": GROUP}, ".objectType", REQUIRED),
                    ("nobody", {"objectType": "contextGroup"}, ".group", REQUIRED),
                    ("an odd group", {**CREW, "group": {"key": "value"}}, ".group.objectType", REQUIRED),
                    ("an agent", {**CREW, "group": AGENT}, ".group.objectType", "must be 'Group'"),
                    ("no types", {**CREW, "relevantTypes": []}, ".relevantTypes", "must not be empty"),
                    ("a type that is no IRI", {**CREW, "relevantTypes": ["abc"]}, ".relevantTypes[0]", IRI),
                )
            },
        },
        TWO,
    ),
    *good(
        "4.2.4.2",
        {
            f"timestamp {text}": changed(BASE, timestamp=text)
            for text in (
                "2008-09-15 15:53:00.601+00:00",
                "2008-09-15t15:53:00z",
                "2016-12-31t23:59:60z",
            )
        },
        TWO,
    ),
    *bad(
        "4.2.4.2",
        {
            f"timestamp {text}": (changed(BASE, timestamp=text), "timestamp", "with its zone")
            for text in (
                "2026-11-22T09:30:00",
                "2026-11-22T09:30:00-08",
                "2026-11-22T09:30:00+0000",
                "2026-11-22T09:30Z",
                "20261122T093000Z",
                "2026-11-22T09:30:00,5Z",
                "2026-11-22_09:30:00Z",
            )
        },
        TWO,
    ),
    *good("4.2.4.3", {f"version {text}": changed(BASE, version=text) for text in ("2.0.0", "2.0", "2.0.7")}, TWO),
    *bad(
        "4.2.4.3",
        {
            f"version {text}": (changed(BASE, version=text), "version", "2.0.x")
            for text in ("2", "2.1.0", "2.0.x", "2.00.0")
        },
        TWO,
    ),
)
