"""The command line, the only place that imports click: one file a command."""

from __future__ import annotations

import gc
import os
import sys
from typing import Any, TextIO

import click

from builder import __version__
from builder.cli import build, check, explain, init, lms, lrs, preview, records, release, schema, verify
from builder.cli.output import tell, tell_strictness
from builder.diagnostics import BuildFailed


class Commands(click.Group):
    """The commands, and the one place where the errors of a course end a command."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BuildFailed as failed:
            tell(failed.diagnostics, err=True)
            tell_strictness(failed.diagnostics, err=True)
            ctx.exit(1)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="peacebuilder", message="%(prog)s %(version)s")
def peacebuilder() -> None:
    """Compiles courses written in YAML into packages for any LMS."""


for module in (init, check, preview, build, verify, lms, release, explain, schema, lrs, records):
    peacebuilder.add_command(module.command)


def main() -> None:
    """Runs the command line."""
    # A command ends before its garbage is worth collecting (a build for 300 agencies leaves 2 MB), and plugins that
    # others made for pydantic are no business of ours: without both, a build starts sooner.
    gc.disable()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    for stream in (sys.stdout, sys.stderr):
        _speak_utf8(stream)
    peacebuilder(prog_name="peacebuilder")


def _speak_utf8(stream: TextIO) -> None:
    # A course may hold any letter; the code page of a Windows pipe, or a file name that is not UTF-8, must not stop us.
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding=stream.encoding if stream.isatty() else "utf-8", errors="backslashreplace")
