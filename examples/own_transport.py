"""Read a room that something else has received: python own_transport.py session.har

Open a live room in a browser with its developer tools open, save the network log as a HAR file, and this prints what
was said. `livetok.decode` takes any websocket message, wherever it comes from.
"""

import json
import sys
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

from livetok import CommentEvent, Event, decode

BINARY = 2


def events_of(path: str) -> Iterator[Event]:
    log = json.loads(Path(path).read_text(encoding="utf-8"))["log"]
    for entry in log["entries"]:
        for message in entry.get("_webSocketMessages", []):
            if message["type"] == "receive" and message["opcode"] == BINARY:
                yield from decode(b64decode(message["data"]))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    for event in events_of(sys.argv[1]):
        if isinstance(event, CommentEvent):
            print(event.user.nickname, "->", event.content)
