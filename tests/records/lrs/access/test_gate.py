"""Who comes in: the right secret, for as long as the credential is good, at the cost of a look now and then."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from builder.records.lrs.access.gate import FRESH_SECONDS, Gate
from builder.records.lrs.principal import Principal
from builder.records.lrs.refused import Refused
from builder.records.lrs.scope import Scope
from builder.records.lrs.service import Rate, Rates, Service, Settings
from builder.records.lrs.store import credentials
from builder.records.lrs.store.open import open_database
from tests.records.lrs.loop import run

if TYPE_CHECKING:
    from tests.records.lrs.conftest import Lrs

HOUR = 3600 * 1_000_000
UNKNOWN = "0" * 24


class Clock:
    """Of a machine and of a process alike."""

    now = 1_700_000_000.0

    def micros(self) -> int:
        return int(self.now * 1_000_000)

    def __call__(self) -> float:
        return self.now


class House:
    """A store, its gate, and how often the gate looks into the store."""

    def __init__(self, url: str, rates: Rates) -> None:
        self.clock = Clock()
        self.url = url
        self.service = Service(open_database(url), Settings(rates=rates), self.clock.micros)
        self.gate = Gate(self.service, self.clock)
        self.looks = 0
        read = self.service.read

        def counted(job: Callable[..., Any]) -> Any:
            self.looks += 1
            return read(job)

        self.service.read = counted  # type: ignore[method-assign]

    def add(self, **more: Any) -> tuple[str, str]:
        key = self.service.database.key
        return self.service.database.write(
            lambda session: credentials.add(session, key, "An LMS", (Scope.STATE,), self.clock.micros(), **more)
        ).result()

    def enter(self, key: str, secret: str, address: str = "192.0.2.1") -> Principal:
        told = base64.b64encode(f"{key}:{secret}".encode()).decode()
        return self.header(f"Basic {told}", address)

    def header(self, authorization: str | None, address: str = "192.0.2.1") -> Principal:
        headers = {} if authorization is None else {"authorization": authorization}

        async def enter() -> Principal:
            return await self.gate.enter(headers, address)

        return run(enter())

    def refused(self, *told: str) -> tuple[HTTPStatus, str, dict[str, str]]:
        with pytest.raises(Refused) as refused:
            self.enter(*told)
        return refused.value.status, refused.value.text, dict(refused.value.headers)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Callable[..., House]]:
    with ExitStack() as stack:

        def make(**rates: Rate) -> House:
            found = House(f"sqlite:///{tmp_path / 'lrs.db'}", replace(Rates(), **rates))
            stack.callback(found.service.close)
            return found

        yield make


def test_key_and_secret_open(house: Callable[..., House]) -> None:
    here = house()
    key, secret = here.add(agency="harbor")
    assert here.enter(key, secret) == Principal(key, "An LMS", frozenset({Scope.STATE}), "harbor")


def test_an_unknown_key_and_a_wrong_secret_are_one(house: Callable[..., House]) -> None:
    """The same words, the same work: one look into the store, known or not, seen before or not."""
    here = house()
    key, secret = here.add()
    costs = []
    answers = []
    for _ in range(2):
        for told in ((UNKNOWN, secret), (key, "wrong"), (key, ""), (key, f"{secret}x"), ("strange\x00 key", secret)):
            here.looks = 0
            answers.append(here.refused(*told))
            costs.append(here.looks)
        here.enter(key, secret)
    assert set(costs) == {1}
    assert len({str(answer) for answer in answers}) == 1
    status, text, headers = answers[0]
    assert (status, text) == (401, "the key or the secret is wrong")
    assert headers["WWW-Authenticate"].startswith("Basic realm=")


@pytest.mark.parametrize(
    "header",
    [None, "", "Basic", "Basic %%%", "Basic a2V5", "Bearer x", "Basic /////w==", "Basic " + "A" * 9001, "Basic \u20ac"],
)
def test_what_is_no_credential_is_told_so_and_costs_no_look(house: Callable[..., House], header: str | None) -> None:
    here = house()
    with pytest.raises(Refused) as refused:
        here.header(header)
    assert refused.value.status is HTTPStatus.UNAUTHORIZED
    assert "Basic" in refused.value.text
    assert here.looks == 0


def test_most_requests_look_for_nothing(house: Callable[..., House]) -> None:
    here = house()
    key, secret = here.add()
    for _ in range(100):
        here.enter(key, secret)
    assert here.looks == 1
    here.clock.now += FRESH_SECONDS + 0.01
    here.enter(key, secret)
    assert here.looks == 2


def test_what_another_process_revokes_ends_within_a_second(house: Callable[..., House]) -> None:
    here = house()
    key, secret = here.add()
    here.enter(key, secret)
    with closing(open_database(here.url)) as other:
        assert other.write(lambda session: credentials.revoke(session, key, here.clock.micros())).result()
    here.clock.now += 1
    assert FRESH_SECONDS < 1
    assert here.refused(key, secret)[:2] == (401, "this credential has expired or was revoked")


def test_what_is_new_is_known_at_once(house: Callable[..., House]) -> None:
    here = house()
    here.refused(UNKNOWN, "x")
    key, secret = here.add()
    assert here.enter(key, secret).key == key


def test_it_ends_at_its_time_not_later(house: Callable[..., House]) -> None:
    here = house()
    key, secret = here.add(expires=here.clock.micros() + HOUR)
    here.clock.now += 3599.9
    here.enter(key, secret)
    here.clock.now += 0.1
    assert here.refused(key, secret)[1] == "this credential has expired or was revoked"


def test_to_revoke_twice_keeps_the_first_time(house: Callable[..., House]) -> None:
    here = house()
    key, _ = here.add()
    database = here.service.database
    assert database.write(lambda session: credentials.revoke(session, key, 5)).result()
    assert database.write(lambda session: credentials.revoke(session, key, 9)).result()
    assert not database.write(lambda session: credentials.revoke(session, UNKNOWN, 9)).result()
    found = database.read(lambda session: credentials.find(session, key)).result()
    assert found is not None
    assert found.revoked == 5


def test_whoever_tries_too_often_has_to_wait_and_others_have_not(house: Callable[..., House]) -> None:
    here = house(failed=Rate(a_second=1, at_once=3))
    key, secret = here.add()
    here.enter(key, secret, "192.0.2.9")
    for _ in range(3):
        assert here.refused(UNKNOWN, "x")[0] == 401
    here.looks = 0
    status, text, headers = here.refused(UNKNOWN, "x")
    assert (status, headers) == (429, {"Retry-After": "1"})
    assert text == "too many attempts with a wrong key or secret from this address: wait 1 second, then go on"
    assert here.looks == 0, "it costs nothing any more"
    assert here.enter(key, secret).key == key, "whom the server knows comes in from there all the same"
    here.clock.now += FRESH_SECONDS + 0.1
    assert here.enter(key, secret).key == key
    assert here.refused(UNKNOWN, "x", "192.0.2.2")[0] == 401
    here.clock.now += 1
    assert here.refused(UNKNOWN, "x")[0] == 401


def test_a_network_of_ipv6_is_one_place(house: Callable[..., House]) -> None:
    here = house(failed=Rate(1, 1))
    assert here.refused(UNKNOWN, "x", "2001:db8:1:2::1")[0] == 401
    assert here.refused(UNKNOWN, "x", "2001:db8:1:2:ffff::9")[0] == 429
    assert here.refused(UNKNOWN, "x", "2001:db8:1:3::1")[0] == 401
    assert here.refused(UNKNOWN, "x", "::ffff:192.0.2.1")[0] == 401
    assert here.refused(UNKNOWN, "x", "::ffff:192.0.2.2")[0] == 401
    assert here.refused(UNKNOWN, "x", "192.0.2.2")[0] == 429
    assert [here.refused(UNKNOWN, "x", "")[0] for _ in range(2)] == [401, 429], "a socket without addresses"


def test_a_credential_that_asks_too_much_has_to_wait(house: Callable[..., House]) -> None:
    here = house(credential=Rate(a_second=0.1, at_once=2))
    (key, secret), (other, its) = here.add(), here.add()
    here.enter(key, secret)
    here.enter(key, secret)
    status, text, headers = here.refused(key, secret)
    assert (status, headers) == (429, {"Retry-After": "10"})
    assert text.startswith("too many requests by this credential: wait 10 seconds")
    here.enter(other, its)


def test_the_secret_lies_nowhere_in_the_store(house: Callable[..., House], tmp_path: Path) -> None:
    here = house()
    key, secret = here.add()
    here.enter(key, secret)
    here.service.close()
    (file,) = tmp_path.glob("lrs.db")
    data = file.read_bytes()
    assert key.encode() in data
    assert secret.encode() not in data
    assert base64.urlsafe_b64decode(f"{secret}=") not in data
    assert len(base64.urlsafe_b64decode(f"{secret}=")) == 32


def test_the_same_secret_is_another_hash_in_another_store() -> None:
    one, other = (credentials.hashed(bytes([key]) * 32, "secret") for key in (1, 2))
    assert one != other
    assert len(one) == 32


def test_a_server_answers_as_the_gate_does(lrs: Lrs) -> None:
    headers = lrs.credential(Scope.STATEMENTS_READ)
    assert lrs.http.get("/xapi/statements", headers=headers).status_code == 200
    for authorization in (None, "Basic eDp5", "Bearer x"):
        told = {**headers, "Authorization": authorization} if authorization else {"X-Experience-API-Version": "1.0.3"}
        refused = lrs.http.get("/xapi/statements", headers=told)
        assert refused.status_code == 401
        assert refused.headers["www-authenticate"].startswith("Basic ")
        assert refused.headers["x-experience-api-version"] == "1.0.3"
        assert refused.headers["content-type"].startswith("text/plain")


def test_the_clocks_are_of_this_machine(tmp_path: Path) -> None:
    """Without clocks of a test."""
    with closing(Service(open_database(f"sqlite:///{tmp_path / 'lrs.db'}"))) as service:
        assert time.time_ns() // 1000 <= service.clock() <= time.time_ns() // 1000
        assert Gate(service)._clock is time.monotonic
