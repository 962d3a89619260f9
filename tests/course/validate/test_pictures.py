"""SVG pictures that do more than show."""

from __future__ import annotations

import time

import pytest

from tests.course.conftest import Folder

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'


def codes(course: Folder, content: str | bytes) -> list[str]:
    course.write("media/voice.svg", content)
    return [problem.code for problem in course.problems()]


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<SCRIPT>alert(1)</SCRIPT>",
        '<script href="https://example.org/x.js"/>',
        '<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>',
        '<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>',
        '<g onload="alert(1)"/>',
        '<g OnClick="alert(1)"/>',
        '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">hi</p></foreignObject>',
        '<p xmlns="http://www.w3.org/1999/xhtml">hi</p>',
        '<a href="javascript:alert(1)"><path d="M0 0"/></a>',
        '<a xlink:href=" java&#10;script:alert(1)"><path d="M0 0"/></a>',
        '<a xlink:href="https://example.org"><path d="M0 0"/></a>',
        '<image href="https://example.org/x.png"/>',
        '<image xlink:href="//example.org/x.png"/>',
        '<image href="other.png"/>',
        '<image href="data:image/svg+xml;base64,PHN2Zy8+"/>',
        '<image href="data:text/html,hi"/>',
        '<use href="other.svg#a"/>',
        "<style>@import 'https://example.org/x.css';</style>",
        "<style>rect { fill: url(https://example.org/x.svg#a) }</style>",
        "<style>rect { fill: u\\72l(https://example.org/x.svg#a) }</style>",
        "<rect style=\"background: url( 'https://example.org/x.png' )\"/>",
        '<rect fill="url(https://example.org/x.svg#a)"/>',
        '<rect style="width: expression(alert(1))"/>',
        '<set attributeName="onclick" to="alert(1)"/>',
        '<animate attributeName="xlink:href" to="javascript:alert(1)"/>',
        '<a id="a"><set attributeName=" href" to="javascript:alert(1)"/></a>',
        '<iframe src="https://example.org"/>',
        '<handler type="application/ecmascript">alert(1)</handler>',
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>',
    ],
)
def test_pictures_that_act_or_reach_out_are_refused(course: Folder, inside: str) -> None:
    assert set(codes(course, f"{HEAD}\n{inside}\n</svg>")) == {"A406"}


def test_style_sheets_beside_the_root_are_refused(course: Folder) -> None:
    assert codes(course, f'<?xml-stylesheet href="https://example.org/x.css"?>\n{HEAD}</svg>') == ["A406"]


@pytest.mark.parametrize(
    "inside",
    [
        '<defs><linearGradient id="g"/></defs><rect fill="url(#g)"/>',
        '<use href="#g"/><use xlink:href="#g"/>',
        '<image href="data:image/png;base64,iVBORw0KGgo="/>',
        "<style>.a { fill: #123456 } .b { fill: url(#g) }</style>",
        "<title>Two &amp; three</title><desc>On one line</desc>",
        '<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>',
        '<animate attributeName="opacity" from="0" to="1" dur="1s"/>',
        '<text font-family="sans-serif" aria-label="a\\b @import">onload</text>',
    ],
)
def test_pictures_that_only_show_are_taken(course: Folder, inside: str) -> None:
    assert codes(course, f"{HEAD}\n{inside}\n</svg>") == []


def test_a_plain_document_type_is_taken(course: Folder) -> None:
    doctype = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    assert codes(course, f'<?xml version="1.0" encoding="UTF-8"?>\n{doctype}\n{HEAD}</svg>') == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (f'<!DOCTYPE svg [<!ENTITY a "b">]>{HEAD}&a;</svg>', "A406"),
        (f'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>{HEAD}&a;</svg>', "A406"),
        (f'<!DOCTYPE svg [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x">%a;]>{HEAD}</svg>', "A406"),
        (f"{HEAD}<script>alert(1)</script></svg>".encode("utf-16"), "A405"),
        (f"{HEAD}<g></svg>", "A405"),
        (f"{HEAD}" + "<g>" * 5_000 + "</g>" * 5_000 + "</svg>", "A405"),
        ("<html><body>hi</body></html>", "A405"),
        ("<svg viewBox='0 0 9 9'/>", "A405"),
        (b"\x89PNG\r\n\x1a\n", "A405"),
        ("", "A405"),
        (" " * 5_000_001, "A405"),
    ],
    ids=range(11),
)
def test_what_is_no_plain_picture_is_refused(course: Folder, content: str | bytes, code: str) -> None:
    begin = time.process_time()
    assert codes(course, content)[0] == code
    assert time.process_time() - begin < 2


def test_fault_is_at_its_line_in_the_picture(course: Folder) -> None:
    course.write("media/voice.svg", f"{HEAD}\n<g>\n  <g onload='alert(1)'/>\n</g></svg>")
    [problem] = course.problems()
    assert str(problem.where) == "course/media/voice.svg:3:3"
    assert problem.source == "  <g onload='alert(1)'/>"
    assert "course/lessons/fair-process.yaml:13:14" in problem.hint


@pytest.mark.parametrize(
    ("content", "faulty"),
    [
        ("WEBVTT\n\n00:00.000 --> 00:01.000\nHi\n", False),
        ("\ufeffWEBVTT - captions\r\n\r\n00:00.000 --> 00:01.000\r\nHi\r\n", False),
        ("WEBVTTX\n\n00:00.000 --> 00:01.000\nHi\n", True),
        ("WEBVTT\n", True),
        ("webvtt\n\n00:00.000 --> 00:01.000\nHi\n", True),
        ("1\n00:00:00,000 --> 00:00:01,000\nHi\n", True),
    ],
)
def test_captions_are_webvtt(course: Folder, content: str, faulty: bool) -> None:
    course.write("media/stop.vtt", content)
    assert [problem.code for problem in course.problems()] == ["A407"] * faulty
