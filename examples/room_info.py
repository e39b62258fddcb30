"""What is going on in a room, without staying there: python room_info.py @user

Without TikTok: run `livetok simulate --rooms anna` in another terminal, the lines that it prints here, and then
`python room_info.py @anna`.
"""

import sys

import anyio
from typing_extensions import Unpack

from livetok import LiveError, connect, is_live
from livetok.options import ConnectOptions


async def main(user: str, **options: Unpack[ConnectOptions]) -> None:
    status = await is_live(user, **options)
    if not status:  # offline, or TikTok did not say
        print(f"{user}: {status.state.value} ({status.source}: {status.detail})")
        return
    async with connect(user, **options) as live:
        room = await live.fetch_room_info()
        gifts = await live.fetch_gifts()
    print(f"{room.host.nickname}: {room.title}")
    print(f"{room.viewer_count} watch, {room.like_count} likes, since {room.started_at:%H:%M}")
    for stream in room.streams:
        print(f"  {stream.quality:<7} {stream.protocol} {stream.resolution}")
    dearest = max(gifts.values(), key=lambda gift: gift.diamonds)
    print(f"{len(gifts)} gifts, the dearest is {dearest.name} for {dearest.diamonds} diamonds")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    try:
        anyio.run(main, sys.argv[1])
    except LiveError as error:
        sys.exit(f"{error}\nhint: {error.hint}")
