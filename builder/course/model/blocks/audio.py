"""A recording with a transcript."""

from typing import Literal

from pydantic import ConfigDict, Field

from builder.course.model.base import Captions, Line, Markdown, Sound, Strict


class Audio(Strict):
    """A recording of the course; the transcript makes it usable without sound."""

    # Rules name what is missing by its own code; editors should ask for it all the same.
    model_config = ConfigDict(json_schema_extra={"required": ["type", "src", "title", "transcript"]})

    type: Literal["audio"]
    src: Sound = Field(description="The recording: mp3 or m4a (AAC), relative to the course folder.")
    title: Line = Field(description="What is to be heard.")
    transcript: Markdown | None = Field(default=None, description="All that is said or heard. Required.")
    captions: Captions | None = Field(
        default=None, description="The words as they are spoken, shown while it plays: a WebVTT file (vtt)."
    )
