"""asyncio for a client that knows nothing else: the running event loop, or on trio one in a thread of its own."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any, Protocol, TypeVar, cast

import anyio
from anyio.abc import TaskGroup
from anyio.from_thread import BlockingPortal, start_blocking_portal
from anyio.lowlevel import current_token
from attrs import define, field

from livetok._util.task_group import open_private_group

__all__ = ["AsyncioLoop", "open_asyncio"]

_R = TypeVar("_R")


class AsyncioLoop(Protocol):
    """Calls functions in an asyncio event loop."""

    async def call(self, function: Callable[..., Awaitable[_R]], *args: object) -> _R:
        """Call a function in a task of its own; return what it returns, and raise what it raises.

        Cancelling this call cancels the function and returns at once, whatever the function makes of it: nats-py
        swallows cancellations.

        Args:
            function: Asynchronous; called in the asyncio event loop.
            *args: Its arguments.
        """
        ...

    def post(self, function: Callable[[], None]) -> None:
        """From the asyncio event loop: have a function called in the event loop of `open_asyncio`'s caller, soon.

        Args:
            function: Must not block.
        """
        ...


@asynccontextmanager
async def open_asyncio() -> AsyncGenerator[AsyncioLoop]:
    """Give an asyncio event loop for the length of a block: the running one, or on trio one in a new thread.

    Leaving the block ends what still runs there.
    """
    token = cast("Any", current_token().native_token)
    if not hasattr(token, "run_sync_soon"):  # as only trio's has
        async with open_private_group() as group:
            yield _SameLoop(group)
        return
    with start_blocking_portal("asyncio", name="livetok nats") as portal:
        try:
            yield _OtherThread(portal, token.run_sync_soon)
        finally:
            portal.call(portal.stop, True)


@define(eq=False)
class _Call:
    """A call whose outcome is kept instead of raised, in a shield that its caller alone can end."""

    function: Callable[..., Awaitable[Any]]
    args: tuple[object, ...]
    done: anyio.Event = field(factory=anyio.Event, init=False)
    scope: anyio.CancelScope = field(factory=lambda: anyio.CancelScope(shield=True), init=False)
    value: Any = field(default=None, init=False)
    error: Exception | None = field(default=None, init=False)

    async def run(self) -> None:
        try:
            with self.scope:
                self.value = await self.function(*self.args)
        except Exception as error:  # noqa: BLE001 -- raised where the call was made
            self.error = error
        finally:
            self.done.set()


@define(eq=False)
class _SameLoop:
    group: TaskGroup

    async def call(self, function: Callable[..., Awaitable[_R]], *args: object) -> _R:
        call = _Call(function, args)
        self.group.start_soon(call.run, name="livetok nats")
        try:
            await call.done.wait()
        finally:
            call.scope.cancel()
        if call.error is not None:
            raise call.error
        return cast("_R", call.value)

    def post(self, function: Callable[[], None]) -> None:
        function()


@define(eq=False)
class _OtherThread:
    portal: BlockingPortal
    run_soon: Callable[[Callable[[], None]], None]

    async def call(self, function: Callable[..., Awaitable[_R]], *args: object) -> _R:
        done = anyio.Event()
        future = self.portal.start_task_soon(function, *args, name="livetok nats")
        future.add_done_callback(lambda _: self.post(done.set))
        try:
            await done.wait()
        finally:
            future.cancel()  # does nothing to one that is done
        return future.result()

    def post(self, function: Callable[[], None]) -> None:
        with suppress(RuntimeError):  # trio's event loop is over: nobody waits any more
            self.run_soon(function)
