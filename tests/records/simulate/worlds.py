"""Worlds of made-up learners, of our own courses and of the one that nobody wrote."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path

from builder.course.read import read_course
from builder.course.resolved import ResolvedCourse
from builder.records.codebook import codebook
from builder.records.simulate import agencies, invented
from builder.records.simulate.course import course_of
from builder.records.simulate.made import World
from builder.records.simulate.settings import Rates, Settings

ROOT = Path(__file__).parents[3]
CALM = Rates(duplicates=0, voided=0, bad=0, late=0, skewed=0, jumps=0, wrong_year=0)
"""Nothing goes wrong on the way."""
WILD = Rates(
    duplicates=0.05, voided=0.02, bad=0.02, late=0.1, skewed=0.1, jumps=0.1, wrong_year=0.03, again=0.2, crashes=0.2
)


def made_up(settings: Settings) -> World:
    rows = [asdict(row) for row in invented.rows(settings.seed)]
    course = course_of(rows, invented.VERSIONS[-1], invented.TITLE)
    return World(settings, course, invented.VERSIONS, agencies.invented(settings.learners, settings.seed))


def read(name: str) -> ResolvedCourse:
    course = read_course(ROOT / "courses" / name)[0]
    assert course is not None
    return course


def of(course: ResolvedCourse, settings: Settings) -> World:
    rows = [asdict(row) for row in codebook(course)]
    known = course_of(rows, course.version, course.description)
    return World(settings, known, (course.version,), agencies.invented(settings.learners, settings.seed))


def wild(learners: int, seed: int = 1, rates: Rates = WILD) -> Settings:
    return replace(Settings(learners, seed), rates=rates)
