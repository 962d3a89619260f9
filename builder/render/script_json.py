"""JSON that can stand inside a script element or file: no character of it can end the script or start markup."""

from __future__ import annotations

import json
from typing import Any, Final

from markupsafe import Markup

_ESCAPES: Final = {character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def script_json(data: Any) -> Markup:
    """Compact JSON, in the order given."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character, escaped in _ESCAPES.items():  # five times as fast as str.translate
        text = text.replace(character, escaped)
    return Markup(text)  # noqa: S704
