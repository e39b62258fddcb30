"""The pages about the simulator say what is so, and their code runs."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from livetok.testing import KINDS, Simulator
from livetok.testing._script_steps import STEPS
from livetok.testing.script import read_script

pytest_plugins = ["pytester"]

PLUGIN = "livetok.testing.pytest_plugin"
DOCS = Path(__file__).parents[2] / "docs"
SIMULATOR = (DOCS / "simulator.md").read_text(encoding="utf-8")
TESTING = (DOCS / "testing-your-bot.md").read_text(encoding="utf-8")


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL)


def test_every_fault_is_in_the_table() -> None:
    rows = [f"| `{name}` | {kind.stage} | {kind.meaning} |" for name, kind in KINDS.items()]
    assert "\n".join(rows) in SIMULATOR


def test_every_step_is_in_the_table() -> None:
    rows = [
        f"| `{name}` | {', '.join(f'`{setting}`' for setting in step.settings)} |"
        for name, step in STEPS.items()
    ]
    assert "\n".join(rows) in SIMULATOR


def test_the_scenario_of_the_page_plays(tmp_path: Path) -> None:
    (text,) = blocks(SIMULATOR, "toml")
    (tmp_path / "evening.jsonl").write_text('{"method": "WebcastChatMessage", "payload": "GgJoaQ=="}\n')
    simulator = Simulator()
    clock = [0.0]
    simulator.world.start_clock(lambda: clock[0])
    read_script(text, folder=tmp_path).run(simulator)
    while clock[0] < 340:
        clock[0] += 0.5
        simulator.world.run_due()
    assert simulator.rooms["anna"].broadcast.is_live
    assert simulator.rooms["ben"].age_restricted


@pytest.mark.parametrize("page", [SIMULATOR, TESTING], ids=["simulator", "testing-your-bot"])
def test_the_program_of_the_page_runs(page: str) -> None:
    program = blocks(page, "python")[-1]
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stderr == ""
    assert "Ann -> hi" in done.stdout or "LiveEndEvent" in done.stdout


def test_the_bot_of_the_page_passes_its_tests(pytester: pytest.Pytester) -> None:
    for block in blocks(TESTING, "python"):
        if name := re.match(r"# (\w+\.py)\n", block):
            (pytester.path / name[1]).write_text(block)
    installed = any(entry.value == PLUGIN for entry in entry_points(group="pytest11"))
    plugin = () if installed else ("-p", PLUGIN)
    bot = (pytester.path / "bot.py").read_text().splitlines()
    assert len(bot) <= 25
    pytester.makeini("[pytest]\npythonpath = .\nfilterwarnings = error\n")
    result = pytester.runpytest_subprocess(*plugin, "-p", "no:cacheprovider")
    result.assert_outcomes(passed=5)
