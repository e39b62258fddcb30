"""Selections, `wait_for` and chat commands: several readers of one session."""

from __future__ import annotations

import gc
from typing import Any

import anyio
import pytest

from livetok import (
    CommentEvent,
    ConnectEvent,
    Event,
    GiftEvent,
    GiftSettledEvent,
    LaggedEvent,
    LikeEvent,
    LiveEndEvent,
    PollEvent,
    UnknownEvent,
    User,
    UserError,
)
from livetok.errors import NetworkError, RoomEnded
from livetok.options import Retry
from livetok.proto import Gift
from support.fake_room import HELLO, FakeNetwork, Message, Wait, chat, end, frame

pytestmark = pytest.mark.anyio

PATIENCE = 5.0  # real seconds on asyncio; nothing here is to take them


def streak_gift(number: int, count: int = 1, *, over: bool = False) -> Message:
    rose = Gift(id=5655, name="Rose", type=1, diamond_count=1)
    event = GiftEvent(
        group_id=1, user=User(id=5), gift_id=5655, gift=rose, repeat_count=count, repeat_end=int(over)
    )
    return "WebcastGiftMessage", event, number


def like(number: int) -> Message:
    return "WebcastLikeMessage", LikeEvent(total=number, count=1), number


def poll(number: int) -> Message:
    return "WebcastPollMessage", PollEvent(), number


def chats(first: int, last: int) -> list[bytes]:
    return [frame(chat(number)) for number in range(first, last + 1)]


def ids(events: list[Any]) -> list[int]:
    return [event.meta.message_id for event in events if event.meta.message_id]


async def test_a_selection_gives_its_types_and_ends_with_the_broadcast() -> None:
    act = [frame(chat(1), streak_gift(2), like(3)), frame(streak_gift(4, 2, over=True), chat(5)), end()]
    async with FakeNetwork(acts=[act]).connect() as live:
        events = [event async for event in live.only(CommentEvent, GiftSettledEvent)]
    assert [type(event) for event in events] == [CommentEvent, GiftSettledEvent, CommentEvent]
    assert ids(events) == [1, 5]


async def test_a_selection_of_a_class_has_the_classes_derived_from_it() -> None:
    async with FakeNetwork(acts=[[frame(chat(1)), end()]]).connect() as live:
        everything = [type(event) async for event in live.only(Event)]
    assert everything == [ConnectEvent, CommentEvent, LiveEndEvent, *everything[3:]]


async def test_types_nobody_asked_for_are_not_decoded(second: float) -> None:
    act = [HELLO, Wait(second), frame(chat(1), poll(2), like(3), poll(4)), end()]
    async with FakeNetwork(acts=[act]).connect() as live:
        only = live.only(CommentEvent)
        assert ids([event async for event in only]) == [1]
        assert live.statistics.skipped == 2  # likes and the end are for the state
        assert live.state.likes == 3


async def test_all_types_are_decoded_once_somebody_asks_for_all(second: float) -> None:
    act = [HELLO, Wait(second), frame(poll(1), chat(2)), Wait(20 * second), frame(poll(3)), end()]
    async with FakeNetwork(acts=[act]).connect() as live:
        comments = live.only(CommentEvent)
        await anext(comments)
        everything = live.only(Event)
        assert ids([event async for event in everything]) == [2, 3, 999_999]
        assert live.statistics.skipped == 1


async def test_selections_and_the_live_itself_are_independent(second: float) -> None:
    act = [HELLO, Wait(second), *chats(1, 30), frame(streak_gift(31, over=True)), end()]
    seen: dict[str, list[Event]] = {"comments": [], "gifts": [], "all": []}

    async def read(name: str, events: Any) -> None:
        async for event in events:
            seen[name].append(event)

    async with (
        FakeNetwork(acts=[act]).connect(buffer=4) as live,
        anyio.create_task_group() as readers,
    ):
        readers.start_soon(read, "comments", live.only(CommentEvent))
        readers.start_soon(read, "gifts", live.only(GiftEvent, GiftSettledEvent))
        readers.start_soon(read, "all", live)
    assert ids(seen["comments"]) == list(range(1, 31))
    assert [type(event) for event in seen["gifts"]] == [GiftEvent, GiftSettledEvent]
    assert ids(seen["all"]) == [*range(1, 32), 999_999]


async def test_a_live_nobody_iterates_does_not_hold_up_a_selection() -> None:
    async with FakeNetwork(acts=[[*chats(1, 100), end()]]).connect(buffer=4) as live:
        with anyio.fail_after(PATIENCE):
            assert ids([event async for event in live.only(CommentEvent)]) == list(range(1, 101))


# --- what has been waiting


async def test_what_waits_for_a_live_nobody_iterated_belongs_to_a_selection(second: float) -> None:
    async with FakeNetwork(acts=[[*chats(1, 3), Wait(2 * second), *chats(4, 5), end()]]).connect() as live:
        await anyio.sleep(second)
        assert ids([event async for event in live.only(CommentEvent)]) == [1, 2, 3, 4, 5]


async def test_a_selection_beside_an_iteration_begins_now(second: float) -> None:
    async with FakeNetwork(acts=[[*chats(1, 3), Wait(2 * second), *chats(4, 5), end()]]).connect() as live:
        await anext(live)
        await anyio.sleep(second)
        assert ids([event async for event in live.only(CommentEvent)]) == [4, 5]


async def test_a_selection_made_after_the_end_has_what_waits_and_ends(second: float) -> None:
    async with FakeNetwork(acts=[[*chats(1, 2), end()]]).connect() as live:
        await anyio.sleep(second)
        assert live.ended
        assert ids([event async for event in live.only(CommentEvent)]) == [1, 2]


# --- bounds


async def test_a_selection_nobody_reads_holds_the_session_until_it_is_closed(second: float) -> None:
    async with FakeNetwork(acts=[[HELLO, Wait(second), *chats(1, 50), end()]]).connect(buffer=4) as live:
        await anext(live)
        neglected = live.only(CommentEvent)
        comments = await read_for(live, 20 * second)
        assert len(comments) < 50
        neglected.close()
        neglected.close()
        with anyio.fail_after(PATIENCE):
            comments += [event async for event in live]
    assert ids(comments) == [*range(1, 51), 999_999]


async def read_for(live: Any, seconds: float) -> list[Event]:
    events: list[Event] = []
    with anyio.move_on_after(seconds):
        async for event in live:
            events.append(event)  # noqa: PERF401 -- a comprehension would lose everything when time is up
    return events


async def test_leaving_the_loop_lets_the_session_go_on(second: float) -> None:
    async with FakeNetwork(acts=[[HELLO, Wait(second), *chats(1, 50), end()]]).connect(buffer=4) as live:
        await anext(live)
        async for event in live.only(CommentEvent):
            if event.meta.message_id == 2:
                break
        gc.collect()
        with anyio.fail_after(PATIENCE):
            assert ids([event async for event in live]) == [*range(1, 51), 999_999]


async def test_leaving_a_with_block_lets_the_session_go_on(second: float) -> None:
    async with FakeNetwork(acts=[[HELLO, Wait(second), *chats(1, 50), end()]]).connect(buffer=4) as live:
        await anext(live)
        with live.only(CommentEvent) as comments:
            assert (await anext(comments)).content == "m1"
        with anyio.fail_after(PATIENCE):
            assert ids([event async for event in live]) == [*range(1, 51), 999_999]
        with pytest.raises(StopAsyncIteration):
            await anext(comments)


async def test_a_selection_that_drops_says_so(second: float) -> None:
    act = [HELLO, Wait(second), *chats(1, 50), end()]
    async with FakeNetwork(acts=[act]).connect(buffer=4, overflow="drop_oldest") as live:
        comments = live.only(CommentEvent)
        await anyio.sleep(5 * second)
        events: list[Event] = [event async for event in comments]
        assert live.statistics.lagged >= 46
    assert [type(event) for event in events] == [LaggedEvent, *[CommentEvent] * 4]
    assert isinstance(events[0], LaggedEvent)
    assert (events[0].count, ids(events[1:])) == (46, [47, 48, 49, 50])


# --- how it ends


async def test_a_failure_is_raised_by_every_selection() -> None:
    act = [*chats(1, 2), NetworkError("reset", stage="read")]
    async with FakeNetwork(acts=[act]).connect(retry=Retry(attempts=0)) as live:
        for _ in range(2):
            selection = live.only(CommentEvent)
            with pytest.raises(NetworkError, match="reset"):
                assert [event async for event in selection] == []


async def test_leaving_the_block_ends_a_selection() -> None:
    async with FakeNetwork(acts=[chats(1, 3)]).connect() as live:
        selection = live.only(CommentEvent)
        await anext(selection)
    with pytest.raises(StopAsyncIteration):
        await anext(selection)


@pytest.mark.parametrize(
    "types", [(), (int,), ("comment",), (CommentEvent, None), (CommentEvent(),)], ids=repr
)
async def test_what_is_no_event_class_is_refused(types: tuple[Any, ...]) -> None:
    async with FakeNetwork(acts=[[]]).connect() as live:
        with pytest.raises(UserError, match="event class"):
            live.only(*types)


# --- wait_for


async def test_wait_for_returns_the_next_of_a_type() -> None:
    async with FakeNetwork(acts=[[frame(like(1), chat(2)), end()]]).connect() as live:
        event = await live.wait_for(CommentEvent)
        assert (event.meta.message_id, event.content) == (2, "m2")


async def test_wait_for_returns_the_first_that_fits() -> None:
    async with FakeNetwork(acts=[[*chats(1, 9), end()]]).connect() as live:
        event = await live.wait_for(CommentEvent, where=lambda comment: comment.content == "m7")
        assert event.meta.message_id == 7


async def test_wait_for_takes_nothing_away_from_the_iteration() -> None:
    async with FakeNetwork(acts=[[*chats(1, 3), end()]]).connect() as live:
        await live.wait_for(CommentEvent, where=lambda comment: comment.content == "m2")
        assert ids([event async for event in live]) == [1, 2, 3, 999_999]


async def test_wait_for_with_a_time_limit_leaves_nothing_behind(second: float) -> None:
    act = [HELLO, Wait(5 * second), *chats(1, 50), end()]
    async with FakeNetwork(acts=[act]).connect(buffer=4) as live:
        await anext(live)
        with pytest.raises(TimeoutError):
            with anyio.fail_after(second):
                await live.wait_for(CommentEvent)
        with anyio.fail_after(PATIENCE + 10 * second):
            assert ids([event async for event in live]) == [*range(1, 51), 999_999]


async def test_a_broadcast_that_ends_before_is_an_error() -> None:
    async with FakeNetwork(acts=[[*chats(1, 3), end()]]).connect() as live:
        with pytest.raises(RoomEnded, match="'unknown'") as caught:
            await live.wait_for(UnknownEvent)
        assert caught.value.user == "ann"


async def test_a_session_that_fails_before_raises_its_failure() -> None:
    act = [frame(like(1)), NetworkError("reset", stage="read")]
    async with FakeNetwork(acts=[act]).connect(retry=Retry(attempts=0)) as live:
        with pytest.raises(NetworkError, match="reset"):
            await live.wait_for(CommentEvent)


async def test_an_error_of_the_condition_arrives_as_itself() -> None:
    def where(comment: CommentEvent) -> bool:
        raise ZeroDivisionError

    async with FakeNetwork(acts=[[*chats(1, 30), end()]]).connect(buffer=4) as live:
        with pytest.raises(ZeroDivisionError):
            await live.wait_for(CommentEvent, where)
        assert ids([event async for event in live]) == [*range(1, 31), 999_999]


async def test_several_tasks_wait_for_different_things(second: float) -> None:
    act = [HELLO, Wait(second), frame(chat(1), streak_gift(2), streak_gift(3, 2)), end()]
    awaited: dict[str, Event] = {}

    async def wait(name: str, live: Any, event_type: type[Event]) -> None:
        awaited[name] = await live.wait_for(event_type)

    async with (
        FakeNetwork(acts=[act]).connect() as live,
        anyio.create_task_group() as tasks,
    ):
        tasks.start_soon(wait, "comment", live, CommentEvent)
        tasks.start_soon(wait, "gift", live, GiftSettledEvent)
        tasks.start_soon(wait, "end", live, LiveEndEvent)
    types = {name: type(event) for name, event in awaited.items()}
    assert types == {"comment": CommentEvent, "gift": GiftSettledEvent, "end": LiveEndEvent}


# --- commands


async def test_commands_in_the_chat() -> None:
    act = [
        frame(chat(1, "!old"), history=True),
        frame(chat(2, "hello"), chat(3, '!Play "some song" now'), chat(4, "!"), chat(5, " !stop ")),
        end(),
    ]
    async with FakeNetwork(acts=[act]).connect() as live:
        commands = [command async for command in live.commands()]
    assert [(command.name, command.arguments, command.event.meta.message_id) for command in commands] == [
        ("play", ("some song", "now"), 3),
        ("stop", (), 5),
    ]
    assert commands[0].user.nickname == "Nick"


async def test_commands_close_like_a_selection(second: float) -> None:
    act = [HELLO, Wait(second), frame(chat(1, "/go")), *chats(2, 50), end()]
    async with FakeNetwork(acts=[act]).connect(buffer=4) as live:
        await anext(live)
        with live.commands("/") as commands:
            assert (await anext(commands)).name == "go"
        commands.close()
        with anyio.fail_after(PATIENCE):
            assert ids([event async for event in live]) == [*range(1, 51), 999_999]


@pytest.mark.parametrize("prefix", ["", "  ", None, 5])
async def test_a_prefix_is_some_text(prefix: Any) -> None:
    async with FakeNetwork(acts=[[]]).connect() as live:
        with pytest.raises(UserError, match="prefix"):
            live.commands(prefix)


# --- the state, while the session runs


async def test_the_state_follows_the_session(second: float) -> None:
    act = [
        HELLO,
        Wait(second),
        frame(like(10)),
        frame(streak_gift(2, 3)),
        Wait(second),
        frame(streak_gift(3, 4, over=True)),
        end(),
    ]
    async with FakeNetwork(acts=[act]).connect() as live:
        before = live.state
        await live.wait_for(GiftEvent)
        during = live.state
        await live.wait_for(LiveEndEvent)
        after = live.state
    assert (before.likes, before.gifts, before.ended) == (0, 0, False)
    assert (during.likes, during.gifts, during.leaderboard[0].diamonds) == (10, 3, 3)
    assert (after.gifts, after.diamonds, after.ended) == (4, 4, True)


async def test_the_state_is_kept_though_nobody_asked_for_its_types() -> None:
    async with FakeNetwork(acts=[[frame(streak_gift(1, 5), chat(2)), end()]]).connect() as live:
        async for _ in live.only(CommentEvent):
            pass
        assert (live.state.gifts, live.state.ended) == (5, True)


async def test_waiting_within_the_loop_does_not_stop_at_its_own_full_queue() -> None:
    act = [*chats(1, 60), frame(streak_gift(61, over=True)), *chats(62, 70), end()]
    network = FakeNetwork(acts=[act])
    with anyio.fail_after(PATIENCE):
        async with network.connect(buffer=10) as live:
            seen: list[Event] = []
            async for event in live:
                seen.append(event)
                if event.meta.message_id == 1:
                    gift = await live.wait_for(GiftEvent)
                    assert gift.meta.message_id == 61
    lost = sum(event.count for event in seen if isinstance(event, LaggedEvent))
    comments = [event for event in seen if isinstance(event, CommentEvent)]
    assert lost > 0
    assert ids(comments)[-1] == 70
    assert len(ids(seen)) + lost >= 71


async def test_another_task_waiting_does_not_make_a_slow_loop_lose_anything(second: float) -> None:
    network = FakeNetwork(acts=[[*chats(1, 60), end()]])
    seen: list[Event] = []
    with anyio.fail_after(max(PATIENCE, 200 * second)):
        async with network.connect(buffer=5) as live, anyio.create_task_group() as group:

            async def wait() -> None:
                with pytest.raises(RoomEnded):
                    await live.wait_for(GiftEvent)

            group.start_soon(wait)
            async for event in live:
                await anyio.sleep(second / 20)
                seen.append(event)
    assert ids([event for event in seen if isinstance(event, CommentEvent)]) == list(range(1, 61))
    assert not any(isinstance(event, LaggedEvent) for event in seen)


@pytest.mark.parametrize("look", ["state", "statistics"])
async def test_a_program_that_only_looks_at_the_state_is_kept_up_to_date(look: str) -> None:
    network = FakeNetwork(acts=[[*(frame(like(number)) for number in range(1, 101)), Wait(3600)]])
    with anyio.fail_after(PATIENCE):
        async with network.connect(buffer=10) as live:
            while live.statistics.messages < 100 if look == "statistics" else live.state.likes < 100:
                await anyio.lowlevel.checkpoint()
                await anyio.wait_all_tasks_blocked()
            assert live.state.likes == 100
            first = await anext(live)
            assert isinstance(first, LaggedEvent)
