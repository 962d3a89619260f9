"""Agents and groups (2.4.2)."""

from typing import Final

from tests.records.xapi.statements import AGENT, BASE, GROUP, IRI, OBJECT, REQUIRED, STRING, Bad, Good, changed

GOOD: Final[Good] = {
    "agent by objectType": changed(BASE, actor=AGENT),
    "agent by sha1": changed(BASE, actor={"mbox_sha1sum": "cd9b00a5611f94eaa7b1661edab976068e364975"}),
    "agent by openid": changed(BASE, actor={"openid": "https://ann.example.org/"}),
    "agent by account": changed(BASE, actor={"account": {"homePage": "https://lms.example.org", "name": "7"}}),
    "agent with a name": changed(BASE, actor={"name": "Ann", "mbox": "mailto:ann@example.org"}),
    "agent at a host without a dot": changed(BASE, actor={"mbox": "mailto:ann@localhost"}),
    "agent with a plus": changed(BASE, actor={"mbox": "mailto:ann+xapi@example.org"}),
    "anonymous group": changed(BASE, actor=GROUP),
    "identified group": changed(BASE, actor={"objectType": "Group", "mbox": "mailto:all@example.org"}),
    "identified group with members": changed(BASE, actor={**GROUP, "openid": "https://all.example.org"}),
    "identified group with an empty list": changed(
        BASE, actor={"objectType": "Group", "mbox": "mailto:all@example.org", "member": []}
    ),
}

BAD: Final[Bad] = {
    "actor as text": (changed(BASE, actor="Ann"), "actor", OBJECT),
    "actor as a list": (changed(BASE, actor=[AGENT]), "actor", OBJECT),
    "empty actor": (changed(BASE, actor={}), "actor", "this one has none"),
    "agent by name alone": (changed(BASE, actor={"name": "Ann"}), "actor", "exactly one of"),
    "agent by two": (
        changed(BASE, actor={"mbox": "mailto:ann@example.org", "openid": "https://ann.example"}),
        "actor",
        "mbox and openid",
    ),
    "agent of another type": (changed(BASE, actor={**AGENT, "objectType": "Person"}), "actor", "Agent or Group"),
    "agent in lower case": (changed(BASE, actor={**AGENT, "objectType": "agent"}), "actor", "Agent or Group"),
    "agent with a number for a type": (changed(BASE, actor={**AGENT, "objectType": 1}), "actor", "Agent or Group"),
    "agent with a list for a type": (changed(BASE, actor={**AGENT, "objectType": []}), "actor", "Agent or Group"),
    "agent with members": (changed(BASE, actor={**AGENT, "member": []}), "actor.member", "not allowed"),
    "group without its type": (changed(BASE, actor={"member": [AGENT]}), "actor.member", "not allowed"),
    "name as a number": (changed(BASE, actor__name=7), "actor.name", STRING),
    "mbox without mailto": (changed(BASE, actor={"mbox": "ann@example.org"}), "actor.mbox", "mailto:"),
    "mbox in capitals": (changed(BASE, actor={"mbox": "MAILTO:ann@example.org"}), "actor.mbox", "mailto:"),
    "mbox of two": (changed(BASE, actor={"mbox": "mailto:a@b.org,c@d.org"}), "actor.mbox", "one email address"),
    "mbox without a host": (changed(BASE, actor={"mbox": "mailto:ann"}), "actor.mbox", "mailto:"),
    "mbox with a name": (changed(BASE, actor={"mbox": "mailto:Ann <a@b.org>"}), "actor.mbox", "mailto:"),
    "sha1 too short": (changed(BASE, actor={"mbox_sha1sum": "abc"}), "actor.mbox_sha1sum", "SHA-1"),
    "sha1 not hex": (changed(BASE, actor={"mbox_sha1sum": "g" * 40}), "actor.mbox_sha1sum", "SHA-1"),
    "openid without a scheme": (changed(BASE, actor={"openid": "ann.example.org"}), "actor.openid", IRI),
    "account as text": (changed(BASE, actor={"account": "ann"}), "actor.account", OBJECT),
    "account without a home": (changed(BASE, actor={"account": {"name": "7"}}), "actor.account.homePage", REQUIRED),
    "account without a name": (
        changed(BASE, actor={"account": {"homePage": "https://a.example"}}),
        "actor.account.name",
        REQUIRED,
    ),
    "account at no address": (
        changed(BASE, actor={"account": {"homePage": "lms", "name": "7"}}),
        "actor.account.homePage",
        IRI,
    ),
    "account with more": (
        changed(BASE, actor={"account": {"homePage": "https://a.example", "name": "7", "id": 1}}),
        "actor.account.id",
        "not allowed",
    ),
    "anonymous group of nobody": (changed(BASE, actor={"objectType": "Group"}), "actor", "must list its members"),
    "anonymous group with an empty list": (
        changed(BASE, actor={"objectType": "Group", "member": []}),
        "actor",
        "must list its members",
    ),
    "group in a group": (
        changed(BASE, actor={"objectType": "Group", "member": [GROUP]}),
        "actor.member[0].member",
        "not",
    ),
    "group by two": (
        changed(BASE, actor={**GROUP, "mbox": "mailto:a@b.org", "openid": "https://a.example"}),
        "actor",
        "a group must have exactly one",
    ),
    "members as an object": (changed(BASE, actor={"objectType": "Group", "member": AGENT}), "actor.member", "an array"),
    "member without identifier": (
        changed(BASE, actor={"objectType": "Group", "member": [AGENT, {"name": "Bob"}]}),
        "actor.member[1]",
        "exactly one of",
    ),
}
