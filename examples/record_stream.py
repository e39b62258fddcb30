"""Record a live room with its chat as subtitles, and print the comments: python record_stream.py @user show.mp4

Without TikTok: run `livetok simulate --rooms anna` in another terminal, the lines that it prints here, and then
`python record_stream.py @anna show.mp4`.
"""

import sys
from typing import Unpack

import anyio

from livetok import CommentEvent, LiveError, RecordingSegmentEvent, connect
from livetok.options import ConnectOptions


async def main(user: str, path: str, seconds: float | None = None, **options: Unpack[ConnectOptions]) -> None:
    async with connect(user, **options) as live:
        async with live.record(path, quality="best", duration=seconds, chat="ass") as recording:
            async for event in live:
                match event:
                    case CommentEvent():
                        print(event.user.nickname, "->", event.content)
                    case RecordingSegmentEvent():
                        print(
                            f"segment {event.index}: {event.duration:.1f} s, {event.gap_seconds:.1f} s missing"
                        )
                if recording.finished:
                    break
        for file in recording.files:
            print("wrote", file)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    try:
        anyio.run(main, sys.argv[1], sys.argv[2])
    except LiveError as error:
        sys.exit(f"{error}\nhint: {error.hint}")
