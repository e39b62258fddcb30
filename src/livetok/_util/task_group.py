"""Task groups out of which Ctrl-C arrives as itself, and one for a block whose exceptions no `ExceptionGroup` wraps."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, Generator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import cast

import anyio
from anyio.abc import TaskGroup

from livetok._util.event_loop import under_trio

__all__ = ["open_private_group", "open_task_group", "unwrap_interrupts"]

_log = logging.getLogger("livetok.session")


@asynccontextmanager
async def open_private_group() -> AsyncGenerator[TaskGroup]:
    """Open a task group for the length of a block; leaving cancels what still runs in it.

    An exception of the block is kept out of the group, which would wrap it, and raised again once the group is gone:
    in a `finally`, because a cancellation from outside would otherwise take its place. Children of livetok record
    their failures and do not raise. A child that raises all the same has a bug, or was interrupted (Ctrl-C): the
    block is cancelled and that exception arrives as itself. Where the block fails too, its own exception arrives and
    the bug is logged; an interrupt goes first in any case.
    """
    failure: BaseException | None = None
    try:
        async with anyio.create_task_group() as group:
            try:
                yield group
            except (anyio.get_cancelled_exc_class(), GeneratorExit):
                raise
            except BaseException as error:  # noqa: BLE001 -- raised again below, as it is
                failure = error
            finally:
                group.cancel_scope.cancel()
    except BaseExceptionGroup as crash:
        failure = _foremost(crash, failure)
    finally:
        if failure is not None:
            raise failure


@asynccontextmanager
async def open_task_group() -> AsyncGenerator[TaskGroup]:
    """Open a task group like anyio's, out of which an interrupt arrives as itself; see `unwrap_interrupts`."""
    with unwrap_interrupts():
        async with anyio.create_task_group() as group:
            yield group


@contextmanager
def unwrap_interrupts() -> Generator[None]:
    """Have Ctrl-C leave a block as `KeyboardInterrupt`, where a task group within has wrapped it.

    trio raises it in whichever task runs just then: also in those that connect to the addresses of a host. Groups of
    ordinary exceptions pass as they are, and so does everything on asyncio: there it is the main task that is told, and
    a bare interrupt in any other would tear the event loop down.
    """
    try:
        yield
    except BaseExceptionGroup as group:
        interrupt = _interrupt(group)
        if interrupt is None or not under_trio():
            raise
        raise interrupt from None


def _interrupt(group: BaseExceptionGroup[BaseException]) -> BaseException | None:
    leaves = (
        leaf for leaf in _leaves(group) if not isinstance(leaf, (Exception, anyio.get_cancelled_exc_class()))
    )
    return next(leaves, None)


def _foremost(crash: BaseExceptionGroup[BaseException], failure: BaseException | None) -> BaseException:
    """Choose what to raise: an interrupt of a child, else the block's own failure, else the bug of a child."""
    leaves = [leaf for leaf in _leaves(crash) if not isinstance(leaf, anyio.get_cancelled_exc_class())]
    first = next((leaf for leaf in leaves if not isinstance(leaf, Exception)), leaves[0])
    if failure is None or not isinstance(first, Exception):
        return first
    _log.error("a task of livetok failed while the block did", exc_info=first)
    return failure


def _leaves(error: BaseException) -> Iterator[BaseException]:
    if isinstance(error, BaseExceptionGroup):
        for member in cast("BaseExceptionGroup[BaseException]", error).exceptions:
            yield from _leaves(member)
    else:
        yield error
