"""What a session knows of its room at one moment: frozen values, taken with `live.state`."""

from __future__ import annotations

from datetime import datetime

from attrs import frozen

from livetok.proto import RoomPinEvent, User

__all__ = ["Battle", "Gifter", "Goal", "RoomState", "Statistics", "Team", "TopViewer"]


@frozen
class TopViewer:
    """A viewer in TikTok's own list of the top ones.

    Attributes:
        rank: From 1.
        score: Coins given to the host, as TikTok counts them.
    """

    rank: int
    user: User
    score: int


@frozen
class Gifter:
    """What one user gave since the session began.

    Attributes:
        diamonds: Price of all gifts, running streaks included.
        gifts: Number of gifts.
    """

    user: User
    diamonds: int
    gifts: int


@frozen
class Team:
    """One side of a battle.

    Attributes:
        host_id: User id of the host.
        unique_id: Handle of the host, empty while unknown.
        nickname: Display name of the host, empty while unknown.
        score: Points so far.
        partner_ids: User ids of the hosts who fight on the same side, in a battle of teams.
    """

    host_id: int
    unique_id: str = ""
    nickname: str = ""
    score: int = 0
    partner_ids: tuple[int, ...] = ()


@frozen
class Battle:
    """The battle that is on, or the last one.

    Attributes:
        battle_id: Id of the battle.
        teams: The sides, best score first.
        over: Whether it is decided.
        started_at: Start, None while unknown.
        ends_at: Planned end, None while unknown.
        time_left: Seconds to the planned end at the moment of the snapshot; 0 when over or unknown.
        winner: The winning side once it is over; None before, and for a draw.
    """

    battle_id: int
    teams: tuple[Team, ...] = ()
    over: bool = False
    started_at: datetime | None = None
    ends_at: datetime | None = None
    time_left: float = 0.0
    winner: Team | None = None


@frozen
class Goal:
    """A goal of the host, one entry a gift or other thing that is counted.

    Attributes:
        goal_id: Id of the goal.
        description: As the host wrote it.
        progress: Reached so far, all sub-goals together.
        target: To be reached, all sub-goals together.
    """

    goal_id: int
    description: str
    progress: int
    target: int


@frozen(kw_only=True)
class RoomState:
    """A snapshot.

    Messages from before the entry change what is, such as the number of viewers or the pinned message, but not what
    happened since: followers, shares and gifts.

    Attributes:
        viewers: Watching now, as last announced.
        total_viewers: Came since the broadcast began.
        top_viewers: TikTok's list, best first; at most 100.
        likes: Since the broadcast began; never goes back, though what the servers say does.
        followers_gained: Follows since the session began.
        shares: Shares since the session began.
        diamonds: Price of all gifts since the session began, running streaks included.
        gifts: Their number.
        leaderboard: Who gave most since the session began, best first; at most 100.
        battle: The battle that is on, or the last one.
        goals: The host's goals, the newest last; at most 100.
        pinned: The message that is pinned, None when none is.
        paused: Whether the host paused.
        ended: Whether the broadcast is over.
    """

    viewers: int = 0
    total_viewers: int = 0
    top_viewers: tuple[TopViewer, ...] = ()
    likes: int = 0
    followers_gained: int = 0
    shares: int = 0
    diamonds: int = 0
    gifts: int = 0
    leaderboard: tuple[Gifter, ...] = ()
    battle: Battle | None = None
    goals: tuple[Goal, ...] = ()
    pinned: RoomPinEvent | None = None
    paused: bool = False
    ended: bool = False


@frozen(kw_only=True)
class Statistics:
    """Totals of a session at one moment.

    Attributes:
        messages: Webcast messages received, before any was dropped.
        bytes: Size of the websocket messages they came in.
        decoded: Messages that became typed events.
        undecoded: Messages and frames whose bytes were damaged.
        duplicates: Messages dropped because they had been delivered before.
        foreign: Messages dropped because they belong to another room.
        skipped: Messages that were not decoded because nobody asked for their type.
        lagged: Messages dropped because the program reads too slowly and asked for `drop_oldest`.
        reconnects: Connections after the first.
        last_message_age: Seconds since the last websocket message, None before the first.
    """

    messages: int = 0
    bytes: int = 0
    decoded: int = 0
    undecoded: int = 0
    duplicates: int = 0
    foreign: int = 0
    skipped: int = 0
    lagged: int = 0
    reconnects: int = 0
    last_message_age: float | None = None
