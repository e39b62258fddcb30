"""Counts the gifts of all hosts of a fleet: python fleet_reader.py nats://127.0.0.1:4222

Run it several times, and the copies share the work.
"""

from __future__ import annotations

import sys
from collections import Counter

import anyio

from livetok import GiftSettledEvent, NetworkError
from livetok.fleet import read_fleet


async def main(url: str, *, most: int = 0) -> Counter[str]:
    diamonds = Counter[str]()
    seen = 0
    async with read_fleet(url, group="gift-counter", start="all") as events:
        async for event in events:
            # What was not handled to the end of this body comes again, perhaps in another copy of this program.
            if isinstance(event, GiftSettledEvent):
                host = event.meta.unique_id
                diamonds[host] += event.diamonds
                print(f"@{host}: {event.count} {event.gift.name}, {diamonds[host]} diamonds so far")
                seen += 1
                if seen == most:
                    break
    return diamonds


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    try:
        anyio.run(main, sys.argv[1])
    except NetworkError as error:
        sys.exit(f"{error} ({error.hint})")
    except KeyboardInterrupt:
        pass
