"""A writer that is killed at any time, while others read: what they read is always what whole steps have made."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

from builder.records.lake.lake import Lake
from builder.records.lake.ledger import Taken
from tests.records.lake.made import ledger, merge, numbers, row, table

KILLS = int(os.environ.get("LAKE_KILLS", "2"))
ROOT = Path(__file__).parents[3]
WRITE = """
import random, sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from builder.records.lake.lake import Lake
from tests.records.lake.made import id_of, merge, row, voiding
dice = random.Random(int(sys.argv[2]))
with Lake.open(Path(sys.argv[1])).writing() as writer:
    print("in", flush=True)
    while True:
        rows = [row(dice.randrange(400), f"2026-0{dice.randint(1, 4)}-01T00:00:00") for _ in range(20)]
        rows.append(voiding(dice.randrange(1000, 2000), dice.randrange(400)))
        merge(writer, rows, forget=[id_of(dice.randrange(400))], cursor={"at": dice.random()})
        print("step", flush=True)
"""


def test_readers_see_whole_steps(tmp_path: Path) -> None:
    lake, dice, most = Lake.make(tmp_path / "lake"), random.Random(6), 0
    merge(lake, [row(1)])
    for kill in range(KILLS):
        command = [sys.executable, "-c", WRITE, str(lake.folder), str(kill), str(ROOT)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            for _ in range(dice.randint(1, 4)):
                writer.stdout.readline()
                whole(lake)
            writer.kill()
        most = max(most, whole(lake))
    assert most > 20
    assert merge(lake, [row(5000)]).kept == 1
    assert not list((lake.folder / "staging").iterdir())


def whole(lake: Lake) -> int:
    """How many rows; each once, as many as the ledger says, none of them voided."""
    with lake.reading():
        rows, told = len(numbers(lake)), sum(ledger(lake), Taken())
        targets = table(lake, "statements", "SELECT object_id FROM rows WHERE object_type = 'StatementRef'")
        left = table(lake, "statements", "SELECT statement_id FROM rows WHERE object_type = 'Activity'")
    assert rows == told.read - told.duplicates - told.voided - told.aside - told.forgotten
    assert not set(targets) & set(left)
    return rows
