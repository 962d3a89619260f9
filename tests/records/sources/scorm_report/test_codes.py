"""Every code of the reports is provoked by a test, with what was meant or what to do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builder.records.sources.scorm_report import convert
from builder.records.sources.scorm_report.codes import CODES

HERE = Path(__file__).parent
TESTS = "\n".join(path.read_text("utf-8") for path in HERE.glob("test_*.py") if path.name != Path(__file__).name)


@pytest.mark.parametrize("code", CODES)
def test_each_code_has_a_test(code: str) -> None:
    assert f'"{code}"' in TESTS


def test_each_reason_for_setting_aside_has_a_test() -> None:
    reasons = {value for value in vars(convert).values() if isinstance(value, str) and re.match(r"report-", value)}
    assert reasons
    assert {reason for reason in reasons if f'"{reason}"' not in TESTS} == set()
