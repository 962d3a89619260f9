"""Reading JSON: what xAPI does not take is refused with a sentence, never with another error."""

from __future__ import annotations

import pytest

from builder.records.xapi.strict_json import NotJson, read


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (b'{"a": [1, 2.5, true, null, "x"]}', {"a": [1, 2.5, True, None, "x"]}),
        ('{"a": {"b": {}}}', {"a": {"b": {}}}),
        (b'"\\ud83d\\ude00 \xc3\xa9"', "\U0001f600 é"),
        (b"  []\n", []),
    ],
)
def test_json_is_read(text: bytes | str, value: object) -> None:
    assert read(text) == value


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"", "not JSON"),
        (b"{'a': 1}", "line 1, column 2"),
        (b'{"a": 1}\n{"b": 2}', "line 2"),
        (b'{"a": 1, "a": 2}', "'a' is there twice"),
        (b'{"x": [{"id": 1, "b": 2, "id": 1}]}', "'id' is there twice"),
        (b"NaN", "NaN is not a JSON number"),
        (b'{"a": -Infinity}', "-Infinity is not"),
        (b"\xff\xfe{\x00}\x00", "not UTF-8"),
        ('{"a": 1}'.encode("utf-16"), "not UTF-8"),
        (b"\xef\xbb\xbf{}", "BOM"),
        (b'"\\ud83d"', "half of a surrogate pair"),
        (b'{"\\udc00": 1}', "half of a surrogate pair"),
        (b"[" * 100_000, "nested too deeply"),
        (b"1" * 5000, "not JSON"),
        (b'{"a": 1e999}', "1e999 is too great"),
        (b"[-1" + b"0" * 400 + b".0]", "is too great a number"),
        (b"<!doctype html><title>LRS</title>", "not JSON"),
    ],
)
def test_what_is_not_json_is_refused(text: bytes, words: str) -> None:
    with pytest.raises(NotJson, match=words):
        read(text)


def test_the_second_of_many_is_found_at_once() -> None:
    text = "{" + ",".join(f'"{number}": 0' for number in range(200_000)) + ',"199999": 1}'
    with pytest.raises(NotJson, match="'199999' is there twice"):
        read(text)


def test_a_great_number_is_read_while_it_is_one() -> None:
    assert read(b"1.7976931348623157e308") == 1.7976931348623157e308
