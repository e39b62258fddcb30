"""What is going on in a room, without staying there: python room_info.py @user"""

import sys

import anyio
from typing_extensions import Unpack

from livetok import connect, is_live
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
    anyio.run(main, sys.argv[1])
