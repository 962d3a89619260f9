"""Part Two 2.5: a result, and the address of its next page."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from builder.records.lrs.scope import Scope
from tests.records.lrs.conformance.statements.client import Client, File, agent, parts, read_parts, statement, verb


def test_s2_row1_statements_is_a_list_and_more_a_text(client: Client) -> None:
    client.store(statement())
    answer = client.get().json()
    assert answer.keys() == {"statements", "more"}
    assert isinstance(answer["statements"], list)
    assert answer["more"] == ""


@pytest.mark.parametrize("ascending", [False, True])
@pytest.mark.parametrize("limit", [1, 2, 3, 7])
def test_s2_row2_pages_are_the_whole_once_and_in_order(client: Client, ascending: bool, limit: int) -> None:
    ids = client.store(*(statement(verb=verb("done" if n % 2 else "seen")) for n in range(7)))
    order = ids if ascending else ids[::-1]
    assert client.ids(limit=limit, ascending=ascending) == order
    odd = [id_ for id_ in order if id_ in ids[1::2]]
    assert client.ids(limit=limit, ascending=ascending, verb=verb("done")["id"]) == odd


def test_s2_row2_what_comes_meanwhile_does_not_shift_the_pages(client: Client) -> None:
    ids = client.store(*[statement()] * 4)
    first = client.get(limit=2).json()
    client.store(*[statement()] * 3)
    second = client.follow(first["more"]).json()
    assert [one["id"] for one in (*first["statements"], *second["statements"])] == ids[::-1]
    assert second["more"] == ""


def test_s2_row2_more_is_relative_and_has_all_of_the_query(client: Client) -> None:
    client.store(*[statement(actor=agent("ann"))] * 2)
    params = {"agent": {**agent("ann"), "name": "ä & ? # + %"}, "limit": 1, "format": "ids", "ascending": True}
    more = client.get(**params).json()["more"]
    told = urlsplit(more)
    assert (told.scheme, told.netloc, told.path) == ("", "", "/xapi/statements")
    assert parse_qs(told.query).keys() == {*params, "cursor"}
    page = client.follow(more).json()
    assert page["statements"][0]["actor"] == {"mbox": "mailto:ann@example.org"}
    assert page["more"] == ""


def test_s2_row2_a_long_agent_fits_in_more(client: Client) -> None:
    who = {"objectType": "Group", "mbox": "mailto:team@example.org", "member": [agent(f"person{n}") for n in range(60)]}
    client.store(statement(actor=who), statement(actor=who))
    assert len(client.ids(agent=who, limit=1)) == 2


def test_s2_row2_more_keeps_attachments(client: Client) -> None:
    one, other = File(b"one"), File(b"other")
    statements = [statement(attachments=[one.told()]), statement(attachments=[other.told()])]
    assert client.post_parts(parts(statements, one.part(), other.part())).status_code == 200
    answer = client.get(attachments=True, limit=1, ascending=True)
    first, files = read_parts(answer)
    assert [file.get_payload(decode=True) for file in files] == [b"one"]
    second, files = read_parts(client.follow(first["more"]))
    assert [file.get_payload(decode=True) for file in files] == [b"other"]
    assert second["more"] == ""


def test_s2_row2_more_belongs_to_its_query(client: Client) -> None:
    client.store(*[statement()] * 3)
    more = client.get(limit=1).json()["more"]
    cursor = parse_qs(urlsplit(more).query)["cursor"][0]
    other = f"{int(cursor, 16) ^ 1:032x}"
    for tampered in (
        more.replace("limit=1", "limit=2"),
        more + "&ascending=true",
        more.replace(cursor, other),
        more.replace(cursor, cursor.upper() if cursor.upper() != cursor else "0"),
        more.replace(cursor, cursor[:-1]),
        more.replace(cursor, ""),
    ):
        answer = client.follow(tampered)
        assert (answer.status_code, "cursor" in answer.text) == (400, True)


def test_s2_row2_the_rights_of_who_follows_are_asked_again(client: Client) -> None:
    client.store(*[statement()] * 2)
    more = client.get(limit=1).json()["more"]
    assert client.lrs.http.get(more).status_code == 400
    assert client.with_scopes(Scope.STATEMENTS_WRITE).follow(more).status_code == 403
    assert client.with_scopes(Scope.STATEMENTS_READ_MINE).follow(more).json()["statements"] == []
    assert client.with_scopes(agency=f"{client.agency} too").follow(more).json()["statements"] == []
    assert len(client.with_scopes(Scope.ALL_READ).follow(more).json()["statements"]) == 1


def test_a_cursor_tells_nothing_of_how_much_others_stored(client: Client) -> None:
    """Two places in the store that are next to each other look like any two."""
    client.store(*[statement()] * 3)
    first = client.get(limit=1).json()["more"]
    second = client.follow(first).json()["more"]
    left, right = (int(parse_qs(urlsplit(more).query)["cursor"][0], 16) for more in (first, second))
    assert (left ^ right).bit_count() > 20
