"""--limit of peacebuilder lrs serve: each limit by its name, a wrong one refused before anything is served."""

from __future__ import annotations

import click
import pytest

from builder.cli.lrs_limits import limits_of
from builder.records.lrs.service import Limits, Rate, Rates
from tests.cli.conftest import Run


def test_without_it_the_limits_are_the_usual_ones() -> None:
    assert limits_of(()) == (Limits(), Rates())


def test_sizes_numbers_and_rates() -> None:
    limits, rates = limits_of(
        ("body=8M", "batch=50", "document=64k", "requests=0.5/10", "failed-logins=0/0", "batch=60")
    )
    assert (limits.body, limits.batch, limits.document) == (8 * 1024 * 1024, 60, 64 * 1024)
    assert limits.attachment == Limits().attachment
    assert rates == Rates(credential=Rate(0.5, 10), failed=Rate(0, 0))
    assert limits_of(("launch-requests=5/6",))[1].launch == Rate(5, 6)


@pytest.mark.parametrize(
    "told",
    [
        "", "body", "body=", "body=0", "body=-1", "body=1G", "body=1.5M", "size=5", "requests=5", "requests=5/0",
        "requests=/5", "credential=5/5", "batch=9999999999999", "batch=٣",
    ],
)  # fmt: skip
def test_a_wrong_one_says_what_is_right(run: Run, told: str) -> None:
    with pytest.raises(click.BadParameter):
        limits_of((told,))
    result = run("lrs", "serve", "--db", "sqlite:///lrs.db", "--limit", told)
    assert result.exit_code == 2
    assert f"'{told}' is no limit" in " ".join(result.stderr.split())


def test_the_help_names_each() -> None:
    from dataclasses import fields

    from builder.cli.lrs_limits import RATES
    from builder.cli.lrs_serve import command

    (option,) = [one for one in command.params if one.name == "limits"]
    assert isinstance(option, click.Option)
    words = set((option.help or "").replace(",", " ").replace(";", " ").replace(".", " ").replace(":", " ").split())
    assert {one.name for one in fields(Limits)} | set(RATES) <= words
