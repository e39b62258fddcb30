"""How cost grows with the work: straight, or worse?"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from functools import cache
from statistics import median

import anyio
from attrs import frozen

from benchmarks.feed import fed
from benchmarks.figures import Plan, Row, Section, exponent, in_turns
from benchmarks.traffic import frames
from livetok import CommentEvent
from livetok._session.selection import Selection
from livetok.proto import ImageModel, User

__all__ = ["Curve", "Grown", "measure"]

STRAIGHT = 1.05  # what chance and caches may make of a straight line
FLAT = 0.1
USUAL_SIZE = 1_000

Read = Callable[[CommentEvent], object]


@frozen(kw_only=True)
class Curve:
    """Cost over size.

    Attributes:
        name: What was made larger.
        unit: Of the size.
        cost: What the microseconds are counted by.
        limit: Largest exponent that is fine.
        sizes: From small to large.
        measure: Microseconds at a size.
    """

    name: str
    unit: str
    cost: str
    limit: float
    sizes: Sequence[int]
    measure: Callable[[int], float]


@frozen
class Grown:
    """A curve and its microseconds, by size and round."""

    curve: Curve
    costs: dict[int, list[float]]

    @property
    def medians(self) -> list[float]:
        return [median(self.costs[size]) for size in self.curve.sizes]

    @property
    def exponents(self) -> list[float]:
        return [exponent(self.curve.sizes, costs) for costs in zip(*self.costs.values(), strict=True)]


def measure(plan: Plan) -> tuple[Section, list[Grown]]:
    """Measure all curves; gives what to draw, too."""
    warm_up = traffic(100, size=USUAL_SIZE, per_frame=5)
    seconds_of(warm_up, 100, 1, CommentEvent.to_dict)
    grown = [_measure(curve, plan) for curve in curves(plan)]
    return (
        Section(
            title="5. Cost as work grows",
            note="Processor time of a session that is fed frames without a network, on asyncio; comments of 1 KB, five "
            "a frame, three fields read,\nbut for what is varied. Exponent: slope on a log-log scale over the upper "
            "half of the sizes; 1 is linear, 0 does not grow.",
            rows=[row for curve in grown for row in _rows(curve)],
        ),
        grown,
    )


def _measure(curve: Curve, plan: Plan) -> Grown:
    turns = {str(size): lambda size=size: curve.measure(size) for size in curve.sizes}
    costs = in_turns(turns, plan.turns(3))
    return Grown(curve, {size: costs[str(size)] for size in curve.sizes})


def _rows(grown: Grown) -> list[Row]:
    curve = grown.curve
    ends = [
        Row(name=f"{curve.name}, {size:,} {curve.unit}", unit=f"us a {curve.cost}", values=grown.costs[size])
        for size in (curve.sizes[0], curve.sizes[-1])
    ]
    return [
        *ends,
        Row(name=curve.name, unit="exponent", values=grown.exponents, limit=curve.limit),
    ]


def curves(plan: Plan) -> list[Curve]:
    """What is varied, and how."""
    least = int(plan.shorter(1_500, 40))

    def run(
        messages: int,
        *,
        size: int = USUAL_SIZE,
        per_frame: int = 5,
        listeners: int = 1,
        read: Read,
        **options: int,
    ) -> float:
        ready = traffic(messages, size=size, per_frame=per_frame)
        return seconds_of(ready, messages, listeners, read, **options) * 1e6 / messages

    def of_size(size: int) -> float:
        return run(max(least // 8, min(least, least * 2_500 // size)), size=size, read=three_fields)

    def of_size_whole(size: int) -> float:
        return run(max(20, min(least, least * 250 // size)), size=size, read=CommentEvent.to_dict)

    def per_frame(count: int) -> float:
        return run(max(least, count), per_frame=count, read=three_fields) * count

    def listeners(count: int) -> float:
        return run(max(20, least // max(1, count // 5)), listeners=count, read=three_fields)

    def buffer(depth: int) -> float:
        return run(max(least, depth), read=three_fields, buffer=depth)

    sizes = (100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000)
    named = {"unit": "bytes", "cost": "message", "limit": STRAIGHT}
    return [
        Curve(name="message size, three fields", sizes=sizes, measure=of_size, **named),
        Curve(name="message size, everything", sizes=sizes, measure=of_size_whole, **named),
        Curve(
            name="messages a frame",
            unit="in it",
            cost="frame",
            limit=STRAIGHT,
            sizes=(1, 2, 5, 10, 20, 50, 100, 200),
            measure=per_frame,
        ),
        Curve(
            name="listeners",
            unit="of them",
            cost="message",
            limit=STRAIGHT,
            sizes=(1, 2, 5, 10, 20, 50),
            measure=listeners,
        ),
        Curve(
            name="buffer",
            unit="messages",
            cost="message",
            limit=FLAT,
            sizes=(16, 64, 256, 1_024, 4_096, 16_384),
            measure=buffer,
        ),
    ]


def three_fields(event: CommentEvent) -> object:
    return event.user.id, event.user.nickname, event.content


def comment(size: int, seed: int = 0) -> bytes:
    """A comment of so many bytes, filled with what fills real ones: pictures of badges, a hundred bytes each."""
    luck = random.Random(seed)
    pictures, rest = divmod(size - 40, 100)
    badges = [ImageModel(url_list=[luck.randbytes(48).hex()]) for _ in range(pictures)]
    user = User(id=1, nickname="Ann", badge_image_list=badges)
    return bytes(CommentEvent(content="hello".ljust(rest), user=user))


@cache
def traffic(messages: int, *, size: int, per_frame: int) -> list[bytes]:
    """Frames of comments: a few different ones, over and over."""
    different = [comment(size, seed) for seed in range(3)]
    said = (("WebcastChatMessage", different[each % 3]) for each in range(messages))
    return frames(said, per_frame)


def seconds_of(ready: Sequence[bytes], messages: int, listeners: int, read: Read, **options: int) -> float:
    """Processor time for a session to bring so many messages to each listener."""

    async def run() -> float:
        async with fed(ready, **options) as (live, go), anyio.create_task_group() as tasks:
            for _ in range(listeners):
                tasks.start_soon(listen, live.only(CommentEvent), messages, read)
            await anyio.wait_all_tasks_blocked()
            began = time.process_time()
            go.set()
        return time.process_time() - began

    return anyio.run(run)


async def listen(comments: Selection[CommentEvent], messages: int, read: Read) -> None:
    left = messages
    with comments:
        async for event in comments:
            read(event)
            left -= 1
            if not left:
                return
