"""The state of a room: what each event changes, and that it stays bounded."""

from __future__ import annotations

from datetime import UTC, datetime

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livetok import (
    CommentEvent,
    Event,
    FollowEvent,
    GiftEvent,
    GoalUpdateEvent,
    LikeEvent,
    LiveEndEvent,
    LivePauseEvent,
    LiveResumeEvent,
    Meta,
    MoreShareEvent,
    RoomPinEvent,
    RoomState,
    ShareEvent,
    ViewerUpdateEvent,
)
from livetok._mixins.event import with_meta
from livetok._mixins.gift import set_delta
from livetok._protocol import room_state as room_state_module
from livetok._protocol.room_state import COUNTED, RoomStateBuilder
from livetok.events import methods_of
from livetok.proto import (
    METHODS,
    Contributor,
    Gift,
    GoalStatus,
    IndicatorOp,
    LiveStreamGoal,
    LiveStreamGoalIndicator,
    LiveStreamSubGoal,
    PinMessageActionType,
    User,
)
from support.streaks import message

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def state_after(*events: Event, builder: RoomStateBuilder | None = None) -> RoomState:
    builder = builder or RoomStateBuilder()
    for event in events:
        builder.add(event)
    return builder.snapshot(NOON)


def old(event: Event) -> Event:
    return with_meta(event, Meta(history=True))


def counted_gift(delta: int, *, user: int = 1, price: int = 5, nickname: str = "Ann") -> GiftEvent:
    event = message(1, user=User(id=user, nickname=nickname), gift=Gift(id=1, type=1, diamond_count=price))
    set_delta(event, delta)
    return event


def goal(number: int, *steps: tuple[int, int], **more: object) -> GoalUpdateEvent:
    sub_goals = [LiveStreamSubGoal(progress=progress, target=target) for progress, target in steps]
    return GoalUpdateEvent(
        goal=LiveStreamGoal(id=number, description=f"goal {number}", sub_goals=sub_goals, **more)
    )


def test_nothing_happened_yet():
    assert state_after() == RoomState()


def test_a_snapshot_stays_as_it_was():
    builder = RoomStateBuilder()
    before = state_after(counted_gift(2), builder=builder)
    after = state_after(counted_gift(3), LikeEvent(total=9), builder=builder)
    assert (before.gifts, before.leaderboard[0].gifts, before.likes) == (2, 2, 0)
    assert (after.gifts, after.leaderboard[0].gifts, after.likes) == (5, 5, 9)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        before.likes = 1  # pyright: ignore[reportAttributeAccessIssue]


def test_what_the_state_does_not_keep_changes_nothing():
    assert state_after(CommentEvent(content="hi")) == RoomState()


def test_a_class_of_the_users_own_counts_as_what_it_is_derived_from():
    class MyGift(GiftEvent):
        pass

    event = counted_gift(4).recast(MyGift)
    assert state_after(event).gifts == 4


def test_the_methods_that_count_are_those_that_change_something():
    counted = {f"Webcast{name}" for name in COUNTED}
    assert counted <= METHODS.keys()
    methods = methods_of(
        [event_class for event_class in room_state_module._RULES if event_class is not MoreShareEvent]
    )
    assert methods == COUNTED


# --- viewers and likes


def test_viewers():
    ranks = [
        Contributor(score=500, rank=1, user=User(id=1, nickname="Ann")),
        Contributor(score=90, rank=2),
        Contributor(score=80, user=User(id=3, nickname="Cy")),
    ]
    state = state_after(ViewerUpdateEvent(total=12, total_user=100, ranks=ranks))
    assert (state.viewers, state.total_viewers) == (12, 100)
    assert [(top.rank, top.user.nickname, top.score) for top in state.top_viewers] == [
        (1, "Ann", 500),
        (3, "Cy", 80),
    ]


def test_a_viewer_update_without_numbers_leaves_them():
    first = ViewerUpdateEvent(total=12, total_user=100, ranks=[Contributor(score=1, user=User(id=1))])
    state = state_after(first, ViewerUpdateEvent(), ViewerUpdateEvent(total=-3, total_user=-1))
    assert (state.viewers, state.total_viewers, len(state.top_viewers)) == (12, 100, 1)


def test_top_viewers_are_bounded():
    ranks = [Contributor(score=1, user=User(id=number)) for number in range(1, 1000)]
    assert len(state_after(ViewerUpdateEvent(ranks=ranks)).top_viewers) == 100


@settings(deadline=None)
@given(st.lists(st.integers(-(2**63), 2**63 - 1)))
def test_likes_never_go_back(totals: list[int]):
    builder = RoomStateBuilder()
    seen = [state_after(LikeEvent(total=total), builder=builder).likes for total in totals]
    assert seen == sorted(seen)
    assert not totals or seen[-1] == max(0, *totals)


# --- what viewers do


def test_followers_and_shares_since_the_session_began():
    state = state_after(
        FollowEvent(), FollowEvent(), old(FollowEvent()), ShareEvent(), old(ShareEvent()), MoreShareEvent()
    )
    assert (state.followers_gained, state.shares) == (2, 1)


def test_gifts_by_who_gave_most():
    state = state_after(
        counted_gift(2, user=1),
        counted_gift(1, user=2, price=100),
        counted_gift(3, user=1),
        counted_gift(0, user=3),
    )
    assert (state.gifts, state.diamonds) == (6, 125)
    assert [(gifter.user.id, gifter.diamonds, gifter.gifts) for gifter in state.leaderboard] == [
        (2, 100, 1),
        (1, 25, 5),
    ]


def test_a_gift_from_before_the_entry_is_not_of_this_session():
    assert state_after(old(counted_gift(2))) == RoomState()


def test_people_are_shown_under_their_latest_name():
    state = state_after(counted_gift(1, nickname="Ann"), counted_gift(1, nickname="Anna"))
    assert [gifter.user.nickname for gifter in state.leaderboard] == ["Anna"]


def test_gifts_with_impossible_prices_cost_nothing():
    state = state_after(counted_gift(2, price=-7))
    assert (state.gifts, state.diamonds) == (2, 0)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 6), st.integers(0, 9), st.integers(0, 9))))
def test_the_leaderboard_is_everybodys_sum(given_: list[tuple[int, int, int]]):
    state = state_after(*(counted_gift(count, user=user, price=price) for user, count, price in given_))
    sums: dict[int, int] = {}
    for user, count, price in given_:
        if count:
            sums[user] = sums.get(user, 0) + count * price
    assert {gifter.user.id: gifter.diamonds for gifter in state.leaderboard} == sums
    assert [gifter.diamonds for gifter in state.leaderboard] == sorted(sums.values(), reverse=True)
    assert state.diamonds == sum(sums.values())


def test_the_leaderboard_shows_a_hundred():
    assert len(state_after(*(counted_gift(1, user=user) for user in range(150))).leaderboard) == 100


def test_a_room_that_is_followed_for_weeks_forgets_those_who_gave_least(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(room_state_module, "_MOST_GIFTERS", 10)
    builder = RoomStateBuilder()
    state = state_after(*(counted_gift(1, user=user, price=user) for user in range(1, 30)), builder=builder)
    assert len(builder._givers) <= 10
    assert [gifter.user.id for gifter in state.leaderboard[:3]] == [29, 28, 27]
    assert state.gifts == 29


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 40), st.integers(1, 3), st.integers(0, 9)), max_size=150),
    st.integers(1, 6),
)
def test_forgetting_who_is_not_shown_changes_no_leaderboard(
    given_: list[tuple[int, int, int]], shown: int
) -> None:
    """A model that remembers everybody and everything."""
    builder, totals = RoomStateBuilder(), dict[int, list[int]]()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room_state_module, "_MOST_SHOWN", shown)
        patch.setattr(room_state_module, "_MOST_USERS", 2 * shown)
        for user, delta, price in given_:
            name = f"user {user}"
            builder.add(counted_gift(delta, user=user, price=price, nickname=name))
            total = totals.setdefault(user, [0, 0])
            total[0] += delta * price
            total[1] += delta
        board = builder.snapshot(datetime.now(UTC)).leaderboard
    best = sorted(totals.items(), key=lambda item: -item[1][0])[:shown]

    assert [(g.user.id, g.user.nickname, g.diamonds, g.gifts) for g in board] == [
        (user, f"user {user}", diamonds, gifts) for user, (diamonds, gifts) in best
    ]
    assert sum(giver.user is not None for giver in builder._givers.values()) <= 2 * shown


def test_a_giver_who_says_too_much_is_remembered_by_the_better_part():
    event = counted_gift(1, nickname="A" * 10_000)

    (gifter,) = state_after(event).leaderboard
    assert gifter.user == User(id=1, nickname="A" * 200)
    assert event.user.nickname == "A" * 10_000


# --- goals, pins, the broadcast


def test_goals():
    state = state_after(goal(1, (3, 10), (1, 5)), goal(2, (0, 1)), goal(1, (4, 10), (1, 5)))
    assert [(goal.goal_id, goal.description, goal.progress, goal.target) for goal in state.goals] == [
        (2, "goal 2", 0, 1),
        (1, "goal 1", 5, 15),
    ]


def test_goals_that_are_gone():
    removed = goal(2)
    removed.indicator = LiveStreamGoalIndicator(op=IndicatorOp.REMOVE)
    state = state_after(
        goal(1), goal(2), goal(3), goal(1, status=GoalStatus.DELETED), removed, GoalUpdateEvent()
    )
    assert [goal.goal_id for goal in state.goals] == [3]


def test_goals_are_bounded():
    assert len(state_after(*(goal(number) for number in range(1, 500))).goals) == 100


def test_the_pinned_message():
    pin = RoomPinEvent(action=PinMessageActionType.PIN, chat_message=CommentEvent(content="rules"))
    unpin = RoomPinEvent(action=PinMessageActionType.PIN_CANCEL)
    builder = RoomStateBuilder()
    pinned = state_after(old(pin), builder=builder).pinned
    assert pinned is not None
    assert pinned.chat_message.content == "rules"
    assert state_after(unpin, builder=builder).pinned is None


def test_pause_resume_and_end():
    builder = RoomStateBuilder()
    assert state_after(LivePauseEvent(), builder=builder).paused
    assert state_after(old(LiveResumeEvent()), builder=builder).paused
    assert not state_after(LiveResumeEvent(), builder=builder).paused
    assert not state_after(old(LivePauseEvent()), builder=builder).paused
    assert not state_after(old(LiveEndEvent()), builder=builder).ended
    assert state_after(LiveEndEvent(), builder=builder).ended
