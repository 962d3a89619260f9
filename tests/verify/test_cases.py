"""Every code of verify on packages that have this fault and no other."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from builder.verify.codes import CODES
from tests.verify import cases_archive, cases_content, cases_manifest, cases_xapi
from tests.verify.cases_archive import Case
from tests.verify.stock import MANIFESTS, codes, problems, stock

CASES: Mapping[str, Mapping[str, Case]] = {
    **cases_archive.CASES,
    **cases_manifest.CASES,
    **cases_xapi.CASES,
    **cases_content.CASES,
}
ELSEWHERE = {"V110": "test_schemas.py", **{f"V81{number}": "test_lms.py" for number in range(1, 8)}}


def test_every_code_is_shown() -> None:
    assert set(CASES) | set(ELSEWHERE) == set(CODES)


@pytest.mark.parametrize("kind", MANIFESTS)
def test_a_package_without_a_fault_has_none(kind: str, tmp_path: Path) -> None:
    assert problems(tmp_path, stock(kind)) == ()


@pytest.mark.parametrize(
    ("code", "case"),
    [pytest.param(code, case, id=f"{code}-{name}") for code, found in CASES.items() for name, case in found.items()],
)
def test_the_fault_is_found_and_nothing_else(code: str, case: Case, tmp_path: Path) -> None:
    found = problems(tmp_path, case())
    assert {problem.code for problem in found} == {code}, [str(problem) for problem in found]


@pytest.mark.parametrize("name", cases_content.FINE)
def test_what_only_looks_like_a_fault_is_none(name: str, tmp_path: Path) -> None:
    assert codes(tmp_path, cases_content.FINE[name]()) == []
