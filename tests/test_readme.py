"""The example of the README, as it stands there."""

from __future__ import annotations

import functools
import re
import subprocess
import sys
from pathlib import Path

import anyio
import pytest

import livetok
from livetok.testing import Simulator
from livetok.testing.server import serve

README = Path(__file__).parents[1] / "README.md"


def example() -> str:
    block = re.search(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert block is not None
    return block[1]


@pytest.mark.anyio
async def test_it_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    simulator = Simulator(seed=4)
    async with serve(simulator) as server:
        room = simulator.room("user")
        monkeypatch.setattr(
            livetok, "connect", functools.partial(livetok.connect, endpoints=server.endpoints)
        )
        simulator.world.at(0.3, lambda: room.comment("hello", user="ann"))
        simulator.world.at(0.3, lambda: room.gift("Rose", user="bo", streak=3))
        simulator.world.at(2.0, room.end)
        names: dict[str, object] = {}
        exec(compile(example(), README.name, "exec"), names)
        main = names["main"]
        assert callable(main)
        with anyio.fail_after(30):
            await main()
    assert capsys.readouterr().out.splitlines() == ["Ann -> hello", "bo sent 3 Rose"]


@pytest.mark.parametrize("checker", ["pyright", "mypy"])
def test_strict_checkers_agree(tmp_path: Path, checker: str) -> None:
    program = tmp_path / "example.py"
    # an annotation for main() itself is the reader's business
    program.write_text(example().replace("async def main():", "async def main() -> None:"))
    (tmp_path / "pyrightconfig.json").write_text('{"typeCheckingMode": "strict"}')
    options = {
        "pyright": ["--project", str(tmp_path), "--pythonpath", sys.executable],
        "mypy": ["--strict", "--cache-dir", str(tmp_path / "cache"), str(program)],
    }
    done = subprocess.run(
        [sys.executable, "-m", checker, *options[checker]], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
