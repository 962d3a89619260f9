"""Pictures: alone, as a pair, with numbered spots."""

from __future__ import annotations

from tests.render.strict_html import Element


def example(page: Element, name: str) -> Element:
    return next(e for e in page.all("article") if e.get("data-ref") == f"gallery/{name}")


def test_only_a_picture_that_asks_for_it_can_be_enlarged(page: Element) -> None:
    buttons = [e for e in example(page, "image").all("button") if "data-zoom" in e.attributes]
    assert [button.get("aria-label") for button in buttons] == ["Enlarge: A street with two houses and a car"]


def test_two_pictures_have_their_own_alternatives_labels_and_captions(page: Element) -> None:
    pair = next(iter(example(page, "image-pair").with_class("pair")))
    assert [image.get("alt") for image in pair.all("img")] == [
        "A square with nothing beside it",
        "The same square an hour later",
    ]
    captions = [" ".join(caption.text.split()) for caption in pair.all("figcaption")]
    assert captions == ["Before Alone.", "After Still alone.1", "The same place, an hour apart."]
    assert len([e for e in pair.all("button") if "data-zoom" in e.attributes]) == 2


def test_the_texts_of_spots_stand_in_a_numbered_list_and_the_numbers_over_the_picture(page: Element) -> None:
    figure = next(iter(example(page, "labelled-image").with_class("labelled")))
    assert [title.text for title in figure.with_class("title")] == ["The door", "The window", "The car"]
    assert [mark.text for mark in figure.all("text")] == ["1", "2", "3"]
    assert next((mark.get("cx"), mark.get("cy")) for mark in figure.all("circle")) == ("20%", "60%")
    buttons = figure.with_class("spot")
    assert [button.get("aria-label") for button in buttons] == ["1: The door", "2: The window", "3: The car"]
    assert all("hidden" in button.attributes for button in buttons)
    items = [item for item in figure.all("li") if item.get("value")]
    assert [item.get("value") for item in items] == ["1", "2", "3"]  # a hidden item would not be counted
    assert not any("hidden" in item.attributes for item in items)
