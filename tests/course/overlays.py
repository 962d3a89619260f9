"""Random overlays of agencies: right, wrong, and right in themselves but not for the course."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

LINE = st.sampled_from(["Hilltown", "O'Neil & Sons <b>", "ünïcode ✓", "a" * 80, "555-0100", "2026-11-22"])
SLUG = st.sampled_from(["traffic-stops", "use-of-force", "chief", "training-unit", "x", "a-1"])
URL = st.sampled_from(
    ["https://example.org/a", "http://example.org/?q=%20", "https://example.org/b", "www.example.org"]
)
MARKDOWN = st.sampled_from(
    [
        "Plain words.",
        "See [the policy](policy:traffic-stops) and [another](policy:nowhere).",
        "A [term](term:voice), a [lesson](lesson:fair-process), [nothing](lesson:gone) and [files](lesson:a.yaml).",
        "Cited [^weisburd2022] and [^nobody2022]. [words](lang:es) [words](lang:sp)",
        "<script>alert(1)</script> ![picture](media/voice.svg) [x](javascript:alert(1))",
        "# A heading\n\n- one\n- two\n\n| a | b |\n| - | - |\n| 1 | 2 |",
    ]
)
COLOR = st.sampled_from(["#1d4f63", "#ffff00", "#000000", "#8cc3d6", "#123456"])
SEALS = st.sampled_from(
    ["seal.svg", "seal.svg", "bad.svg", "media/seal.png", "nowhere.png", "../up.png", "seal.txt", "big.png"]
)


def _some(keys: dict[str, st.SearchStrategy[Any]], needed: tuple[str, ...] = ()) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {key: keys[key] for key in needed}, optional={key: keys[key] for key in keys if key not in needed}
    )


CONTACT = _some({"id": SLUG, "name": LINE, "phone": LINE, "url": URL, "note": LINE}, ("id", "name"))
POLICY = _some({"id": SLUG, "title": LINE, "number": LINE, "url": URL}, ("id", "title"))

OVERLAYS = _some(
    {
        "id": st.sampled_from(["hilltown", "rivertown", "hill-town-2"]),
        "name": LINE,
        "short_name": LINE,
        "state": st.sampled_from(["CA", "TX"]),
        "seal": SEALS,
        "colors": _some({"accent": COLOR, "accent_dark": COLOR}, ("accent",)),
        "chief": _some({"name": LINE, "title": LINE, "message": MARKDOWN}, ("name",)),
        "contacts": st.lists(CONTACT, max_size=3),
        "policies": st.lists(POLICY, max_size=3),
        "promise": _some(
            {"text": MARKDOWN, "source_url": URL, "permission": LINE}, ("text", "source_url", "permission")
        ),
        "state_law": _some({"text": MARKDOWN, "reviewed_by": LINE, "date": LINE}, ("text", "reviewed_by", "date")),
        "hours": LINE,
        "pass_mark": st.integers(1, 101),
        "attempts": st.one_of(st.integers(1, 99), st.just("unlimited")),
    },
    ("id", "name"),
)
