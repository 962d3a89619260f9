"""The same random life of a store against a plain list: what is found, in which order, on which page.

`LRS_SEED=17` repeats a run; `LRS_LIVES` says how many there are.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final

import anyio
import pytest
from starlette.types import ASGIApp

from builder.records.lrs.app import create_app
from builder.records.lrs.scope import Scope
from builder.records.lrs.service import Service
from builder.records.lrs.store import credentials
from builder.records.lrs.store.open import open_database
from builder.standards.xapi import Version
from tests.records.lrs.fuzz.making import ACTIVITIES, PEOPLE, REGISTRATIONS, SQUADS, VERBS, Maker
from tests.records.lrs.fuzz.naive import Kept, Naive
from tests.records.lrs.fuzz.same import untouched
from tests.records.lrs.fuzz.wire import Reply, basic, request, send, with_files
from tests.records.lrs.loop import run

LIVES: Final = int(os.environ.get("LRS_LIVES", "3"))
SEEDS: Final = [int(os.environ["LRS_SEED"])] if "LRS_SEED" in os.environ else list(range(1, LIVES + 1))
STEPS: Final = 120
QUESTIONS: Final = 60


@dataclass
class Life:
    """A store and what it should have in it."""

    app: ASGIApp
    auth: str
    random: Random
    naive: Naive = field(default_factory=Naive)
    sent: dict[str, tuple[Any, Version]] = field(default_factory=dict)
    maker: Maker = field(init=False)

    def __post_init__(self) -> None:
        self.maker = Maker(self.random)

    async def ask(self, method: str, resource: str, query: dict[str, str] | None = None, **more: Any) -> Reply:
        version = more.pop("version", self.maker.version.value)
        return await send(self.app, request(method, resource, query, auth=self.auth, version=version, **more))

    async def step(self) -> None:
        """One request, as random clients would send it, and what it should have done."""
        self.maker.version = self.random.choice(list(Version))
        kind = self.random.random()
        if kind < 0.1 and self.maker.ids:
            await self._store([self.maker.voiding(self.random.choice(self.maker.ids[-30:]))])
        elif kind < 0.15 and self.sent:
            await self._resend()
        elif kind < 0.25 and self.sent:
            await self._refused()
        else:
            batch = [self.maker.statement() for _ in range(self.random.choice((1, 1, 2, 5, 12)))]
            self.random.shuffle(batch)
            await self._store(batch)

    async def _store(self, batch: list[Any]) -> None:
        files = list(self.maker.files.values())
        self.maker.files.clear()
        if files:
            body, content_type = with_files(batch, files)
            reply = await self.ask("POST", "statements", body=body, content_type=content_type)
        elif len(batch) == 1 and self.random.random() < 0.5:
            id_ = batch[0]["id"]
            sent = batch[0] if self.random.random() < 0.5 else {k: v for k, v in batch[0].items() if k != "id"}
            reply = await self.ask("PUT", "statements", {"statementId": id_.upper()}, json_=sent)
            assert (reply.status, reply.body) == (204, b""), (reply, sent)
        else:
            reply = await self.ask("POST", "statements", json_=batch if len(batch) > 1 else batch[0])
        if reply.status != 204:
            assert reply.status == 200, (reply.text, json.dumps(batch)[:2000])
            assert reply.json() == [one["id"] for one in batch]
        for one in batch:
            await self._keep(one)

    async def _keep(self, one: Any) -> None:
        """As the store gives it back, which has to be what was sent and its own additions."""
        self.sent[one["id"]] = (one, self.maker.version)
        name = "statementId"
        reply = await self.ask("GET", "statements", {name: one["id"]})
        if reply.status == 404:
            name = "voidedStatementId"
            reply = await self.ask("GET", "statements", {name: one["id"]})
        assert reply.status == 200, (reply.text, one)
        found = reply.json()
        kept = Kept(one["id"], found["stored"], found)
        self.naive.keep(kept)
        assert self.naive.is_voided(kept) == (name == "voidedStatementId")
        assert untouched(one) == {key: value for key, value in untouched(found).items() if key in one}

    async def _resend(self) -> None:
        """Once more, a while after: the same answer, and nothing new."""
        one, self.maker.version = self.random.choice(list(self.sent.values()))
        if any("fileUrl" not in file for file in one.get("attachments", ())):
            return  # its bytes would have to come again
        reply = await self.ask("POST", "statements", json_=one)
        assert reply.status == 200, (reply.text, one)

    async def _refused(self) -> None:
        """A good one in a batch that cannot be stored."""
        good, there = self.maker.statement(), dict(self.random.choice(list(self.sent.values()))[0])
        self.maker.files.clear()
        good.pop("attachments", None)
        there.pop("attachments", None)
        changed = {**there, "result": {"response": "of somebody else"}}
        wrong = self.random.choice(({**there, "verb": {}}, changed, "x", None))
        reply = await self.ask("POST", "statements", json_=[good, wrong, self.maker.statement()])
        self.maker.files.clear()
        assert reply.status in (400, 409), reply.text
        assert (await self.ask("GET", "statements", {"statementId": good["id"]})).status == 404
        del self.maker.ids[-2:]

    async def compare(self, question: dict[str, str]) -> None:
        expected = self.naive.ask(question)
        assert await self.all_pages(question) == expected, question

    async def all_pages(self, question: dict[str, str]) -> list[str]:
        """The ids on all pages, by following `more`."""
        form = self.random.choice(("ids", "exact", "canonical"))
        reply = await self.ask("GET", "statements", {**question, "format": form})
        found: list[str] = []
        for _ in range(1000):
            assert reply.status == 200, (reply.text, question)
            page = reply.json()
            if "limit" in question and int(question["limit"]):
                assert len(page["statements"]) <= int(question["limit"])
            found += [one["id"] for one in page["statements"]]
            if not page["more"]:
                return found
            assert page["statements"], question
            reply = await self.ask("GET", page["more"].removeprefix("/xapi/"))
        raise AssertionError("pages without an end")

    def question(self) -> dict[str, str]:
        """Any combination of filters."""
        pick, chance = self.random.choice, self.random.random
        asked: dict[str, str] = {}
        if chance() < 0.35:
            asked["agent"] = json.dumps(pick((*PEOPLE, *SQUADS[:2])))
            asked |= {"related_agents": pick(("true", "false"))} if chance() < 0.5 else {}
        if chance() < 0.35:
            asked["verb"] = pick((*VERBS, "http://adlnet.gov/expapi/verbs/voided"))
        if chance() < 0.35:
            asked["activity"] = pick(ACTIVITIES)
            asked |= {"related_activities": pick(("true", "false"))} if chance() < 0.5 else {}
        if chance() < 0.2:
            asked["registration"] = pick((str.upper, str.lower, str))(pick(REGISTRATIONS))
        for name in ("since", "until"):
            if chance() < 0.2 and self.naive.kept:
                asked[name] = pick(self.naive.kept).stored
        if chance() < 0.5:
            asked["ascending"] = pick(("true", "false"))
        if chance() < 0.5:
            asked["limit"] = pick(("0", "1", "3", "10", "1000000"))
        return asked


@pytest.fixture
def service(address: str) -> Iterator[Service]:
    made = Service(open_database(address))
    yield made
    made.close()


def life(service: Service, seed: int) -> Life:
    database = service.database
    key, secret = database.write(
        lambda session: credentials.add(session, database.key, "test", (Scope.ALL,), service.clock())
    ).result()
    return Life(create_app(service), basic(key, secret), Random(seed))


@pytest.mark.parametrize("seed", SEEDS)
def test_every_question_finds_what_a_plain_list_finds(service: Service, seed: int) -> None:
    async def lived() -> None:
        one = life(service, seed)
        for _ in range(STEPS):
            await one.step()
        for _ in range(QUESTIONS):
            await one.compare(one.question())
        authority = one.naive.kept[0].statement["authority"]
        await one.compare({"agent": json.dumps(authority), "related_agents": "true"})

    run(lived())


PAGES_LIVES: Final = 150
"""Statements that are there before, and as many that come while pages are read."""


@pytest.mark.parametrize("ascending", ["true", "false"])
def test_pages_have_everything_once_while_others_write(service: Service, ascending: str) -> None:
    """What was there before is on one page each; of what comes meanwhile some may be, but nothing twice."""

    async def lived() -> None:
        one = life(service, 7)
        one.maker.may_attach = False
        before = [one.maker.statement() for _ in range(PAGES_LIVES)]
        await one.ask("POST", "statements", version="2.0.0", json_=plain(before))
        seen: list[str] = []
        target: str | None = f"statements?limit=7&ascending={ascending}&format=ids"
        async with anyio.create_task_group() as others:
            for _ in range(4):
                others.start_soon(write_on, one)
            while target:
                page = (await one.ask("GET", target)).json()
                seen += [found["id"] for found in page["statements"]]
                target = page["more"].removeprefix("/xapi/")
        wanted = [made["id"] for made in before]
        assert len(set(seen)) == len(seen)
        found = [id_ for id_ in seen if id_ in set(wanted)]
        assert found == (wanted if ascending == "true" else wanted[::-1])

    run(lived())


async def write_on(one: Life) -> None:
    maker = Maker(Random(one.random.random()), Version.TWO, may_attach=False)
    for _ in range(PAGES_LIVES // 4):
        reply = await one.ask("POST", "statements", version="2.0.0", json_=plain([maker.statement()])[0])
        assert reply.status == 200, reply.text


def plain(statements: list[Any]) -> list[Any]:
    """For either version."""
    return [
        {key: one[key] for key in ("id", "actor", "verb", "object")} | {"object": {"id": VERBS[0]}}
        for one in statements
    ]
