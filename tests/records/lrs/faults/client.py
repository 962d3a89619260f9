"""A client that remembers what it sent and what it was told, and never gives up before it is told to."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Callable
from random import Random
from typing import Any, Final

from builder.standards.xapi import Version
from tests.records.lrs.faults.ledger import Document, Kind, Ledger, Write
from tests.records.lrs.fuzz.making import Maker
from tests.records.lrs.fuzz.wire import Reply, Sent, request, with_files

SHARED: Final = "https://example.org/shared"
SECONDS: Final = 30


class Link:
    """One connection, kept as long as the server lives."""

    def __init__(self, port: int) -> None:
        self._http = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)

    def ask(self, sent: Sent) -> Reply:
        headers = {key.decode(): value.decode() for key, value in sent.headers}
        self._http.request(sent.method, sent.target, sent.body or None, headers)
        found = self._http.getresponse()
        return Reply(found.status, tuple((k.encode(), v.encode()) for k, v in found.getheaders()), found.read())

    def close(self) -> None:
        self._http.close()


class Client(threading.Thread):
    """Writes at full speed until the server is gone."""

    def __init__(self, number: int, port: int, auth: str, random: Random, ledger: Ledger) -> None:
        super().__init__(name=f"client-{number}", daemon=True)
        self.number, self.auth, self.random, self.ledger = number, auth, random, ledger
        self.maker = Maker(random, ids=ledger.ids_of(number)[-40:])
        self.failed: BaseException | None = None
        self._link = Link(port)
        self._steps: tuple[tuple[float, Callable[[], None]], ...] = (
            (0.35, self._single),
            (0.2, self._batch),
            (0.1, self._refused),
            (0.1, self._with_file),
            (0.1, self._state),
            (0.1, self._merge),
            (0.05, self._void),
        )

    def run(self) -> None:
        try:
            while True:
                (step,) = self.random.choices([s for _, s in self._steps], [w for w, _ in self._steps])
                self.maker.version = self.random.choice(list(Version))
                step()
        except (OSError, http.client.HTTPException):
            pass  # the server is gone, as it should be
        except BaseException as error:  # noqa: BLE001 - told by the test, in its own thread
            self.failed = error
        finally:
            self._link.close()

    def _do(self, write: Write) -> Reply:
        """Written down before it is sent; the answer too, when there is one."""
        self.ledger.begin(write)
        reply = self._link.ask(write.sent)
        write.status, write.reply = reply.status, reply.text[:300]
        self.ledger.told(self.number, write)
        return reply

    def _statements(self, kind: Kind, statements: list[Any], sent: Sent, files: dict[str, bytes] | None = None) -> None:
        self._do(Write(kind, sent, tuple(statements), files=files or {}))

    def _request(self, method: str, resource: str, query: dict[str, str] | None = None, **more: Any) -> Sent:
        return request(method, resource, query, auth=self.auth, version=self.maker.version.value, **more)

    def _plain(self) -> Any:
        """A statement without files."""
        while True:
            made = self.maker.statement()
            if not self.maker.files:
                return made
            self.maker.files.clear()
            self.maker.ids.pop()

    def _single(self) -> None:
        made = self._plain()
        if self.random.random() < 0.5:
            sent = self._request("PUT", "statements", {"statementId": made["id"]}, json_=made)
        else:
            sent = self._request("POST", "statements", json_=made)
        self._statements(Kind.STATEMENTS, [made], sent)

    def _batch(self) -> None:
        made = [self._plain() for _ in range(self.random.choice((2, 10, 50)))]
        self._statements(Kind.STATEMENTS, made, self._request("POST", "statements", json_=made))

    def _refused(self) -> None:
        """One of the batch is no statement, or has the id of another."""
        made = [self._plain() for _ in range(self.random.randint(3, 12))]
        there = self.ledger.some_id(self.number)
        wrong = {**made[1], "verb": {"id": "no"}}
        if there and self.random.random() < 0.5:
            wrong = {**made[1], "id": there, "result": {"response": "of another statement"}}
        batch = [made[0], wrong, *made[2:]]
        del self.maker.ids[-len(made) :]
        self._statements(Kind.REFUSED, [made[0], *made[2:]], self._request("POST", "statements", json_=batch))

    def _with_file(self) -> None:
        made = self.maker.statement()
        while not self.maker.files:
            made = self.maker.statement()
        files = dict(self.maker.files)
        self.maker.files.clear()
        del self.maker.ids[:-1]
        body, content_type = with_files(made, list(files.values()))
        sent = self._request("POST", "statements", body=body, content_type=content_type)
        self._statements(Kind.STATEMENTS, [made], sent, files)

    def _void(self) -> None:
        if (target := self.ledger.some_id(self.number)) is not None:
            made = self.maker.voiding(target)
            self._statements(Kind.STATEMENTS, [made], self._request("POST", "statements", json_=made))

    def _state(self) -> None:
        """A document of our own, each write only over the one that we know."""
        query = {"activityId": SHARED, "agent": '{"mbox":"mailto:ann@example.org"}', "stateId": f"s{self.number}"}
        link = Document("activities/state", tuple(query.items()))
        if link in self.ledger.doubtful and not self._looked(link):
            return
        etag = self.ledger.etags.get(link)
        headers = {"if-match": etag} if etag else {"if-none-match": "*"}
        content = str(self.random.getrandbits(64)).encode() * self.random.choice((1, 5000))
        sent = self._request("PUT", link.resource, query, body=content, content_type="text/plain", headers=headers)
        reply = self._do(Write(Kind.REPLACE, sent, document=link, content=content))
        self.ledger.doubtful.add(link)  # until we have read what is there now
        if reply.status == 204:
            self._looked(link)

    def _looked(self, link: Document) -> bool:
        """Whether we know the ETag of what is there now."""
        found = self._link.ask(self._request("GET", link.resource, dict(link.query)))
        if found.status not in (200, 404):
            return False
        self.ledger.etags[link] = found.header("etag") or ""
        self.ledger.doubtful.discard(link)
        return True

    def _merge(self) -> None:
        """A property into a document that all clients write."""
        query = {"activityId": SHARED, "profileId": f"p{self.ledger.round}"}
        key = f"{self.number}-{self.random.getrandbits(48)}"
        sent = self._request("POST", "activities/profile", query, json_={key: key})
        document = Document("activities/profile", tuple(query.items()))
        self._do(Write(Kind.MERGE, sent, document=document, content=key.encode()))
