"""After a fault: does the store have what it said it has, and nothing of what it refused?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from random import Random
from typing import Any, Final

from tests.records.lrs.faults.client import Link
from tests.records.lrs.faults.ledger import Document, Kind, Ledger, Write
from tests.records.lrs.fuzz.making import ACTIVITIES, PEOPLE, REGISTRATIONS, SQUADS, VERBS
from tests.records.lrs.fuzz.naive import Kept, Naive
from tests.records.lrs.fuzz.same import untouched
from tests.records.lrs.fuzz.wire import Reply, request

BEGINNING: Final = "2000-01-01T00:00:00Z"
QUESTIONS: Final = 12


class Check:
    """Reads the store round by round; `naive` has all that was found so far."""

    def __init__(self, auth: str, random: Random, ledger: Ledger) -> None:
        self.naive = Naive()
        self.ledger = ledger
        self._auth, self._random = auth, random

    def round(self, port: int) -> None:
        """Everything that was sent since the last one."""
        link = Link(port)
        try:
            before = self._last
            self._read_on(link)
            for write in self.ledger.writes:
                self._whole_or_not(write)
            for write in self.ledger.writes:
                if write.kind is Kind.STATEMENTS and write.unknown:
                    again = link.ask(write.sent)
                    assert again.status in (200, 204), again.text
            self._read_on(link)
            for write in self.ledger.writes:
                if write.kind is Kind.STATEMENTS:
                    self._same(link, write)
            self._documents(link)
            for question in self._questions(before):
                found = [one["id"] for one in self._pages(link, question)]
                assert found == self.naive.ask(question), question
        finally:
            link.close()

    @property
    def _last(self) -> str:
        return self.naive.kept[-1].stored if self.naive.kept else BEGINNING

    def _ask(self, link: Link, method: str, resource: str, query: dict[str, str] | None = None, **more: Any) -> Reply:
        return link.ask(request(method, resource, query, auth=self._auth, version="2.0.0", **more))

    def _pages(self, link: Link, question: dict[str, str]) -> Iterator[Any]:
        reply = self._ask(link, "GET", "statements", question)
        while True:
            assert reply.status == 200, reply.text
            page = reply.json()
            yield from page["statements"]
            if not page["more"]:
                return
            reply = self._ask(link, "GET", page["more"].removeprefix("/xapi/"))

    def _read_on(self, link: Link) -> None:
        """What is new, in the order in which it was stored, each once; those that are voided by their ids."""
        pages = list(self._pages(link, {"since": self._last, "ascending": "true"}))
        found = {one["id"]: one for one in pages}
        assert len(found) == len(pages), "a statement is on two pages"
        sent = {one["id"] for write in self.ledger.writes for one in write.statements}
        for id_ in sent - found.keys() - self.naive.by_id.keys():
            reply = self._ask(link, "GET", "statements", {"voidedStatementId": id_})
            if reply.status == 200:
                found[id_] = reply.json()
        for one in sorted(found.values(), key=lambda one: str(one["stored"])):
            self.naive.keep(Kept(one["id"], one["stored"], one))

    def _whole_or_not(self, write: Write) -> None:
        there = [one["id"] for one in write.statements if one["id"] in self.naive.by_id]
        if write.kind is Kind.REFUSED:
            assert write.unknown or write.status in (400, 409), write.reply
            assert not there, f"refused with {write.status}, but {len(there)} are there"
        if write.kind is not Kind.STATEMENTS:
            return
        assert write.unknown or write.confirmed, (write.status, write.reply, write.sent)
        if write.confirmed:
            assert len(there) == len(write.statements), f"{len(write.statements) - len(there)} are lost"
        assert len(there) in (0, len(write.statements)), f"{len(there)} of {len(write.statements)} are there"

    def _same(self, link: Link, write: Write) -> None:
        for one in write.statements:
            kept = self.naive.by_id[one["id"]]
            assert untouched(one) == {k: v for k, v in untouched(kept.statement).items() if k in one}
        if write.files:
            (one,) = write.statements
            name = "voidedStatementId" if self.naive.is_voided(self.naive.by_id[one["id"]]) else "statementId"
            reply = self._ask(link, "GET", "statements", {name: one["id"], "attachments": "true"})
            assert reply.status == 200, reply.text
            for sha2, data in write.files.items():
                assert sha256(data).hexdigest() == sha2
                assert b"\r\n\r\n" + data + b"\r\n--" in reply.body, f"the attachment {sha2} is not whole"

    def _documents(self, link: Link) -> None:
        """Each is what was confirmed last, or what was sent after that without an answer."""
        by_document: dict[Document, list[Write]] = {}
        for write in self.ledger.writes:
            if write.document is not None:
                by_document.setdefault(write.document, []).append(write)
        for document, writes in by_document.items():
            for write in writes:
                assert write.unknown or write.confirmed, (write.status, write.reply, write.sent)
            reply = self._ask(link, "GET", document.resource, dict(document.query))
            if writes[0].kind is Kind.MERGE:
                self._merged(reply, writes)
            else:
                self._replaced(document, reply, writes)

    def _merged(self, reply: Reply, writes: list[Write]) -> None:
        found = set(json.loads(reply.body)) if reply.status == 200 else set()
        wanted = {write.content.decode() for write in writes if write.confirmed}
        assert wanted <= found, f"{len(wanted - found)} of {len(wanted)} merges are lost"
        assert found <= {write.content.decode() for write in writes}

    def _replaced(self, document: Document, reply: Reply, writes: list[Write]) -> None:
        confirmed = [write.content for write in writes if write.confirmed]
        last = confirmed[-1] if confirmed else self.ledger.documents.get(document, b"")
        possible = {last, *(write.content for write in writes if write.unknown)}
        found = reply.body if reply.status == 200 else b""
        assert found in possible, f"{found[:40]!r} is none of {[one[:40] for one in possible]}"
        self.ledger.documents[document] = found
        self.ledger.etags[document] = (reply.header("etag") or "") if reply.status == 200 else ""
        self.ledger.doubtful.discard(document)

    def _questions(self, since: str) -> Iterator[dict[str, str]]:
        pick = self._random.choice
        for _ in range(QUESTIONS):
            asked = {"since": since, "ascending": pick(("true", "false")), "limit": pick(("0", "7", "500"))}
            filters = {
                "agent": json.dumps(pick((*PEOPLE, *SQUADS[:2]))),
                "verb": pick(VERBS),
                "activity": pick(ACTIVITIES),
                "registration": pick(REGISTRATIONS),
            }
            for name in self._random.sample(list(filters), pick((1, 1, 2))):
                asked[name] = filters[name]
            if "agent" in asked:
                asked["related_agents"] = pick(("true", "false"))
            if "activity" in asked:
                asked["related_activities"] = pick(("true", "false"))
            yield asked
