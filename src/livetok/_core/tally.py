"""Keeps count of a room: every event changes a number or two, a snapshot is made when somebody asks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from heapq import nlargest
from typing import Any, Final

from attrs import define, field

from livetok._mixins.event import Event
from livetok._refined import (
    FollowEvent,
    LiveEndEvent,
    LivePauseEvent,
    LiveResumeEvent,
    MicBattleEndEvent,
    MicBattleStartEvent,
    ShareEvent,
)
from livetok.proto import (
    BattleResultResult,
    GiftEvent,
    GoalUpdateEvent,
    LikeEvent,
    LinkMicArmiesTriggerReason,
    LinkMicBattleEvent,
    MicBattleUpdateEvent,
    PinMessageActionType,
    RoomPinEvent,
    User,
    ViewerUpdateEvent,
)
from livetok.state import Battle, Gifter, Goal, RoomState, Team, TopViewer

__all__ = ["COUNTED", "Tally"]

COUNTED: Final = frozenset(
    {
        "ControlMessage",
        "GiftMessage",
        "GoalUpdateMessage",
        "LikeMessage",
        "LinkMicArmies",
        "LinkMicBattle",
        "RoomPinMessage",
        "RoomUserSeqMessage",
        "SocialMessage",
    }
)
"""Methods that the state needs, whoever else asks for them; without the prefix `Webcast`."""

_BOARD: Final = 100
_MOST_GIFTERS: Final = 20_000  # memory of a room that is followed for weeks stays bounded


@define
class _Given:
    user: User
    diamonds: int = 0
    gifts: int = 0


@define
class _Contest:
    battle_id: int
    names: dict[int, tuple[str, str]] = field(factory=dict[int, tuple[str, str]])
    scores: dict[int, int] = field(factory=dict[int, int])
    starts_ms: int = 0
    ends_ms: int = 0
    over: bool = False
    winner: int = 0


@define
class Tally:
    """The running state of one room. Messages from before the entry change what is, not what happened."""

    viewers: int = 0
    total_viewers: int = 0
    likes: int = 0
    followers_gained: int = 0
    shares: int = 0
    diamonds: int = 0
    gifts: int = 0
    paused: bool = False
    ended: bool = False
    _top: tuple[TopViewer, ...] = ()
    _pinned: RoomPinEvent | None = None
    _givers: dict[int, _Given] = field(factory=dict[int, _Given], init=False)
    _goals: dict[int, Goal] = field(factory=dict[int, Goal], init=False)
    _contest: _Contest | None = field(default=None, init=False)

    def take(self, event: Event) -> None:
        """Take in one event. A gift's `delta` must be known by now."""
        rule = _RULES.get(type(event))
        if rule is not None:
            rule(self, event)

    def snapshot(self, now: datetime) -> RoomState:
        """Return the state as a frozen value."""
        best = nlargest(_BOARD, self._givers.values(), key=lambda given: given.diamonds)
        return RoomState(
            viewers=self.viewers,
            total_viewers=self.total_viewers,
            top_viewers=self._top,
            likes=self.likes,
            followers_gained=self.followers_gained,
            shares=self.shares,
            diamonds=self.diamonds,
            gifts=self.gifts,
            leaderboard=tuple(Gifter(one.user, one.diamonds, one.gifts) for one in best),
            battle=_battle(self._contest, now) if self._contest else None,
            goals=tuple(self._goals.values()),
            pinned=self._pinned,
            paused=self.paused,
            ended=self.ended,
        )

    def on_viewers(self, event: ViewerUpdateEvent) -> None:
        """A message without a count leaves the count as it is (protocol notes 5.5)."""
        self.viewers = max(0, event.total) or self.viewers
        self.total_viewers = max(self.total_viewers, event.total_user)
        if event.ranks:
            known = [one for one in event.ranks if one.has("user")]
            self._top = tuple(
                TopViewer(one.rank or at, one.user, one.score) for at, one in enumerate(known, 1)
            )

    def on_like(self, event: LikeEvent) -> None:
        """Totals come from several servers and go backwards; the largest is the latest."""
        self.likes = max(self.likes, event.total)

    def on_follow(self, event: FollowEvent) -> None:
        self.followers_gained += not event.meta.history

    def on_share(self, event: ShareEvent) -> None:
        self.shares += not event.meta.history

    def on_gift(self, event: GiftEvent) -> None:
        price = max(0, event.gift.diamond_count)
        self.gifts += event.delta
        self.diamonds += event.delta * price
        giver = self._givers.setdefault(event.user.id, _Given(event.user))
        giver.gifts += event.delta
        giver.diamonds += event.delta * price
        if len(self._givers) > _MOST_GIFTERS:
            best = nlargest(_MOST_GIFTERS // 2, self._givers.items(), key=lambda item: item[1].diamonds)
            self._givers = dict(best)

    def on_goal(self, event: GoalUpdateEvent) -> None:
        goal = event.goal
        steps = goal.sub_goals
        if goal.id:
            self._goals[goal.id] = Goal(
                goal.id,
                goal.description,
                sum(one.progress for one in steps),
                sum(one.target for one in steps),
            )

    def on_pin(self, event: RoomPinEvent) -> None:
        self._pinned = None if event.action == PinMessageActionType.PIN_CANCEL else event

    def on_pause(self, event: LivePauseEvent) -> None:
        self.paused = self.paused or not event.meta.history

    def on_resume(self, event: LiveResumeEvent) -> None:
        self.paused = self.paused and event.meta.history

    def on_end(self, event: LiveEndEvent) -> None:
        self.ended = self.ended or not event.meta.history

    def on_battle(self, event: LinkMicBattleEvent) -> None:
        contest = self._contest_of(event.battle_id or event.battle_settings.battle_id)
        contest.starts_ms = event.battle_settings.start_time_ms or contest.starts_ms
        contest.ends_ms = _end_ms(event) or contest.ends_ms
        for one in event.anchors_info:
            user = one.value.user
            contest.names[one.key] = user.display_id, user.nick_name
            contest.scores.setdefault(one.key, 0)
        for result in event.battle_result.values():
            contest.scores[result.user_id] = result.score
        if isinstance(event, MicBattleEndEvent):
            contest.over = True
            contest.winner = _winner(event)

    def on_armies(self, event: MicBattleUpdateEvent) -> None:
        contest = self._contest_of(event.battle_id)
        settings = event.battle_settings
        contest.starts_ms = settings.start_time_ms or contest.starts_ms
        contest.ends_ms = contest.ends_ms or settings.end_time_ms or _planned_ms(settings)
        contest.scores.update({host: army.host_score for host, army in event.armies.items()})
        contest.over = contest.over or event.trigger_reason == LinkMicArmiesTriggerReason.BATTLE_END

    def _contest_of(self, battle_id: int) -> _Contest:
        if self._contest is None or self._contest.battle_id != battle_id:
            self._contest = _Contest(battle_id)
        return self._contest


def _planned_ms(settings: Any) -> int:
    length = settings.duration + settings.extra_duration_second
    return settings.start_time_ms + length * 1000 if settings.start_time_ms and length > 0 else 0


def _end_ms(event: LinkMicBattleEvent) -> int:
    return event.battle_settings.end_time_ms or _planned_ms(event.battle_settings)


def _winner(event: MicBattleEndEvent) -> int:
    """Return the winning host, 0 for a draw; "win" is the value that the wire leaves out."""
    results = list(event.battle_result.values())
    winners = [one.user_id for one in results if one.result == BattleResultResult.WIN]
    return winners[0] if len(winners) == 1 and len(results) > 1 else 0


def _moment(milliseconds: int) -> datetime | None:
    try:
        return (
            datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds) if milliseconds else None
        )
    except OverflowError:  # a number no calendar reaches
        return None


def _battle(contest: _Contest, now: datetime) -> Battle:
    teams = tuple(
        Team(host, *contest.names.get(host, ("", "")), score)
        for host, score in sorted(contest.scores.items(), key=lambda item: -item[1])
    )
    ends_at = _moment(contest.ends_ms)
    left = max(0.0, (ends_at - now).total_seconds()) if ends_at and not contest.over else 0.0
    return Battle(
        battle_id=contest.battle_id,
        teams=teams,
        over=contest.over,
        started_at=_moment(contest.starts_ms),
        ends_at=ends_at,
        time_left=left,
        winner=_best(teams, contest) if contest.over else None,
    )


def _best(teams: tuple[Team, ...], contest: _Contest) -> Team | None:
    if contest.winner:
        return next((team for team in teams if team.host_id == contest.winner), None)
    first_two = [team.score for team in teams[:2]]
    return teams[0] if len(set(first_two)) > 1 else None


_RULES: Final[dict[type[Event], Callable[[Tally, Any], None]]] = {
    ViewerUpdateEvent: Tally.on_viewers,
    LikeEvent: Tally.on_like,
    FollowEvent: Tally.on_follow,
    ShareEvent: Tally.on_share,
    GiftEvent: Tally.on_gift,
    GoalUpdateEvent: Tally.on_goal,
    RoomPinEvent: Tally.on_pin,
    LivePauseEvent: Tally.on_pause,
    LiveResumeEvent: Tally.on_resume,
    LiveEndEvent: Tally.on_end,
    MicBattleStartEvent: Tally.on_battle,
    MicBattleEndEvent: Tally.on_battle,
    MicBattleUpdateEvent: Tally.on_armies,
}
