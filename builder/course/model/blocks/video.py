"""A video with captions and a transcript."""

from typing import Literal

from pydantic import ConfigDict, Field

from builder.course.model.base import Captions, Line, Markdown, Movie, Picture, Strict


class Video(Strict):
    """A video file of the course; captions and a transcript make it usable without sound or picture."""

    # Rules name what is missing by its own code; editors should ask for it all the same.
    model_config = ConfigDict(json_schema_extra={"required": ["type", "src", "title", "captions", "transcript"]})

    type: Literal["video"]
    src: Movie = Field(description="The video: mp4 (H.264), relative to the course folder.")
    title: Line = Field(description="What the video is about.")
    captions: Captions | None = Field(default=None, description="The captions: a WebVTT file (vtt). Required.")
    transcript: Markdown | None = Field(
        default=None, description="All that is said and what must be seen to follow it. Required."
    )
    poster: Picture | None = Field(default=None, description="The picture shown before the video plays.")
