"""peacebuilder schema: the JSON Schemas that help editors with course files, and the xAPI profile of statements."""

from __future__ import annotations

from pathlib import Path

import click

from builder.cli.output import say


@click.command("schema")
@click.option("--check", is_flag=True, help="Write nothing; end with 1 if a file is not current.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("schemas"),
    show_default=True,
    help="The folder of the schema files.",
)
@click.pass_context
def command(ctx: click.Context, check: bool, out: Path) -> None:
    """Write the JSON Schemas of the course files and the xAPI profile, or check that they are current."""
    # Here, so that `--help` and the other commands do not wait for it.
    from builder.course.schema import stale, write
    from builder.records.profile import document as profile

    if check:
        names = (*stale(out), *profile.stale(out))
        for name in names:
            say(f"{(out / name).as_posix()} is not current: run `peacebuilder schema`")
        if names:
            ctx.exit(1)
        say(f"{out.as_posix()} is current.")
        return
    try:
        for name in (*write(out), *profile.write(out)):
            say((out / name).as_posix())
    except OSError as error:
        raise click.ClickException(f"'{out}' cannot be written: {error.strerror or error}") from error
