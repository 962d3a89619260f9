"""Bodies of several parts: what was written is read again, whatever bytes it has; anything else is read or refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.records.lrs.http.multipart import BOUNDARY, MOST_MISSES, Part, media_type, mixed, parts
from builder.records.lrs.refused import Refused

NEARLY = st.sampled_from([b"--x", b"\r\n--x", b"\n--x\n", b"--", b"\r\n", b"\n", b"\r", b"--x--", b" ", b"a: b", b"a"])


@given(st.lists(st.tuples(st.dictionaries(st.sampled_from(["A", "B"]), st.just("v")), st.binary()), min_size=1))
def test_what_is_written_is_read_again(found: list[tuple[dict[str, str], bytes]]) -> None:
    content_type, body = mixed([Part(headers, content) for headers, content in found])
    kind, parameters = media_type(content_type)
    assert kind == "multipart/mixed"
    read = [(part.headers, part.content) for part in parts(body, parameters["boundary"])]
    assert read == [({name.lower(): value for name, value in headers.items()}, content) for headers, content in found]


@given(st.lists(NEARLY, max_size=12).map(b"".join))
def test_anything_is_read_or_refused(body: bytes) -> None:
    try:
        found = list(parts(body, "x"))
    except Refused as refused:
        assert refused.status == 400
    else:
        assert b"--x--" in body
        assert all(part.content in body for part in found)


@given(st.lists(NEARLY, max_size=8).map(b"".join), st.sampled_from([b"\r\n", b"\n"]))
def test_a_content_without_the_boundary_comes_through(content: bytes, end: bytes) -> None:
    body = end.join([b"--yy", b"A: b", b"", content, b"--yy--"])
    (part,) = parts(body, "yy")
    # Where lines end in LF alone, a CR before it is taken for a part of the line end.
    assert part.content == (content.removesuffix(b"\r") if end == b"\n" else content)
    assert part.headers == {"a": "b"}


@pytest.mark.parametrize(
    ("header", "kind", "parameters"),
    [
        ("", "", {}),
        ("Text/Plain", "text/plain", {}),
        ("multipart/mixed; boundary=a", "multipart/mixed", {"boundary": "a"}),
        ('multipart/mixed;Boundary = "a b;c"', "multipart/mixed", {"boundary": "a b;c"}),
        (r'a/b; x="q\"\\"; y=1', "a/b", {"x": 'q"\\', "y": "1"}),
        ("a/b; broken; c=d", "a/b", {"c": "d"}),
    ],
)  # fmt: skip
def test_a_media_type_and_its_parameters(header: str, kind: str, parameters: dict[str, str]) -> None:
    assert media_type(header) == (kind, parameters)


@given(st.text(max_size=80))
def test_a_boundary_is_what_rfc_2046_says_or_is_refused(boundary: str) -> None:
    if not BOUNDARY.fullmatch(boundary):
        with pytest.raises(Refused):
            list(parts(f"--{boundary}--".encode("utf-8", "replace"), boundary))


def test_a_boundary_that_stands_all_over_the_body_is_refused() -> None:
    body = b"--a\r\n\r\n" + b"--a" * (MOST_MISSES + 1) + b"\r\n--a--"
    with pytest.raises(Refused, match="choose a longer one"):
        list(parts(body, "a"))
    some = b"--a" * 1000
    (part,) = parts(b"--a\r\n\r\n" + some + b"\r\n--a--", "a")
    assert part.content == some
