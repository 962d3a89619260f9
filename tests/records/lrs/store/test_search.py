"""Several conditions at once: all that meet them, once each, in order, however rare or frequent each is."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from builder.records.lrs.store import search
from builder.records.lrs.store.database import Database, Session
from builder.records.lrs.store.open import open_database
from builder.records.lrs.store.search import Page, Query, Reader

COUNT = 400
KEYS = {"often": 1, "seldom": 2, "early": 3, "late": 4, "never": 5}


@pytest.fixture(params=range(2))
def mentions(request: pytest.FixtureRequest) -> dict[str, set[int]]:
    rng = random.Random(request.param)
    return {
        "often": {seq for seq in range(1, COUNT) if rng.random() < 0.7},
        "seldom": {seq for seq in range(1, COUNT) if rng.random() < 0.05},
        "early": set(range(1, 90)),
        "late": {seq for seq in range(250, COUNT) if rng.random() < 0.9},
        "never": set(),
    }


@pytest.mark.parametrize("ascending", [False, True])
@pytest.mark.parametrize("stretch", [1, 7])
@pytest.mark.parametrize(
    "names",
    [("often", "seldom"), ("early", "late"), ("often", "late"), ("often", "early", "seldom"), ("late", "never")],
)
def test_what_is_found_is_what_all_of_them_mention(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    mentions: dict[str, set[int]],
    names: tuple[str, ...],
    stretch: int,
    ascending: bool,
) -> None:
    monkeypatch.setattr(search, "STRETCH", stretch)
    wanted = sorted(set.intersection(*(mentions[name] for name in names)), reverse=not ascending)
    with closing(open_database(f"sqlite:///{tmp_path / 'lrs.db'}")) as database:
        database.write(_filled(mentions)).result()
        terms = tuple((name,) for name in names)
        found: list[int] = []
        page = _page(database, Query(terms, ascending=ascending, limit=9))
        while page.last is not None:
            found += (one.seq for one in page.statements)
            page = _page(database, Query(terms, ascending=ascending, limit=9, after=page.last))
        found += (one.seq for one in page.statements)
    assert found == wanted


def _page(database: Database, query: Query) -> Page:
    return database.read(
        lambda session: search.page(session, lambda _, term: KEYS[term[0]], Reader(None), query)
    ).result()


def _filled(mentions: dict[str, set[int]]) -> Callable[[Session], None]:
    def fill(session: Session) -> None:
        session.many(
            "INSERT INTO statement (seq, id, agency, credential, stored, voided, voids_any, major, verb, object_type,"
            " ts, body) VALUES (?, ?, '', '', ?, 0, 0, 1, '', '', 0, '{}')",
            [(seq, str(seq), seq) for seq in range(1, COUNT)],
        )
        session.many(
            "INSERT INTO mention (term, seq) VALUES (?, ?)",
            [(KEYS[name], seq) for name, found in mentions.items() for seq in found],
        )

    return fill
