"""Read events of `livetok overlay` in any program, here without livetok: python overlay_reader.py http://127.0.0.1:8765

A game would do the same in its own language: one HTTP request, one line of JSON an event, and the id of the last one
to go on after a loss.
"""

import json
import sys
import time
from collections.abc import Iterator
from typing import Any
from urllib.request import Request, urlopen


def events(url: str, *, replay: int = 0) -> Iterator[dict[str, Any]]:
    """Yield events for ever, over any number of connections and without one twice."""
    headers: dict[str, str] = {}
    while True:
        try:
            with urlopen(Request(f"{url}/events?replay={replay}", headers=headers), timeout=60) as response:
                for line in response:
                    if line.startswith(b"id: "):
                        headers["Last-Event-ID"] = line[4:].decode().strip()
                    elif line.startswith(b"data: "):
                        yield json.loads(line[6:])
        except OSError:
            time.sleep(1)


def main(url: str) -> None:
    for event in events(url):
        if event["type"] == "gift":
            gift = event["gift"]
            print(event.get("user", {}).get("nickname"), "sent", gift["count"], gift.get("name"), flush=True)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
