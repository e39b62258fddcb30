"""A program written for TikTokLive 5; only its import lines were changed: python compat_v4.py @user

Without TikTok: run `livetok simulate --rooms anna --old-clients` in another terminal, the lines that it prints here,
and then `python compat_v4.py @anna`.
"""

import sys

from livetok.compat.tiktoklive import TikTokLiveClient
from livetok.compat.tiktoklive.types.errors import FailedConnection, FailedHTTPRequest, LiveNotFound
from livetok.compat.tiktoklive.types.events import CommentEvent, ConnectEvent, GiftEvent, LiveEndEvent


def make_client(user: str) -> TikTokLiveClient:
    client = TikTokLiveClient(unique_id=user)

    @client.on("connect")
    async def on_connect(_: ConnectEvent) -> None:
        print("in room", client.room_id)

    @client.on("gift")
    async def on_gift(event: GiftEvent) -> None:
        if not event.gift.streakable or not event.gift.streaking:
            print(f"{event.user.unique_id} gave {event.gift.count} {event.gift.info.name}")

    async def on_comment(event: CommentEvent) -> None:
        print(f"{event.user.nickname} -> {event.comment}")

    async def on_live_end(_: LiveEndEvent) -> None:
        print("it is over;", client.viewer_count, "watched in the end")

    client.add_listener("comment", on_comment)
    client.add_listener("live_end", on_live_end)
    return client


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    try:
        make_client(sys.argv[1]).run()
    except (FailedConnection, FailedHTTPRequest, LiveNotFound) as error:
        sys.exit("\n".join([str(error), *getattr(error, "__notes__", ())]))
