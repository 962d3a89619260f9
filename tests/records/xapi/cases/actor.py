"""Agents and groups (2.4.2), wherever a statement has one."""

from collections.abc import Iterator
from typing import Final

from tests.records.xapi.statements import (
    AGENT,
    BASE,
    GROUP,
    IRI,
    OBJECT,
    REQUIRED,
    STRING,
    Bad,
    Case,
    Good,
    Json,
    bad,
    changed,
    good,
)

TYPE: Final = "Agent or Group"

AGENTS: Final[Good] = {
    "agent by objectType": AGENT,
    "agent without objectType": {"mbox": "mailto:ann@example.org"},
    "agent with a name": {"name": "Ann", "mbox": "mailto:ann@example.org"},
    "agent without letters for a name": {"name": "", "mbox": "mailto:ann@example.org"},
}
IDENTIFIERS: Final[Good] = {
    "sha1": {"mbox_sha1sum": "cd9b00a5611f94eaa7b1661edab976068e364975"},
    "sha1 in capitals": {"mbox_sha1sum": "CD9B00A5611F94EAA7B1661EDAB976068E364975"},
    "openid": {"openid": "https://ann.example.org/"},
    "mbox": {"mbox": "mailto:ann@example.org"},
    "mbox at a host without a dot": {"mbox": "mailto:ann@localhost"},
    "mbox with a plus": {"mbox": "mailto:ann+xapi@example.org"},
}
ACCOUNTS: Final[Good] = {
    "account": {"account": {"homePage": "https://lms.example.org", "name": "7"}},
    "account at a urn": {"account": {"homePage": "urn:example:lms", "name": "7"}},
    "account of nothing": {"account": {"homePage": "https://lms.example.org", "name": ""}},
}
GROUPS: Final[Good] = {
    "anonymous group": GROUP,
    "anonymous group with a name": {**GROUP, "name": "Night shift"},
    "identified group": {"objectType": "Group", "mbox": "mailto:all@example.org"},
    "identified group with members": {**GROUP, "openid": "https://all.example.org"},
    "identified group with an empty list": {"objectType": "Group", "mbox": "mailto:all@example.org", "member": []},
}

BAD_AGENTS: Final[Bad] = {
    "empty agent": ({}, "", "this one has none"),
    "agent by objectType alone": ({"objectType": "Agent"}, "", "this one has none"),
    "agent by name alone": ({"name": "Ann"}, "", "exactly one of"),
    "agent by two": ({"mbox": "mailto:ann@example.org", "openid": "https://ann.example"}, "", "mbox and openid"),
    "agent with members": ({**AGENT, "member": []}, "member", "not allowed"),
    "agent with more": ({**AGENT, "age": 7}, "age", "not allowed"),
    "name as a number": ({**AGENT, "name": 7}, "name", STRING),
    "name as an object": ({**AGENT, "name": {"key": "value"}}, "name", STRING),
}
BAD_TYPES: Final[Bad] = {
    "agent of another type": ({**AGENT, "objectType": "Person"}, "", TYPE),
    "agent in lower case": ({**AGENT, "objectType": "agent"}, "", TYPE),
    "group in lower case": ({**GROUP, "objectType": "group"}, "", TYPE),
    "agent with a number for a type": ({**AGENT, "objectType": 123}, "", TYPE),
    "agent with an object for a type": ({**AGENT, "objectType": {"key": "value"}}, "", TYPE),
    "agent with a list for a type": ({**AGENT, "objectType": []}, "", TYPE),
    "agent with JSON for a type": ({**AGENT, "objectType": '"objectType": "Agent"'}, "", TYPE),
}
BAD_GROUPS: Final[Bad] = {
    "anonymous group of nobody": ({"objectType": "Group"}, "", "must list its members"),
    "anonymous group with an empty list": ({"objectType": "Group", "member": []}, "", "must list its members"),
    "group in a group": ({"objectType": "Group", "member": [GROUP]}, "member[0].member", "not"),
    "group by two": (
        {**GROUP, "mbox": "mailto:a@b.org", "openid": "https://a.example"},
        "",
        "a group must have exactly",
    ),
    "members as an object": ({"objectType": "Group", "member": AGENT}, "member", "an array"),
    "members as an object of an identified group": (
        {"objectType": "Group", "mbox": "mailto:a@b.org", "member": AGENT},
        "member",
        "an array",
    ),
    "member as text": ({"objectType": "Group", "member": ["ann"]}, "member[0]", OBJECT),
    "member without identifier": (
        {"objectType": "Group", "member": [AGENT, {"name": "B"}]},
        "member[1]",
        "exactly one of",
    ),
}
BAD_IDENTIFIERS: Final[Bad] = {
    "mbox at a web address": ({"mbox": "http://should.fail.com"}, "mbox", "mailto:"),
    "mbox without mailto": ({"mbox": "ann@example.org"}, "mbox", "mailto:"),
    "mbox without a person": ({"mbox": "mailto:should.fail.com"}, "mbox", "mailto:"),
    "mbox in capitals": ({"mbox": "MAILTO:ann@example.org"}, "mbox", "mailto:"),
    "mbox of two": ({"mbox": "mailto:a@b.org,c@d.org"}, "mbox", "one email address"),
    "mbox with a name": ({"mbox": "mailto:Ann <a@b.org>"}, "mbox", "mailto:"),
    "mbox of nothing": ({"mbox": ""}, "mbox", "mailto:"),
    "mbox as an object": ({"mbox": {"key": "value"}}, "mbox", STRING),
    "null mbox": ({"mbox": None}, "mbox", "null"),
    "sha1 too short": ({"mbox_sha1sum": "abc"}, "mbox_sha1sum", "SHA-1"),
    "sha1 not hex": ({"mbox_sha1sum": "g" * 40}, "mbox_sha1sum", "SHA-1"),
    "sha1 as an object": ({"mbox_sha1sum": {"key": "value"}}, "mbox_sha1sum", STRING),
    "openid without a scheme": ({"openid": "ann.example.org"}, "openid", IRI),
    "openid with an odd scheme": ({"openid": "ab=c://should.fail.com"}, "openid", IRI),
}
BAD_ACCOUNTS: Final[Bad] = {
    "account as text": ({"account": "ann"}, "account", OBJECT),
    "account without a home": ({"account": {"name": "7"}}, "account.homePage", REQUIRED),
    "account without a name": ({"account": {"homePage": "https://a.example"}}, "account.name", REQUIRED),
    "account at no address": ({"account": {"homePage": "lms", "name": "7"}}, "account.homePage", IRI),
    "account at an odd address": ({"account": {"homePage": "ab=c://a.example", "name": "7"}}, "account.homePage", IRI),
    "account by an object": ({"account": {"homePage": "https://a.example", "name": {}}}, "account.name", STRING),
    "account with more": (
        {"account": {"homePage": "https://a.example", "name": "7", "id": 1}},
        "account.id",
        "not allowed",
    ),
}


def _everywhere(actor: Json) -> Iterator[tuple[str, Json]]:
    """The path of each place where a statement may have an agent, and one with it there; for teams: context.py."""
    yield "actor", changed(BASE, actor=actor)
    yield "context.instructor", changed(BASE, context={"instructor": actor})
    is_group = actor.get("objectType") == "Group"
    yield "object", changed(BASE, object=actor if is_group else {"objectType": "Agent", **actor})  # 2.4.4.2
    if not is_group:  # a group as authority has requirements of its own (2.4.9), and groups hold no groups
        yield "authority", changed(BASE, authority=actor)
        yield "object.member[0]", changed(BASE, object={"objectType": "Group", "member": [actor]})


def _good(requirement: str, actors: Good) -> tuple[Case, ...]:
    return good(
        requirement,
        {f"{name} as {path}": one for name, actor in actors.items() for path, one in _everywhere(actor)},
    )


def _bad(requirement: str, actors: Bad) -> tuple[Case, ...]:
    return bad(
        requirement,
        {
            f"{name} as {place}": (one, f"{place}.{path}".rstrip("."), words)
            for name, (actor, path, words) in actors.items()
            for place, one in _everywhere(actor)
        },
    )


def _of_groups(actors: Bad) -> Bad:
    return {
        f"group with {name}": ({"objectType": "Group", **actor}, path, words)
        for name, (actor, path, words) in actors.items()
    }


CASES: Final[tuple[Case, ...]] = (
    *bad(
        "2.4.2",
        {
            "actor as text": (changed(BASE, actor="Ann"), "actor", OBJECT),
            "actor as a list": (changed(BASE, actor=[AGENT]), "actor", OBJECT),
            "group without its type": (changed(BASE, actor={"member": [AGENT]}), "actor.member", "not allowed"),
            **{
                f"{name} as actor": (changed(BASE, actor=actor), "actor", words)
                for name, (actor, _, words) in BAD_TYPES.items()
            },
            **{
                f"{name} as instructor": (changed(BASE, context={"instructor": actor}), "context.instructor", words)
                for name, (actor, _, words) in BAD_TYPES.items()
            },
        },
    ),
    *_good("2.4.2.1", AGENTS),
    *_bad("2.4.2.1", BAD_AGENTS),
    *_good("2.4.2.2", GROUPS),
    *_bad("2.4.2.2", BAD_GROUPS),
    *_good("2.4.2.3", IDENTIFIERS),
    *_bad("2.4.2.3", BAD_IDENTIFIERS),
    *_bad("2.4.2.3", _of_groups(BAD_IDENTIFIERS)),
    *_good("2.4.2.4", ACCOUNTS),
    *_bad("2.4.2.4", BAD_ACCOUNTS),
    *_bad("2.4.2.4", _of_groups(BAD_ACCOUNTS)),
)
