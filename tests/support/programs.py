"""The programs in examples/, loaded by the names of their files."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

from livetok.testing import Simulator

EXAMPLES = Path(__file__).parents[2] / "examples"


def example(name: str) -> ModuleType:
    path = EXAMPLES / name
    spec = importlib.util.spec_from_file_location(f"example_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def once_entered(simulator: Simulator, begin: Callable[[], object]) -> None:
    """Begin when somebody entered a room: how long that takes is up to the machine."""

    def look() -> None:
        if any(connection.entered_at is not None for connection in simulator.connections):
            begin()
        else:
            simulator.world.at(0.02, look)

    look()
