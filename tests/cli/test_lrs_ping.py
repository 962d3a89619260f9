"""peacebuilder lrs ping."""

from __future__ import annotations

import sys

import pytest

from tests.cli.conftest import Run
from tests.records.store import Answer, running_store


def test_each_step_is_printed(run: Run) -> None:
    with running_store() as store:
        result = run("lrs", "ping", store.url, "--key", "k", "--secret", "s")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "about                ok: speaks xAPI 1.0.0, 1.0.3"
    assert lines[-2].split() == ["state", "deleted", "ok"]
    assert lines[-1] == "The LRS takes and gives back what a course sends."


def test_key_and_secret_come_from_the_environment(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with running_store() as store:
        monkeypatch.setenv("PEACEBUILDER_LRS_KEY", "k")
        monkeypatch.setenv("PEACEBUILDER_LRS_SECRET", "s")
        run("lrs", "ping", store.url)
    assert store.headers[0]["Authorization"] == "Basic azpz"


def test_a_failure_says_what_to_do_and_ends_with_1(run: Run) -> None:
    with running_store() as store:
        store.answers["GET", "about"] = Answer(401)
        result = run("lrs", "ping", store.url, "--key", "k", "--secret", "s")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "about                failed: the key or the secret is wrong (status 401)",
        "                     give --key and --secret of this store",
    ]
    assert "s" * 3 not in result.stdout


@pytest.mark.parametrize(
    "url",
    [
        "lrs.example.org/xapi/", "ftp://lrs.example.org/", "http://", "https:///xapi/", "http://a:port/",
        "http://a:99999/", "http://[::1/", "http://a/?b=c", "http://a/#b",
    ],
)  # fmt: skip
def test_what_is_no_address_is_wrong_usage(run: Run, url: str) -> None:
    result = run("lrs", "ping", url)
    assert result.exit_code == 2
    assert "is not the address of an LRS" in result.stderr


def test_half_of_the_credentials_is_wrong_usage(run: Run) -> None:
    assert run("lrs", "ping", "http://127.0.0.1:9/", "--key", "k").exit_code == 2


def test_without_the_extra_it_says_what_to_install(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tincan", None)
    monkeypatch.delitem(sys.modules, "builder.records.ping", raising=False)
    result = run("lrs", "ping", "http://127.0.0.1:9/")
    assert result.exit_code == 1
    assert "pip install 'peacebuilder[records]'" in result.stderr
