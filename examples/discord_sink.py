"""Post gifts and follows to Discord: DISCORD_WEBHOOK=https://discord.com/api/webhooks/... python discord_sink.py @user

A sink of one's own: the queue, the waiting for a server that is away, and the order are livetok's. Discord allows some
30 messages a minute, so everything that waits is put into one.

Without TikTok: run `livetok simulate --rooms anna` in another terminal, the lines that it prints here, and then
`python discord_sink.py @anna`.
"""

import os
import sys
from collections.abc import Sequence
from typing import Any, Unpack

import anyio
import httpx

from livetok import (
    ConnectOptions,
    FollowEvent,
    GiftSettledEvent,
    LiveError,
    Row,
    SinkAddress,
    SinkError,
    SinkUnavailable,
    connect,
    open_sink,
    register_sink,
)

LONGEST = 2000  # characters that Discord takes


class DiscordWriter:
    def __init__(self, url: str) -> None:
        self.client = httpx.Client(timeout=10)
        self.url = url

    def write(self, rows: Sequence[Row]) -> None:
        text = "\n".join(line_of(row.compact) for row in rows)[:LONGEST]
        # Nicknames are anybody's text: no "@everyone" in them is to ring.
        message = {"content": text, "allowed_mentions": {"parse": []}}
        try:
            answer = self.client.post(self.url, json=message)
        except httpx.HTTPError as error:
            raise SinkUnavailable("Discord cannot be reached") from error
        if answer.status_code == 429 or answer.status_code >= 500:
            wait = float(answer.headers.get("Retry-After", 5))
            raise SinkUnavailable(f"Discord answers {answer.status_code}", retry_after=wait)
        if answer.is_error:
            raise SinkError(f"Discord refuses: {answer.status_code}", hint="check DISCORD_WEBHOOK")

    def close(self) -> None:
        self.client.close()


def line_of(event: dict[str, Any]) -> str:
    name = event.get("user", {}).get("nickname", "somebody")
    if event["type"] == "follow":
        return f"{name} follows {event['host']}"
    gift = event["gift"]
    return f"{name} sent {gift['count']} x {gift.get('name', 'a gift')}"


def open_discord(address: SinkAddress) -> DiscordWriter:
    return DiscordWriter(os.environ["DISCORD_WEBHOOK"])


register_sink("discord", open_discord, batch=20, interval=2.0)


async def main(user: str, **options: Unpack[ConnectOptions]) -> None:
    async with connect(user, **options) as live, open_sink("discord:webhook") as sink:
        async for event in live.only(GiftSettledEvent, FollowEvent):
            await sink.put(event)


if __name__ == "__main__":
    if len(sys.argv) != 2 or "DISCORD_WEBHOOK" not in os.environ:
        sys.exit(__doc__)
    try:
        anyio.run(main, sys.argv[1])
    except LiveError as error:
        sys.exit(f"{error}\nhint: {error.hint}")
