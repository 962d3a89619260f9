"""JSON as xAPI wants it: UTF-8, no property twice, no number that JSON does not know (Part Two 2.2)."""

from __future__ import annotations

import json
import math
import re
from typing import Final, NoReturn

HALF_CHARACTER: Final = re.compile(r"\\u[dD][89a-fA-F]")
BOM: Final = "\ufeff"


class NotJson(ValueError):
    """The text is not JSON, or not the kind that xAPI takes."""


def read(text: bytes | str) -> object:
    """The value that the text tells, or NotJson."""
    try:
        if isinstance(text, bytes):  # json.loads would also take UTF-16 and UTF-32
            text = text.decode()
        if text.startswith(BOM):
            raise NotJson("not JSON: the text starts with a byte order mark (BOM)")
        value: object = DECODER.decode(text)
        if "\\u" in text and HALF_CHARACTER.search(text):  # a lone one cannot be written as UTF-8 again
            json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise NotJson("the JSON has half of a surrogate pair") from None
    except RecursionError:
        raise NotJson("the JSON is nested too deeply") from None
    except UnicodeDecodeError:
        raise NotJson("the JSON is not UTF-8") from None
    except json.JSONDecodeError as error:
        raise NotJson(f"not JSON: {error.msg} at line {error.lineno}, column {error.colno}") from None
    except NotJson:
        raise
    except ValueError as error:  # such as a whole number with more digits than Python converts
        raise NotJson(f"not JSON: {error}") from None
    return value


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotJson(f"the property {_repeated(pairs)[:80]!r} is there twice")
    return found


def _repeated(pairs: list[tuple[str, object]]) -> str:
    left = {name: at for at, (name, _) in enumerate(pairs)}
    return next(name for at, (name, _) in enumerate(pairs) if left[name] != at)


def _number(text: str) -> float:
    number = float(text)
    if math.isinf(number):  # it could not be written as JSON again
        raise NotJson(f"{text[:40]} is too great a number")
    return number


def _constant(name: str) -> NoReturn:
    raise NotJson(f"{name} is not a JSON number")


# Made once: json.loads makes one for each text.
DECODER: Final = json.JSONDecoder(object_pairs_hook=_object, parse_float=_number, parse_constant=_constant)
