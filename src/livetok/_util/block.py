"""The block that `connect()` and its relatives return: an async context manager that explains how it is used."""

from __future__ import annotations

import operator
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from types import TracebackType
from typing import Any, Generic, NoReturn, TypeVar

import anyio

from livetok.errors import UserError

__all__ = ["Block"]

_T = TypeVar("_T")


class NotEnteredError(UserError, AttributeError):
    """What belongs to the value of a block was looked for on the block; an `AttributeError` for `hasattr()`."""


class Block(AbstractAsyncContextManager[_T], Generic[_T]):
    """An async context manager that is entered once, and left in the task that entered it.

    Whatever else is tried with it is a `UserError` that says what to write instead.
    """

    def __init__(
        self,
        manager: AbstractAsyncContextManager[_T],
        usage: str,
        end: Callable[[Any], object] = operator.methodcaller("stop"),
    ) -> None:
        """Wrap a context manager.

        Args:
            manager: What is entered and left.
            usage: The line to write, such as `async with connect(...) as live:`.
            end: Ends what the block gave, without waiting, where it is left in another task. Default: its `stop()`.
        """
        self._manager = manager
        self._usage = usage
        self._end = end
        self._task_id: int | None = None
        self._value: Any = None

    async def __aenter__(self) -> _T:
        if self._task_id is not None:
            raise UserError("this block was entered before", hint=f"call anew for each block: {self._usage}")
        self._task_id = anyio.get_current_task().id
        self._value = await self._manager.__aenter__()
        return self._value

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool | None:
        value, self._value = self._value, None
        if anyio.get_current_task().id == self._task_id:
            return await self._manager.__aexit__(kind, error, trace)  # noqa: ASYNC102  # the block that is wrapped bounds its own leaving
        # The tasks within cannot be awaited from here; what can be done is to end them.
        self._end(value)
        if kind is None or kind is GeneratorExit:
            raise UserError(
                "the block is left in another task than it was entered in",
                hint="enter and leave it in one task: no yield inside it, and no fixture of pytest-asyncio around it",
            )
        return False

    def __aiter__(self) -> NoReturn:
        self._misused("is no iterator")

    def __await__(self) -> NoReturn:
        self._misused("cannot be awaited")

    def __enter__(self) -> NoReturn:
        self._misused("is asynchronous")

    def __exit__(self, *_: object) -> None: ...

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("_"):
            raise AttributeError(name)
        raise NotEnteredError(f"the block was not entered, so it has no {name}", hint=f"write {self._usage}")

    def _misused(self, what: str) -> NoReturn:
        raise UserError(f"what was called {what}", hint=f"write {self._usage}")
