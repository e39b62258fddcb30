"""Which tests failed, and what a crashed worker leaves to the others: a pytest plugin for the processes that hand out.

`nox -s tests` gives failed tests of real time a second chance by what is noted here.
"""

from __future__ import annotations

from typing import Any

import pytest
from xdist.scheduler import LoadFileScheduling

__all__ = ["CACHE_KEY", "Failures"]

CACHE_KEY = "livetok/failures"


class Failures:
    """Keeps in pytest's cache: node id of each failed test, and whether it is one of real time.

    A test whose worker process crashed is in it too, and never as one of real time: a crash is always a fault.
    """

    def __init__(self, config: pytest.Config) -> None:
        self._cache = getattr(config, "cache", None)  # there is none with -p no:cacheprovider
        self._failed: dict[str, bool] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self._failed[report.nodeid] = "realtime" in report.keywords

    def pytest_sessionfinish(self) -> None:
        if self._cache is not None:
            self._cache.set(CACHE_KEY, {**self._cache.get(CACHE_KEY, {}), **self._failed})

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_make_scheduler(self, config: pytest.Config, log: Any) -> LoadFileScheduling | None:
        return CrashProofScheduling(config, log) if config.getoption("dist") == "loadfile" else None


class CrashProofScheduling(LoadFileScheduling):
    """Goes on behind a test that crashed its worker; xdist's own would have the next worker run it again, and crash."""

    def __init__(self, config: pytest.Config, log: Any = None) -> None:
        super().__init__(config, log)
        self._crashed: set[str] = set()

    def remove_node(self, node: Any) -> str | None:
        units = self.assigned_work.get(node, {}).values()
        running = next((test for unit in units for test, is_done in unit.items() if not is_done), None)
        if running is not None:
            self._crashed.add(running)
        return super().remove_node(node)

    def _assign_work_unit(self, node: Any) -> None:
        for scope, unit in tuple(self.workqueue.items()):
            unit.update(dict.fromkeys(self._crashed & unit.keys(), True))
            if all(unit.values()):
                del self.workqueue[scope]
        if self.workqueue:
            super()._assign_work_unit(node)
        else:
            node.shutdown()
