"""peacebuilder build: a course folder to packages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from builder.cli.output import counted, say, tell
from builder.cli.suggest import suggestion
from builder.cli.targets import targets

if TYPE_CHECKING:
    from builder.pipeline import WrongRequest


@click.command("build")
@click.argument("course", type=click.Path(path_type=Path))
@click.option(
    "-f",
    "--format",
    "formats",
    multiple=True,
    metavar="FORMAT",
    help="scorm12, scorm2004-3, scorm2004-4, xapi, cmi5 or web; if not given all, or for an agency that names its LMS "
    "the one for that.",
)
@click.option(
    "--lms",
    multiple=True,
    metavar="ID",
    help="Build for this LMS (`peacebuilder lms` lists them): the best format for it, or those given, told its way.",
)
@click.option(
    "--agency",
    "agencies",
    multiple=True,
    metavar="ID|FILE",
    help="Build for this agency: its id in the course, or a YAML file. May be given several times.",
)
@click.option(
    "--agencies",
    "source",
    type=click.Path(path_type=Path),
    metavar="CSV|DIR",
    help="Build for all agencies of a table, or of a folder of YAML files; only what has changed is built again.",
)
@click.option(
    "--jobs", type=click.IntRange(1, 64), metavar="N", help="With --agencies: how many processes work at a time."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("dist"),
    show_default=True,
    help="Where the packages go; packages of other versions of the course there are taken away.",
)
@click.option(
    "--cmi5-units",
    type=click.Choice(["course", "module"]),
    default="course",
    show_default=True,
    help="What an LMS launches by itself in cmi5 packages: the whole course, or each module and the final test.",
)
@click.option(
    "--public",
    is_flag=True,
    help="Build a copy for publication, without right answers; alone, unless formats are given as well.",
)
@click.option("--strict", is_flag=True, help="Warnings stop the build too.")
def command(
    course: Path,
    formats: tuple[str, ...],
    lms: tuple[str, ...],
    agencies: tuple[str, ...],
    source: Path | None,
    jobs: int | None,
    out: Path,
    cmi5_units: Literal["course", "module"],
    public: bool,
    strict: bool,
) -> None:
    """Build the packages of the course in the folder COURSE."""
    # Here, so that `--help` and the other commands do not wait for the whole compiler.
    from builder.package.staging import NotWritten
    from builder.pipeline import WrongRequest, compile_course

    wanted = targets(tuple(dict.fromkeys(formats)), tuple(dict.fromkeys(lms)), cmi5_units, public=public)
    by_agency = not formats and not lms and not public
    if source is not None:
        from builder.cli.many import build_many

        if agencies:
            raise click.BadParameter("Give either --agency or --agencies.", param_hint="--agencies")
        build_many(course, wanted, source, out, strict=strict, by_agency=by_agency, jobs=jobs)
        return
    try:
        chosen = [agency_choice(agency) for agency in dict.fromkeys(agencies)]
        result = compile_course(course, wanted, chosen, out, strict=strict, by_agency=by_agency)
    except WrongRequest as wrong:
        raise click.BadParameter(sentence(wrong), param_hint="--agency") from wrong
    except NotWritten as failure:
        raise click.ClickException(f"{failure}; nothing there was changed") from failure

    tell(result.warnings, err=True)
    for package in result.packages:
        say(f"{(out / package.file).as_posix()}  {size(package.bytes)}")
    for name in result.replaced:
        say(f"{(out / name).as_posix()}  removed: it was of another version")
    if result.warnings:
        say(f"Built with {counted(result.warnings)}.", err=True)


def sentence(wrong: WrongRequest) -> str:
    """What was asked for and is not there, and what may have been meant."""
    text = str(wrong)
    return f"{text[:1].upper()}{text[1:]}.{suggestion(wrong.word, wrong.known)}"


def agency_choice(text: str) -> str | Path:
    """An id, or the path of a file, which must be there."""
    path = Path(text)
    if path.suffix not in (".yaml", ".yml") and len(path.parts) < 2:
        return text
    if not path.is_file():
        raise click.BadParameter(f"There is no file '{text}'.", param_hint="--agency")
    return path


def size(count: int) -> str:
    """As in `1.62 MB`."""
    return f"{count / 1e6:.2f} MB" if count >= 1e5 else f"{count / 1e3:.1f} kB"
