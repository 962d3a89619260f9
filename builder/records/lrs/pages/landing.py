"""The one page for people who open the server's address in a browser: what this is, and no data."""

from __future__ import annotations

import base64
import hashlib
import re
from html import escape
from importlib.resources import files
from typing import Final

from starlette.responses import Response

PAGE: Final = files(__package__).joinpath("landing.html").read_text("utf-8")
STYLE: Final = re.findall(r"<style>(.*?)</style>", PAGE, re.DOTALL)[0]
POLICY: Final = (
    f"default-src 'none'; style-src 'sha256-{base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()}';"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def answer(endpoint: str) -> Response:
    """The endpoint is the public one, as the settings have it."""
    page = PAGE.replace("{endpoint}", escape(endpoint))
    return Response(page.encode(), headers={"Content-Security-Policy": POLICY}, media_type="text/html")
