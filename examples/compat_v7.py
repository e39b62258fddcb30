"""A program written for TikTokLive 6 or 7; only its import lines were changed: python compat_v7.py @user

Without TikTok: run `livetok simulate --rooms anna` in another terminal, the lines that it prints here, and then
`python compat_v7.py @anna`.
"""

import sys

from livetok.compat.tiktoklive import TikTokLiveClient
from livetok.compat.tiktoklive.client.errors import TikTokLiveError
from livetok.compat.tiktoklive.events import (
    CommentEvent,
    ConnectEvent,
    GiftEvent,
    LiveEndEvent,
    RoomUserSeqEvent,
)


def make_client(user: str) -> TikTokLiveClient:
    client = TikTokLiveClient(unique_id=user)
    watching = 0

    @client.on(ConnectEvent)
    async def on_connect(event: ConnectEvent) -> None:
        print("in room", event.room_id)

    @client.on(GiftEvent)
    async def on_gift(event: GiftEvent) -> None:
        if not event.gift.streakable or not event.streaking:
            print(f"{event.user.unique_id} gave {event.repeat_count} {event.gift.name}")

    async def on_comment(event: CommentEvent) -> None:
        print(f"{event.user.nickname} -> {event.comment}")

    async def on_viewers(event: RoomUserSeqEvent) -> None:
        nonlocal watching
        watching = event.total

    async def on_live_end(_: LiveEndEvent) -> None:
        print("it is over;", watching, "watched in the end")

    client.add_listener(CommentEvent, on_comment)
    client.add_listener(RoomUserSeqEvent, on_viewers)
    client.add_listener(LiveEndEvent, on_live_end)
    return client


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    try:
        make_client(sys.argv[1]).run()
    except TikTokLiveError as error:
        sys.exit(str(error))
