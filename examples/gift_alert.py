"""Ring the bell for every gift worth so many diamonds: python gift_alert.py @user 100

Without TikTok: run `livetok simulate --rooms anna` in another terminal, the lines that it prints here, and then
`python gift_alert.py @anna 1`.
"""

import sys

import anyio
from typing_extensions import Unpack

from livetok import GiftSettledEvent, LiveError, connect
from livetok.options import ConnectOptions


async def main(user: str, least: int, **options: Unpack[ConnectOptions]) -> None:
    total = 0
    async with connect(user, **options) as live:
        # A streak is many GiftEvents that count up, and one GiftSettledEvent when it is over.
        async for gift in live.only(GiftSettledEvent):
            total += gift.diamonds
            if gift.diamonds >= least:
                sent = f"{gift.count} x {gift.gift.name}"
                print(f"\a{gift.user.nickname} gave {sent}: {gift.diamonds} of {total} diamonds")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    try:
        anyio.run(main, sys.argv[1], int(sys.argv[2]))
    except LiveError as error:
        sys.exit(f"{error}\nhint: {error.hint}")
