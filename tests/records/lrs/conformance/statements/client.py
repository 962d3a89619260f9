"""A client of the statements resource, in one version, and what it sends."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesParser
from typing import Any, NamedTuple, cast
from uuid import uuid4

from httpx2 import Response

from builder.records.lrs.scope import Scope
from builder.standards.xapi import VERSION_HEADER, Version
from tests.records.lrs.conftest import Lrs

Json = dict[str, Any]

PATH = "/xapi/statements"
BOUNDARY = "abcABC0123'()+_,-./:=?"
JSON_TYPE = {"Content-Type": "application/json"}


@dataclass(frozen=True)
class Client:
    """Sees the statements of its own agency alone, so that all tests may share a store."""

    lrs: Lrs
    version: Version
    agency: str
    headers: Mapping[str, str]

    def with_scopes(self, *scopes: Scope, agency: str | None = None) -> Client:
        """Another credential, of the same agency if none is told."""
        return client_of(self.lrs, self.version, self.agency if agency is None else agency, *scopes)

    def speaking(self, version: Version) -> Client:
        """The same credential in another version."""
        return Client(self.lrs, version, self.agency, {**self.headers, VERSION_HEADER: version.value})

    def post(self, statements: object, **headers: str) -> Response:
        return self._send("POST", json.dumps(statements).encode(), {**JSON_TYPE, **_named(headers)})

    def put(self, id_: str, statement: object) -> Response:
        return self._send("PUT", json.dumps(statement).encode(), JSON_TYPE, statementId=id_)

    def post_parts(self, body: bytes, content_type: str | None = None) -> Response:
        told = content_type if content_type is not None else f'multipart/mixed; boundary="{BOUNDARY}"'
        return self._send("POST", body, {"Content-Type": told})

    def store(self, *statements: Json) -> list[str]:
        """Their ids, which are made where there are none."""
        answer = self.post(statements)
        assert answer.status_code == 200, answer.text
        ids: list[str] = answer.json()
        return ids

    def get(self, headers: Mapping[str, str] | None = None, /, **params: object) -> Response:
        told = {name: value if isinstance(value, str) else json.dumps(value) for name, value in params.items()}
        return self.lrs.http.get(PATH, params=told, headers={**self.headers, **(headers or {})})

    def one(self, id_: str, **params: object) -> Json:
        answer = self.get(statementId=id_, **params)
        assert answer.status_code == 200, answer.text
        found: Json = answer.json()
        return found

    def found(self, **params: object) -> list[Json]:
        """All pages."""
        answer, found = self.get(**params), list[Json]()
        while True:
            assert answer.status_code == 200, answer.text
            found += answer.json()["statements"]
            more = answer.json()["more"]
            if not more:
                return found
            answer = self.follow(more)

    def ids(self, **params: object) -> list[str]:
        return [one["id"] for one in self.found(**params)]

    def follow(self, more: str) -> Response:
        return self.lrs.http.get(more, headers=dict(self.headers))

    def _send(self, method: str, body: bytes, headers: Mapping[str, str], **params: str) -> Response:
        return self.lrs.http.request(method, PATH, params=params, content=body, headers={**self.headers, **headers})


def _named(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


def client_of(lrs: Lrs, version: Version, agency: str, *scopes: Scope) -> Client:
    headers = {**lrs.credential(*scopes, agency=agency), VERSION_HEADER: version.value}
    return Client(lrs, version, agency, headers)


def statement(**values: Any) -> Json:
    """A plain one; `verb` and `object` may be the ends of IRIs."""
    made: Json = {"actor": {"mbox": "mailto:ann@example.org"}, "verb": verb("did"), "object": activity("it"), **values}
    return made


def verb(name: str) -> Json:
    return {"id": f"https://example.org/verbs/{name}"}


def activity(end: str, /, **definition: Any) -> Json:
    made: Json = {"id": f"https://example.org/activities/{end}"}
    return {**made, "definition": definition} if definition else made


def agent(name: str) -> Json:
    return {"objectType": "Agent", "mbox": f"mailto:{name}@example.org"}


def refers_to(id_: str, **values: Any) -> Json:
    return statement(**{"verb": verb("confirmed"), "object": {"objectType": "StatementRef", "id": id_}, **values})


def voids(id_: str) -> Json:
    return refers_to(id_, verb={"id": "http://adlnet.gov/expapi/verbs/voided"})


def new_id() -> str:
    return str(uuid4())


class File(NamedTuple):
    """Bytes, and how a statement tells of them."""

    content: bytes
    kind: str = "text/plain"

    @property
    def sha2(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    def told(self, **values: object) -> Json:
        made: Json = {
            "usageType": "https://example.org/usage/proof",
            "display": {"en": "Proof"},
            "contentType": self.kind,
            "length": len(self.content),
            "sha2": self.sha2,
        }
        return {**made, **values}

    def part(self, **headers: str | None) -> tuple[dict[str, str], bytes]:
        told = {
            "Content-Type": self.kind,
            "Content-Transfer-Encoding": "binary",
            "X-Experience-API-Hash": self.sha2,
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        return {name: value for name, value in told.items() if value is not None}, self.content


def parts(
    statements: object, *files: tuple[dict[str, str], bytes], end: str = "\r\n", boundary: str = BOUNDARY
) -> bytes:
    """A body of several parts; `end` is how its lines end."""
    all_parts = [({"Content-Type": "application/json"}, json.dumps(statements).encode()), *files]
    body = b""
    for headers, content in all_parts:
        head = "".join(f"{name}: {value}{end}" for name, value in headers.items())
        body += f"{end}--{boundary}{end}{head}{end}".encode() + content
    return body + f"{end}--{boundary}--{end}".encode()


def read_parts(answer: Response) -> tuple[Any, list[Message]]:
    """The JSON of the first part and the parts after it, as the library of Python reads them."""
    head = f"Content-Type: {answer.headers['content-type']}\r\n\r\n".encode()
    message = BytesParser().parsebytes(head + answer.content)
    assert not message.defects
    first, *rest = cast("list[Message]", message.get_payload())
    assert first.get_content_type() == "application/json"
    return json.loads(content_of(first)), rest


def content_of(part: Message) -> bytes:
    """The library takes lines as text: good for files without line ends of their own."""
    payload = part.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload
