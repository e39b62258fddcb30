"""Let several tasks read one room, each what it needs: python several_readers.py @user

Messages that no task asked for are not even decoded.
"""

import sys

import anyio
from typing_extensions import Unpack

from livetok import CommentEvent, FollowEvent, GiftSettledEvent, Live, ShareEvent, connect
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
    anyio.run(main, sys.argv[1])
