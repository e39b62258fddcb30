"""A program that is killed leaves a file that reads back."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from pathlib import Path

import anyio

from livetok import DisconnectEvent, replay
from livetok._capture.file_format import read_records

VICTIM = Path(__file__).parents[1] / "support" / "capture_victim.py"


def test_killed_at_fifty_moments(tmp_path: Path) -> None:
    command = [sys.executable, str(VICTIM), str(tmp_path), "50"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=True)
    outcomes = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(outcomes) == 50
    for outcome in outcomes:
        with Path(outcome["path"]).open("rb") as file:
            records = sum(1 for _ in read_records(file))
        assert records >= outcome["written"] >= 1
    assert len({outcome["written"] for outcome in outcomes}) > 5, "the moments were all the same"

    async def last() -> object:
        async with replay(outcomes[-1]["path"], speed=math.inf) as live:
            return [event async for event in live][-1]

    assert isinstance(anyio.run(last), DisconnectEvent)
