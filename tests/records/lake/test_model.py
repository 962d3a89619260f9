"""Any steps, in any order, cut off or not: the lake has what a dictionary would have."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from builder.records.lake import compact
from builder.records.lake.lake import Lake
from builder.records.lake.ledger import Taken
from builder.records.lake.refusals import Unusable
from tests.records.lake.made import Row, id_of, ledger, merge, row, table, voiding

MONTHS = ("2025-12", "2026-01", "2026-02")
IDS = st.integers(0, 9)
VOIDING = range(6, 10)
"""A statement that voids does so in each copy; but copies may differ in what."""


@dataclass
class Model:
    """A lake as simple as can be: a statement at a time."""

    rows: dict[int, Row] = field(default_factory=dict)
    targets: set[int] = field(default_factory=set)
    total: Taken = field(default_factory=Taken)

    def take(self, number: int, row: Row, target: int | None) -> None:
        if number in self.rows:
            self.total += Taken(read=1, duplicates=1)
        elif target is None and number in self.targets:
            self.total += Taken(read=1, voided=1)
        else:
            self.total += Taken(read=1, kept=1)
            self.rows[number] = {**row, "target": target}
            if target is not None:
                self.targets.add(target)
                if target in self.rows and self.rows[target]["target"] is None:
                    del self.rows[target]
                    self.total += Taken(voided=1)

    def forget(self, numbers: list[int]) -> None:
        for number in numbers:
            if number in self.rows and self.rows[number]["target"] is None:
                del self.rows[number]
                self.total += Taken(forgotten=1)
            elif number in self.rows:
                self.rows[number] = {**self.rows[number], "actor": None}

    @property
    def lies(self) -> dict[str, tuple[str, str | None, str | None]]:
        return {id_of(n): (one["month"], one["actor"], one["response"]) for n, one in self.rows.items()}


@st.composite
def statements(draw: st.DrawFn) -> tuple[int, Row, int | None]:
    number, month = draw(IDS), draw(st.sampled_from(MONTHS))
    target = draw(IDS) if number in VOIDING else None
    more = {"response": str(draw(st.integers(0, 99)))}
    ts = f"{month}-15T00:00:00"
    made = row(number, ts, **more) if target is None else voiding(number, target, ts, **more)
    return number, made, target


STEPS = st.lists(
    st.tuples(
        st.lists(st.lists(statements(), max_size=6), max_size=2),
        st.lists(IDS, max_size=2),
        st.sampled_from(["", "", "", "before", "after"]),
    ),
    max_size=5,
)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    yield tmp_path_factory.mktemp("lakes")


@pytest.fixture(autouse=True)
def _small_fan(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are merged soon."""
    monkeypatch.setattr(compact, "FAN", 2)


@settings(
    max_examples=int(os.environ.get("LAKE_EXAMPLES", "10")),
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a step is slow: to make a failure small takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
def test_the_lake_has_what_a_dictionary_has(
    steps: list[tuple[list[list[tuple[int, Row, int | None]]], list[int], str]], folders: Path
) -> None:
    shutil.rmtree(folders / "lake", ignore_errors=True)
    lake, model = Lake.make(folders / "lake"), Model()
    for files, forget, cut in steps:
        rows, ids = [[made for _, made, _ in one] for one in files], [id_of(number) for number in forget]
        if cut:
            with lake.reading():  # else what fails could be the end of the step before
                pass
            with pytest.MonkeyPatch.context() as patch:
                if cut == "before":
                    patch.setattr("builder.records.lake.writer.publish", broken)
                else:
                    patch.setattr("builder.records.lake.publish._carry_out", broken)
                if any(rows) or model.rows.keys() & set(forget):
                    with pytest.raises(Unusable):
                        merge(lake, *rows, forget=ids)
            if cut == "before":
                continue
        else:
            merge(lake, *rows, forget=ids)
        model.forget(forget)
        for one in files:
            for number, made, target in one:
                model.take(number, made, target)
    lies(lake, model)


def lies(lake: Lake, model: Model) -> None:
    with lake.reading():
        found = table(lake, "statements", "SELECT statement_id, file, actor, response FROM rows")
        told = sum(ledger(lake), Taken())
    assert {id_: (Path(file).parent.name[-7:], actor, response) for id_, file, actor, response in found} == model.lies
    assert len(found) == len(model.rows)
    assert told.late <= told.kept
    # In what order a step counts is not told: what comes twice and is voided may be one or the other.
    assert (told.read, told.forgotten) == (model.total.read, model.total.forgotten)
    assert len(found) == told.read - told.duplicates - told.voided - told.aside - told.forgotten


def broken(*_: object) -> None:
    raise OSError(5, "Input/output error")
