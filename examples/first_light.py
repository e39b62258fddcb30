"""Print the comments and gifts of a live room: python first_light.py @user"""

import sys

import anyio
from typing_extensions import Unpack

from livetok import CommentEvent, GiftEvent, connect
from livetok.options import ConnectOptions


async def main(user: str, **options: Unpack[ConnectOptions]) -> None:
    async with connect(user, **options) as live:
        async for event in live:
            match event:
                case CommentEvent():
                    print(event.user.nickname, "->", event.content)
                case GiftEvent() if event.streak_over:
                    print(event.user.unique_id, "sent", event.repeat_count, event.gift.name)


if __name__ == "__main__":
    anyio.run(main, sys.argv[1])
