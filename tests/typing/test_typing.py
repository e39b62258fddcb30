"""Type checkers agree with what the programs here say: what is right passes, and every mistake is found."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import livetok

HERE = Path(__file__).parent
PROGRAMS = [HERE / f"{name}.py" for name in ("reading", "mistakes", "surface", "vocabulary", "rare_events")]


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    # pyright's wheel brings node along, so that nothing is fetched; the notice of a newer version would need the net
    quiet = {**os.environ, "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1", "NO_COLOR": "1"}
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=HERE.parents[1], env=quiet, capture_output=True, text=True
    )


def test_every_public_name_is_touched() -> None:
    text = " ".join(program.read_text(encoding="utf-8") for program in PROGRAMS)
    assert set(livetok.__all__) - set(re.findall(r"\w+", text)) == set()


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What mypy keeps from one run to the next."""
    return tmp_path_factory.mktemp("mypy")


def test_pyright_in_strict_mode() -> None:
    pytest.importorskip("pyright")
    checked = run("pyright", "--pythonpath", sys.executable, *PROGRAMS)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_mypy_in_strict_mode(cache: Path) -> None:
    pytest.importorskip("mypy")
    checked = run("mypy", "--strict", "--cache-dir", cache, *PROGRAMS)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_a_mistake_that_is_not_marked_is_found(tmp_path: Path, cache: Path) -> None:
    """The other tests could not fail if the checkers did not look."""
    pytest.importorskip("mypy")
    source = (HERE / "mistakes.py").read_text(encoding="utf-8")
    program = tmp_path / "unmarked.py"
    program.write_text("\n".join(line.partition("  # type: ignore")[0] for line in source.splitlines()))
    checked = run("mypy", "--strict", "--cache-dir", cache, program)
    reported = {line.split(":")[1] for line in checked.stdout.splitlines() if ": error:" in line}
    marked = {
        str(number) for number, line in enumerate(source.splitlines(), start=1) if "# type: ignore" in line
    }
    assert reported == marked, checked.stdout
