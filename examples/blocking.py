"""A room without `async`, for scripts, notebooks and threads of graphical programs: python blocking.py @user"""

import sys

from typing_extensions import Unpack

from livetok import CommentEvent, GiftSettledEvent, open_live
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
    main(sys.argv[1])
