"""`Link`: the present connection to a server, replaced when it is lost."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Final

import anyio
from attrs import define, field

from livetok._nats.connection import ANSWER_SECONDS, Connection, connect
from livetok._nats.event_loop import AsyncioLoop, open_asyncio
from livetok.errors import LiveError

__all__ = ["Link", "open_link"]

_log = logging.getLogger("livetok.nats")

_FIRST_PAUSE: Final = 0.1
_LONGEST_PAUSE: Final = 2.0


@asynccontextmanager
async def open_link(url: str, *, answer_seconds: float = ANSWER_SECONDS) -> AsyncGenerator[Link]:
    """Keep a connection to NATS for the length of a block; leaving closes it.

    Args:
        url: As for `connect`.
        answer_seconds: Seconds that the server has for an answer (default 5); a connection without is given up.

    Raises:
        UserError: The URL is wrong, or the package nats-py is missing.
        NetworkError: The first connection fails. Later ones are tried again for ever.
    """
    async with open_asyncio() as loop:
        link = Link(loop, url, answer_seconds)
        try:
            link.present = await connect(loop, url, timeout=answer_seconds)
            yield link
        finally:
            await link.drop()


@define(eq=False)
class Link:
    """The present connection to a server, and how to get the next one.

    Attributes:
        url: As for `connect`.
        answer_seconds: Seconds that the server has for an answer.
        present: The latest connection, lost or not; None before the first.
        connections: Number of connections so far.
        down_since: When the server was lost on anyio's clock; None while it is there.
    """

    _loop: AsyncioLoop
    url: str
    answer_seconds: float = ANSWER_SECONDS
    present: Connection | None = field(default=None, init=False)
    connections: int = field(default=1, init=False)
    down_since: float | None = field(default=None, init=False)
    _dialling: anyio.Lock = field(factory=anyio.Lock, init=False)

    async def get(self) -> Connection:
        """Return a connection that is not known to be lost; dial until there is one. Cancelling it changes nothing."""
        async with self._dialling:
            pause = _FIRST_PAUSE
            while self.present is None or self.present.lost:
                await self.drop()
                if self.down_since is None:
                    self.down_since = anyio.current_time()
                    _log.warning("the NATS server was lost; connecting again")
                try:
                    self.present = await connect(self._loop, self.url, timeout=self.answer_seconds)
                except LiveError as error:
                    _log.info("%s; next attempt in %.1f s", error, pause)
                    await anyio.sleep(pause)
                    pause = min(2 * pause, _LONGEST_PAUSE)
                    continue
                self.connections += 1
                _log.warning("the NATS server is back after %.1f s", anyio.current_time() - self.down_since)
            self.down_since = None
            return self.present

    async def drop(self, connection: Connection | None = None) -> None:
        """Close the present connection, for example because the server does not answer on it.

        Args:
            connection: Only when it is still this one; None (default) for whichever it is.
        """
        present = self.present
        if present is not None and connection in {None, present}:
            self.present = None
            await present.close()
