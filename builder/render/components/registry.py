"""The blocks that can be shown: to add one, write its folder, then name it here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from markupsafe import Markup

from builder.course.model.blocks.accordion import Accordion
from builder.course.model.blocks.agency import Agency
from builder.course.model.blocks.audio import Audio
from builder.course.model.blocks.callout import Callout
from builder.course.model.blocks.cards import Cards
from builder.course.model.blocks.checklist import Checklist
from builder.course.model.blocks.chief_message import ChiefMessage
from builder.course.model.blocks.dialogue import Dialogue
from builder.course.model.blocks.download import Download
from builder.course.model.blocks.image import Image
from builder.course.model.blocks.image_pair import ImagePair
from builder.course.model.blocks.key_terms import KeyTerms
from builder.course.model.blocks.labelled_image import LabelledImage
from builder.course.model.blocks.promise import PromiseBlock
from builder.course.model.blocks.quote import Quote
from builder.course.model.blocks.reflection import Reflection
from builder.course.model.blocks.resources import Resources
from builder.course.model.blocks.statistic import Statistic
from builder.course.model.blocks.steps import Steps
from builder.course.model.blocks.table import Table
from builder.course.model.blocks.tabs import Tabs
from builder.course.model.blocks.timeline import Timeline
from builder.course.model.blocks.video import Video
from builder.course.resolved import Acknowledgement, Block, Published, Question, Scenario, Survey
from builder.render.components.accordion.component import accordion
from builder.render.components.acknowledgement.component import acknowledgement
from builder.render.components.agency.component import agency
from builder.render.components.audio.component import audio
from builder.render.components.callout.component import callout
from builder.render.components.cards.component import cards
from builder.render.components.checklist.component import checklist
from builder.render.components.chief_message.component import chief_message
from builder.render.components.dialogue.component import dialogue
from builder.render.components.download.component import download
from builder.render.components.image.component import image
from builder.render.components.image_pair.component import image_pair
from builder.render.components.key_terms.component import key_terms
from builder.render.components.labelled_image.component import labelled_image
from builder.render.components.promise.component import promise
from builder.render.components.published.component import published
from builder.render.components.question.component import question
from builder.render.components.quote.component import quote
from builder.render.components.reflection.component import reflection
from builder.render.components.resources.component import resources
from builder.render.components.scenario.component import scenario
from builder.render.components.statistic.component import statistic
from builder.render.components.steps.component import steps
from builder.render.components.survey.component import survey
from builder.render.components.table.component import table
from builder.render.components.tabs.component import tabs
from builder.render.components.timeline.component import timeline
from builder.render.components.video.component import video
from builder.render.markdown import prose
from builder.render.place import Place

Component = Callable[[Any, Place], Markup]

COMPONENTS: Final[Mapping[type, Component]] = {
    Accordion: accordion,
    Acknowledgement: acknowledgement,
    Agency: agency,
    Audio: audio,
    Callout: callout,
    Cards: cards,
    Checklist: checklist,
    ChiefMessage: chief_message,
    Dialogue: dialogue,
    Download: download,
    Image: image,
    ImagePair: image_pair,
    KeyTerms: key_terms,
    LabelledImage: labelled_image,
    PromiseBlock: promise,
    Published: published,
    Question: question,
    Quote: quote,
    Reflection: reflection,
    Resources: resources,
    Scenario: scenario,
    Statistic: statistic,
    Steps: steps,
    Survey: survey,
    Table: table,
    Tabs: tabs,
    Timeline: timeline,
    Video: video,
    str: prose,
}


def block_html(block: Block, place: Place) -> Markup:
    """The HTML of a block at its place."""
    return COMPONENTS[type(block)](block, place)
