"""Every test of behaviour runs on trio and on asyncio."""

from __future__ import annotations

import os
from typing import Any

import pytest

_CRASHED = pytest.StashKey[bool]()


def pytest_configure(config: pytest.Config) -> None:
    """Keeps coverage to the processes that run tests; what tests start runs at its full speed."""
    if hasattr(config, "workerinput") or not config.getoption("numprocesses", None):
        os.environ.pop("COVERAGE_PROCESS_START", None)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    if error:
        node.config.stash[_CRASHED] = True


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Makes a lost process more than a failed test: what it still had to run was never run."""
    if session.config.stash.get(_CRASHED, False):
        session.exitstatus = pytest.ExitCode.INTERNAL_ERROR


@pytest.fixture(params=["asyncio", "trio"])
def anyio_backend(request: pytest.FixtureRequest) -> str:
    return str(request.param)
