"""Ctrl-C out of task groups."""

from __future__ import annotations

import anyio
import pytest

from livetok._util.task_group import open_task_group, unwrap_interrupts

pytestmark = pytest.mark.anyio


async def interrupted() -> None:
    raise KeyboardInterrupt


async def broken() -> None:
    raise LookupError


async def test_an_interrupt_of_a_child_arrives_as_itself(anyio_backend_name: str) -> None:
    if anyio_backend_name == "asyncio":
        return  # which raises it out of the event loop at once
    with pytest.raises(KeyboardInterrupt):
        async with open_task_group() as group:
            group.start_soon(broken)
            group.start_soon(interrupted)
            await anyio.sleep_forever()


async def test_an_interrupt_deep_within_groups(anyio_backend_name: str) -> None:
    bare = anyio_backend_name == "trio"
    with pytest.raises(KeyboardInterrupt if bare else BaseExceptionGroup):
        with unwrap_interrupts():
            inner = BaseExceptionGroup("", [LookupError(), KeyboardInterrupt()])
            raise BaseExceptionGroup("", [ValueError(), inner])


async def test_ordinary_exceptions_stay_in_their_group() -> None:
    with pytest.raises(ExceptionGroup) as caught:  # noqa: ASYNC401 -- one or two, as it happens
        async with open_task_group() as group:
            group.start_soon(broken)
            group.start_soon(broken)
    assert len(caught.value.exceptions) in {1, 2}


async def test_a_cancellation_is_no_interrupt() -> None:
    with anyio.CancelScope() as scope:
        async with open_task_group() as group:
            group.start_soon(anyio.sleep_forever)
            scope.cancel()
            await anyio.sleep_forever()
    assert scope.cancelled_caught
