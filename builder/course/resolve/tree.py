"""A valid course and an agency to the tree that render and package work from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from builder.course import ids, resolved
from builder.course.defaults import defaults
from builder.course.load.media import MediaFile
from builder.course.model import blocks
from builder.course.model.agency import Agency
from builder.course.model.blocks.acknowledgement import Acknowledgement
from builder.course.model.blocks.scenario import ScenarioBlock
from builder.course.model.blocks.survey import Survey, asked
from builder.course.model.bundle import Course
from builder.course.model.lesson import Lesson, Page
from builder.course.model.scenario import AnyNode, End, Scenario, Situation
from builder.course.model.test import FinalTest, TestOut
from builder.course.model.texts import media_paths
from builder.course.resolve.assets import asset, collect
from builder.course.resolve.questions import question


def resolve(course: Course, agency: Agency | None, media: Mapping[str, MediaFile]) -> resolved.ResolvedCourse:
    """Fills in what the files leave open; the agency's pass mark and attempts win."""
    file = course.file
    tree = _Tree(course)
    modules = tuple(tree.module(module.id, module.title, module.lessons) for module in file.modules)
    used = [course.test, *course.test_outs, *(lesson for lesson in course.lessons if lesson.id in tree.placed), agency]
    return resolved.ResolvedCourse(
        id=file.id,
        iri=file.iri,
        title=file.title,
        version=file.version,
        language=file.language,
        description=file.description,
        publisher=file.publisher,
        notice=file.notice,
        objectives=tuple(
            resolved.Objective(o.id, ids.iri(file.iri, "objective", o.id), o.text, o.part_of) for o in file.objectives
        ),
        modules=modules,
        completion=file.completion,
        navigation=file.navigation,
        test=_limited(tree.test(course.test, None), agency) if course.test else None,
        test_outs=tuple(tree.test(one, one.module) for one in _in_order(course)),
        sources={source.id: source for source in course.sources},
        terms={term.id: term for term in course.terms},
        assets=collect(media_paths([*used, *tree.played]), media),
        agency=agency,
    )


def branded(plain: resolved.ResolvedCourse, agency: Agency, media: Mapping[str, MediaFile]) -> resolved.ResolvedCourse:
    """What `resolve` gives for an agency, made of what it gave for none: only what agencies change is looked at."""
    assets = plain.assets
    if agency.seal and agency.seal not in assets:
        seal = {agency.seal: asset(media[agency.seal])}
        assets = dict(sorted({**assets, **seal}.items()))
    test = _limited(plain.test, agency) if plain.test else None
    return replace(plain, test=test, assets=assets, agency=agency)


class _Tree:
    """Builds the parts of one course; notes which lessons and scenarios it came to."""

    def __init__(self, course: Course) -> None:
        self.iri = course.file.iri
        self.says = defaults(course.file.language)
        self.lessons = {lesson.id: lesson for lesson in course.lessons}
        self.scenarios = {scenario.id: scenario for scenario in course.scenarios}
        self.placed: set[str] = set()
        self.played: list[Scenario] = []

    def module(self, id: str, title: str, lessons: Iterable[str]) -> resolved.Module:
        parts = tuple(self.lesson(self.lessons[lesson]) for lesson in lessons)
        return resolved.Module(id, ids.iri(self.iri, "module", id), title, parts)

    def lesson(self, lesson: Lesson) -> resolved.Lesson:
        self.placed.add(lesson.id)
        return resolved.Lesson(
            id=lesson.id,
            key=ids.lesson_key(lesson.id),
            iri=ids.iri(self.iri, "lesson", lesson.id),
            title=lesson.title,
            minutes=lesson.minutes,
            least_minutes=lesson.least_minutes or 0,
            objectives=lesson.objectives,
            pages=tuple(self.page(lesson.id, page) for page in lesson.pages),
        )

    def page(self, lesson: str, page: Page) -> resolved.Page:
        return resolved.Page(
            id=page.id,
            key=ids.page_key(lesson, page.id),
            iri=ids.iri(self.iri, "page", lesson, page.id),
            anchor=ids.anchor(lesson, page.id),
            title=page.title,
            blocks=tuple(self.block(lesson, block) for block in page.blocks),
        )

    def block(self, lesson: str, block: blocks.Block) -> resolved.Block:
        if isinstance(block, blocks.QUESTIONS):
            return question(self.iri, block, lesson)
        if isinstance(block, Survey):
            return self.survey(block, lesson)
        if isinstance(block, ScenarioBlock):
            return self.scenario(self.scenarios[block.scenario])
        if isinstance(block, Acknowledgement):
            return self.acknowledgement(block.id, block.text, block.policy)
        return block

    def survey(self, survey: Survey, lesson: str) -> resolved.Survey:
        questions = tuple(question(self.iri, one, lesson) for _, one in asked(survey))
        return resolved.Survey(survey.id, survey.title, survey.intro, questions)

    def acknowledgement(self, id: str, text: str, policy: str | None = None) -> resolved.Acknowledgement:
        iri = ids.iri(self.iri, "acknowledgement", id)
        return resolved.Acknowledgement(id, ids.acknowledgement_key(id), iri, text, policy)

    def scenario(self, played: Scenario) -> resolved.Scenario:
        self.played.append(played)
        return resolved.Scenario(
            id=played.id,
            key=ids.scenario_key(played.id),
            iri=ids.iri(self.iri, "scenario", played.id),
            title=played.title,
            intro=played.intro,
            start=played.start,
            objectives=played.objectives,
            nodes=tuple(self.node(played.id, node) for node in played.nodes),
        )

    def node(self, owner: str, node: AnyNode) -> resolved.Node:
        end = node if isinstance(node, End) else None
        situation = node if isinstance(node, Situation) else None
        return resolved.Node(
            id=node.id,
            key=ids.node_key(owner, node.id),
            iri=ids.iri(self.iri, "decision", owner, node.id),
            place=node.place,
            text=node.text,
            says=node.says,
            image=node.image,
            question=situation.question or self.says.decision if situation else None,
            choices=_decisions(owner, situation) if situation else (),
            end=end.end if end else None,
            safe=end.safe if end else False,
            preserved=end.preserved if end else (),
            cost=end.cost if end else (),
        )

    def test(self, test: FinalTest, module: str | None) -> resolved.FinalTest:
        attestation = test.attestation
        return resolved.FinalTest(
            id=test.id,
            key=ids.test_key(test.id),
            iri=ids.iri(self.iri, "test", test.id),
            title=test.title or (self.says.test_out if module else self.says.test),
            intro=test.intro,
            pass_mark=test.pass_mark,
            attempts=_limit(test.attempts),
            opens=test.opens,
            shuffle=test.shuffle,
            review=test.review,
            review_after=test.review_after,
            attestation=self.acknowledgement(attestation.id, attestation.text) if attestation else None,
            module=module,
            blueprint=tuple(resolved.Draw(draw.objective, draw.items) for draw in test.blueprint),
            bank=tuple(question(self.iri, item, item.lesson) for item in test.bank),
        )


def _limited(test: resolved.FinalTest, agency: Agency | None) -> resolved.FinalTest:
    """The final test with the agency's pass mark and attempts."""
    if agency is None:
        return test
    attempts = test.attempts if agency.attempts is None else _limit(agency.attempts)
    return replace(test, pass_mark=agency.pass_mark or test.pass_mark, attempts=attempts)


def _in_order(course: Course) -> Iterable[TestOut]:
    modules = [module.id for module in course.file.modules]
    return sorted(course.test_outs, key=lambda test: (modules.index(test.module), test.id))


def _limit(attempts: int | str) -> int | None:
    return attempts if isinstance(attempts, int) else None


def _decisions(owner: str, node: Situation) -> tuple[resolved.Decision, ...]:
    return tuple(
        resolved.Decision(
            id=choice.id,
            key=ids.choice_key(owner, node.id, choice.id),
            letter=letter,
            text=choice.text,
            detail=choice.detail,
            preserved=choice.preserved,
            cost=choice.cost,
            feedback=choice.feedback,
            next=choice.next,
        )
        for letter, choice in zip(ids.LETTERS, node.choices, strict=False)
    )
