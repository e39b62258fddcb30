"""Tell how a room stands, each time TikTok counts its viewers: python room_state.py @user

The session keeps the state up to date by itself, from messages of many kinds; `live.state` is a snapshot of it.

Without TikTok: run `livetok simulate --rooms anna` in another terminal, the lines that it prints here, and then
`python room_state.py @anna`.
"""

import sys

import anyio
from typing_extensions import Unpack

from livetok import Battle, LiveEndEvent, LiveError, RoomState, ViewerUpdateEvent, connect
from livetok.options import ConnectOptions


async def main(user: str, **options: Unpack[ConnectOptions]) -> None:
    async with connect(user, **options) as live:
        async for _ in live.only(ViewerUpdateEvent, LiveEndEvent):
            print(line_of(live.state))


def line_of(state: RoomState) -> str:
    parts = [f"{state.viewers} watching", f"{state.likes} likes", f"{state.diamonds} diamonds"]
    parts += [f"{goal.description}: {goal.progress}/{goal.target}" for goal in state.goals]
    if state.battle is not None:
        parts.append(battle_of(state.battle))
    if state.pinned is not None:
        parts.append(f"pinned: {state.pinned.chat_message.content}")
    return " | ".join(parts)


def battle_of(battle: Battle) -> str:
    scores = " : ".join(f"{team.nickname} {team.score}" for team in battle.teams)
    if not battle.over:
        return f"{scores}, {battle.time_left:.0f} s left"
    return f"{scores}, won by {battle.winner.nickname if battle.winner else 'nobody'}"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    try:
        anyio.run(main, sys.argv[1])
    except LiveError as error:
        sys.exit(f"{error}\nhint: {error.hint}")
