"""A sentence about what somebody may have meant."""

from collections.abc import Iterable

from builder.course.validate.near import nearest


def suggestion(word: str, known: Iterable[str]) -> str:
    """`Did you mean 'x'?`, else all words that are known, else nothing; with a blank in front."""
    words = sorted(known)
    if near := nearest(word, words):
        return f" Did you mean '{near}'?"
    return f" There are: {', '.join(words)}." if words else ""
