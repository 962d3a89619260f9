"""Addresses of stores."""

from __future__ import annotations

import pytest

from builder.records.lrs.store.open import NotAnAddress, open_database
from tests.records.lrs.conftest import Lrs


def test_a_statement_is_stored_and_found_again_in_both_databases(lrs: Lrs) -> None:
    headers = lrs.credential()
    statement = {
        "actor": {"mbox": "mailto:one@example.org"},
        "verb": {"id": "https://example.org/did"},
        "object": {"id": "https://example.org/this"},
    }
    posted = lrs.http.post("/xapi/statements", json=statement, headers=headers)
    assert posted.status_code == 200, posted.text
    found = lrs.http.get("/xapi/statements", params={"verb": "https://example.org/did"}, headers=headers)
    assert [one["id"] for one in found.json()["statements"]] == posted.json()


@pytest.mark.parametrize("url", ["", "store.db", "mysql://host/name", "sqlite:///", "sqlite://store.db"])
def test_what_is_no_address_is_refused_in_words(url: str) -> None:
    with pytest.raises(NotAnAddress, match="give sqlite:///FILE or postgresql://"):
        open_database(url)
