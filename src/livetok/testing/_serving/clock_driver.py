"""What both kinds of network have in common: the passing of time, and a wake-up call that is never lost."""

from __future__ import annotations

import anyio
from anyio.abc import TaskStatus

from livetok.testing._world.world import SimulatedWorld

__all__ = ["Signal", "drive"]


class Signal:
    """Wakes one waiting task; set before the wait, it is not lost."""

    def __init__(self) -> None:
        self._event = anyio.Event()

    def set(self) -> None:
        """Wake."""
        self._event.set()

    async def wait(self, seconds: float | None = None) -> None:
        """Wait for the signal, at most so many seconds; may be cancelled at any time."""
        with anyio.move_on_after(seconds if seconds is None else max(seconds, 0.0)):
            await self._event.wait()
        self._event = anyio.Event()


async def drive(world: SimulatedWorld, *, task_status: TaskStatus[None] = anyio.TASK_STATUS_IGNORED) -> None:
    """Let time pass in a world, for ever; traffic and scripts happen as it does."""
    signal = Signal()
    world.start_clock(anyio.current_time)
    world.on_appointment.add(signal.set)
    task_status.started()
    try:
        while True:
            world.run_due()
            due = world.next_due()
            await signal.wait(None if due is None else due - world.now())
    finally:
        world.on_appointment.discard(signal.set)
