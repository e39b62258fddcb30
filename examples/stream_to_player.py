"""Show a live room in a player: python stream_to_player.py @user mpv -

The player is any program that reads FLV from its standard input: `mpv -`, `vlc -`, `ffplay -`, or
`ffmpeg -i - ...` to make something else of it. Closing it ends the program.

Without TikTok: run `livetok simulate --rooms anna` in another terminal, the lines that it prints here, and then
`python stream_to_player.py @anna mpv -`.
"""

import subprocess
import sys

import anyio
from anyio import to_thread
from typing_extensions import Unpack

from livetok import LiveError, connect
from livetok.options import ConnectOptions


async def main(
    user: str, player: list[str], seconds: float | None = None, **options: Unpack[ConnectOptions]
) -> int:
    async with connect(user, **options) as live:
        with subprocess.Popen(player, stdin=subprocess.PIPE) as process:  # noqa: ASYNC220 -- quick enough
            if process.stdin is None:
                raise RuntimeError("the player has no standard input")
            async with live.record(process.stdin, quality="hd,best", duration=seconds) as recording:
                await recording.wait()
            process.stdin.close()
            return await to_thread.run_sync(process.wait)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    try:
        sys.exit(anyio.run(main, sys.argv[1], sys.argv[2:]))
    except LiveError as error:
        sys.exit(f"{error}\nhint: {error.hint}")
