"""A wait that others end: an `anyio.Event` that there is only while somebody waits."""

from __future__ import annotations

import anyio
from attrs import define, field

__all__ = ["WakeUp"]


@define(eq=False)
class WakeUp:
    """Lets one task wait until another says that something changed; what was said before the wait is not heard.

    Of thousands of rooms hardly one waits at a time, and an event of asyncio takes a kilobyte.

    Attributes:
        event: Set to end the wait; None while nobody waits.
    """

    event: anyio.Event | None = field(default=None, init=False)

    def notify(self) -> None:
        """End the wait, if there is one."""
        if self.event is not None:
            self.event.set()

    async def wait(self) -> None:
        """Wait for the next `notify`. Cancelling it changes nothing."""
        event = self.event = anyio.Event()
        try:
            await event.wait()
        finally:
            if self.event is event:
                self.event = None
