"""Room state: viewers, likes, gifts, leaderboard, goals, battle; updated by each event, copied on request."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from heapq import nlargest
from itertools import islice
from typing import Any, Final

from attrs import define, field

from livetok._codec import undecoded_copy, untouched_bytes, whole_bytes
from livetok._mixins.event import Event, is_history
from livetok._mixins.gift import delta_of
from livetok._protocol.battles import BattleTracker
from livetok.events.derived import (
    FollowEvent,
    LiveEndEvent,
    LivePauseEvent,
    LiveResumeEvent,
    MicBattleEndEvent,
    MicBattleStartEvent,
    MoreShareEvent,
    ShareEvent,
)
from livetok.proto import (
    GiftEvent,
    GoalStatus,
    GoalUpdateEvent,
    IndicatorOp,
    LikeEvent,
    MicBattleUpdateEvent,
    PinMessageActionType,
    RoomPinEvent,
    User,
    ViewerUpdateEvent,
)
from livetok.state import Gifter, Goal, RoomState, TopViewer

__all__ = ["COUNTED", "RoomStateBuilder"]

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

_MOST_SHOWN: Final = 100
_MOST_GIFTERS: Final = 20_000  # memory of a room that is followed for weeks stays bounded


@define
class _Giver:
    user: User
    diamonds: int = 0
    gifts: int = 0


@define
class RoomStateBuilder:
    """Builds the running state of one room from its events.

    History (messages from before the room was entered) sets levels such as viewers and likes, and is not counted in
    what happened since, such as gifts and followers gained.
    """

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
    # What the next look at the top viewers is made of.
    _ranked: ViewerUpdateEvent | None = None
    _pinned: RoomPinEvent | None = None
    _givers: dict[int, _Giver] = field(factory=dict[int, _Giver], init=False)
    # Sorted when somebody asks, and until the next gift.
    _board: tuple[Gifter, ...] | None = field(default=(), init=False)
    _goals: dict[int, Goal] = field(factory=dict[int, Goal], init=False)
    _battle: BattleTracker | None = field(default=None, init=False)
    _battle_before: int | None = field(default=None, init=False)

    def add(self, event: Event) -> None:
        """Update the state from one event. A gift's `delta` must have been set by `GiftStreaks`.

        Args:
            event: Its message may be damaged in parts, when it is one that never raises.
        """
        rule = _rule_for(type(event))
        if rule is not None:
            rule(self, event)

    def snapshot(self, now: datetime) -> RoomState:
        """Return the state as a frozen value.

        Args:
            now: The time to count the rest of a battle from.
        """
        return RoomState(
            viewers=self.viewers,
            total_viewers=self.total_viewers,
            top_viewers=self._top_viewers(),
            likes=self.likes,
            followers_gained=self.followers_gained,
            shares=self.shares,
            diamonds=self.diamonds,
            gifts=self.gifts,
            leaderboard=self._leaderboard(),
            battle=self._battle.snapshot(now) if self._battle is not None else None,
            goals=tuple(self._goals.values()),
            pinned=self._pinned,
            paused=self.paused,
            ended=self.ended,
        )

    def on_viewers(self, event: ViewerUpdateEvent) -> None:
        """A message without a count leaves the count as it is (protocol notes 5.5)."""
        self.viewers = max(0, event.total) or self.viewers
        self.total_viewers = max(self.total_viewers, event.total_user)
        if event.has("ranks"):
            self._ranked = event  # several a second come, and few are looked at

    def _top_viewers(self) -> tuple[TopViewer, ...]:
        event, self._ranked = self._ranked, None
        if event is not None:
            self._top = tuple(_ranked_in(event))
        return self._top

    def on_like(self, event: LikeEvent) -> None:
        """Totals come from several servers and go backwards; the largest is the latest."""
        self.likes = max(self.likes, event.total)

    def on_follow(self, event: FollowEvent) -> None:
        self.followers_gained += not is_history(event)

    def on_share(self, event: ShareEvent) -> None:
        self.shares += not is_history(event)

    def on_gift(self, event: GiftEvent) -> None:
        delta = delta_of(event)
        if not delta or is_history(event):
            return
        user = event.user
        spent = delta * event.gift.price
        self.gifts += delta
        self.diamonds += spent
        giver = self._givers.get(user.id)
        if giver is None:
            giver = self._givers[user.id] = _Giver(undecoded_copy(user))
        elif untouched_bytes(giver.user) != whole_bytes(event, "user"):
            giver.user = undecoded_copy(user)  # the latest: people rename themselves
        giver.gifts += delta
        giver.diamonds += spent
        self._board = None
        if len(self._givers) > _MOST_GIFTERS:
            self._givers = dict(
                nlargest(_MOST_GIFTERS // 2, self._givers.items(), key=lambda item: item[1].diamonds)
            )

    def on_goal(self, event: GoalUpdateEvent) -> None:
        goal = event.goal
        gone = goal.status == GoalStatus.DELETED or event.indicator.op == IndicatorOp.REMOVE
        self._goals.pop(goal.id, None)
        if goal.id and not gone:
            self._goals[goal.id] = Goal(
                goal_id=goal.id,
                description=goal.description,
                progress=sum(sub_goal.progress for sub_goal in goal.sub_goals),
                target=sum(sub_goal.target for sub_goal in goal.sub_goals),
            )
        if len(self._goals) > _MOST_SHOWN:
            del self._goals[next(iter(self._goals))]

    def on_pin(self, event: RoomPinEvent) -> None:
        self._pinned = None if event.action == PinMessageActionType.PIN_CANCEL else event

    def on_pause(self, event: LivePauseEvent) -> None:
        self.paused = self.paused or not is_history(event)

    def on_resume(self, event: LiveResumeEvent) -> None:
        self.paused = self.paused and is_history(event)

    def on_end(self, event: LiveEndEvent) -> None:
        self.ended = self.ended or not is_history(event)

    def on_battle(self, event: MicBattleStartEvent | MicBattleEndEvent) -> None:
        battle = self._battle_of(event.battle_id or event.battle_settings.battle_id)
        if battle is not None:
            battle.announce(event)

    def on_armies(self, event: MicBattleUpdateEvent) -> None:
        battle = self._battle_of(event.battle_id or event.battle_settings.battle_id)
        if battle is not None:
            battle.update(event)

    def _battle_of(self, battle_id: int) -> BattleTracker | None:
        """Return the battle of that id, begun when it is a new one; None for a late message of the battle before."""
        if self._battle is not None and self._battle.battle_id == battle_id:
            return self._battle
        if battle_id == self._battle_before:
            return None
        if self._battle is not None:
            self._battle_before = self._battle.battle_id
        self._battle = BattleTracker(battle_id)
        return self._battle

    def _leaderboard(self) -> tuple[Gifter, ...]:
        if self._board is None:
            best = nlargest(_MOST_SHOWN, self._givers.values(), key=lambda given: given.diamonds)
            self._board = tuple(Gifter(gifter.user, gifter.diamonds, gifter.gifts) for gifter in best)
        return self._board


def _ranked_in(event: ViewerUpdateEvent) -> Iterator[TopViewer]:
    known = ((at, viewer) for at, viewer in enumerate(event.ranks, 1) if viewer.has("user"))
    for at, viewer in islice(known, _MOST_SHOWN):
        yield TopViewer(viewer.rank or at, viewer.user, viewer.score)


_RULES: Final[dict[type[Event], Callable[[RoomStateBuilder, Any], None] | None]] = {
    ViewerUpdateEvent: RoomStateBuilder.on_viewers,
    LikeEvent: RoomStateBuilder.on_like,
    FollowEvent: RoomStateBuilder.on_follow,
    MoreShareEvent: None,  # says again what a ShareEvent said, and how many came of it
    ShareEvent: RoomStateBuilder.on_share,
    GiftEvent: RoomStateBuilder.on_gift,
    GoalUpdateEvent: RoomStateBuilder.on_goal,
    RoomPinEvent: RoomStateBuilder.on_pin,
    LivePauseEvent: RoomStateBuilder.on_pause,
    LiveResumeEvent: RoomStateBuilder.on_resume,
    LiveEndEvent: RoomStateBuilder.on_end,
    MicBattleStartEvent: RoomStateBuilder.on_battle,
    MicBattleEndEvent: RoomStateBuilder.on_battle,
    MicBattleUpdateEvent: RoomStateBuilder.on_armies,
}


@cache
def _rule_for(event_class: type[Event]) -> Callable[[RoomStateBuilder, Any], None] | None:
    """Return what an event changes. A class of the user's own counts as the one it is derived from."""
    return next((_RULES[base] for base in event_class.__mro__ if base in _RULES), None)
