"""The Peace Officer Promise, as supplied."""

from typing import Literal

from builder.course.model.base import Strict


class PromiseBlock(Strict):
    """The Promise with its source and the permission to show it; where it was not supplied, a line says only that.

    It takes no text: the words are those of the agency or of Police2Peace, never the author's.
    """

    type: Literal["promise"]
