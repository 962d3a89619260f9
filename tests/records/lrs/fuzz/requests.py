"""Random requests to all resources: from good ones by a few steps to such as nobody would send in good faith."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any, Final
from urllib.parse import urlencode

from builder.standards.xapi import Version
from tests.records.lrs.fuzz import values
from tests.records.lrs.fuzz.damage import damaged, damaged_bytes
from tests.records.lrs.fuzz.making import PEOPLE, Maker
from tests.records.lrs.fuzz.wire import Sent, with_files

METHODS: Final = ("GET", "HEAD", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "TRACE", "FOO")
PARAMETERS: Final[Mapping[str, Sequence[str]]] = {
    "statements": (
        "statementId", "voidedStatementId", "agent", "verb", "activity", "registration", "related_activities",
        "related_agents", "since", "until", "limit", "format", "attachments", "ascending", "cursor",
    ),
    "activities/state": ("activityId", "agent", "registration", "stateId", "since"),
    "activities/profile": ("activityId", "profileId", "since"),
    "agents/profile": ("agent", "profileId", "since"),
    "activities": ("activityId",),
    "agents": ("agent",),
    "about": (),
}  # fmt: skip
NEEDED: Final[Mapping[str, Sequence[str]]] = {
    "activities/state": ("activityId", "agent", "stateId"),
    "activities/profile": ("activityId", "profileId"),
    "agents/profile": ("agent", "profileId"),
    "activities": ("activityId",),
    "agents": ("agent",),
}
DOCUMENTS: Final = tuple(name for name in NEEDED if "/" in name)
STRANGE: Final = (
    "", "/", "statements/", "Statements", "statements/x", "activities/State", "..%2f..%2fetc/passwd", "%00",
    "\u00e9", "%ff",
    "//statements", "about/..", "x" * 5000, "statements;a=b", "launch", "launches", "tokens", "credentials",
    "fetch", "metrics",
    "extensions", "health", "cmi5/fetch",
)  # fmt: skip


@dataclass
class Requests:
    """Makes them one after another; the same seed makes the same ones."""

    random: Random
    auth: str
    others: Sequence[str] = ()
    """More credentials, of other scopes and agencies."""
    extra: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """More resources, with their parameters."""
    maker: Maker = field(init=False)

    def __post_init__(self) -> None:
        self.maker = Maker(self.random)
        self._known = {**PARAMETERS, **self.extra}

    def one(self) -> Sent:
        """The next request."""
        self.maker.version = self._pick(list(Version))
        self.maker.files.clear()
        kind: Callable[[], Sent] = self.random.choices(
            (self._storing, self._asking, self._document, self._any, self._alternate, self._launch),
            (33, 25, 20, 10, 7, 5),
        )[0]
        sent = kind()
        if self._chance(0.5):
            return sent
        for _ in range(self.random.choice((1, 1, 2, 4))):
            sent = self._worse(sent)
        return sent

    def _pick(self, options: Sequence[Any]) -> Any:
        return self.random.choice(options)

    def _chance(self, share: float) -> bool:
        return self.random.random() < share

    def _sent(self, method: str, resource: str, query: str = "", body: bytes = b"", content_type: str = "") -> Sent:
        auth = self.auth if self._chance(0.9) or not self.others else self._pick(self.others)
        headers = [("authorization", auth), ("x-experience-api-version", self.maker.version.value)]
        if body or content_type:
            headers += [("content-type", content_type or "application/json"), ("content-length", str(len(body)))]
        target = f"/xapi/{resource}" + (f"?{query}" if query else "")
        return Sent(method, target, tuple((k.encode(), v.encode("latin-1", "replace")) for k, v in headers), body)

    def _storing(self) -> Sent:
        made: Any = [self.maker.statement() for _ in range(self._pick((1, 1, 1, 2, 5)))]
        if self._chance(0.1):
            made.append(self.maker.voiding(self._pick(self.maker.ids[-20:])))
        body, content_type = self._statements(made if len(made) > 1 or self._chance(0.2) else made[0])
        if not isinstance(made, list) or len(made) > 1 or self._chance(0.6):
            return self._sent("POST", "statements", "", body, content_type)
        query = urlencode({"statementId": made[0]["id"]})
        return self._sent("PUT", "statements", query, body, content_type)

    def _statements(self, made: Any) -> tuple[bytes, str]:
        if self._chance(0.4):
            made = damaged(self.random, made)
        text = json.dumps(made, ensure_ascii=self._chance(0.5)).encode("utf-8", "surrogatepass")
        if self._chance(0.1):
            text = damaged_bytes(self.random, text)
        if not self.maker.files and self._chance(0.95):
            return text, "application/json"
        body, content_type = with_files(text, list(self.maker.files.values()))
        return (damaged_bytes(self.random, body) if self._chance(0.3) else body), content_type

    def _query(self, resource: str) -> str:
        needed = list(NEEDED.get(resource, ()))
        names = [*needed, *(name for name in self._known[resource] if name not in needed and self._chance(0.15))]
        if names and self._chance(0.15):
            names.pop(self.random.randrange(len(names)))
        if self._chance(0.05):
            names.append(self._pick(("foo", "Agent", "\x00", *names)))
        return "&".join(f"{name}={values.encoded(self.random, values.value(self.random, name))}" for name in names)

    def _asking(self) -> Sent:
        resource = self._pick(("statements", "statements", *self._known))
        if resource == "statements" and self._chance(0.2) and self.maker.ids:
            name = self._pick(("statementId", "voidedStatementId"))
            form = self._pick(("", "&format=canonical", "&attachments=true", "&format=ids"))
            return self._sent("GET", resource, f"{name}={self._pick(self.maker.ids[-50:])}{form}")
        return self._sent(self._pick(("GET", "GET", "GET", "HEAD")), resource, self._query(resource))

    def _document(self) -> Sent:
        resource = self._pick(DOCUMENTS)
        method = self._pick(("PUT", "PUT", "POST", "POST", "GET", "DELETE"))
        if method in ("GET", "DELETE"):
            return self._sent(method, resource, self._query(resource))
        data: Any = {"a": self._pick((1, None, [1], {"b": {}})), self._pick(("b", "a", "")): self._pick(values.AWFUL)}
        text = json.dumps(damaged(self.random, data) if self._chance(0.3) else data).encode("utf-8", "surrogatepass")
        body = self._pick(
            (text, text, b"", self.random.randbytes(300), b"[" * 200_000 if self._chance(0.02) else b"{}")
        )
        content_type = "application/json" if self._chance(0.6) else self._pick(values.CONTENT_TYPES)
        sent = self._sent(method, resource, self._query(resource), body, content_type)
        if self._chance(0.5):
            name = self._pick(("if-match", "if-none-match"))
            sent = self._with(sent, name, self._pick(values.ETAGS))
        return sent

    def _any(self) -> Sent:
        resource = self._pick((*self._known, *STRANGE))
        query = self._query(resource) if resource in self._known else self._pick(("", "a=b", "method=GET", "%"))
        return self._sent(self._pick(METHODS), resource, query, self._pick((b"", b"{}", b"x")))

    def _launch(self) -> Sent:
        """What LMSs and courses ask beside xAPI; the pages, too."""
        path = self._pick(
            ("", "health", "metrics", "launches", "launches", "launches", "launches/x", "launches/x/y", "x")
        )
        wanted: Any = {"actor": self._pick(PEOPLE)}
        if self._chance(0.5):
            wanted["registration"] = values.value(self.random, "registration")
        if self._chance(0.5):
            wanted["activity"] = values.value(self.random, "activityId")
        if self._chance(0.5):
            wanted["hours"] = self._pick((1, 0.01, 0, -1, 1e999, 10**400, "1", None, True))
        if self._chance(0.3):
            wanted = damaged(self.random, wanted)
        body = json.dumps(wanted).encode("utf-8", "surrogatepass") if "launches" in path else b""
        sent = self._sent(self._pick(("POST", "POST", "GET", "DELETE")), path, "", body)
        return replace(sent, target=f"/{path}")

    def _alternate(self) -> Sent:
        """1.0.3's way around what old browsers could not do: a form in a POST (Part Three 1.3)."""
        inner = self._pick((self._storing, self._asking, self._document))()
        fields = {k.decode(): v.decode("latin-1") for k, v in inner.headers if self._chance(0.8)}
        query = inner.target.partition("?")[2]
        content = {"content": inner.body.decode("utf-8", "replace")} if inner.body else {}
        form = "&".join(part for part in (query, urlencode(fields), urlencode(content, errors="replace")) if part)
        if self._chance(0.1):
            form += "&method=POST&content=x&statementId=1"
        self.maker.version = Version.ONE if self._chance(0.8) else Version.TWO
        resource = inner.target.partition("?")[0].removeprefix("/xapi/")
        method = inner.method if self._chance(0.8) else self._pick(values.POOLS["method"])
        return self._sent("POST", resource, f"method={method}", form.encode(), "application/x-www-form-urlencoded")

    def _worse(self, sent: Sent) -> Sent:
        """With one thing changed that should not be."""
        ways: tuple[Callable[[Sent], Sent], ...] = (
            self._other_header, self._other_auth, self._other_version, self._other_type, self._twice, self._less,
            self._other_method, self._cut, self._other_body,
        )  # fmt: skip
        return self.random.choice(ways)(sent)

    def _with(self, sent: Sent, name: str, value: str) -> Sent:
        rest = tuple(pair for pair in sent.headers if pair[0] != name.encode())
        return replace(sent, headers=(*rest, (name.encode(), value.encode("latin-1", "replace"))))

    def _other_header(self, sent: Sent) -> Sent:
        name = self._pick(list(values.HEADERS))
        return self._with(sent, name, self._pick(values.HEADERS[name]))

    def _other_auth(self, sent: Sent) -> Sent:
        return self._with(sent, "authorization", self._pick(values.authorizations(self.auth, self.others)))

    def _other_version(self, sent: Sent) -> Sent:
        return self._with(sent, "x-experience-api-version", self._pick(values.VERSIONS))

    def _other_type(self, sent: Sent) -> Sent:
        return self._with(sent, "content-type", self._pick(values.CONTENT_TYPES))

    def _other_method(self, sent: Sent) -> Sent:
        return replace(sent, method=self._pick(METHODS))

    def _twice(self, sent: Sent) -> Sent:
        """A header or the whole query is there two times."""
        if self._chance(0.5) and "?" in sent.target:
            return replace(sent, target=f"{sent.target}&{sent.target.partition('?')[2]}")
        return replace(sent, headers=(*sent.headers, self._pick(sent.headers))) if sent.headers else sent

    def _less(self, sent: Sent) -> Sent:
        kept = list(sent.headers)
        if kept:
            kept.pop(self.random.randrange(len(kept)))
        return replace(sent, headers=tuple(kept))

    def _cut(self, sent: Sent) -> Sent:
        """In pieces, or only the first half of it arrives."""
        if self._chance(0.5):
            return replace(sent, pieces=self._pick((2, 7, 50)))
        return replace(sent, body=sent.body[: len(sent.body) // 2], broken=self._chance(0.5))

    def _other_body(self, sent: Sent) -> Sent:
        body = self._pick((b"", gzip.compress(sent.body), b"null", b"\x00", damaged_bytes(self.random, sent.body)))
        return replace(sent, body=body)
