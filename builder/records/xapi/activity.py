"""What was done or learned: an activity and its definition (Part Two 2.4.4.1)."""

from __future__ import annotations

from typing import Annotated, Final, Literal, Self

from pydantic import Field, model_validator

from builder.records.xapi.interaction import LISTS, response_fault
from builder.records.xapi.values import Extensions, Iri, LanguageMap, Many, NonEmpty, NotEmpty, Optional, Strict, fault
from builder.standards.xapi import InteractionType

COMPONENT_LISTS: Final = ("choices", "scale", "source", "target", "steps")


class Component(Strict):
    """One thing to choose, match, order or do."""

    id: NonEmpty
    description: Optional[LanguageMap] = None


class Definition(NotEmpty):
    """What an activity is; with `interactionType` it is a question."""

    name: Optional[LanguageMap] = None
    description: Optional[LanguageMap] = None
    type: Optional[Iri] = None
    more_info: Optional[Iri] = None
    interaction_type: Optional[Annotated[InteractionType, Field(strict=False)]] = None
    correct_responses_pattern: Optional[Many[str]] = None
    choices: Optional[Many[Component]] = None
    scale: Optional[Many[Component]] = None
    source: Optional[Many[Component]] = None
    target: Optional[Many[Component]] = None
    steps: Optional[Many[Component]] = None
    extensions: Optional[Extensions] = None

    @model_validator(mode="after")
    def _interaction(self) -> Self:
        lists = {name: found for name in COMPONENT_LISTS if (found := getattr(self, name)) is not None}
        if self.interaction_type is None:
            if lists or self.correct_responses_pattern is not None:
                raise fault("interactionType is required where there are responses or lists of components")
            return self
        for name, components in lists.items():
            if name not in LISTS.get(self.interaction_type, ()):
                raise fault(f"{name} is not allowed for interactionType {self.interaction_type}")
            ids = [component.id for component in components]
            if len(set(ids)) != len(ids):
                raise fault(f"the ids in {name} must be distinct")
        for index, pattern in enumerate(self.correct_responses_pattern or ()):
            if problem := response_fault(self.interaction_type, pattern):
                raise fault(f"correctResponsesPattern[{index}] {problem} for interactionType {self.interaction_type}")
        return self


class Activity(Strict):
    """Something that a learner can do; its id means the same for ever."""

    id: Iri
    object_type: Literal["Activity"] = "Activity"
    definition: Optional[Definition] = None
