"""Tell who gives most, each time somebody gave: python gift_leaderboard.py @user

Every streak of gifts is counted once, whatever the connection does; `live.state` keeps the sums.

Without TikTok: run `livetok simulate --rooms anna` in another terminal, the lines that it prints here, and then
`python gift_leaderboard.py @anna`.
"""

import sys

import anyio
from typing_extensions import Unpack

from livetok import GiftSettledEvent, LiveError, connect
from livetok.options import ConnectOptions


async def main(user: str, **options: Unpack[ConnectOptions]) -> None:
    async with connect(user, **options) as live:
        async for event in live.only(GiftSettledEvent):
            print(f"{event.user.nickname} gave {event.count} x {event.gift.name}, {event.diamonds} diamonds")
            for place, giver in enumerate(live.state.leaderboard[:3], 1):
                print(f"  {place}. {giver.user.nickname}: {giver.diamonds}")
    print(f"{live.state.diamonds} diamonds in all")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    try:
        anyio.run(main, sys.argv[1])
    except LiveError as error:
        sys.exit(f"{error}\nhint: {error.hint}")
