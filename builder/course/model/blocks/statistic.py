"""A figure from research, with whom it is about and where it comes from."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from builder.course.model.base import Line, Many, Slug, Strict

Amount = Annotated[float, Field(ge=0, allow_inf_nan=False)]


class Bar(Strict):
    """One value of a bar chart."""

    label: Line = Field(description="What the value is of.")
    value: Amount = Field(description="The value, a number.")
    text: Line | None = Field(default=None, description='How the value is written, as in "46 %".')


class Chart(Strict):
    """A bar chart; its values stand beside the bars, too."""

    title: Line = Field(description="What the bars compare.")
    bars: Many[Bar] = Field(min_length=2, max_length=8, description="The values, in order.")
    full: Amount | None = Field(
        default=None, description="The value of a bar of full length, such as 100; without it the largest value."
    )


class Statistic(Strict):
    """A figure with its scope and its source, for nobody can judge one without them."""

    # A rule names a missing source by its own code; editors should ask for it all the same.
    model_config = ConfigDict(json_schema_extra={"required": ["type", "figure", "label", "scope", "source"]})

    type: Literal["statistic"]
    figure: Line = Field(description='The figure as it is written, in quotes, as in "46 %".')
    label: Line = Field(description="What the figure counts, so that both together can be read as a sentence.")
    scope: Line = Field(description="Whom it is about, where and when, as in: United States, 2022.")
    source: Slug | None = Field(default=None, description="The id of the source in sources.yaml. Required.")
    chart: Chart | None = Field(default=None, description="A bar chart of the values that belong to it.")
