"""Handlers instead of a loop: python callbacks.py @user

Handlers may be asynchronous or not. They run one after another, in the order of the events; `concurrent=True` does not
wait for one before it calls the next.

Without TikTok: run `livetok simulate --rooms anna` in another terminal, the lines that it prints here, and then
`python callbacks.py @anna`.
"""

import sys

import anyio
from typing_extensions import Unpack

from livetok import CommentEvent, ConnectEvent, Event, FollowEvent, GiftSettledEvent, LiveError, connect
from livetok.options import ConnectOptions


def report(error: Exception, event: Event) -> None:
    print("a handler failed:", repr(error), "at", type(event).__name__, file=sys.stderr)


async def main(user: str, **options: Unpack[ConnectOptions]) -> None:
    async with connect(user, **options) as live:

        @live.on(CommentEvent)
        async def on_comment(event: CommentEvent) -> None:
            print(event.user.nickname, "->", event.content)

        @live.on(GiftSettledEvent)
        def on_gift(event: GiftSettledEvent) -> None:
            print(event.user.nickname, "gave", event.count, event.gift.name)

        live.add_listener(FollowEvent, lambda event: print(event.user.nickname, "follows"))
        live.once(ConnectEvent, lambda event: print("in room", event.room_id))
        await live.run(on_error=report)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    try:
        anyio.run(main, sys.argv[1])
    except LiveError as error:
        sys.exit(f"{error}\nhint: {error.hint}")
