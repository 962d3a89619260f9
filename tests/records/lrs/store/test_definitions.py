"""What activities and people are called."""

from __future__ import annotations

from typing import Any

import pytest

from builder.records.lrs.incoming import Writer
from builder.records.lrs.service import Limits
from builder.records.lrs.statements.receive import received
from builder.records.lrs.store import activities, agents
from builder.records.lrs.store.database import Session
from builder.records.lrs.store.definitions import KNOWN_TEXT, MOST_KNOWN, Known, Lesson, merged
from builder.records.lrs.store.statements import insert
from builder.standards.xapi import Version
from tests.records.lrs.conftest import Lrs

FIRE = "https://example.org/fire"
ANN = "mailto:ann@example.org"


def defining(name: str | None, who: str = "Ann") -> dict[str, Any]:
    definition = {"definition": {"name": {"en": name}}} if name else {}
    return {
        "actor": {"mbox": ANN, "name": who},
        "verb": {"id": "https://example.org/did"},
        "object": {"id": FIRE, **definition},
    }


class Store:
    """Inserts as the resource does, with the same knowledge."""

    def __init__(self, lrs: Lrs) -> None:
        self.lrs, self.known = lrs, Known()

    def take(self, *statements: dict[str, Any], fail: bool = False, agency: str = "") -> None:
        authority = {"account": {"homePage": "https://lrs.example.org", "name": "key"}}
        found, files = received(statements, Version.ONE, authority, {}, Limits())

        def job(session: Session) -> list[Lesson]:
            lessons = insert(session, self.lrs.service.hash, Writer("key", agency), found, files, 1, self.known)
            if fail:
                raise ValueError
            return lessons

        self.known.learn(self.lrs.service.database.write(job).result())

    def definition(self, agency: str = "") -> object:
        return self.lrs.service.database.read(lambda session: activities.definition(session, agency, FIRE)).result()

    def names(self) -> list[str]:
        return list(self.lrs.service.database.read(lambda session: agents.names(session, "", ANN)).result())


@pytest.fixture
def store(lrs: Lrs) -> Store:
    return Store(lrs)


def test_the_newest_word_counts(store: Store) -> None:
    for name in ("Fire", "Water", "Fire", None):
        store.take(defining(name))
    assert store.definition() == {"name": {"en": "Fire"}}


def test_what_was_rolled_back_is_not_taken_for_known(store: Store) -> None:
    with pytest.raises(ValueError):
        store.take(defining("Fire"), fail=True)
    assert (store.definition(), store.names()) == (None, [])
    store.take(defining("Fire"))
    assert (store.definition(), store.names()) == ({"name": {"en": "Fire"}}, ["Ann"])
    with pytest.raises(ValueError):
        store.take(defining("Water", "Anna"), fail=True)
    store.take(defining("Fire"))
    assert (store.definition(), store.names()) == ({"name": {"en": "Fire"}}, ["Ann"])


def test_in_one_batch_the_last_word_counts(store: Store) -> None:
    store.take(defining("Fire"))
    store.take(defining("Water"), defining("Fire"))
    assert store.definition() == {"name": {"en": "Fire"}}


def test_each_agency_has_its_own_words(store: Store) -> None:
    store.take(defining("Fire"), agency="A")
    store.take(defining("Water"), agency="B")
    store.take(defining("Fire"), agency="A")
    assert [store.definition(agency) for agency in ("A", "B", "")] == [
        {"name": {"en": "Fire"}},
        {"name": {"en": "Water"}},
        None,
    ]


def test_a_definition_grows_only_so_far(store: Store) -> None:
    huge = defining("Fire")
    for tag in ("en", "de", "fr"):
        huge["object"]["definition"]["name"] = {tag: tag * 60_000}
        store.take(huge)
    assert store.definition() == {"name": {"en": "en" * 60_000, "de": "de" * 60_000}}


def test_names_with_a_zero_are_kept_without_it(store: Store) -> None:
    store.take(defining(None, "A\x00nn"))
    assert store.names() == ["A\ufffdnn"]


def test_merging_adds_to_maps_and_replaces_the_rest() -> None:
    old = {
        "name": {"en": "Fire", "de": "Feuer"},
        "type": "https://a.example/old",
        "choices": [1],
        "extensions": {"x": 1},
    }
    new = {"name": {"en": "Blaze"}, "type": "https://a.example/new", "choices": [2], "extensions": {"y": 2}}
    assert merged(old, new) == {
        "name": {"en": "Blaze", "de": "Feuer"},
        "type": "https://a.example/new",
        "choices": [2],
        "extensions": {"x": 1, "y": 2},
    }


def test_lessons_may_come_in_any_order_and_not_without_end() -> None:
    known = Known()
    known.learn([Lesson(b"k", "new", 2), Lesson(b"k", "old", 1)])
    assert known.has(b"k", "new")
    assert not known.has(b"k", "old")
    known.learn([Lesson(b"k", "x" * (KNOWN_TEXT + 1), 3)])
    assert not known.has(b"k", "new")
    known.learn(Lesson(str(n).encode(), "text", n) for n in range(MOST_KNOWN + 1))
    assert not known.has(b"0", "text")
    assert known.has(b"1", "text")
