"""A wait that others end."""

from __future__ import annotations

import anyio
import pytest

from livetok._util.wake_up import WakeUp

pytestmark = pytest.mark.anyio


async def test_it_ends_the_wait_that_is_there_and_no_later_one() -> None:
    wake_up = WakeUp()
    wake_up.notify()
    async with anyio.create_task_group() as group:
        group.start_soon(wake_up.wait)
        await anyio.wait_all_tasks_blocked()
        assert wake_up.event is not None  # what was said before is not heard
        wake_up.notify()
    assert wake_up.event is None


async def test_a_wait_that_begins_before_the_last_one_noticed_its_end_is_heard() -> None:
    wake_up = WakeUp()

    async def notify_later() -> None:
        await anyio.wait_all_tasks_blocked()
        wake_up.notify()

    with anyio.fail_after(5):
        async with anyio.create_task_group() as group:
            group.start_soon(wake_up.wait)
            await anyio.wait_all_tasks_blocked()
            wake_up.notify()
            group.start_soon(notify_later)
            await wake_up.wait()  # begins before the first task has run again
