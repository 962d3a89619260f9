"""Launches: a short-lived credential for one learner in one course, and the address at which cmi5 fetches it once."""

from __future__ import annotations

import base64
import json
from functools import partial
from http import HTTPStatus
from typing import Annotated, Final

from pydantic import Field
from starlette.requests import Request

from builder.records.lrs.access.bounds import SCOPES
from builder.records.lrs.access.gate import KEY, Gate
from builder.records.lrs.http.body import body_of
from builder.records.lrs.http.call import Answer
from builder.records.lrs.http.trace import trace_of
from builder.records.lrs.principal import Principal
from builder.records.lrs.refused import Refused, bad
from builder.records.lrs.scope import Launch, Scope
from builder.records.lrs.service import Service
from builder.records.lrs.statements.receive import read_json
from builder.records.lrs.store import credentials
from builder.records.lrs.store.database import Session
from builder.records.lrs.times import text_of
from builder.records.xapi.actor import Agent
from builder.records.xapi.faults import faults
from builder.records.xapi.identity import identifier
from builder.records.xapi.values import Iri, Optional, Strict, Uuid

PATH: Final = "/launches"
HOUR: Final = 3600 * 1_000_000
HOURS: Final = 12.0
MOST_HOURS: Final = 24.0 * 7
MOST_BYTES: Final = 64 * 1024
SECRET: Final = {"Cache-Control": "no-store"}

# Answers of the fetch address come with status 200 also when they tell of an error (cmi5 8.2.3).
USED: Final = ("1", "the token was given before, or the launch is over: launch the course again")
UNKNOWN: Final = ("2", "this is not the fetch address of a launch here")


class Wanted(Strict):
    """What is asked for; without `registration` or `activity` the launch is for any."""

    actor: Agent
    registration: Optional[Uuid] = None
    activity: Optional[Iri] = None
    hours: Annotated[float, Field(gt=0, le=MOST_HOURS)] = HOURS


class NotWanted(ValueError):
    """The words for a launch cannot be understood; it says which."""


class Launches:
    """The requests outside of xAPI by which an LMS launches courses, and courses get their token."""

    def __init__(self, service: Service, gate: Gate) -> None:
        self._service = service
        self._gate = gate
        self.routes: Final = (
            (PATH, "POST", self.begin),
            (f"{PATH}/{{key}}", "DELETE", self.end),
            (f"{PATH}/{{key}}/{{code}}", "POST", self.fetch),
        )

    async def begin(self, request: Request) -> Answer:
        """POST: makes one. Whoever launches needs all the rights that the course will have."""
        principal = await self._launcher(request)
        async with body_of(request, MOST_BYTES, self._service.budget) as body:
            data = read_json(body, MOST_BYTES)
        try:
            wanted = wanted_of(data)
        except NotWanted as problem:
            raise bad(str(problem)) from None
        service = self._service
        now = service.clock()
        job = partial(_add, service.database.key, principal, wanted, now)
        key, code, expires = await service.write(job)
        told = granted(service.database.key, service.settings.address, key, code)
        return _told({**told, "expires": text_of(expires)}, HTTPStatus.CREATED)

    async def end(self, request: Request) -> Answer:
        """DELETE: the token of the launch is good for nothing from now on."""
        principal = await self._launcher(request)
        key = str(request.path_params["key"])
        if not await self._service.write(partial(_end, principal.key, key, self._service.clock())):
            raise Refused(HTTPStatus.NOT_FOUND, f"this credential has made no launch {key[:40]!r}")
        self._gate.forget(key)
        return Answer(HTTPStatus.NO_CONTENT)

    async def fetch(self, request: Request) -> Answer:
        """POST: the token, for the first who asks (cmi5 8.2)."""
        key, code = str(request.path_params["key"]), str(request.path_params["code"])
        secret = credentials.secret_of(self._service.database.key, code)
        found = await self._gate.proven(key, secret, _address(request))
        if found is None or found.launch is None:
            return _error(*UNKNOWN)
        now = self._service.clock()
        if not found.alive(now) or not await self._service.write(partial(_fetch, key, now)):
            return _error(*USED)
        return _told({"auth-token": token(key, secret)})

    async def _launcher(self, request: Request) -> Principal:
        headers = {name.lower(): value for name, value in request.headers.items()}
        principal = await self._gate.enter(headers, _address(request))
        trace = trace_of(request.scope)
        trace.key, trace.agency = principal.key, principal.agency
        missing = sorted(scope for scope in SCOPES if not principal.may(scope))
        if missing or principal.launch is not None:
            raise Refused(HTTPStatus.FORBIDDEN, f"to launch, a credential needs the scopes {', '.join(sorted(SCOPES))}")
        return principal


def granted(store_key: bytes, address: str, key: str, code: str) -> dict[str, str]:
    """What a launcher passes on: `auth` for Tin Can, or `fetch` for cmi5; both stand for the same credential."""
    secret = credentials.secret_of(store_key, code)
    return {
        "launch": key,
        "endpoint": f"{address}/xapi/",
        "auth": f"Basic {token(key, secret)}",
        "fetch": f"{address}{PATH}/{key}/{code}",
    }


def token(key: str, secret: str) -> str:
    """As it stands behind Basic."""
    return base64.b64encode(f"{key}:{secret}".encode()).decode()


def scopes_of(principal: Principal) -> frozenset[Scope]:
    """What a launch by this one may do, inside of its bounds."""
    return SCOPES | {Scope.DEFINE} if principal.may(Scope.DEFINE) else SCOPES


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _fetch(key: str, now: int, session: Session) -> bool:
    return credentials.fetch(session, key, now)


def wanted_of(data: object) -> Wanted:
    """What is asked for, or NotWanted."""
    if found := faults(data, model=Wanted):
        raise NotWanted("; ".join(map(str, found)))
    return Wanted.model_validate(data)


def launch_of(wanted: Wanted) -> Launch:
    """The bounds of a course that is launched like this."""
    actor = identifier(wanted.actor.model_dump(by_alias=True, exclude_unset=True)) or ""  # every agent has one
    registration = wanted.registration.lower() if wanted.registration is not None else None
    return Launch(actor, registration, wanted.activity)


def _add(store_key: bytes, principal: Principal, wanted: Wanted, now: int, session: Session) -> tuple[str, str, int]:
    """Key, code, and when it ends: never after the credential that launches."""
    by = credentials.find(session, principal.key)
    if by is None or not by.alive(now):
        raise Refused(HTTPStatus.FORBIDDEN, "this credential has expired or was revoked")
    expires = now + int(wanted.hours * HOUR)
    expires = min(expires, by.expires or expires)
    key, code = credentials.add_launch(
        session, store_key, launch_of(wanted), scopes_of(principal), now,
        expires=expires, name=principal.name, launcher=principal.key, agency=principal.agency,
    )  # fmt: skip
    return key, code, expires


def _end(launcher: str, key: str, now: int, session: Session) -> bool:
    found = credentials.find(session, key) if KEY.fullmatch(key) else None
    if found is None or found.launch is None or found.launcher != launcher:
        return False
    return credentials.revoke(session, key, now)


def _told(data: object, status: HTTPStatus = HTTPStatus.OK) -> Answer:
    return Answer(status, json.dumps(data).encode(), headers=SECRET)


def _error(code: str, text: str) -> Answer:
    return _told({"error-code": code, "error-text": text})
