"""What was done or learned: an activity and its definition (Part Two 2.4.4.1)."""

from __future__ import annotations

from typing import Annotated, Final, Literal, Self

from pydantic import Field, model_validator

from builder.records.xapi.interaction import COMPONENT_LISTS
from builder.records.xapi.values import Extensions, Iri, LanguageMap, Many, Optional, Strict, fault
from builder.standards.xapi import InteractionType

OF_QUESTIONS: Final = frozenset({*COMPONENT_LISTS, "correct_responses_pattern"})


class Component(Strict):
    """One thing to choose, match, order or do."""

    id: str
    description: Optional[LanguageMap] = None


class Definition(Strict):
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
    def _question(self) -> Self:
        # Whether lists and patterns fit the type is not looked at: a store may do that (2.4.4.1), but what another
        # tool has recorded is lost when it is refused. Of our own statements, careful.py asks it.
        if OF_QUESTIONS.isdisjoint(self.model_fields_set):
            return self
        if self.interaction_type is None:
            raise fault("interactionType is required where there are responses or lists of components")
        for name in COMPONENT_LISTS:
            ids = [component.id for component in getattr(self, name) or ()]
            if len(set(ids)) != len(ids):
                raise fault(f"the ids in {name} must be distinct")
        return self


class Activity(Strict):
    """Something that a learner can do; its id means the same for ever."""

    id: Iri
    object_type: Literal["Activity"] = "Activity"
    definition: Optional[Definition] = None
