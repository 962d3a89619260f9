"""The same random life of documents against a plain dictionary: what is there, under which ETag, in which list.

`LRS_SEED=17` repeats a run; `LRS_LIVES` says how many there are.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final

import pytest
from starlette.types import ASGIApp

from builder.records.lrs.app import create_app
from builder.records.lrs.scope import Scope
from builder.records.lrs.service import Service
from builder.records.lrs.store import credentials
from builder.records.lrs.store.open import open_database
from tests.records.lrs.fuzz.making import ACTIVITIES, PEOPLE, REGISTRATIONS
from tests.records.lrs.fuzz.wire import Reply, basic, request, send
from tests.records.lrs.loop import run

LIVES: Final = int(os.environ.get("LRS_LIVES", "3"))
SEEDS: Final = [int(os.environ["LRS_SEED"])] if "LRS_SEED" in os.environ else list(range(1, LIVES + 1))
STEPS: Final = 300
NAMES: Final = ("bookmark", "a/b c", "\u00e9\U0001f692", "bookmark ")
JSON: Final = "application/json"
Key = tuple[str, ...]
"""The resource, its activity, its agent, its registration, its name; what it has not is empty."""


@dataclass
class Life:
    """A store, and the documents that should be in it: content type and content."""

    app: ASGIApp
    auth: str
    random: Random
    kept: dict[Key, tuple[str, bytes]] = field(default_factory=dict)

    async def ask(self, method: str, key: Key, **more: Any) -> Reply:
        version = self.random.choice(("1.0.3", "2.0.0"))
        return await send(self.app, request(method, key[0], query_of(key), auth=self.auth, version=version, **more))

    def key(self) -> Key:
        pick = self.random.choice
        resource = pick(("activities/state", "activities/profile", "agents/profile"))
        activity = pick(ACTIVITIES[:3]) if resource != "agents/profile" else ""
        agent = json.dumps(pick(PEOPLE[:4])) if resource != "activities/profile" else ""
        registration = pick(("", *REGISTRATIONS[:2])) if resource == "activities/state" else ""
        return resource, activity, agent, pick((registration, registration.upper(), registration.lower())), pick(NAMES)

    async def step(self) -> None:
        key = self.key()
        doing = self.random.choices((self.put, self.post, self.delete, self.get, self.names), (35, 25, 10, 20, 10))[0]
        await doing(key)

    async def put(self, key: Key) -> None:
        """Over what is there only with its ETag; over nothing only when nothing is there."""
        there = self.kept.get(folded(key))
        etag = (await self.ask("GET", key)).header("etag")
        condition, good = self.random.choice(
            (({"if-match": etag or '"x"'}, there is not None), ({"if-none-match": "*"}, there is None),
             ({"if-match": '"wrong"'}, False))
        )  # fmt: skip
        kind, content = self.random.choice((JSON, "text/plain", "application/octet-stream")), self.random.randbytes(40)
        if kind == JSON:
            content = json.dumps({self.random.choice("abc"): self.random.random()}).encode()
        reply = await self.ask("PUT", key, body=content, content_type=kind, headers=condition)
        assert reply.status == (204 if good else 412), (reply, key, condition)
        if good:
            self.kept[folded(key)] = (kind, content)

    async def post(self, key: Key) -> None:
        """The top level of two JSON objects becomes one."""
        there = self.kept.get(folded(key))
        new = {self.random.choice("abcd"): self.random.choice((1, None, {"a": 1}, [2])) for _ in range(2)}
        etag = (await self.ask("GET", key)).header("etag")
        headers = {"if-match": etag} if etag else {"if-none-match": "*"}
        reply = await self.ask("POST", key, json_=new, headers=headers)
        if there is not None and there[0] != JSON:
            assert reply.status == 400, (reply, there)
            return
        assert reply.status == 204, reply
        old = json.loads(there[1]) if there else {}
        self.kept[folded(key)] = (JSON, json.dumps({**old, **new}).encode())

    async def delete(self, key: Key) -> None:
        etag = (await self.ask("GET", key)).header("etag")
        reply = await self.ask("DELETE", key, headers={"if-match": etag} if etag else {})
        assert reply.status == 204, reply
        self.kept.pop(folded(key), None)

    async def get(self, key: Key) -> None:
        there = self.kept.get(folded(key))
        reply = await self.ask("GET", key)
        if there is None:
            assert reply.status == 404, reply
            return
        kind, content = there
        assert reply.status == 200
        assert (reply.header("content-type") or "").startswith(kind)
        if kind == JSON:
            assert json.loads(reply.body) == json.loads(content)
        else:
            assert reply.body == content
        again = await self.ask("GET", key)
        assert again.header("etag") == reply.header("etag")

    async def names(self, key: Key) -> None:
        """Of all documents beside it; of the State without a registration those of all registrations."""
        whole = folded(key)
        wanted = sorted(
            {
                other[-1]
                for other in self.kept
                if other[:3] == whole[:3] and (other[3] == whole[3] or (key[0] == "activities/state" and not whole[3]))
            }
        )
        reply = await self.ask("GET", (*key[:-1], ""))
        assert reply.status == 200
        assert sorted(set(reply.json())) == wanted, key


def query_of(key: Key) -> dict[str, str]:
    resource, activity, agent, registration, name = key
    named = "stateId" if resource == "activities/state" else "profileId"
    found = {"activityId": activity, "agent": agent, "registration": registration, named: name}
    return {parameter: value for parameter, value in found.items() if value}


def folded(key: Key) -> Key:
    """Agents are told apart by their identifier, registrations by their value."""
    agent = {name: value for name, value in json.loads(key[2] or "{}").items() if name not in ("name", "objectType")}
    return key[0], key[1], json.dumps(agent, sort_keys=True) if agent else "", key[3].lower(), key[4]


@pytest.fixture
def service(address: str) -> Iterator[Service]:
    made = Service(open_database(address))
    yield made
    made.close()


@pytest.mark.parametrize("seed", SEEDS)
def test_documents_are_as_in_a_plain_dictionary(service: Service, seed: int) -> None:
    database = service.database
    key, secret = database.write(
        lambda session: credentials.add(session, database.key, "test", (Scope.ALL,), service.clock())
    ).result()

    async def lived() -> None:
        life = Life(create_app(service), basic(key, secret), Random(seed))
        for _ in range(STEPS):
            await life.step()
        for found in list(life.kept):
            await life.get(found)
            await life.names(found)

    run(lived())
