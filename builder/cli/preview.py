"""peacebuilder preview: the course in the browser, made anew after every change."""

from __future__ import annotations

import gc
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from html import escape
from pathlib import Path
from typing import Final

import click

from builder.cli.build import agency_choice, sentence
from builder.cli.output import counted, described, say, tell
from builder.diagnostics import BuildFailed, Diagnostic

PORT: Final = 8321
PAUSE: Final = 0.3


@click.command("preview")
@click.argument("course", type=click.Path(path_type=Path))
@click.option("--agency", metavar="ID|FILE", help="Show the course of this agency: its id, or a YAML file.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="0 takes any that is free."
)
@click.option("--open/--no-open", "open_", default=True, help="Whether to open the browser.")
def command(course: Path, agency: str | None, port: int, open_: bool) -> None:
    """Show the course in the folder COURSE in the browser, and show it anew whenever a file is saved.

    Nothing is recorded: the course is played as without an LMS. Ctrl+C ends it.
    """
    # Here, so that `--help` and the other commands do not wait for the whole compiler.
    import webbrowser

    from builder.pipeline import WrongRequest, compile_site
    from builder.preview.server import PortTaken, Preview, Site, serving
    from builder.preview.watch import look, watch

    gc.enable()  # this goes on for hours, unlike other commands
    choice = agency_choice(agency) if agency is not None else None

    def rebuild() -> Site:
        try:
            site, warnings = compile_site(course, choice)
        except BuildFailed as failed:
            tell(failed.diagnostics, err=True)
            return problem_page(failed.diagnostics)
        tell(warnings, err=True)
        say(f"{time.strftime('%H:%M:%S')}  {course.as_posix()}" + (f": {counted(warnings)}" if warnings else ""))
        return site

    preview = Preview(rebuild)
    paths = [course, *([choice] if isinstance(choice, Path) else [])]
    before = look(paths)
    with ExitStack() as stack:
        try:
            preview.refresh()
            address = stack.enter_context(serving(preview, port))
            say(f"The course is at {address} - Ctrl+C ends it.")
            if open_:
                webbrowser.open(address)
            watch(paths, preview.refresh, pause, before)
        except WrongRequest as wrong:
            raise click.BadParameter(sentence(wrong), param_hint="--agency") from wrong
        except PortTaken as taken:
            raise click.ClickException(f"{taken}; try --port 0, which takes any that is free") from taken
        except KeyboardInterrupt:
            say()


def pause() -> bool:
    """Between two looks at the files; never the last one: Ctrl+C ends the command."""
    time.sleep(PAUSE)
    return True


def problem_page(diagnostics: Sequence[Diagnostic]) -> Mapping[str, bytes]:
    """The site that is shown in place of a course with errors."""
    found = "\n\n".join(escape(click.unstyle(described(diagnostic))) for diagnostic in diagnostics)
    page = (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Problems in the course</title></head>\n'
        f"<body><h1>Problems in the course</h1>\n<p>{counted(diagnostics)}. This page goes when they are mended.</p>\n"
        f"<pre>{found}</pre>\n</body></html>\n"
    )
    return {"index.html": page.encode()}
