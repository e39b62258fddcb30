"""Tell a Discord channel who goes live and who gives much: python discord_webhook.py @user WEBHOOK-URL

Without TikTok: run `livetok simulate --rooms anna` in another terminal, the lines that it prints here, and then
`python discord_webhook.py @anna WEBHOOK-URL`.
"""

import sys

import anyio
import httpx
from typing_extensions import Unpack

from livetok import ConnectionLost, GiftSettledEvent, LiveError, watch
from livetok.options import ConnectOptions

LEAST_DIAMONDS = 100
LONGEST = 2000  # characters that Discord takes in a message
TOO_MANY = 429
ATTEMPTS = 5


async def post(client: httpx.AsyncClient, url: str, text: str) -> None:
    """Post a line; wait as long as Discord says when it has had enough."""
    message = {"content": text[:LONGEST], "allowed_mentions": {"parse": []}}
    for _ in range(ATTEMPTS):
        answer = await client.post(url, json=message)
        if answer.status_code != TOO_MANY:
            answer.raise_for_status()
            return
        await anyio.sleep(float(answer.headers.get("Retry-After", 1)))
    print("Discord takes no more for now:", text, file=sys.stderr)


async def main(user: str, url: str, **options: Unpack[ConnectOptions]) -> None:
    async with httpx.AsyncClient() as client, watch(user, **options) as lives:
        async for live in lives:
            await post(client, url, f"{live.unique_id} is live")
            try:
                async for event in live.only(GiftSettledEvent):
                    if event.diamonds >= LEAST_DIAMONDS:
                        await post(client, url, f"{event.user.nickname} gave {event.count} {event.gift.name}")
            except ConnectionLost as error:
                print(error, file=sys.stderr)  # lost for good; the next round looks again


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    try:
        anyio.run(main, sys.argv[1], sys.argv[2])
    except LiveError as error:
        sys.exit(f"{error}\nhint: {error.hint}")
