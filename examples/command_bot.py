"""Answer commands in the chat, here on the terminal: python command_bot.py @user

Viewers type `!likes`, `!top`, or `!choose tea "iced coffee" water`.

Without TikTok: run `livetok simulate --rooms anna` in another terminal, the lines that it prints here, and then
`python command_bot.py @anna`.
"""

import random
import sys
from collections.abc import Callable

import anyio
from typing_extensions import Unpack

from livetok import Command, Live, LiveError, connect
from livetok.options import ConnectOptions


def likes(live: Live, command: Command) -> str:
    return f"{live.state.likes} likes so far"


def top(live: Live, command: Command) -> str:
    best = [giver.user.nickname for giver in live.state.leaderboard[:3]]
    return f"most generous: {', '.join(best) or 'nobody yet'}"


def choose(live: Live, command: Command) -> str:
    return random.choice(command.arguments or ("what?",))


ANSWERS: dict[str, Callable[[Live, Command], str]] = {"likes": likes, "top": top, "choose": choose}


async def main(user: str, **options: Unpack[ConnectOptions]) -> None:
    async with connect(user, **options) as live:
        async for command in live.commands("!"):
            answer = ANSWERS.get(command.name)
            if answer is not None:
                print(f"@{command.user.unique_id}: {answer(live, command)}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    try:
        anyio.run(main, sys.argv[1])
    except LiveError as error:
        sys.exit(f"{error}\nhint: {error.hint}")
