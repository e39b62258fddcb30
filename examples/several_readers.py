"""Let several tasks read one room, each what it needs: python several_readers.py @user

Messages that no task asked for are not even decoded.

Without TikTok: run `livetok simulate --rooms anna` in another terminal, the lines that it prints here, and then
`python several_readers.py @anna`.
"""

import sys

import anyio
from typing_extensions import Unpack

from livetok import CommentEvent, FollowEvent, GiftSettledEvent, Live, LiveError, ShareEvent, connect
from livetok.options import ConnectOptions


async def chat(live: Live) -> None:
    async for event in live.only(CommentEvent):
        print("chat:", event.user.nickname, "->", event.content)


async def thanks(live: Live) -> None:
    async for event in live.only(FollowEvent, ShareEvent, GiftSettledEvent):
        print("thank you,", event.user.nickname)


async def first_big_gift(live: Live, least: int) -> None:
    gift = await live.wait_for(GiftSettledEvent, where=lambda event: event.diamonds >= least)
    print("the first big one came from", gift.user.nickname)


async def main(user: str, least: int = 1000, **options: Unpack[ConnectOptions]) -> None:
    async with connect(user, **options) as live, anyio.create_task_group() as tasks:
        tasks.start_soon(chat, live)
        tasks.start_soon(thanks, live)
        tasks.start_soon(first_big_gift, live, least)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    try:
        anyio.run(main, sys.argv[1])
    except* LiveError as failures:  # tasks that run side by side may fail side by side
        for error in failures.exceptions:
            print(error, f"hint: {getattr(error, 'hint', '')}", sep="\n", file=sys.stderr)
        sys.exit(1)
