"""Every test of behaviour runs on trio and on asyncio; tests of real time are marked as such."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from support.failures import Failures

TESTS = Path(__file__).parent
# Real sockets, processes, threads and seconds. On a machine that is busy with something else these alone may fail
# through no fault of their own; `nox -s tests` tries at most three of them again and names each.
REALTIME = (
    "capture/test_kill.py",
    "cli/",
    "client/test_blocking.py",
    "client/test_interrupts.py",
    "client/test_jupyter.py",
    "compat/",
    "events/test_examples.py",
    "fleet/",
    "handlers/test_example.py",
    "nats/",
    "net/",
    "overlay/",
    "recording/",
    "resolver/test_proxy.py",
    "session/test_gift_trigger.py",
    "session/test_reliability.py",
    "sinks/",
    "test_how_to.py",
    "test_other_systems.py",
    "test_readme.py",
    "testing/test_docs.py",
    "testing/test_server.py",
    "testing/test_simulate_command.py",
    "telemetry/",
    "testing/test_video.py",
)


# Files that take longest, and begin first: one of them at the end would leave the other processes idle.
LONGEST = (
    "recording/test_recording.py",
    "fleet/test_faults.py",
    "cli/test_examples.py",
    "session/test_reliability.py",
    "cli/test_doctor.py",
    "sinks/test_servers.py",
    "recording/",
    "codec/",
    "capture/",
    "cli/",
    "compat/",
    "fleet/",
    "overlay/",
    "typing/",
    "test_readme.py",
    "nats/",
    "sinks/",
    "session/",
)


def pytest_configure(config: pytest.Config) -> None:
    """Keeps coverage and Python's development mode to the processes that run tests.

    What tests start runs as it does for users: at its full speed, with nothing more on standard error.
    """
    is_worker = hasattr(config, "workerinput")
    if is_worker or not config.getoption("numprocesses", None):
        os.environ.pop("COVERAGE_PROCESS_START", None)
        os.environ.pop("PYTHONDEVMODE", None)
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # so it is in what a shell runs in the background
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if not is_worker:
        config.pluginmanager.register(Failures(config))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if _path(item).startswith(REALTIME):
            item.add_marker(pytest.mark.realtime)
    items.sort(key=_rank)


def _path(item: pytest.Item) -> str:
    return item.path.relative_to(TESTS).as_posix() if item.path.is_relative_to(TESTS) else ""


def _rank(item: pytest.Item) -> int:
    path = _path(item)
    return next((rank for rank, start in enumerate(LONGEST) if path.startswith(start)), len(LONGEST))


@pytest.fixture(params=["asyncio", "trio"])
def anyio_backend(request: pytest.FixtureRequest) -> str:
    return str(request.param)
