"""The websocket as the original shows it."""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

__all__ = ["WebcastWebsocketConnection"]


@frozen(eq=False)
class WebcastWebsocketConnection:
    """The connection of a client, over all reconnects."""

    _leave: Callable[[], None]
    _is_open: Callable[[], bool]
    _was_left: Callable[[], bool]

    @property
    def open(self) -> bool:
        """Whether the room is entered at this moment."""
        return self._is_open()

    @property
    def closed(self) -> bool:
        """Whether it is not."""
        return not self._is_open()

    @property
    def manually_closed(self) -> bool:
        """Whether `stop()` or `disconnect()` closed it."""
        return self._was_left()

    def disconnect(self) -> None:
        """Close it, as `stop()` does."""
        self._leave()
