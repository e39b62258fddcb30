"""Record every broadcast of a host, in files of an hour each: python record_every_show.py @user folder

Waits between the broadcasts. While the disk is all but full, the recording pauses. Ctrl-C finishes the file. A command
does the same: `livetok record @user -o '{user}/{date} {part}.mp4' --loop --segment 1h --min-free 5G`

Without TikTok: run `livetok simulate --rooms anna` in another terminal, the lines that it prints here, and then
`python record_every_show.py @anna shows`.
"""

import sys
from pathlib import Path

import anyio
from typing_extensions import Unpack

from livetok import LiveError, RecordingError, RecordingSegmentEvent, watch
from livetok.options import ConnectOptions

PART = 3600.0  # seconds
KEEP_FREE = 5_000_000_000  # bytes


async def main(
    user: str, folder: str, shows: int | None = None, **options: Unpack[ConnectOptions]
) -> list[Path]:
    files: list[Path] = []
    name = Path(folder, "{date} {title} {part}.mkv")
    async with watch(user, **options) as lives:
        async for live in lives:
            print(f"@{live.unique_id} is live")
            recording = live.record_start(name, segment=PART, min_free=KEEP_FREE, start_timeout=float("inf"))
            async for event in live:
                if isinstance(event, RecordingSegmentEvent):
                    print(f"{event.duration:.0f} s more, {event.gap_seconds:.1f} s missing")
            await recording.stop()
            for file in recording.files:
                print("wrote", file)
            files += recording.files
            if isinstance(recording.error, RecordingError):
                print("the recording ended early:", recording.error)
            if shows is not None and (shows := shows - 1) == 0:
                break
    return files


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    try:
        anyio.run(main, sys.argv[1], sys.argv[2])
    except LiveError as error:
        sys.exit(f"{error}\nhint: {error.hint}")
