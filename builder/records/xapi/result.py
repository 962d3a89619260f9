"""What came out of it: success, completion, score, response, duration (Part Two 2.4.5)."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from builder.records.xapi.values import Duration, Extensions, Optional, Strict, fault


class Score(Strict):
    """A score; `scaled` says it on -1..1 (2.4.5.1)."""

    scaled: Optional[Annotated[float, Field(ge=-1, le=1)]] = None
    raw: Optional[float] = None
    min: Optional[float] = None
    max: Optional[float] = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.min is not None and self.max is not None and self.min >= self.max:
            raise fault("min must be less than max")
        if self.raw is not None and self.min is not None and self.raw < self.min:
            raise fault("raw must not be less than min")
        if self.raw is not None and self.max is not None and self.raw > self.max:
            raise fault("raw must not be greater than max")
        return self


class Result(Strict):
    """A measured outcome."""

    score: Optional[Score] = None
    success: Optional[bool] = None
    completion: Optional[bool] = None
    response: Optional[str] = None
    duration: Optional[Duration] = None
    extensions: Optional[Extensions] = None
