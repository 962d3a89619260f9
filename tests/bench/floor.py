"""The least that a course compiler does: YAML to pydantic to jinja2 to zip, in one file and one process.

Run as a script: python floor.py COURSE OUT.zip
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path
from typing import Any, Literal

import jinja2
import yaml
from pydantic import BaseModel


class Option(BaseModel):
    """An answer."""

    id: str
    text: str
    feedback: str = ""
    correct: bool = False


class Block(BaseModel):
    """A picture or a question."""

    type: Literal["image", "choice"]
    id: str = ""
    src: str = ""
    alt: str = ""
    prompt: str = ""
    objective: str = ""
    options: list[Option] = []


class Page(BaseModel):
    """A page."""

    id: str
    title: str
    blocks: list[str | Block]


class Lesson(BaseModel):
    """A lesson."""

    id: str
    title: str
    minutes: int
    objectives: list[str]
    pages: list[Page]


class Draw(BaseModel):
    """A line of the blueprint."""

    objective: str
    items: int


class Test(BaseModel):
    """The test."""

    id: str
    pass_mark: int
    blueprint: list[Draw]
    bank: list[Block]


class Course(BaseModel):
    """The course."""

    id: str
    title: str
    version: str
    objectives: list[dict[str, str]]
    modules: list[dict[str, Any]]


TEMPLATE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>{{ course.title }}</title>
{% macro question(block) %}<fieldset id="{{ block.id }}"><legend>{{ block.prompt }}</legend>
{% for option in block.options %}<label><input type="radio" name="{{ block.id }}" value="{{ option.id }}">
{{ option.text }}</label><p hidden>{{ option.feedback }}</p>{% endfor %}</fieldset>{% endmacro %}
{% for lesson in lessons %}<section id="{{ lesson.id }}"><h1>{{ lesson.title }}</h1>
{% for page in lesson.pages %}<article id="{{ lesson.id }}-{{ page.id }}"><h2>{{ page.title }}</h2>
{% for block in page.blocks %}{% if block is string %}<p>{{ block }}</p>
{% elif block.type == "image" %}<img src="{{ block.src }}" alt="{{ block.alt }}">
{% else %}{{ question(block) }}{% endif %}{% endfor %}</article>{% endfor %}</section>{% endfor %}
<section id="test">{% for item in test.bank %}{{ question(item) }}{% endfor %}</section></html>
"""
MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="{{ course.id }}"><organizations/><resources><resource identifier="r" href="index.html">
{% for name in names %}<file href="{{ name }}"/>{% endfor %}</resource></resources></manifest>
"""


def load(path: Path) -> Any:
    """The data of a YAML file."""
    with path.open(encoding="utf-8") as stream:
        return yaml.load(stream, Loader=yaml.CSafeLoader)


def main(folder: Path, out: Path) -> None:
    """Builds the package."""
    course = Course.model_validate(load(folder / "course.yaml"))
    lessons = [Lesson.model_validate(load(path)) for path in sorted((folder / "lessons").iterdir())]
    test = Test.model_validate(load(folder / "test.yaml"))
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    page = environment.from_string(TEMPLATE).render(course=course, lessons=lessons, test=test)
    files = {"index.html": page.encode()}
    files |= {f"media/{path.name}": path.read_bytes() for path in sorted((folder / "media").iterdir())}
    manifest = environment.from_string(MANIFEST).render(course=course, names=list(files))
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in {"imsmanifest.xml": manifest.encode(), **files}.items():
            method = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            archive.writestr(name, data, method, 6)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
