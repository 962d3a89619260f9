"""The alternate request syntax of 1.0.3 (Part Three 1.3): a form that is posted stands for another request."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from builder.records.lrs.http.asked import Asked, fields
from builder.records.lrs.http.media import FORM, JSON, kind_of
from builder.records.lrs.http.versions import version_of
from builder.records.lrs.refused import bad
from builder.standards.xapi import VERSION_HEADER, Version

METHOD: Final = "method"
CONTENT: Final = "content"
HEADERS: Final = (
    "authorization",
    VERSION_HEADER.lower(),
    "content-type",
    "content-length",
    "if-match",
    "if-none-match",
)
METHODS: Final = ("GET", "PUT", "POST", "DELETE")
WITH_CONTENT: Final = ("PUT", "POST")


def is_alternate(asked: Asked) -> bool:
    """Whether the request stands for another one, so that its body must be read first."""
    return asked.method == "POST" and METHOD in asked.params


def unfolded(asked: Asked, form: bytes) -> Asked:
    """The request that the form stands for. What it has as headers goes before those of the request itself."""
    if len(asked.params) > 1:
        raise bad(f"with {METHOD} in the query of the address, all other parameters belong in the form")
    method = asked.params[METHOD]
    if method not in METHODS:
        raise bad(f"{METHOD} must be one of {', '.join(METHODS)}")
    if kind_of(asked.headers) != FORM:
        raise bad(f"with {METHOD} in the query of the address, the Content-Type must be {FORM}")
    params = fields(form, "the form")
    headers = {**asked.headers, "content-type": JSON}  # content is text: JSON where the form does not say otherwise
    for name in [name for name in params if name.lower() in HEADERS]:
        headers[name.lower()] = params.pop(name)
    if version_of(headers) is not Version.ONE:
        raise bad(f"there is no parameter {METHOD} in xAPI 2.0: send the {method} itself")
    content = params.pop(CONTENT, None)
    if content is None and method in WITH_CONTENT:
        raise bad(f"the form has no field {CONTENT}, which a {method} needs")
    return replace(asked, method=method, params=params, headers=headers, content=(content or "").encode())
