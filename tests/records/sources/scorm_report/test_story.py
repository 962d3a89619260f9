"""What happened, by the order of interactions: tries, attempts, runs."""

from __future__ import annotations

from builder.records.codebook import Row
from builder.records.sources.scorm_report.book import Book
from builder.records.sources.scorm_report.story import UNKNOWN, Event, Interaction, story

ROWS = (
    Row("course", "c", iri="https://example.org/c"),
    Row("objective", "o1", iri="https://example.org/c/o1"),
    Row("objective", "o2", iri="https://example.org/c/o2"),
    Row("test", "final", iri="https://example.org/c/final", test="final", items=2),
    Row("test", "early", parent="m1", iri="https://example.org/c/early", test="early", items=1),
    Row("acknowledgement", "honest", parent="final", test="final"),
    Row("acknowledgement", "read", parent="l/p", lesson="l"),
    *(Row("question", id_, parent="final", test="final", objective=of, scorm12_right=("a",))
      for id_, of in (("x", "o1"), ("y", "o2"), ("z", "o1"))),
    Row("question", "e", parent="early", test="early", scorm12_right=("a",)),
    Row("question", "q", lesson="l", scorm12_right=("a",)),
    Row("scenario", "s", iri="https://example.org/c/s", lesson="l"),
    Row("situation", "one", parent="s", lesson="l"),
    Row("situation", "two", parent="s", lesson="l"),
    Row("choice", "again", parent="s_one", next="one"),
    Row("choice", "on", parent="s_one", next="two"),
    Row("choice", "done", parent="s_two", next="well"),
    Row("end", "well", parent="s"),
)  # fmt: skip
BOOK = Book("c", "1", "https://example.org/c", ROWS)
BY_ID = {row.id: row for row in ROWS}


def told(*what: str) -> list[Event]:
    """Of `id`, `id=response`, `id!` (wrong), `id?` (set aside), `*` (not in the codebook)."""
    found = []
    for n, text in enumerate(what):
        id_, _, response = text.rstrip("!?").partition("=")
        row = BY_ID.get(id_, Row(UNKNOWN, id_))
        share = 0.0 if text.endswith("!") else 1.0
        usable = not text.endswith("?") and row.kind != UNKNOWN
        found.append(Interaction(n, row, n, response or None, share == 1, share, usable=usable))
    return list(story(BOOK, found))


def attempts(*what: str) -> list[tuple[str, int | None]]:
    return [(event.subject.id, event.attempt) for event in told(*what) if event.kind == "answered"]


def finished(*what: str) -> list[tuple[str, int | None, float | None, int | None]]:
    events = [event for event in told(*what) if event.kind == "test-finished"]
    return [(event.subject.id, event.attempt, event.points, event.items) for event in events]


def test_an_attempt_is_as_many_items_as_it_asks() -> None:
    assert attempts("x", "y", "z", "y") == [("x", 1), ("y", 1), ("z", 2), ("y", 2)]
    assert finished("x", "y!", "z", "y") == [("final", 1, 1, 2), ("final", 2, 2, 2)]


def test_an_item_that_comes_again_begins_another_attempt() -> None:
    assert attempts("x", "x", "y") == [("x", 1), ("x", 2), ("y", 2)]
    assert finished("x", "x", "y") == [("final", 2, 2, 2)]


def test_something_else_in_between_ends_an_attempt() -> None:
    assert attempts("x", "q", "y", "z") == [("x", 1), ("q", None), ("y", 2), ("z", 2)]


def test_tests_have_attempts_of_their_own() -> None:
    assert attempts("e", "x", "y", "e") == [("e", 1), ("x", 1), ("y", 1), ("e", 2)]
    assert finished("e", "x", "y", "e!") == [("early", 1, 1, 1), ("final", 1, 2, 2), ("early", 2, 0, 1)]


def test_objectives_by_their_items() -> None:
    scored = [event for event in told("x", "y!") if event.kind == "objective-scored"]
    assert [(event.subject.id, event.points, event.items) for event in scored] == [("o1", 1, 1), ("o2", 0, 1)]


def test_what_cannot_be_used_counts_but_is_not_told() -> None:
    assert attempts("x", "y?", "z", "y") == [("x", 1), ("z", 2), ("y", 2)]
    assert finished("x", "y?", "z", "y") == [("final", 2, 2, 2)]
    assert attempts("x", "*", "z", "y") == [("x", 1), ("z", 2), ("y", 2)]
    assert [event.tries for event in told("q?", "q")] == [2]


def test_what_is_not_known_between_attempts_is_none_of_their_items() -> None:
    assert attempts("*", "x", "y", "*", "z", "y") == [("x", 1), ("y", 1), ("z", 2), ("y", 2)]


def test_the_confirmation_before_a_test_is_of_the_attempt_that_follows() -> None:
    events = told("read", "honest", "x", "y", "honest", "z", "y")
    assert [(event.subject.id, event.attempt) for event in events if event.kind == "acknowledged"] == [
        ("read", None), ("honest", 1), ("honest", 2),
    ]  # fmt: skip


def test_a_run_goes_on_while_each_decision_follows_from_the_last() -> None:
    events = told("one=again", "one=on", "two=done", "one=on", "one=on", "two=done")
    assert [(event.kind, event.run, event.end) for event in events] == [
        ("decision-taken", 1, None),
        ("decision-taken", 1, None),
        ("decision-taken", 1, None),
        ("scenario-finished", 1, "well"),
        ("decision-taken", 2, None),
        ("decision-taken", 3, None),
        ("decision-taken", 3, None),
        ("scenario-finished", 3, "well"),
    ]
