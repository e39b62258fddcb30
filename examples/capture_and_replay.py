"""Write a live room to a file, then play the file as often as you like: python capture_and_replay.py @user room.capture

Without TikTok: run `livetok simulate --rooms anna` in another terminal, the lines that it prints here, and then
`python capture_and_replay.py @anna room.capture`.
"""

import math
import sys
from typing import Unpack

import anyio

from livetok import CommentEvent, LiveError, connect, replay
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
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    try:
        anyio.run(main, sys.argv[1], sys.argv[2])
    except LiveError as error:
        sys.exit(f"{error}\nhint: {error.hint}")
