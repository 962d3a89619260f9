"""Tables as the world writes them."""

from __future__ import annotations

import pytest

from tests.records.sources.scorm_report.bench import Bench
from tests.records.sources.scorm_report.lms import Stored, long, moodle, table


def answered(bench: Bench) -> list[tuple[str, str]]:
    return bench.ask("object_id, response", "verb = 'answered'")


def report(bench: Bench) -> str:
    return long([Stored(interactions=[bench.told("primes"), bench.told("round")])]).decode()


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8", ","), ("utf-8-sig", ";"), ("utf-16", "\t"), ("utf-16-le", ";"), ("utf-16-be", ",")],
)
def test_marks_encodings_separators(bench: Bench, encoding: str, delimiter: str) -> None:
    text = long([Stored(interactions=[bench.told("primes"), bench.told("round")])], delimiter=delimiter).decode()
    bench.taken(text.encode(encoding), "long")
    assert [response for _, response in answered(bench)] == ["five", "true"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_ends_of_lines_and_blank_ones(bench: Bench, end: str) -> None:
    text = report(bench).replace("\r\n", "\n")
    bench.taken(f"\n{text}\n\n".replace("\n", end).encode(), "long")
    assert len(answered(bench)) == 2


def test_lines_above_the_header(bench: Bench) -> None:
    bench.taken(f"Report of the LMS\r\nMade,Monday\r\n{report(bench)}".encode(), "long")
    assert len(answered(bench)) == 2


def test_breaks_in_cells_and_an_apostrophe_of_a_spreadsheet(bench: Bench) -> None:
    head = ["learner", "started", "id", "response", "note"]
    row = ["'+sam@example.org", "2026-11-02 09:00:00", "primes", "b", "one\r\ntwo"]
    bench.taken(table([head, row, [*row[:2], "round", "t", 'a "word"']]), "long")
    assert len(answered(bench)) == 2
    assert bench.ask("DISTINCT actor", order="1") == [("mailto:+sam@example.org",)]


def test_titles_are_compared_without_case_and_blanks(bench: Bench) -> None:
    head, _, rest = report(bench).partition("\r\n")
    bench.taken(f"{head.upper().replace(',', ' , ')}\r\n{rest}".encode(), "long")
    assert len(answered(bench)) == 2


def test_rows_of_other_courses_are_left_alone(bench: Bench) -> None:
    head = ["learner", "course", "started", "id", "response"]
    rows = [["sam@example.org", course, "2026-11-02", "primes", "b"] for course in ("Other", "A SMALL course", "small")]
    found = bench.taken(table([head, *rows]), "long")
    assert found.taken.aside == 0
    assert bench.ask("tries", "verb = 'answered'") == [(1,), (2,)]


def test_thousands_of_columns(bench: Bench) -> None:
    told = [bench.told("primes", "a", "wrong")] * 1500
    found = bench.taken(moodle([Stored(interactions=told)], bench.course.title))
    assert found.taken.kept == 1501
    assert bench.ask("max(tries), max(ts) - min(ts) < INTERVAL 2 SECOND", "verb = 'answered'", "1") == [(1500, True)]


@pytest.mark.parametrize(
    ("raw", "code", "line"),
    [
        (b"", "M302", 0),
        (b"PK\x03\x04 and so on", "M302", 0),
        ("learner,id,response\r\nsam@example.org,primes,\xe9".encode("latin-1"), "M302", 2),
        (b'learner,id,response\r\nsam@example.org,primes,"' + b"x" * 1_100_000, "M302", 2),
    ],
)
def test_what_is_no_table(bench: Bench, raw: bytes, code: str, line: int) -> None:
    (problem,) = bench.refused(raw, "long")
    assert (problem.code, problem.where.line) == (code, line)


def test_another_encoding_can_be_said(bench: Bench) -> None:
    path = bench.folder / "mine.yaml"
    path.write_text("format: 1\ntitle: t\nrows: interactions\nlearner: [Élève]\nstarted: [Début]\n"
                    "interaction: {id: [id], response: [response]}\nencoding: windows-1252\n", "utf-8")  # fmt: skip
    rows = [["Élève", "Début", "id", "response"], ["sam@example.org", "2026-11-02", "primes", "b"]]
    bench.taken(table(rows).decode().encode("windows-1252"), str(path))
    assert len(answered(bench)) == 1
