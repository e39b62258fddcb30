"""The proof that gifts are counted once: made-up rooms, of which anything may be lost, repeated or overtaken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from attrs import frozen
from hypothesis import given, settings
from hypothesis import strategies as st

from livetok import GiftEvent, GiftSettledEvent
from livetok._protocol.gift_streaks import GiftStreaks
from livetok.proto import Gift, User
from support.streaks import message


@frozen
class Sent:
    """A message of a made-up streak; `streak` is the truth that the messages themselves do not tell."""

    streak: int
    group: int
    user: int
    count: int
    end: bool
    single: bool = False
    described: bool = True

    def event(self) -> GiftEvent:
        gift = Gift(id=20, type=2, diamond_count=5) if self.single else Gift(id=10, type=1, diamond_count=3)
        return message(
            self.count,
            end=self.end,
            group=self.group,
            user=User(id=self.user),
            gift=gift if self.described else None,
            gift_id=gift.id,
        )


def streak_of(number: int, group: int, user: int, length: int, described: Iterable[bool]) -> list[Sent]:
    counts = [*((count, False) for count in range(1, length + 1)), (length, True)]
    return [
        Sent(number, group, user, count, end, described=known)
        for (count, end), known in zip(counts, described, strict=False)
    ]


@st.composite
def rooms(draw: st.DrawFn) -> list[Sent]:
    """Streaks of three users under two group ids, and gifts without streaks."""
    lengths = draw(
        st.dictionaries(st.tuples(st.sampled_from((1, 2)), st.sampled_from((0, 1, 2))), st.integers(1, 5))
    )
    sent: list[Sent] = []
    for number, ((group, user), length) in enumerate(lengths.items()):
        described = draw(st.lists(st.booleans(), min_size=length + 1, max_size=length + 1))
        sent += streak_of(number, group, user, length, described)
    singles = draw(st.integers(0, 3))
    return sent + [Sent(100 + number, 0, 1, 1, end=False, single=True) for number in range(singles)]


@st.composite
def arrivals(draw: st.DrawFn) -> list[Sent | float]:
    """What comes through: any of it, any number of times, in any order, with silences between."""
    sent = draw(rooms())
    if not sent:
        return []
    deliveries = draw(st.lists(st.one_of(st.sampled_from(sent), st.sampled_from((5.0, 61.0))), max_size=40))
    seen: set[Sent] = set()
    # Whoever feeds the streaks drops what has the same message id; for gifts without any id of their own that is all
    # there is against repetition.
    return [
        delivery
        for delivery in deliveries
        if isinstance(delivery, float) or not (delivery.single and (delivery in seen or seen.add(delivery)))
    ]


def run(deliveries: Iterable[Sent | float]) -> tuple[list[GiftEvent], list[GiftSettledEvent]]:
    streaks, now = GiftStreaks(), 0.0
    events: list[GiftEvent] = []
    finals: list[GiftSettledEvent] = []
    for delivery in deliveries:
        if isinstance(delivery, float):
            now += delivery
            finals += streaks.expire(now)
        else:
            event = delivery.event()
            finals += streaks.add(event, now)
            events.append(event)
    return events, finals + streaks.close()


def truth(deliveries: Iterable[Sent | float]) -> Counter[tuple[int, int]]:
    """What was sent up to the last message seen, by group and user."""
    highest: dict[int, Sent] = {}
    for delivery in deliveries:
        if isinstance(delivery, Sent) and (
            delivery.streak not in highest or delivery.count > highest[delivery.streak].count
        ):
            highest[delivery.streak] = delivery
    totals: Counter[tuple[int, int]] = Counter()
    for delivery in highest.values():
        totals[delivery.group, delivery.user] += delivery.count
    return totals


def summed(parts: Iterable[tuple[tuple[int, int], int]]) -> Counter[tuple[int, int]]:
    totals: Counter[tuple[int, int]] = Counter()
    for key, count in parts:
        totals[key] += count
    return +totals


@settings(deadline=None)
@given(arrivals())
def test_whatever_is_lost_repeated_or_overtaken_the_sum_is_what_was_sent(deliveries: list[Sent | float]):
    events, finals = run(deliveries)
    expected = truth(deliveries)
    assert summed(((final.group_id, final.user.id), final.count) for final in finals) == expected
    assert summed(((event.group_id, event.user.id), event.delta) for event in events) == expected
    assert all(final.count > 0 for final in finals)


@settings(deadline=None)
@given(arrivals())
def test_without_silences_each_streak_is_settled_once(deliveries: list[Sent | float]):
    deliveries = [delivery for delivery in deliveries if isinstance(delivery, Sent)]
    _, finals = run(deliveries)
    assert len(finals) == len({delivery.streak for delivery in deliveries if isinstance(delivery, Sent)})


@settings(deadline=None)
@given(arrivals())
def test_a_streak_costs_what_its_gift_costs_if_any_message_told(deliveries: list[Sent | float]):
    deliveries = [delivery for delivery in deliveries if isinstance(delivery, Sent)]
    _, finals = run(deliveries)
    described: dict[tuple[int, int], bool] = {}
    over: set[int] = set()
    for delivery in deliveries:
        if isinstance(delivery, Sent) and delivery.streak not in over:
            described[delivery.group, delivery.user] = (
                described.get((delivery.group, delivery.user), False) or delivery.described
            )
            over |= {delivery.streak} if delivery.end else set()
    for final in finals:
        price = 5 if final.gift_id == 20 else 3 if described[final.group_id, final.user.id] else 0
        assert final.diamonds == final.count * price


@st.composite
def without_group_ids(draw: st.DrawFn) -> list[Sent]:
    """Streaks of one user one after the other, in order, with losses; few enough to tell them apart."""
    deliveries: list[Sent] = []
    for number, length in enumerate(draw(st.lists(st.integers(1, 4), max_size=6))):
        sent = streak_of(number, 0, 1, length, [True] * (length + 1))
        kept = [gift for gift in sent if draw(st.booleans())]
        if kept and deliveries and not apart(deliveries[-1], kept[0]):
            kept.insert(0, sent[0])
        deliveries += kept
    return deliveries


def apart(last: Sent, first: Sent) -> bool:
    """Tell whether the first message seen of a streak cannot be one of the streak before."""
    if last.end:
        return not (first.end and first.count == last.count)
    return first.count < last.count or (first.count == last.count and not first.end)


@settings(deadline=None)
@given(without_group_ids())
def test_without_group_ids_order_tells_streaks_apart(deliveries: list[Sent]):
    events, finals = run(deliveries)
    assert summed(((0, 1), final.count) for final in finals) == truth(deliveries)
    assert summed(((0, 1), event.delta) for event in events) == truth(deliveries)
    assert len(finals) == len({delivery.streak for delivery in deliveries})
