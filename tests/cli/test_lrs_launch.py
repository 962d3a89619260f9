"""peacebuilder lrs launch: the address that opens a package for one learner."""

from __future__ import annotations

import base64
import json
from contextlib import closing
from urllib.parse import parse_qs, urlsplit

import pytest

from builder.records.lrs.scope import Launch
from builder.records.lrs.store import credentials
from builder.records.lrs.store.open import open_database
from tests.cli.conftest import Run

DB = "sqlite:///lrs.db"
PACKAGE = "https://lms.example.org/course/index.html"
REGISTRATION = "6f1b2e5c-94f5-4d44-9a57-3a4a1a1d1c6e"
COURSE = "https://example.org/courses/small"


def launch(run: Run, *more: str, package: str = PACKAGE) -> dict[str, str]:
    result = run("lrs", "launch", "--db", DB, "--url", "https://lrs.example.org", *more, package)
    assert result.exit_code == 0, result.output
    address = result.stdout.strip()
    assert address.startswith(package)
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query, strict_parsing=True).items()}


def kept(auth: str) -> credentials.Credential:
    key, _, secret = base64.b64decode(auth.removeprefix("Basic ")).decode().partition(":")
    with closing(open_database(DB)) as store:
        found = store.read(lambda session: credentials.find(session, key)).result()
        assert found is not None
        assert found.secret == credentials.hashed(store.key, secret)
    return found


def test_the_parameters_of_tin_can(run: Run) -> None:
    more = ("--registration", REGISTRATION, "--activity", COURSE, "--agency", "harbor", "--hours", "1")
    told = launch(run, "--name", "Sam Søn", "--account", "https://lms.example.org", "sam-17", *more)
    account = {"homePage": "https://lms.example.org", "name": "sam-17"}
    assert told["endpoint"] == "https://lrs.example.org/xapi/"
    assert json.loads(told["actor"]) == {"objectType": "Agent", "name": "Sam Søn", "account": account}
    assert (told["registration"], told["activity_id"]) == (REGISTRATION, COURSE)
    found = kept(told["auth"])
    assert found.launch == Launch("https://lms.example.org|sam-17", REGISTRATION, COURSE)
    assert found.agency == "harbor"
    assert found.expires == found.created + 3600 * 1_000_000


@pytest.mark.parametrize(
    ("who", "actor"),
    [
        (("--mbox", "sam@example.org"), {"objectType": "Agent", "mbox": "mailto:sam@example.org"}),
        (("--mbox", "mailto:sam@example.org", "--name", "Sam"),
         {"objectType": "Agent", "name": "Sam", "mbox": "mailto:sam@example.org"}),
        (("--actor", '{"mbox": "mailto:sam@example.org"}'), {"mbox": "mailto:sam@example.org"}),
    ],
)  # fmt: skip
def test_who_learns_is_told_in_each_way(run: Run, who: tuple[str, ...], actor: object) -> None:
    told = launch(run, *who)
    assert json.loads(told["actor"]) == actor
    assert told.keys() == {"endpoint", "auth", "actor"}
    assert kept(told["auth"]).launch == Launch("mailto:sam@example.org")


def test_the_query_of_the_package_stays(run: Run) -> None:
    assert launch(run, "--mbox", "sam@example.org", package=f"{PACKAGE}?unit=a")["unit"] == "a"
    told = launch(run, "--mbox", "sam@example.org", "--url", "https://lrs.example.org/xapi/")
    assert told["endpoint"] == "https://lrs.example.org/xapi/"


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ((PACKAGE,), "--mbox"),
        (("--mbox", "sam@example.org", "--account", "https://x.example", "sam", PACKAGE), "by one of"),
        (("--actor", "{", PACKAGE), "no JSON"),
        (("--actor", "[]", PACKAGE), "agent"),
        (("--actor", '{"name": "Sam"}', PACKAGE), "actor"),
        (("--mbox", "sam", PACKAGE), "mbox"),
        (("--mbox", "sam@example.org", "--registration", "7", PACKAGE), "registration"),
        (("--mbox", "sam@example.org", "--activity", "course", PACKAGE), "activity"),
        (("--mbox", "sam@example.org", "--hours", "0", PACKAGE), "--hours"),
        (("--mbox", "sam@example.org", "course/index.html"), "no web address"),
        (("--mbox", "sam@example.org", f"{PACKAGE}#part"), "no web address"),
    ],
)
def test_wrong_usage_says_what_is_right(run: Run, arguments: tuple[str, ...], word: str) -> None:
    result = run("lrs", "launch", "--db", DB, "--url", "https://lrs.example.org", *arguments)
    assert result.exit_code == 2
    assert word in result.stderr
