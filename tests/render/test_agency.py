"""The passages that only an agency can supply, and their absence."""

from __future__ import annotations

from dataclasses import replace

from builder.course.resolved import ResolvedCourse
from builder.render.agency import agency_data
from tests.render.strict_html import Element, read_html


def test_every_passage_is_well_formed_and_as_supplied(gallery: ResolvedCourse) -> None:
    slots = {name: read_html(html) for name, html in agency_data(gallery)["slots"].items()}
    assert set(slots) == {"chief-message", "promise", "state-law", "policies", "contacts"}
    assert "Take your time." in slots["chief-message"].text
    assert "A Chief, Chief of Police" in slots["chief-message"].text
    assert "The law." in slots["state-law"].text
    assert "Reviewed by Counsel, November 22, 2026." in slots["state-law"].text


def test_the_promise_stands_with_its_source_and_permission(gallery: ResolvedCourse) -> None:
    promise = read_html(agency_data(gallery)["slots"]["promise"])
    assert next(promise.all("blockquote")).text.strip() == "We promise."
    assert next(promise.all("a")).get("href") == "https://example.org/promise"
    assert "Permission: With permission." in promise.text


def test_a_number_can_be_dialed_only_where_it_is_one(gallery: ResolvedCourse) -> None:
    contacts = read_html(agency_data(gallery)["slots"]["contacts"])
    assert [link.get("href") for link in contacts.all("a")] == ["https://example.org/desk", "tel:5550100"]
    assert "555-0101 or 911" in contacts.text


def test_a_policy_without_an_address_is_no_link(gallery: ResolvedCourse) -> None:
    policies = read_html(agency_data(gallery)["slots"]["policies"])
    assert [link.get("href") for link in policies.all("a")] == ["https://example.org/stops"]
    assert agency_data(gallery)["policies"]["paper"] == {"title": "On paper", "url": None}


def test_without_an_agency_nothing_is_claimed(gallery: ResolvedCourse) -> None:
    data = agency_data(replace(gallery, agency=None))
    assert data["slots"] == {}
    assert data["name"] is None


def test_a_slot_keeps_its_words_for_absence_or_hides(page: Element) -> None:
    article = next(e for e in page.all("article") if e.get("data-ref") == "gallery/agency")
    law, policies = (e for e in article.all() if e.get("data-slot"))
    assert law.text.strip() == "Ask your agency for a reviewed text."
    assert "hidden" not in law.attributes
    assert "hidden" in policies.attributes


def test_where_the_promise_was_not_supplied_no_word_of_it_is_ours(page: Element) -> None:
    (promise,) = (e for e in page.all() if e.get("data-slot") == "promise" and e.text.strip())
    assert promise.text.strip() == "The text of the Peace Officer Promise has not been supplied for this course."
    assert not list(promise.all("blockquote"))


def test_items_of_lists_carry_their_ids_so_that_a_page_can_pick_them(gallery: ResolvedCourse) -> None:
    slots = agency_data(gallery)["slots"]
    items = [item.get("data-id") for name in ("contacts", "policies") for item in read_html(slots[name]).all("li")]
    assert items == ["desk", "line", "stops", "paper"]
