"""What was built, tried where nothing else is installed."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from tools.release.facts import Mistake, version
from tools.release.files import run


@contextmanager
def fresh_environment(*requirements: str) -> Generator[Path]:
    """Gives the Python of a new environment that has these and what they need, and nothing more."""
    with tempfile.TemporaryDirectory() as folder:
        run(sys.executable, "-m", "venv", folder)
        python = Path(folder) / ("Scripts" if sys.platform == "win32" else "bin") / "python"
        run(str(python), "-m", "pip", "install", "--quiet", *requirements)
        _try_package(python)
        yield python


def _try_package(python: Path) -> None:
    run(str(python), "-W", "error", "-c", "from livetok import *", folder=python.parent)
    said = run(str(python), "-W", "error", "-m", "livetok", "--version", folder=python.parent).strip()
    if said != f"livetok {version()}":
        raise Mistake(f"what was built calls itself {said}")


@contextmanager
def try_wheel(wheel: Path) -> Generator[Path]:
    """Tries the wheel with all extras, down to a simulated room, and gives the Python that has it."""
    with fresh_environment(f"{wheel}[all]") as python:
        demo = ("-m", "livetok", "demo", "--compact", "--limit", "5")
        lines = run(str(python), *demo, folder=python.parent).splitlines()
        if [json.loads(line)["v"] for line in lines] != [1] * 5:
            raise Mistake(f"the demo of the wheel prints {lines}")
        yield python


def try_sdist(sdist: Path) -> None:
    """Tries the sdist without extras."""
    with fresh_environment(str(sdist)):
        pass


def write_sbom(python: Path, target: Path) -> None:
    """Writes what the wheel brought into its environment, as CycloneDX.

    Raises:
        Mistake: livetok or what it needs is not in it.
    """
    run(str(python), "-m", "pip", "uninstall", "--quiet", "--yes", "pip", "setuptools")
    command = ("-m", "cyclonedx_py", "environment", "--output-reproducible", "--of", "JSON")
    run(sys.executable, *command, "-o", str(target), str(python))
    listed = {part["name"] for part in json.loads(target.read_text(encoding="utf-8"))["components"]}
    if not {"livetok", "anyio", "httpx", "trio"} <= listed:
        raise Mistake(f"the SBOM lists only {sorted(listed)}")
