"""From the profile of an LMS to its upload guide: each statement with the number of its source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from builder.admin.sheet import Sheet
from builder.admin.words import format_name

if TYPE_CHECKING:
    from builder.profiles.profile import Profile, Setting, Source


@dataclass(frozen=True)
class Statement:
    """A sentence and the number of its source in the guide."""

    text: str
    number: int


@dataclass(frozen=True)
class SettingRow:
    """A row of the table of settings."""

    setting: Setting
    number: int


@dataclass(frozen=True)
class GuideView(Sheet):
    """The guide for one LMS; `anchor` is its HTML id."""

    template: ClassVar[str] = "guide.html.j2"
    anchor: str
    name: str
    about: Statement
    formats: tuple[tuple[str, Statement], ...]
    telling: Statement | None
    limits: tuple[Statement, ...]
    upload: tuple[Statement, ...]
    settings: tuple[SettingRow, ...]
    test: tuple[Statement, ...]
    quirks: tuple[Statement, ...]
    questions: tuple[str, ...]
    sources: tuple[tuple[int, Source], ...]


def anchor(id_: str) -> str:
    """The HTML id of the guide for an LMS."""
    return f"lms-{id_}"


def guide(profile: Profile) -> GuideView:
    numbers = {name: number for number, name in enumerate(profile.sources, 1)}

    def said(text: str, source: str) -> Statement:
        return Statement(text, numbers[source])

    return GuideView(
        anchor(profile.id),
        profile.name,
        said(profile.about.text, profile.about.source),
        tuple((format_name(one.id), said(one.text, one.source)) for one in profile.formats),
        said(profile.telling.text, profile.telling.source) if profile.telling else None,
        tuple(said(text, source) for text, source in limits(profile)),
        tuple(said(fact.text, fact.source) for fact in profile.upload),
        tuple(SettingRow(setting, numbers[setting.source]) for setting in profile.settings),
        tuple(said(fact.text, fact.source) for fact in profile.test),
        tuple(said(fact.text, fact.source) for fact in profile.quirks),
        profile.questions,
        tuple((numbers[name], source) for name, source in profile.sources.items()),
    )


def limits(profile: Profile) -> tuple[tuple[str, str], ...]:
    """The limits in words, each with the name of its source."""
    known = profile.limits
    found: list[tuple[str, str]] = []
    if known.package_mb:
        found.append((f"A package has at most {known.package_mb.value:,} MB.", known.package_mb.source))
    if known.suspend_data:
        text = f"At most {known.suspend_data.value:,} characters of saved state are sure to be kept."
        found.append((text, known.suspend_data.source))
    if known.refused:
        text = f"Packages with files of these types are refused: {' '.join(known.refused.value)}"
        found.append((text, known.refused.source))
    rules = (
        (known.plain_names, "Names of files have only letters, digits, hyphens, underscores and dots."),
        (known.single_sco, "A package has one SCO."),
        (known.one_language, "A package has one language."),
        (known.own_files_only, "A package holds all that it shows; nothing comes from another host."),
    )
    return (*found, *((text, rule.source) for rule, text in rules if rule and rule.value))
