"""Part Two through HTTP: what the model takes is stored as it was sent, what it refuses leaves nothing."""

from __future__ import annotations

import json
from itertools import groupby
from typing import Final

import pytest
from httpx2 import Response

from builder.records.lrs.statements.receive import attachments
from builder.records.xapi.same import same
from builder.standards.xapi import Version
from tests.records.lrs.conformance.statements.client import Client, Json, new_id
from tests.records.xapi.cases import CASES
from tests.records.xapi.statements import Case

PUT_TOO: Final = 10
"""Every tenth is sent by PUT as well."""


def _section(case: Case) -> str:
    """Such as 2.4.2."""
    return ".".join(case.requirement.split(".")[:3])


SECTIONS: Final = {section: tuple(cases) for section, cases in groupby(sorted(CASES, key=_section), key=_section)}


def of(section: str, version: Version, *, accepted: bool) -> list[Case]:
    return [case for case in SECTIONS[section] if version in case.versions and case.accepted is accepted]


@pytest.mark.parametrize("section", SECTIONS)
def test_what_is_right_comes_back_as_it_was_sent(client: Client, section: str) -> None:
    cases = [case for case in of(section, client.version, accepted=True) if _lies_elsewhere(case.statement)]
    ids = client.store(*(case.statement for case in cases))
    found = {one["id"]: one for one in client.found(limit=500)}
    for case, id_ in zip(cases, ids, strict=True):
        told = found.get(id_) or client.get(voidedStatementId=id_).json()
        assert same(told, case.statement), case.name
        assert told.keys() >= case.statement.keys(), case.name
        assert told["verb"] == case.statement["verb"], case.name
        assert told["actor"] == case.statement["actor"], case.name


def _lies_elsewhere(statement: Json) -> bool:
    """Whether it can be sent without files."""
    return all("fileUrl" in one for one in attachments(statement))


@pytest.mark.parametrize("section", SECTIONS)
def test_what_is_wrong_is_refused_by_the_name_of_the_property(client: Client, section: str) -> None:
    for at, case in enumerate(of(section, client.version, accepted=False)):
        if not _is_json(case.statement):
            continue
        answers = [client.post(case.statement)]
        if at % PUT_TOO == 0 and "id" not in {name.lower() for name in case.statement}:
            answers.append(client.put(new_id(), case.statement))
        for answer in answers:
            _check_refusal(case, answer)
    assert client.ids() == []


def _check_refusal(case: Case, answer: Response) -> None:
    assert answer.status_code == 400, case.name
    assert case.path is not None
    assert case.path in answer.text, case.name
    assert case.words in answer.text, case.name


def _is_json(statement: Json) -> bool:
    """A number that is none in JSON cannot be sent."""
    try:
        json.dumps(statement, allow_nan=False)
    except ValueError:
        return False
    return True
