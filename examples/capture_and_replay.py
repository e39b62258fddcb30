"""Write a live room to a file, then play the file as often as you like."""

import math
import sys
from typing import Unpack

import anyio

from livetok import CommentEvent, connect, replay
from livetok.options import ConnectOptions


async def main(user: str, path: str, seconds: float = 60, **options: Unpack[ConnectOptions]) -> None:
    async with connect(user, **options) as live:
        with live.capture(path, pseudonymise=True), anyio.move_on_after(seconds):
            async for _ in live:
                pass

    async with replay(path, speed=math.inf) as live:
        async for event in live.only(CommentEvent):
            print(event.meta.received_at, event.user.nickname, "->", event.content)


if __name__ == "__main__":
    anyio.run(main, sys.argv[1], sys.argv[2])
