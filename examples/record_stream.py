"""Record a live room with its chat as subtitles, and print the comments meanwhile."""

import sys
from typing import Unpack

import anyio

from livetok import CommentEvent, RecordingSegmentEvent, connect
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
    anyio.run(main, sys.argv[1], sys.argv[2])
