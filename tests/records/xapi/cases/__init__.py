"""Good and bad statements, part by part of the specification."""

from typing import Final

from tests.records.xapi.cases import actor, context, interaction, objects, rest, result, shape, verb
from tests.records.xapi.statements import Bad, Good

PARTS: Final = (shape, actor, verb, objects, interaction, result, context, rest)
GOOD: Final[Good] = {
    f"{part.__name__.rpartition('.')[2]}: {name}": case for part in PARTS for name, case in part.GOOD.items()
}
BAD: Final[Bad] = {
    f"{part.__name__.rpartition('.')[2]}: {name}": case for part in PARTS for name, case in part.BAD.items()
}
