"""peacebuilder lms: what is known of LMSs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from builder.cli.output import say
from builder.cli.targets import profile

if TYPE_CHECKING:
    from builder.profiles.profile import Profile


@click.command("lms")
@click.argument("lms", required=False)
@click.option("--output", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print.")
def command(lms: str | None, output: str) -> None:
    """Say what is known of the LMS with the id LMS, and where from; without LMS, list all."""
    # Here, so that `--help` and the other commands do not wait for it.
    from builder.profiles import PROFILES

    found = [profile(lms, "LMS")] if lms else [*PROFILES.values()]
    if output == "json":
        data = [one.model_dump(mode="json", exclude_none=True) for one in found]
        say(json.dumps(data[0] if lms else data, indent=2, ensure_ascii=False))
    elif lms:
        say(described(found[0]))
    else:
        for one in found:
            formats = " ".join(format_.id for format_ in one.formats)
            say(f"{one.id:<16}{one.name:<29}{formats if one.is_known else f'not known; try {one.best}'}")


def described(found: Profile) -> str:
    """The profile as a small page; the numbers are those of its sources."""
    # Here, since guides bring the templates with them.
    from builder.admin.guide import guide

    view = guide(found)
    parts = {
        "Formats, the best first": [f"{name}: {fact.text} [{fact.number}]" for name, fact in view.formats],
        "How it is told": [f"{view.telling.text} [{view.telling.number}]"] if view.telling else [],
        "Upload": [f"{fact.text} [{fact.number}]" for fact in view.upload],
        "Settings": [
            f"{row.setting.name}: {row.setting.value}. {row.setting.why} [{row.number}]" for row in view.settings
        ],
        "Where the test shows": [f"{fact.text} [{fact.number}]" for fact in view.test],
        "Limits": [f"{fact.text} [{fact.number}]" for fact in view.limits],
        "Good to know": [f"{fact.text} [{fact.number}]" for fact in view.quirks],
        "Ask its support": list(view.questions),
        "Sources": [
            f"[{n}] {source.text} ({source.sure.meaning}) {source.url or ''}".rstrip() for n, source in view.sources
        ],
    }
    head = f"{click.style(view.name, bold=True)}: {view.about.text} [{view.about.number}]"
    shown = (
        f"{click.style(title, bold=True)}\n" + "\n".join(f"- {line}" for line in lines)
        for title, lines in parts.items()
        if lines
    )
    return "\n\n".join((head, *shown))
