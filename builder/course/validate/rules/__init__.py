"""Rules that need more than one value, one function a code, one file a topic."""

from collections.abc import Callable, Iterable
from typing import Final

from builder.course.validate.draft import Draft
from builder.course.validate.rules import (
    accessibility,
    agencies,
    final_test,
    identifiers,
    limits,
    media,
    pictures,
    prose,
    questions,
    references,
    scenarios,
)
from builder.diagnostics import Diagnostic

Rule = Callable[[Draft], Iterable[Diagnostic]]

RULES: Final[tuple[Rule, ...]] = (
    identifiers.used_twice,
    identifiers.same_key,
    references.unknown_lesson,
    references.lesson_in_no_module,
    references.lesson_in_two_places,
    references.unknown_scenario,
    references.scenario_in_two_places,
    references.scenario_in_no_lesson,
    references.unknown_objective,
    references.objective_within_itself,
    references.unknown_source,
    prose.unknown_source,
    prose.unknown_term,
    prose.unknown_policy,
    prose.unknown_lesson,
    prose.link_to_nowhere,
    prose.picture,
    prose.html,
    media.file_problems,
    media.much_in_all,
    pictures.unsafe,
    pictures.captions,
    accessibility.no_alternative_text,
    accessibility.file_name_as_alternative_text,
    accessibility.no_captions,
    accessibility.no_transcript,
    questions.no_right_answer,
    questions.several_right_answers,
    questions.every_answer_right,
    questions.same_answer_twice,
    questions.lesson_outside_bank,
    scenarios.unknown_start,
    scenarios.unknown_next,
    scenarios.no_end,
    scenarios.unreachable,
    scenarios.no_way_out,
    scenarios.few_safe_ends,
    final_test.no_test,
    final_test.bank_too_small,
    final_test.objective_drawn_twice,
    final_test.item_without_objective,
    final_test.item_never_drawn,
    final_test.objective_without_items,
    limits.long_title,
    limits.large_state,
    agencies.accent_contrast,
    agencies.dark_accent_contrast,
    agencies.policy_not_supplied,
    agencies.passage_not_supplied,
)
