"""Rows that SQL makes are those of the full model, of every statement; what is none is set aside with the reason."""

from __future__ import annotations

import copy
import json
import os
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.records.lake import flatten as flattening
from builder.records.lake.columns import MONTH, NAMES
from builder.records.lake.duck import parquet
from builder.records.lake.flatten import Origin, flatten
from builder.records.lake.flatten_held import bare, held
from builder.records.lake.lake import Lake
from builder.records.lake.ledger import Aside
from builder.records.xapi.faults import faults
from builder.standards.cmi5 import SESSION_ID
from builder.standards.xapi import PROGRESS, ActivityType
from tests.bench.lrs_statements import COURSE, Crowd
from tests.records.xapi.cases import CASES
from tests.records.xapi.statements import BOTH

Json = dict[str, Any]
Rows = list[tuple[Any, ...]]
Flatten = Callable[[Sequence[bytes]], tuple[Rows, tuple[Aside, ...]]]

EXAMPLES: Final = int(os.environ.get("LAKE_EXAMPLES", "6"))
IN_SQL: Final = 0
BY_MODEL: Final = 10**9


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake.make(tmp_path / "lake")


@pytest.fixture
def in_sql(lake: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Flatten:
    return lambda lines: _flattened(lake, tmp_path, monkeypatch, IN_SQL, lines)


@pytest.fixture
def by_model(lake: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Flatten:
    return lambda lines: _flattened(lake, tmp_path, monkeypatch, BY_MODEL, lines)


def _flattened(
    lake: Lake, folder: Path, monkeypatch: pytest.MonkeyPatch, few: int, lines: Sequence[bytes]
) -> tuple[Rows, tuple[Aside, ...]]:
    monkeypatch.setattr(flattening, "FEW", few)
    (folder / "in.ndjson").write_bytes(b"\n".join(lines) + b"\n")
    made = folder / "made"
    made.mkdir(exist_ok=True)
    found = flatten(lake, folder / "in.ndjson", made, Origin("here"))
    names = ", ".join((*NAMES, MONTH))
    rows = _asked(f"SELECT {names} FROM {parquet(found.staged)}") if found.staged else []
    return rows, found.aside


def _asked(query: str) -> Rows:
    with duckdb.connect() as duck:
        return duck.execute(query).fetchall()


def _lines(statements: Sequence[Json]) -> list[bytes]:
    return [json.dumps(one).encode() for one in statements]


def _named(statement: Json, number: int) -> Json:
    return {
        "id": str(uuid.UUID(int=number + 1, version=4)),
        "timestamp": "2026-11-22T09:30:00.000Z",
        **copy.deepcopy(statement),
    }


def test_all_cases_of_the_specification_have_the_same_rows_and_reasons(in_sql: Flatten, by_model: Flatten) -> None:
    cases = [case for case in CASES if not case.name.endswith(", in a SubStatement")]  # SQL leaves those to the model
    lines = _lines([_named(dict(case.statement), n) for n, case in enumerate(cases)])
    assert in_sql(lines) == by_model(lines)


def test_no_valid_statement_is_set_aside(by_model: Flatten) -> None:
    cases = [case for case in CASES if case.accepted and isinstance(case.statement.get("id", ""), str)]
    rows, aside = by_model(_lines([_named(dict(case.statement), n) for n, case in enumerate(cases)]))
    assert aside == ()
    assert len(rows) == len(cases)


COLUMNS_TOLD: Final = (
    "id", "actor", "verb.id", "object.id", "result.score.scaled", "result.score.raw", "result.success",
    "result.completion", "result.response", "result.duration", "timestamp", "stored", "context.registration",
)  # fmt: skip


def test_a_fault_of_what_a_column_holds_is_found(by_model: Flatten) -> None:
    cases = [case for case in CASES if case.path in COLUMNS_TOLD and case.versions == BOTH]
    _, aside = by_model(_lines([_named(dict(case.statement), n) for n, case in enumerate(cases)]))
    assert [cases[n].name for n in range(len(cases)) if n + 1 not in {one.line for one in aside}] == []


def test_statements_of_our_courses_need_no_model(lake: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flattening, "row_of", lambda *_args, **_more: pytest.fail("not sure of it"))
    (tmp_path / "in.ndjson").write_text("\n".join(Crowd().texts(1000)))
    found = flatten(lake, tmp_path / "in.ndjson", tmp_path, Origin("here"))
    assert (found.read, found.aside) == (1000, ())


def test_a_row_has_what_the_statement_tells(lake: Lake, in_sql: Flatten) -> None:
    statement = {
        "id": "FD41C918-B88B-4B20-A0A5-A4C32391AAA0",
        "actor": {"account": {"homePage": "https://lms.example.org", "name": "Zoë"}},
        "verb": {"id": "http://adlnet.gov/expapi/verbs/answered"},
        "object": {"id": f"{COURSE}/items/1", "definition": {"type": ActivityType.INTERACTION}},
        "result": {
            "success": False,
            "score": {"scaled": -0.25, "raw": 1},
            "response": "a[,]b",
            "duration": "PT1H2M3.5S",
            "extensions": {PROGRESS: 40},
        },
        "context": {
            "registration": "EC531277-B57B-4C15-8D91-D292C5B2B8F7",
            "contextActivities": {
                "parent": [{"id": f"{COURSE}/tests/final"}],
                "category": [{"id": f"{COURSE}/profile/v1"}],
                "other": [
                    {"id": f"{COURSE}/other"},
                    {"id": f"{COURSE}/objectives/E1", "definition": {"type": ActivityType.OBJECTIVE}},
                ],
            },
            "extensions": {
                f"{COURSE}/extensions/version": "1.4.0",
                f"{COURSE}/extensions/agency": "oakdale-pd",
                f"{COURSE}/extensions/attempt": 2,
                f"{COURSE}/extensions/tries": 3,
                f"{COURSE}/extensions/run": 4,
                SESSION_ID: "session 1",
            },
        },
        "timestamp": "2026-12-01T00:30:00+02:00",
        "stored": "2026-12-01T00:00:00.123456789Z",
    }
    (row,), aside = in_sql(_lines([statement]))
    found = dict(zip((*NAMES, MONTH), row, strict=True))
    assert aside == ()
    assert found.pop("ts").isoformat() == "2026-11-30T22:30:00"
    assert found.pop("stored").isoformat() == "2026-12-01T00:00:00.123456"
    assert found == {
        "statement_id": "fd41c918-b88b-4b20-a0a5-a4c32391aaa0",
        "actor": lake.name_of("https://lms.example.org|Zoë"),
        "verb": "http://adlnet.gov/expapi/verbs/answered",
        "object_id": f"{COURSE}/items/1",
        "object_type": "Activity",
        "activity_type": ActivityType.INTERACTION,
        "course_id": COURSE,
        "version": "1.4.0",
        "agency": "oakdale-pd",
        "parent_id": f"{COURSE}/tests/final",
        "objective_id": f"{COURSE}/objectives/E1",
        "registration": "ec531277-b57b-4c15-8d91-d292c5b2b8f7",
        "session": "session 1",
        "success": False,
        "completion": None,
        "score_scaled": -0.25,
        "score_raw": 1.0,
        "response": "a[,]b",
        "duration_s": 3723.5,
        "progress": 40.0,
        "attempt": 2,
        "tries": 3,
        "run": 4,
        "source": "here",
        "month": "2026-11",
    }


BASE: Final[Json] = {
    "actor": {"mbox": "mailto:ann@example.org"},
    "verb": {"id": "https://example.org/did"},
    "object": {"id": "https://example.org/it"},
}
IRIS: Final = st.sampled_from(
    [
        COURSE, f"{COURSE}/", "https://example.org/a%20b", "http://a", "http://", "HTTP://x/y", "urn:a:b", "urn:", "x:",
        "https://example.org/é", "https://example.org/a b", "https://example.org:80#x", "https://u@example.org/[1]",
        "//example.org", "mailto:a@b", "https://example.org/%2", "https://example.org/a|b", "tag:example.org,2026:a",
    ]
)  # fmt: skip
TYPES: Final = st.sampled_from(
    [*(one.value for one in ActivityType), "https://w3id.org/xapi/cmi5/activitytype/course", "nonsense", "urn:x:y"]
)
ODD: Final[st.SearchStrategy[Any]] = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 3), st.just(10**400), st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=4), st.just([]), st.just({}), st.just([{}]), st.just({"id": "https://example.org/x"}),
)  # fmt: skip


def _mostly(usual: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """What is odd here makes the reader refuse the line, so that nothing else of it is looked at in SQL."""
    return st.integers(0, 19).flatmap(lambda chance: usual if chance else ODD)


TEXTS: Final = st.one_of(st.text(max_size=8), st.sampled_from(['"', "\\", "\0", "null", "a\nb", "😀", "[,]", "", '":']))
NUMBERS: Final = st.one_of(
    st.floats(-1.5, 1.5), st.integers(-2, 110), st.floats(allow_nan=False, allow_infinity=False), st.just(2**63)
)
COUNTS: Final = st.one_of(st.integers(-1, 5), st.just(2**31), st.just(1.0), st.just(1.5), TEXTS, ODD)
TIMES: Final = st.one_of(
    st.datetimes().map(lambda moment: moment.isoformat() + "Z"),
    st.sampled_from(
        [
            "2026-11-22T09:30:00", "2026-11-22T09:30Z", "20261122T093000Z", "2026-11-22T23:59:60Z",
            "2026-02-30T00:00:00Z",
            "2026-11-22T09:30:00.1234567891Z", "2026-11-22T09:30:00.999999999+13:59", "2026-01-01T00:00:00-12:30",
            "2026-11-22T09:30:00-00:00", "2026-11-22 09:30:00Z", "2026-11-22t09:30:00z", "2026-11-22T24:00:00Z", "now",
            "1969-12-31T23:59:59Z", "0001-01-01T00:00:00+01:00", "2026-11-22T09:30:00+0200", "2026-11-22T09:30:00+02",
            "2026-11-22T09:30:00,5Z", "9999-12-31T23:59:59Z", "2026-11-30T23:59:59-01:00",
        ]
    ),
)  # fmt: skip
DURATIONS: Final = st.one_of(
    st.floats(0, 1e6).map(lambda seconds: f"PT{seconds:.2f}S"),
    st.builds("P{}DT{}H{}M{}S".format, *(st.integers(0, 10**10) for _ in range(4))),
    st.sampled_from(
        [
            "PT",
            "P",
            "PT5M",
            "P1W",
            "P1Y2M3DT4H5M6.7S",
            "PT1,5S",
            "PT0.5H",
            "P1DT",
            "-PT5S",
            "PT5",
            "PT1H2S",
            "P3D",
            "pt5s",
        ]
    ),
)
ACTIVITIES: Final = st.builds(
    lambda id_, type_, more: {"id": id_, **({"definition": {"type": type_}} if type_ else {}), **more},
    st.one_of(IRIS, IRIS.map(lambda iri: f"{iri}/profile/v1")),
    st.one_of(st.none(), TYPES),
    st.sampled_from([{}, {"objectType": "Activity"}, {"name": 5}]),
)
AROUND: Final = st.fixed_dictionaries(
    {},
    optional={kind: _mostly(st.lists(ACTIVITIES, max_size=3)) for kind in ("parent", "grouping", "category", "other")},
)
EXTENSIONS: Final = st.dictionaries(
    st.one_of(
        st.builds(
            "{}/extensions/{}".format, st.one_of(st.just(COURSE), IRIS),
            st.sampled_from(["version", "version", "agency", "attempt", "tries", "run"]),
        ),
        st.sampled_from([SESSION_ID, PROGRESS, "no IRI"]),
    ),
    st.one_of(COUNTS, TEXTS, st.floats(-1, 101)),
    max_size=5,
)  # fmt: skip
ACTORS: Final = st.one_of(
    st.builds(lambda page, name: {"account": {"homePage": page, "name": name}}, IRIS, st.one_of(TEXTS, ODD)),
    st.fixed_dictionaries(
        {},
        optional={
            "objectType": st.sampled_from(["Agent", "Group", "agent"]),
            "mbox": st.sampled_from(
                ["mailto:ann@example.org", "mailto:a|b@example.org", "ann@example.org", "mailto:é@x"]
            ),
            "mbox_sha1sum": st.sampled_from(["A" * 40, "a" * 39]),
            "openid": IRIS,
            "name": ODD,
            "member": st.sampled_from([[], [{"mbox": "mailto:ann@example.org"}]]),
        },
    ),
    ODD,
)
STATEMENTS: Final = st.fixed_dictionaries(
    {},
    optional={
        "id": st.one_of(st.uuids().map(str), st.uuids().map(lambda one: str(one).upper()), TEXTS, ODD),
        "actor": ACTORS,
        "verb": st.one_of(st.builds(lambda id_: {"id": id_}, IRIS), ODD),
        "object": st.one_of(
            ACTIVITIES,
            ACTORS,
            st.just({"objectType": "StatementRef", "id": "11111111-2222-4333-8444-555555555555"}),
            st.just({"objectType": "SubStatement", **BASE}),
        ),
        "result": _mostly(
            st.fixed_dictionaries(
                {},
                optional={
                    "success": st.one_of(st.booleans(), ODD),
                    "completion": st.one_of(st.booleans(), ODD),
                    "response": st.one_of(TEXTS, ODD),
                    "duration": st.one_of(DURATIONS, ODD),
                    "score": st.fixed_dictionaries(
                        {}, optional=dict.fromkeys(("scaled", "raw", "min", "max"), st.one_of(NUMBERS, ODD))
                    ),
                    "extensions": _mostly(EXTENSIONS),
                },
            ),
        ),
        "context": _mostly(
            st.fixed_dictionaries(
                {},
                optional={
                    "registration": st.one_of(st.uuids().map(str), TEXTS),
                    "contextActivities": _mostly(AROUND),
                    "extensions": _mostly(EXTENSIONS),
                    "language": TEXTS,
                },
            ),
        ),
        "timestamp": st.one_of(TIMES, ODD),
        "stored": st.one_of(TIMES, ODD),
        "version": TEXTS,
    },
)


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(STATEMENTS, min_size=1, max_size=20), st.booleans())
def test_any_statement_has_the_same_row_and_reason(
    in_sql: Flatten, by_model: Flatten, statements: list[Json], compact: bool
) -> None:
    told = [_named(BASE | one, n) for n, one in enumerate(statements)]
    lines = [json.dumps(one, ensure_ascii=compact, separators=(",", ":") if compact else None) for one in told]
    encoded = [line.encode("utf-8", "surrogatepass") for line in lines]
    assert in_sql(encoded) == by_model(encoded)


@settings(max_examples=200, deadline=None)
@given(STATEMENTS)
def test_what_is_held_of_a_valid_statement_is_valid(statement: Json) -> None:
    whole = BASE | statement
    if not faults(whole):
        assert faults(bare(held(whole))) == ()


LINES: Final = {
    "nothing": b"{}",
    "no JSON": b"nonsense",
    "cut off": b'{"id": "fd41c918-b88b-4b2',
    "a list": b"[{}]",
    "a number": b"5",
    "null": b"null",
    "two": b'{"a":1} {"b":2}',
    "not UTF-8": b'{"id": "\xff"}',
    "half a character": rb'{"id": "\ud800"}',
    "a NUL": b'{"id": "\0"}',
    "nested": b'{"a":' + b"[" * 10_000 + b"]" * 10_000 + b"}",
    "a great number": b'{"a": 1e400}',
    "twice": b'{"id": "a", "id": "b"}',
}


def test_a_course_told_by_its_type_may_tell_its_version(in_sql: Flatten, by_model: Flatten) -> None:
    course = {"id": COURSE, "definition": {"type": ActivityType.COURSE}}
    extensions = {f"{COURSE}/extensions/version": "2.0.0", f"{COURSE}/extensions/run": 3, SESSION_ID: "one"}
    context = {"contextActivities": {"grouping": [{"id": f"{COURSE}/x"}, course]}, "extensions": extensions}
    lines = _lines([_named(BASE | {"context": context}, 1)])
    (row,), _ = in_sql(lines)
    assert (row[NAMES.index("version")], row[NAMES.index("run")], row[NAMES.index("session")]) == ("2.0.0", 3, "one")
    assert in_sql(lines) == by_model(lines)


@pytest.mark.parametrize("name", LINES)
def test_a_bad_line_is_set_aside_alone(in_sql: Flatten, by_model: Flatten, name: str) -> None:
    good = [text.encode() for text in Crowd().texts(300)]
    lines = [*good[:150], b"", LINES[name], b"  \r", *good[150:]]
    rows, aside = in_sql(lines)
    assert [one.line for one in aside] == [152]
    assert len(rows) == 300
    assert (rows, aside) == by_model(lines)


def test_a_reason_has_no_value_of_the_statement(by_model: Flatten) -> None:
    ann = {"mbox": "Ann Example, ann@example.org"}
    _, aside = by_model(_lines([_named(BASE | {"actor": ann, "timestamp": "Ann's birthday"}, 1)]))
    assert "Ann" not in aside[0].reason


def test_a_property_that_is_there_twice_is_no_statement(in_sql: Flatten, by_model: Flatten) -> None:
    whole = _lines([_named(BASE, 1)])[0]
    for repeated in (b'"verb":{"id":"urn:other"}', b'"actor":{}', b'"timestamp":"2026-01-01T00:00:00Z"'):
        line = whole[:-1] + b"," + repeated + b"}"
        assert in_sql([line]) == by_model([line])
        assert [one.code for one in in_sql([line])[1]] == ["json"]


def test_the_order_of_lines_is_kept(in_sql: Flatten) -> None:
    statements = [_named(BASE | ({"timestamp": "2026-11-22T09:30Z"} if n % 3 else {}), n) for n in range(50)]
    rows, _ = in_sql(_lines(statements))
    assert [row[0] for row in rows] == [one["id"] for one in statements]


def test_known_people_are_named_by_their_identifier(tmp_path: Path) -> None:
    lake = Lake.make(tmp_path / "known", identified=True)
    (tmp_path / "in").write_bytes(b"\n".join(_lines([_named(BASE, n) for n in range(300)])))
    found = flatten(lake, tmp_path / "in", tmp_path, Origin("here"))
    assert _asked(f"SELECT DISTINCT actor FROM {parquet(found.staged)}") == [("mailto:ann@example.org",)]


@pytest.mark.parametrize("few", [IN_SQL, BY_MODEL])
def test_the_agency_of_the_sender_wins(lake: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    monkeypatch.setattr(flattening, "FEW", few)
    told = Crowd().statements(3, "told-pd")
    (tmp_path / "in").write_bytes(b"\n".join([*_lines(told[:2]), b"", *_lines([_named(BASE, 1)])]))
    origin = Origin("here", "fallback-pd", ["sender-pd", None, None, None])
    found = flatten(lake, tmp_path / "in", tmp_path, origin)
    agencies = _asked(f"SELECT agency FROM {parquet(found.staged)}")
    assert agencies == [("sender-pd",), ("told-pd",), ("fallback-pd",)]
