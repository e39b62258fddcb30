"""Print the comments and gifts of a live room: python first_light.py @user

Without TikTok: run `livetok simulate --rooms anna` in another terminal, the lines that it prints here, and then
`python first_light.py @anna`.
"""

import sys

import anyio
from typing_extensions import Unpack

from livetok import CommentEvent, GiftEvent, LiveError, connect
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
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    try:
        anyio.run(main, sys.argv[1])
    except LiveError as error:
        sys.exit(f"{error}\nhint: {error.hint}")
