"""A person out of the store: from what can be asked, and from the bytes."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from builder.records.lrs.keys import Term, hasher, numbers
from builder.records.lrs.store import sqlite
from builder.records.lrs.store.database import Database, Session
from builder.records.lrs.store.open import open_database
from builder.records.lrs.terms import CREDENTIAL, terms
from builder.records.lrs.upkeep.erase import Erased, Erasure
from builder.records.lrs.upkeep.stand_in import HOME, Person, person_of
from tests.records.lrs.conftest import Lrs
from tests.records.lrs.life import ACTIVITY, ANNA, BERT, FILE, keep_state, live, post, post_with_file, rows, statement

AGENT = {"agent": json.dumps(ANNA)}
RELATED = {**AGENT, "related_agents": "true"}


@pytest.fixture
def beside(address: str, lrs: Lrs) -> Iterator[Database]:
    """The same store in another process, as it were, while the server runs."""
    assert lrs.service.database.name
    with closing(open_database(address)) as database:
        yield database


def erase(database: Database, *, delete: bool = False, person: Person | None = None) -> Erased:
    erasure = Erasure(hasher(database.key), person or person_of(ANNA["mbox"]), delete=delete)
    planned = database.read(erasure.plan).result()
    assert database.write(erasure.carry_out).result() == planned
    return planned


def asked(lrs: Lrs, headers: dict[str, str], **params: str) -> list[dict[str, object]]:
    answer = lrs.http.get("/xapi/statements", params=params, headers=headers)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, object]] = answer.json()["statements"]
    return found


def told_in(text: str) -> bool:
    """Whether Anna is, by her name or her address; fewer letters stand among random bytes now and then."""
    return re.search("nna.?example", text, re.IGNORECASE) is not None


def mentions(database: Database) -> set[tuple[int, int]]:
    """By what each statement should be found: told from the bodies alone, without what is in the table."""
    hash_ = hasher(database.key)
    by_id = {dict(row)["id"]: dict(row) for row in rows(database)["statement"]}
    found = set[tuple[int, int]]()
    for row in by_id.values():
        known: set[Term] = {(CREDENTIAL, row["credential"])}
        seen, one = set[str](), row
        while one and one["id"] not in seen:
            seen.add(one["id"])
            known |= terms(json.loads(one["body"]))
            one = by_id.get(one["refers"], {})
        found |= {(number, row["seq"]) for number in numbers(hash_, row["agency"], known)}
    return found


def found_by(database: Database) -> set[tuple[int, int]]:
    return {(dict(row)["term"], dict(row)["seq"]) for row in rows(database)["mention"]}


def test_statements_stay_and_nobody_can_tell_whose_they_were(lrs: Lrs, beside: Database) -> None:
    headers = live(lrs)
    before = asked(lrs, headers)
    assert found_by(beside) == mentions(beside)
    told = erase(beside)
    assert (told.changed, told.deleted, told.files, told.documents, told.names, told.left) == (3, 0, 1, 1, 2, 0)

    after = asked(lrs, headers)
    assert [one["id"] for one in after] == [one["id"] for one in before]
    assert asked(lrs, headers, **AGENT) == asked(lrs, headers, **RELATED) == []
    assert not told_in(json.dumps(after))
    actors = [one["actor"] for one in after if "erased" in json.dumps(one["actor"])]
    assert len(actors) == 3
    assert actors == actors[:1] * 3
    assert actors[0] == {"objectType": "Agent", "account": {"homePage": HOME, "name": actors[0]["account"]["name"]}}  # type: ignore[index]
    # Those who are counted by the pseudonym are counted as before, with what refers to them.
    assert len(asked(lrs, headers, agent=json.dumps(actors[0]))) == 4
    assert found_by(beside) == mentions(beside)
    assert not told_in(repr(rows(beside)).replace("\\", ""))


def test_a_statement_that_was_erased_can_be_referred_to_and_found_by_that(lrs: Lrs, beside: Database) -> None:
    headers = lrs.credential()
    (first,) = post(lrs, headers, statement(verb="began"))
    erase(beside)
    post(lrs, headers, statement(BERT, object={"objectType": "StatementRef", "id": first}))
    assert len(asked(lrs, headers, verb="https://example.org/began")) == 2
    assert found_by(beside) == mentions(beside)


def test_statements_go_wholly_when_asked_for_and_references_to_them_stay(lrs: Lrs, beside: Database) -> None:
    headers = live(lrs)
    group = {"objectType": "Group", "member": [ANNA, BERT]}
    post(lrs, headers, statement(group, verb="patrolled"), statement(BERT, verb="thanked", object=ANNA))
    ids = {str(one["id"]) for one in asked(lrs, headers, **AGENT)}
    told = erase(beside, delete=True)
    assert (told.changed, told.deleted, told.files, told.documents) == (1, 4, 1, 1)

    after = asked(lrs, headers)
    assert not told_in(json.dumps(after))
    assert [one["actor"] for one in after if one["verb"] == {"id": "https://example.org/patrolled"}] != []
    dangling = [one for one in after if one["object"].get("id") in ids]  # type: ignore[attr-defined]
    assert len(dangling) == 1
    assert found_by(beside) == mentions(beside)
    (id_,) = post(lrs, headers, statement(BERT, verb="went-on"))
    assert asked(lrs, headers, limit="1")[0]["id"] == id_
    assert found_by(beside) == mentions(beside)


def test_a_file_of_several_goes_with_the_last_who_has_it(lrs: Lrs, beside: Database) -> None:
    headers = lrs.credential()
    post_with_file(lrs, headers, statement(ANNA))
    post_with_file(lrs, headers, statement(ANNA, verb="earned-again"))
    shared = post_with_file(lrs, headers, statement(BERT))
    assert erase(beside).files == 0
    answer = lrs.http.get("/xapi/statements", params={"statementId": shared, "attachments": "true"}, headers=headers)
    assert FILE in answer.content
    assert erase(beside, person=person_of(json.dumps(BERT))).files == 1
    assert not rows(beside)["attachment"]


def test_what_is_erased_in_one_agency_is_erased_in_all(lrs: Lrs, beside: Database) -> None:
    for agency in ("", "north", "south"):
        headers = lrs.credential(agency=agency)
        post(lrs, headers, statement())
        keep_state(lrs, headers, ANNA, b"page 7")
    told = erase(beside)
    assert (told.changed, told.documents) == (3, 3)
    assert found_by(beside) == mentions(beside)


def test_who_is_reached_over_a_long_chain_of_references_is_not_found_by_it(lrs: Lrs, beside: Database) -> None:
    headers = lrs.credential()
    ids = [str(uuid.UUID(int=number, version=4)) for number in range(120)]
    chain = [
        statement(BERT, id=id_, object={"objectType": "StatementRef", "id": target})
        for id_, target in zip(ids[1:], ids[:-1], strict=True)
    ]
    post(lrs, headers, *reversed(chain))
    post(lrs, headers, statement(ANNA, id=ids[0]))
    assert len(asked(lrs, headers, **AGENT, limit="500")) > 50
    assert erase(beside).changed == 1
    assert not asked(lrs, headers, **AGENT)
    assert not asked(lrs, headers, **AGENT, verb="https://example.org/did")


def test_what_stands_elsewhere_in_a_statement_is_counted(lrs: Lrs, beside: Database) -> None:
    headers = lrs.credential()
    post(lrs, headers, statement(result={"response": "I am Anna Example"}), statement())
    assert erase(beside).left == 1


def test_who_is_not_there_changes_nothing(lrs: Lrs, beside: Database) -> None:
    live(lrs)
    before = rows(beside)
    assert erase(beside, person=person_of("nobody@example.org")).nothing
    assert rows(beside) == before


def test_an_erasure_that_breaks_off_changes_nothing(
    lrs: Lrs, beside: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    live(lrs)
    before = rows(beside)

    def broken(*_: object) -> list[str]:
        raise InterruptedError

    monkeypatch.setattr(Erasure, "_launches", broken)
    erasure = Erasure(hasher(beside.key), person_of(ANNA["mbox"]), delete=False)
    with pytest.raises(InterruptedError):
        beside.write(erasure.carry_out).result()
    assert rows(beside) == before


def test_a_launch_for_the_person_ends(lrs: Lrs, beside: Database) -> None:
    headers = lrs.credential()
    answer = lrs.http.post("/launches", json={"actor": ANNA}, headers=headers)
    assert answer.status_code == 201, answer.text
    assert erase(beside).launches == 1
    assert not told_in(repr(rows(beside)["credential"]))


def test_other_spellings_are_told(lrs: Lrs, beside: Database) -> None:
    headers = lrs.credential()
    post(lrs, headers, statement({"mbox": "mailto:Anna.Example@Example.org", "name": "Anna"}))
    erasure = Erasure(hasher(beside.key), person_of(ANNA["mbox"]), delete=False)
    assert beside.read(erasure.alike).result() == ["mailto:Anna.Example@Example.org"]


def test_a_server_knows_nothing_of_the_person_by_heart(lrs: Lrs, beside: Database) -> None:
    headers = lrs.credential()

    def names() -> object:
        asked = {"agent": json.dumps({"mbox": ANNA["mbox"]})}
        return lrs.http.get("/xapi/agents", params=asked, headers=headers).json().get("name")

    course = {"id": ACTIVITY, "definition": {"name": {"en": "A course"}}}
    post(lrs, headers, statement(object=course), statement(BERT))
    assert names() == ["Anna Example"]
    erase(beside)
    assert names() in (None, [])
    post(lrs, headers, statement(BERT))
    assert "Anna" not in repr(vars(lrs.service.known))
    post(lrs, headers, statement(object=course))
    assert names() == ["Anna Example"]


@pytest.mark.parametrize("delete", [False, True], ids=["changed", "deleted"])
@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_no_byte_of_the_person_stays_in_the_file_while_the_server_runs(
    lrs: Lrs, beside: Database, tmp_path: Path, delete: bool
) -> None:
    """Enough for pages that are split and moved, with documents that were changed and deleted before."""
    headers = live(lrs)
    for number in range(12):
        actor = ANNA if number % 3 else BERT
        post(lrs, headers, *(statement(actor, result={"response": "x" * size}) for size in range(0, 4000, 250)))
        keep_state(lrs, headers, ANNA, f"Anna Example reads page {number}".encode() * (number + 1) ** 2)

    def found(words: bytes) -> bool:
        return any(words in path.read_bytes() for path in tmp_path.glob("lrs.db*"))

    words = (b"anna.example", b"Anna Example", FILE[:20])
    assert all(map(found, words))
    erase(beside, delete=delete)
    assert beside.scrub() is None
    assert not any(map(found, words))
    assert found(b"bert-example-7")
    post(lrs, headers, statement(BERT, verb="went-on"))


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_a_reader_that_holds_the_log_is_told(lrs: Lrs, beside: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "WAIT_SECONDS", 0.05)
    live(lrs)
    erase(beside)

    def job(session: Session) -> str | None:
        assert session.one("SELECT 1 FROM statement")
        return beside.scrub()

    left = lrs.service.database.read(job).result()
    assert left is not None
    assert "-wal" in left
    assert beside.scrub() is None


def test_the_activity_of_the_person_is_no_person(lrs: Lrs, beside: Database) -> None:
    headers = lrs.credential()
    post(lrs, headers, statement(BERT, object={"id": ANNA["mbox"]}))
    assert erase(beside).nothing
