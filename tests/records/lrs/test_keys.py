"""Keys of a fixed size for names of any length."""

from __future__ import annotations

from itertools import product

from builder.records.lrs.keys import SHORT, WHOLE, digest, hasher, numbers

KEY = bytes(range(32))
TERMS = (
    ("verb", "a"),
    ("verb", "b"),
    ("agent", "a"),
    ("verb+agent", "a", "b"),
    ("verb+agent", "b", "a"),
    ("verb", "a" * SHORT),
    ("verb", "a" * (SHORT + 1)),
    ("agency",),
)


def test_each_term_of_each_agency_has_its_number_and_keeps_it() -> None:
    found = {(agency, term): hasher(KEY)(agency, term) for agency, term in product(("", "A", "B", "ab"), TERMS)}
    assert len(set(found.values())) == len(found)
    again = hasher(KEY)
    assert all(again(agency, term) == number for (agency, term), number in found.items())
    assert all(-(2**63) <= number < 2**63 for number in found.values())


def test_terms_of_the_same_last_value_lie_side_by_side() -> None:
    hash_ = hasher(KEY)
    near = {hash_("A", term) >> 40 for term in (("agent", "b"), ("agent*", "b"), ("verb+agent", "x", "b"))}
    assert len(near) == 1
    assert hash_("A", ("agent", "c")) >> 40 not in near


def test_another_store_has_other_numbers() -> None:
    other = hasher(bytes(32))
    assert all(other("A", term) != hasher(KEY)("A", term) for term in TERMS)


def test_a_statement_has_its_terms_for_all_and_for_its_agency() -> None:
    hash_ = hasher(KEY)
    assert numbers(hash_, "", TERMS[:2]) == {hash_("", term) for term in TERMS[:2]}
    assert numbers(hash_, "A", TERMS[:2]) == {hash_(agency, term) for agency, term in product(("", "A"), TERMS[:2])} | {
        hash_("A", WHOLE)
    }


def test_texts_of_one_key_do_not_run_into_each_other() -> None:
    assert len({digest("ab", "c"), digest("a", "bc"), digest("abc"), digest("abc", ""), digest("", "abc")}) == 5
    assert len(digest("x" * 100_000)) == len(digest()) == 16
