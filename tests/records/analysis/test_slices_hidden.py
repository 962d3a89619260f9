"""What is hidden in one slice cannot be computed from others: years, agencies, and agencies by year."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import example, given, settings
from hypothesis import strategies as st

from builder.records.analysis.engines.engine import Table
from builder.records.analysis.families import families
from builder.records.analysis.slices import Slice
from builder.records.analysis.suppress import suppress
from tests.records.analysis.test_suppress import NAMES, REPORT

Cells = list[list[int]]
Vector = list[Fraction]
SMALLEST = 5


def slices_of(agencies: int, years: int) -> list[Slice]:
    """As the page makes them: the last agency may have none of its own."""
    periods = [(f"y{year}", f"202{year}-01", f"202{year}-12") for year in range(years)]
    found = [Slice("all"), *(Slice(name, None, *months) for name, *months in periods)]
    for agency in range(agencies):
        own = (str(agency),)
        found += [Slice(f"a{agency}", own), *(Slice(f"a{agency}.{name}", own, *months) for name, *months in periods)]
    return found


def vector(one: Slice, cells: Cells) -> Vector:
    """Which cells, agency by agency and year by year, a slice is the sum of."""
    return [
        Fraction(
            (one.agencies is None or str(agency) in one.agencies) and (one.first is None or one.first[3] == str(year))
        )
        for agency, counts in enumerate(cells)
        for year in range(len(counts))
    ]


def rank(rows: list[Vector]) -> int:
    rows, done = [list(row) for row in rows], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((at for at in range(done, len(rows)) if rows[at][column]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        for row in rows[done + 1 :]:
            by = row[column] / rows[done][column]
            row[:] = [value - by * other for value, other in zip(row, rows[done], strict=True)]
        done += 1
    return done


counts = st.sampled_from((0, 1, 2, 3, 4, 6, 9, 30))
tables = st.integers(2, 3).flatmap(
    lambda years: st.lists(st.lists(counts, min_size=years, max_size=years), min_size=2, max_size=4)
)


@settings(max_examples=150, deadline=None)
@given(tables, st.booleans())
@example([[0, 1, 0], [0, 4, 0], [1, 1, 4]], True)  # the second year and the last agency, less the whole, are one cell
def test_no_slice_of_too_few_is_the_sum_of_what_is_shown(cells: Cells, all_of_them: bool) -> None:
    slices = slices_of(len(cells) - (not all_of_them), len(cells[0]))
    vectors = {one.name: vector(one, cells) for one in slices}
    flat = [count for row in cells for count in row]
    learners = {
        name: sum(int(part) * count for part, count in zip(told, flat, strict=True)) for name, told in vectors.items()
    }
    rows = [(name, "all", "all", None, count, 0) for name, count in learners.items() if count]
    result = suppress(REPORT, Table(NAMES, (), rows), SMALLEST, families(slices))
    hidden = {row[0] for row, gone in zip(result.rows, result.hidden, strict=True) if gone}
    known = [told for name, told in vectors.items() if name not in hidden]
    # A slice without a row is of nobody, and so is all that is in it.
    nobody = [told for name, told in vectors.items() if not learners[name]]
    for told in nobody:
        known += [[Fraction(at == place) for at in range(len(flat))] for place, part in enumerate(told) if part]
    for name in hidden:
        if learners[name] < SMALLEST:
            assert rank([*known, vectors[name]]) > rank(known), (name, learners, hidden)
