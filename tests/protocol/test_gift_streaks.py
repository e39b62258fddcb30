"""Gift streaks: what is settled adds up to what was sent, whatever becomes of the messages."""

from __future__ import annotations

from typing import Any

import pytest

from livetok import DecodeError, GiftEvent, GiftSettledEvent, Meta
from livetok._mixins.event import with_meta
from livetok._protocol import gift_streaks as gifts
from livetok._protocol.gift_streaks import GiftStreaks
from livetok.proto import Gift, SettledBy, User
from support.streaks import ANN, GALAXY, ROSE, facts, message, taken

# --- how a streak becomes final


def test_a_streak_is_settled_by_its_closing_message():
    streaks = GiftStreaks()
    assert taken(streaks, message(1), message(2), message(3)) == []
    [final] = taken(streaks, message(3, end=True))
    assert facts([final]) == [(3, SettledBy.END)]
    assert (final.user.nickname, final.gift.name, final.gift_id, final.diamonds) == ("Ann", "Rose", 5655, 3)
    assert final.group_id == 7
    assert not final.has("to_user")
    assert streaks.close() == []


def test_the_receiver_is_told():
    [final] = taken(GiftStreaks(), message(1, end=True, to_user=User(id=9, nickname="Guest")))
    assert final.to_user.nickname == "Guest"


def test_a_gift_without_streaks_is_final_with_its_only_message():
    streaks = GiftStreaks()
    galaxies = [
        message(1, group=0, gift=GALAXY),
        message(1, group=0, gift=GALAXY),
        message(2, group=0, gift=GALAXY),
    ]
    finals = taken(streaks, *galaxies)
    assert facts(finals) == [(1, SettledBy.SINGLE), (1, SettledBy.SINGLE), (2, SettledBy.SINGLE)]
    assert sum(final.diamonds for final in finals) == 4000
    assert [gift.delta for gift in galaxies] == [1, 1, 2]


def test_a_gift_without_streaks_that_has_a_group_id_counts_once():
    finals = taken(
        GiftStreaks(), message(1, gift=GALAXY), message(1, gift=GALAXY), message(1, gift=GALAXY, end=True)
    )
    assert facts(finals) == [(1, SettledBy.SINGLE)]


def test_a_lost_closing_message_is_made_up_for_by_silence():
    streaks = GiftStreaks()
    taken(streaks, message(4), at=0)
    taken(streaks, message(1, group=8), at=30)
    assert streaks.expire(59.9) == []
    assert facts(streaks.expire(60)) == [(4, SettledBy.SILENCE)]
    assert facts(streaks.expire(90)) == [(1, SettledBy.SILENCE)]
    assert streaks.expire(1000) == []


def test_each_message_begins_the_silence_anew():
    streaks = GiftStreaks()
    taken(streaks, message(1), at=0)
    taken(streaks, message(1, group=8), at=10)
    taken(streaks, message(2), at=50)
    assert [final.group_id for final in streaks.expire(70)] == [8]
    assert [final.group_id for final in streaks.expire(110)] == [7]


def test_a_clock_that_goes_back_only_delays():
    streaks = GiftStreaks()
    taken(streaks, message(1), at=1000)
    taken(streaks, message(1, group=8), at=0)
    assert streaks.expire(100) == []
    assert len(streaks.expire(1060)) == 2


def test_the_end_of_the_room_settles_what_is_open():
    streaks = GiftStreaks()
    taken(streaks, message(2), message(5, group=8))
    assert facts(streaks.close()) == [(2, SettledBy.CLOSE), (5, SettledBy.CLOSE)]
    assert streaks.close() == []


def test_what_comes_after_the_silence_is_settled_on_top():
    streaks = GiftStreaks()
    taken(streaks, message(3))
    streaks.expire(60)
    late, closing, repeated = message(5), message(6, end=True), message(6, end=True)
    assert facts(taken(streaks, late, closing, repeated)) == [(2, SettledBy.LATE), (1, SettledBy.LATE)]
    assert [late.delta, closing.delta, repeated.delta] == [2, 1, 0]


def test_a_repeated_or_overtaken_message_adds_nothing():
    messages = [
        message(2),
        message(2),
        message(1),
        message(3),
        message(3, end=True),
        message(3, end=True),
        message(1),
    ]
    assert facts(taken(GiftStreaks(), *messages)) == [(3, SettledBy.END)]
    assert [gift.delta for gift in messages] == [2, 0, 0, 1, 0, 0, 0]


def test_two_users_under_one_group_id_have_a_streak_each():
    bob = User(id=2, nickname="Bob")
    finals = taken(
        GiftStreaks(),
        message(1),
        message(1, user=bob),
        message(2, user=bob),
        message(2, user=bob, end=True),
        message(1, end=True),
    )
    assert [(final.user.nickname, final.count) for final in finals] == [("Bob", 2), ("Ann", 1)]


# --- without a group id


def test_without_group_ids_a_total_that_does_not_grow_begins_another_streak():
    streaks = GiftStreaks()
    first = [message(1, group=0), message(2, group=0), message(3, group=0)]  # its closing message is lost
    second = [message(1, group=0), message(2, group=0), message(2, group=0, end=True)]
    assert facts(taken(streaks, *first, *second)) == [(3, SettledBy.NEXT), (2, SettledBy.END)]
    assert [gift.delta for gift in (*first, *second)] == [1, 1, 1, 1, 1, 0]


def test_without_group_ids_a_closing_message_may_repeat():
    messages = [message(2, group=0), message(2, group=0, end=True), message(2, group=0, end=True)]
    assert facts(taken(GiftStreaks(), *messages)) == [(2, SettledBy.END)]


def test_without_group_ids_a_streak_goes_on_after_a_silence():
    streaks = GiftStreaks()
    taken(streaks, message(3, group=0))
    streaks.expire(60)
    assert facts(taken(streaks, message(4, group=0), message(4, group=0, end=True))) == [(1, SettledBy.LATE)]
    assert facts(taken(streaks, message(1, group=0, end=True))) == [(1, SettledBy.END)]


# --- bad input


def test_a_message_without_its_gift_takes_the_price_from_the_others():
    bare = message(3, gift=None, end=True)
    [final] = taken(GiftStreaks(), message(2), bare)
    assert (final.count, final.diamonds, final.gift.name) == (3, 3, "Rose")
    assert bare.delta == 1
    assert not bare.is_single


def test_a_gift_nobody_described_counts_and_costs_nothing():
    [final] = taken(GiftStreaks(), message(2, gift=None, end=True))
    assert (final.count, final.diamonds, final.gift_id, final.has("gift")) == (2, 0, ROSE.id, False)


def test_the_gift_id_may_stand_in_the_gift_alone():
    event = GiftEvent(group_id=7, gift=ROSE, repeat_count=1, repeat_end=1)
    [final] = taken(GiftStreaks(), event)
    assert (final.gift_id, final.user.nickname) == (ROSE.id, "")


@pytest.mark.parametrize(("count", "counted"), [(0, 1), (-5, 1), (-(2**31), 1), (2**31 - 1, 2**31 - 1)])
def test_counts_that_cannot_be(count: int, counted: int):
    event = message(count, end=True)
    [final] = taken(GiftStreaks(), event)
    assert (final.count, event.delta, final.diamonds) == (counted, counted, counted)
    assert GiftSettledEvent.parse(bytes(final)) == final


def test_the_highest_price_and_count_fit():
    dear = Gift(id=1, type=1, diamond_count=2**31 - 1)
    [final] = taken(GiftStreaks(), message(2**31 - 1, end=True, gift=dear))
    assert GiftSettledEvent.parse(bytes(final)).diamonds == (2**31 - 1) ** 2


def test_a_negative_price_is_none():
    odd = Gift(id=1, type=1, diamond_count=-100)
    event = message(3, end=True, gift=odd)
    [final] = taken(GiftStreaks(), event)
    assert (final.diamonds, event.diamonds, event.gift.price) == (0, 0, 0)


@pytest.mark.parametrize(
    ("rest", "damaged"),
    [({"gift": ROSE}, b"\x3a\x01\x08"), ({"user": ANN}, b"\x7a\x01\x08")],
    ids=["user", "gift"],
)
def test_damage_counts_nothing(rest: dict[str, Any], damaged: bytes):
    streaks = GiftStreaks()
    taken(streaks, message(1))
    bad = bytes(GiftEvent(group_id=7, gift_id=ROSE.id, repeat_count=9, repeat_end=1, **rest)) + damaged
    with pytest.raises(DecodeError):
        streaks.add(GiftEvent.parse(bad), 0)
    assert facts(taken(streaks, message(1, end=True))) == [(1, SettledBy.END)]


def test_history_stays_marked():
    streaks = GiftStreaks()
    old = with_meta(message(2), Meta(history=True))
    new = with_meta(message(3, end=True), Meta(history=False))
    over = with_meta(message(1, group=8, end=True), Meta(history=True))
    assert [final.meta.history for final in taken(streaks, old, new, over)] == [False, True]


# --- memory


def test_open_streaks_are_bounded(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(gifts, "_MOST_OPEN", 3)
    streaks = GiftStreaks()
    finals = taken(streaks, *(message(2, group=group) for group in range(1, 11)))
    assert [final.group_id for final in finals] == [1, 2, 3, 4, 5, 6, 7]
    assert set(facts(finals)) == {(2, SettledBy.SILENCE)}
    assert len(streaks._open) == 3
    assert facts(taken(streaks, message(3, group=1, end=True))) == [(1, SettledBy.LATE)]


def test_remembered_streaks_are_bounded(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(gifts, "_MOST_REMEMBERED", 3)
    streaks = GiftStreaks()
    taken(streaks, *(message(1, group=group, end=True) for group in range(1, 11)))
    assert len(streaks._done) == 3


def test_the_same_gift_is_kept_once():
    streaks = GiftStreaks()
    taken(streaks, *(GiftEvent.parse(bytes(message(2, group=group))) for group in (1, 2)))
    first, second = (streak.content.gift for streak in streaks._open.values())
    assert first
    assert first is second


def test_streaks_that_were_settled_are_soon_let_go():
    streaks = GiftStreaks()
    for group in range(1, 101):
        taken(streaks, message(1, group=group, end=True))
        streaks.snapshot()
    assert not streaks._base
    assert len(streaks._changes) < 12


def test_a_streak_that_says_too_much_keeps_the_better_part():
    streaks = GiftStreaks()
    user = User(id=1, nickname="A" * 20_000, display_id="ann")
    gift = Gift(id=5655, name="R" * 20_000, type=1, diamond_count=3)
    receiver = User(id=2, nickname="B" * 20_000)
    (final,) = taken(
        streaks,
        message(2, user=user, gift=gift, to_user=receiver),
        message(2, user=user, gift=gift, to_user=receiver, end=True),
    )

    assert final.user == User(id=1, nickname="A" * 200, display_id="ann")
    assert final.gift == Gift(id=5655, name="R" * 200, type=1, diamond_count=3)
    assert final.to_user == User(id=2, nickname="B" * 200)
    assert final.diamonds == 6


def test_earlier_looks_at_the_open_streaks_stay_as_they_were(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(gifts, "_FEW_CHANGES", 5)
    streaks, looks = GiftStreaks(), []
    for step in range(60):
        taken(streaks, message(1 + step // 7, group=1 + step % 7, end=step % 11 == 10))
        looks.append((streaks.snapshot(), dict(streaks._open)))

    for look, open_then in looks:
        assert list(look.streaks().items()) == list(open_then.items())
