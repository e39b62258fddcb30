"""The hot path does not grow unseen. Counts, not times: they are the same on every machine."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.traffic import mixes

# What one comment takes of which three fields are read; measured on Python 3.11, later ones take less. Whoever makes
# it cheaper writes the new figures here; whoever makes it dearer says why in the commit.
BUDGET = {
    ("decode", "calls"): 53.0,
    ("decode", "lines"): 311.0,
    ("session", "calls"): 66.5,
    ("session", "lines"): 360.0,
}
SLACK = 1.15
# The same for a message of what a room says, and of one of each kind that was ever captured: calls and instructions of
# Python, with everything from the frame on for the first two.
MIXES = {
    "room": {
        "decode, three fields": (68.4, 2491.0),
        "protocol, three fields": (107.3, 3168.0),
        "compact form": (196.3, 4878.0),
        "one --json line": (832.0, 17674.0),
    },
    "captured": {
        "decode, three fields": (59.6, 1925.0),
        "protocol, three fields": (92.6, 2554.0),
        "compact form": (169.2, 4170.0),
        "one --json line": (880.3, 20337.0),
    },
}
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def counted() -> dict[str, dict[str, float]]:
    script = Path(__file__).parents[1] / "support" / "counting.py"
    ran = subprocess.run([sys.executable, script], check=True, capture_output=True, text=True)
    return json.loads(ran.stdout)


@pytest.mark.parametrize(("path", "what"), BUDGET)
def test_a_comment_takes_no_more_than_it_did(
    counted: dict[str, dict[str, float]], path: str, what: str
) -> None:
    cost, budget = counted[path][what], BUDGET[path, what]

    assert cost <= budget * SLACK
    # a budget far above what is needed guards nothing
    assert cost >= budget / 2


@pytest.fixture(scope="module", params=MIXES)
def mixed(request: pytest.FixtureRequest) -> tuple[str, dict[str, list[float]]]:
    if request.param not in mixes():
        pytest.skip("the captures are not here")
    command = [sys.executable, "-m", "benchmarks.steps", request.param, "0", *MIXES[request.param]]
    ran = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    return request.param, json.loads(ran.stdout)


@pytest.mark.parametrize("step", MIXES["room"])
@pytest.mark.parametrize(("place", "what"), [(0, "calls"), (1, "instructions")])
def test_a_message_of_a_mix_takes_no_more_than_it_did(
    mixed: tuple[str, dict[str, list[float]]], step: str, place: int, what: str
) -> None:
    mix, counted = mixed
    cost, budget = counted[step][place], MIXES[mix][step][place]

    assert cost <= budget * SLACK, what
    assert cost >= budget / 2, what
