"""The state of a room at one moment: frozen values, returned by `live.state` and `live.statistics`."""

from __future__ import annotations

from datetime import datetime

from attrs import fields, frozen

from livetok.proto import RoomPinEvent, User

__all__ = ["Battle", "Gifter", "Goal", "RoomState", "Statistics", "Team", "TopViewer"]


@frozen
class TopViewer:
    """A viewer in TikTok's own list of the top ones.

    Attributes:
        rank: Place in the list, from 1.
        user: The viewer.
        score: Coins given to the host, as TikTok counts them.
    """

    rank: int
    user: User
    score: int


@frozen
class Gifter:
    """What one user gave since the session began.

    Attributes:
        user: Who gave.
        diamonds: Price of all gifts in diamonds, running streaks included.
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
        started_at: Start, with time zone; None while unknown.
        ends_at: Planned end, with time zone; None while unknown.
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
    """A goal of the host; its sub-goals, one for each gift or other thing that is counted, are added up.

    Attributes:
        goal_id: Id of the goal.
        description: Text, as the host wrote it.
        progress: Units reached so far, all sub-goals together.
        target: Units to be reached, all sub-goals together.
    """

    goal_id: int
    description: str
    progress: int
    target: int


@frozen(kw_only=True)
class RoomState:
    """A snapshot of a room, as counted by this session.

    Messages from before the connection (`meta.history`) update current values, such as the number of viewers or the
    pinned message, but not the totals since the session began: followers, shares and gifts.

    Attributes:
        viewers: Viewers now, as last announced.
        total_viewers: Viewers since the broadcast began.
        top_viewers: TikTok's list of top viewers, best first; at most 100.
        likes: Likes since the broadcast began; never decreases, although the servers' numbers do.
        followers_gained: Follows since the session began.
        shares: Shares since the session began.
        diamonds: Price of all gifts since the session began in diamonds, running streaks included.
        gifts: Number of gifts since the session began.
        leaderboard: Users who gave most since the session began, best first; at most 100.
        battle: The battle that is on, or the last one.
        goals: The host's goals, the newest last; at most 100.
        pinned: The pinned message; None when there is none.
        paused: Whether the host paused the broadcast.
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
        bytes: Size of the websocket messages that they came in, in bytes.
        decoded: Messages that became typed events.
        undecoded: Messages and frames whose bytes were damaged.
        duplicates: Messages dropped because they had been delivered before.
        foreign: Messages dropped because they belong to another room.
        skipped: Messages that were not decoded because no reader wants their type.
        lagged: Messages dropped because a queue was full: with the option `overflow="drop_oldest"`, or while the live
            itself is not iterated.
        reconnects: Connections after the first.
        last_message_age: Seconds since the last websocket message, None before the first.
        connections: Times that the room was entered.
        connect_seconds: Seconds that this took in all, from looking the room up to being let in.
        gap_seconds: Seconds without a connection in all, between one and the next.
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
    connections: int = 0
    connect_seconds: float = 0.0
    gap_seconds: float = 0.0

    def plus(self, other: Statistics) -> Statistics:
        """Return the totals of two sessions together; `last_message_age` is that of the latest message.

        Args:
            other: Of another session.
        """
        ages = [age for age in (self.last_message_age, other.last_message_age) if age is not None]
        sums = {name: getattr(self, name) + getattr(other, name) for name in _SUMMED}
        return Statistics(**sums, last_message_age=min(ages, default=None))


_SUMMED = tuple(attribute.name for attribute in fields(Statistics) if attribute.name != "last_message_age")
