"""A room without `async`, for scripts, notebooks and threads of graphical programs: python blocking.py @user

Without TikTok: run `livetok simulate --rooms anna` in another terminal, the lines that it prints here, and then
`python blocking.py @anna`.
"""

import sys

from typing_extensions import Unpack

from livetok import CommentEvent, GiftSettledEvent, LiveError, open_live
from livetok.options import ConnectOptions


def main(user: str, patience: float = 60, **options: Unpack[ConnectOptions]) -> None:
    with open_live(user, **options) as live:
        try:
            first = live.wait_for(CommentEvent, timeout=patience)
            print("the first word:", first.content)
        except TimeoutError:
            print("nobody said anything for", patience, "seconds")
        for event in live:  # Ctrl-C ends it
            if isinstance(event, GiftSettledEvent):
                print(event.user.nickname, "gave", event.count, event.gift.name)
        print(live.state.likes, "likes,", live.state.diamonds, "diamonds")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    try:
        main(sys.argv[1])
    except LiveError as error:
        sys.exit(f"{error}\nhint: {error.hint}")
