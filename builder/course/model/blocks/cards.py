"""Cards with something to think of on the front and what there is to say about it on the back."""

from typing import Literal

from pydantic import Field

from builder.course.model.base import Many, Markdown, Strict


class Card(Strict):
    """One card."""

    front: Markdown = Field(description="What is seen first: a word, a question, a situation. Links do not work here.")
    back: Markdown = Field(description="What the learner uncovers.")


class Cards(Strict):
    """Cards to turn over; in print both sides are shown."""

    type: Literal["cards"]
    cards: Many[Card] = Field(min_length=1, description="The cards, in order.")
