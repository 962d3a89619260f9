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
