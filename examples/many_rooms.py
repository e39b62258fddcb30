"""Read many rooms at once, and let the chat follow one more: python many_rooms.py @ann @bo @cy

A moderator of any of the rooms writes "!add @dee" or "!remove @dee". The program ends when nobody is left.

Without TikTok: run `livetok simulate --rooms anna,ben` in another terminal, the lines that it prints here, and then
`python many_rooms.py @anna @ben`.
"""

import sys
from collections import Counter

import anyio
from typing_extensions import Unpack

from livetok import CommentEvent, Followed, GiftSettledEvent, LiveError, RoomErrorEvent, UserError, follow
from livetok.options import ConnectOptions


def obey(lives: Followed, comment: CommentEvent) -> None:
    match comment.content.split():
        case ["!add", user]:
            lives.add(user)
        case ["!remove", user]:
            lives.remove(user)
        case _:
            pass


async def main(users: list[str], **options: Unpack[ConnectOptions]) -> Counter[str]:
    diamonds: Counter[str] = Counter()
    async with follow(users, **options) as lives:
        async for live, event in lives:
            match event:
                case GiftSettledEvent():
                    diamonds[live.unique_id] += event.diamonds
                    print(f"@{live.unique_id}: {diamonds[live.unique_id]} diamonds")
                case CommentEvent() if event.user.is_moderator:
                    try:
                        obey(lives, event)
                    except UserError as error:
                        print(f"@{live.unique_id}: {error}")
                case RoomErrorEvent() if event.will_retry:
                    print(f"@{event.unique_id}: {event.message}, trying again in {event.retry_after:.0f} s")
                case RoomErrorEvent():
                    print(f"@{event.unique_id}: {event.message}. {event.hint}")
                case _:
                    pass
    return diamonds


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    try:
        anyio.run(main, sys.argv[1:])
    except LiveError as error:
        sys.exit(f"{error}\nhint: {error.hint}")
