"""The place in a lesson where a branching scenario is played."""

from typing import Literal

from pydantic import Field

from builder.course.model.base import Slug, Strict


class ScenarioBlock(Strict):
    """Plays a scenario of the `scenarios/` folder at this place."""

    type: Literal["scenario"]
    scenario: Slug = Field(description="The id of the scenario.")
