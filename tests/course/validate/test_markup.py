"""What the scanner finds in Markdown, and what it leaves alone."""

from __future__ import annotations

import time

import pytest

from builder.course.validate import markup


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A fact.[^one] Another.[^two-2]", ["one", "two-2"]),
        ("A [link][^one]", ["one"]),
        (r"Written as \[^one]", []),
        ("Code `[^one]` is not one", []),
        ("Code ``[^one] ` `` is not one, but [^two] is", ["two"]),
        ("A lone ` tick and [^one]", ["one"]),
        ("```\n[^one]\n```\n[^two]", ["two"]),
        ("~~~ text\n[^one]\n```\n[^two]\n~~~\n[^three]", ["three"]),
        ("```\n[^one]\nnever closed", []),
        ("[^with blank] [^]", []),
    ],
)
def test_citations(text: str, names: list[str]) -> None:
    assert [found.name for found in markup.citations(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("[a](term:voice) and [b](<https://example.org/x>)", ["term:voice", "https://example.org/x"]),
        ('[a](media/x.pdf "title")', ["media/x.pdf"]),
        ("![a](media/x.svg)", []),
        ("[a]: https://example.org", ["https://example.org"]),
        ("`[a](b)`", []),
        ("(a)[b](", []),
    ],
)
def test_links(text: str, names: list[str]) -> None:
    assert [found.name for found in markup.links(text)] == names


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("<b>bold</b>", 2),
        ("<script>alert(1)</script>", 2),
        ("<!-- note -->", 1),
        ("a < b and c > d", 0),
        ("<https://example.org> <help@example.org> <mailto:help@example.org>", 0),
        ("2<3", 0),
        ("`<b>`", 0),
    ],
)
def test_html(text: str, count: int) -> None:
    assert len(list(markup.html(text))) == count


def test_place_counts_what_is_written_in_code_too() -> None:
    [found] = markup.citations("`[^one]` and [^one]")
    assert (found.needle, found.nth) == ("[^one]", 1)


@pytest.mark.parametrize(
    "text",
    [
        "`" * 3 + " `" * 200_000,
        "".join("`" * (n % 600 + 1) + " " for n in range(3_000)),
        "[" * 400_000,
        "![" * 200_000,
        "](" * 200_000,
        "<a " * 150_000,
        "[^" * 200_000,
        "<" * 400_000,
        "```\n" * 100_001,
        "\\" * 400_000,
        "<a@" * 130_000,
    ],
    ids=lambda text: text[:6],
)
def test_hostile_text_takes_little_time(text: str) -> None:
    begin = time.process_time()
    for find in (markup.citations, markup.links, markup.pictures, markup.html):
        for _ in find(text):
            pass
    assert time.process_time() - begin < 4
