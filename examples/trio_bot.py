"""A vote in the comments, as one part of a trio program: python trio_bot.py @user cat dog

One task reads the room, another tells the score now and then. When the broadcast ends, both end; when the program is
cancelled, both end as well, and nothing is left behind.

Without TikTok: run `livetok simulate --rooms anna` in another terminal, the lines that it prints here, and then
`python trio_bot.py @anna cat dog`.
"""

import sys
from collections import Counter

import trio
from typing_extensions import Unpack

from livetok import CommentEvent, LiveError, connect
from livetok.options import ConnectOptions


async def main(
    user: str, choices: list[str], pause: float = 10, **options: Unpack[ConnectOptions]
) -> Counter[str]:
    votes = dict[int, str]()
    async with trio.open_nursery() as nursery:
        nursery.start_soon(tell_score, votes, pause)
        async with connect(user, **options) as live:
            async for comment in live.only(CommentEvent):
                if comment.content.lower() in choices:
                    votes[comment.user.id] = comment.content.lower()  # one vote each, which may change
        nursery.cancel_scope.cancel()
    return Counter(votes.values())


async def tell_score(votes: dict[int, str], pause: float) -> None:
    while True:
        await trio.sleep(pause)
        print(
            ", ".join(f"{choice} {count}" for choice, count in Counter(votes.values()).most_common())
            or "no votes"
        )


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    try:
        print("result:", trio.run(main, sys.argv[1], sys.argv[2:]))
    except* LiveError as failures:  # tasks that run side by side may fail side by side
        for error in failures.exceptions:
            print(error, f"hint: {getattr(error, 'hint', '')}", sep="\n", file=sys.stderr)
        sys.exit(1)
