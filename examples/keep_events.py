"""Keep what happens in a room, in a database and in a file: python keep_events.py @user show.db show.jsonl

Start it again, or play a capture over it (`livetok export show.capture --to sqlite:show.db`): nothing is there twice.

Without TikTok: run `livetok simulate --rooms anna` in another terminal, the lines that it prints here, and then
`python keep_events.py @anna show.db show.jsonl`.
"""

import sys
from typing import Unpack

import anyio

from livetok import ConnectOptions, LiveError, connect, open_sink


async def main(user: str, database: str, lines: str, **options: Unpack[ConnectOptions]) -> None:
    async with (
        connect(user, **options) as live,
        open_sink(f"sqlite:{database}") as table,
        open_sink(f"jsonl:{lines}", rotate="100MB") as log,
    ):
        async for event in live:
            await table.put(event)
            await log.put(event)
        await table.flush()
        print(f"{table.statistics.written} events in {table.name}")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    try:
        anyio.run(main, sys.argv[1], sys.argv[2], sys.argv[3])
    except LiveError as error:
        sys.exit(f"{error}\nhint: {error.hint}")
