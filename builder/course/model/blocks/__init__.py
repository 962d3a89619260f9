"""The blocks of a page: to add one, write its file, then name it here."""

from typing import Annotated, Any, TypeAlias

from pydantic import Discriminator, Tag

from builder.course.model.base import Markdown
from builder.course.model.blocks.accordion import Accordion
from builder.course.model.blocks.acknowledgement import Acknowledgement
from builder.course.model.blocks.agency import Agency
from builder.course.model.blocks.audio import Audio
from builder.course.model.blocks.callout import Callout
from builder.course.model.blocks.cards import Cards
from builder.course.model.blocks.checklist import Checklist
from builder.course.model.blocks.chief_message import ChiefMessage
from builder.course.model.blocks.choice import Choice
from builder.course.model.blocks.dialogue import Dialogue
from builder.course.model.blocks.download import Download
from builder.course.model.blocks.fill_in import FillIn
from builder.course.model.blocks.gap import GapText
from builder.course.model.blocks.image import Image
from builder.course.model.blocks.image_pair import ImagePair
from builder.course.model.blocks.key_terms import KeyTerms
from builder.course.model.blocks.labelled_image import LabelledImage
from builder.course.model.blocks.likert import Likert
from builder.course.model.blocks.mark import Mark
from builder.course.model.blocks.matching import Matching
from builder.course.model.blocks.multiple import Multiple
from builder.course.model.blocks.numeric import Numeric
from builder.course.model.blocks.ordering import Ordering
from builder.course.model.blocks.point import Point
from builder.course.model.blocks.promise import PromiseBlock
from builder.course.model.blocks.quote import Quote
from builder.course.model.blocks.reflection import Reflection
from builder.course.model.blocks.resources import Resources
from builder.course.model.blocks.scenario import ScenarioBlock
from builder.course.model.blocks.sorting import Sorting
from builder.course.model.blocks.statistic import Statistic
from builder.course.model.blocks.steps import Steps
from builder.course.model.blocks.survey import Survey
from builder.course.model.blocks.table import Table
from builder.course.model.blocks.tabs import Tabs
from builder.course.model.blocks.timeline import Timeline
from builder.course.model.blocks.true_false import TrueFalse
from builder.course.model.blocks.video import Video


def _kind(value: Any) -> str | None:
    """The tag of the model; in angle brackets, so that no place in an error can be mistaken for a key."""
    if isinstance(value, str):
        return "<>"
    kind = value.get("type") if isinstance(value, dict) else getattr(value, "type", None)
    return None if kind is None else f"<{kind}>"


AnyQuestion: TypeAlias = Annotated[
    Annotated[Choice, Tag("<choice>")]
    | Annotated[FillIn, Tag("<fill-in>")]
    | Annotated[GapText, Tag("<gap>")]
    | Annotated[Likert, Tag("<likert>")]
    | Annotated[Mark, Tag("<mark>")]
    | Annotated[Matching, Tag("<matching>")]
    | Annotated[Multiple, Tag("<multiple>")]
    | Annotated[Numeric, Tag("<numeric>")]
    | Annotated[Ordering, Tag("<ordering>")]
    | Annotated[Point, Tag("<point>")]
    | Annotated[Sorting, Tag("<sorting>")]
    | Annotated[TrueFalse, Tag("<true-false>")],
    Discriminator(_kind),
]

Block: TypeAlias = Annotated[
    Annotated[Markdown, Tag("<>")]
    | Annotated[Accordion, Tag("<accordion>")]
    | Annotated[Acknowledgement, Tag("<acknowledgement>")]
    | Annotated[Agency, Tag("<agency>")]
    | Annotated[Audio, Tag("<audio>")]
    | Annotated[Callout, Tag("<callout>")]
    | Annotated[Cards, Tag("<cards>")]
    | Annotated[Checklist, Tag("<checklist>")]
    | Annotated[ChiefMessage, Tag("<chief-message>")]
    | Annotated[Choice, Tag("<choice>")]
    | Annotated[Dialogue, Tag("<dialogue>")]
    | Annotated[Download, Tag("<download>")]
    | Annotated[FillIn, Tag("<fill-in>")]
    | Annotated[GapText, Tag("<gap>")]
    | Annotated[Image, Tag("<image>")]
    | Annotated[ImagePair, Tag("<image-pair>")]
    | Annotated[KeyTerms, Tag("<key-terms>")]
    | Annotated[LabelledImage, Tag("<labelled-image>")]
    | Annotated[Likert, Tag("<likert>")]
    | Annotated[Mark, Tag("<mark>")]
    | Annotated[Matching, Tag("<matching>")]
    | Annotated[Multiple, Tag("<multiple>")]
    | Annotated[Numeric, Tag("<numeric>")]
    | Annotated[Ordering, Tag("<ordering>")]
    | Annotated[Point, Tag("<point>")]
    | Annotated[PromiseBlock, Tag("<promise>")]
    | Annotated[Quote, Tag("<quote>")]
    | Annotated[Reflection, Tag("<reflection>")]
    | Annotated[Resources, Tag("<resources>")]
    | Annotated[ScenarioBlock, Tag("<scenario>")]
    | Annotated[Sorting, Tag("<sorting>")]
    | Annotated[Statistic, Tag("<statistic>")]
    | Annotated[Steps, Tag("<steps>")]
    | Annotated[Survey, Tag("<survey>")]
    | Annotated[Table, Tag("<table>")]
    | Annotated[Tabs, Tag("<tabs>")]
    | Annotated[Timeline, Tag("<timeline>")]
    | Annotated[TrueFalse, Tag("<true-false>")]
    | Annotated[Video, Tag("<video>")],
    Discriminator(_kind),
]

QUESTIONS = (Choice, FillIn, GapText, Likert, Mark, Matching, Multiple, Numeric, Ordering, Point, Sorting, TrueFalse)
