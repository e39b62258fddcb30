"""`open_live()`: the same room for code that is not asynchronous."""

from __future__ import annotations

import asyncio
import os
import queue
import select
import signal
import threading
import time
from contextlib import suppress

import pytest
import trio

from livetok import (
    BlockingLive,
    CommentEvent,
    ConnectEvent,
    Event,
    FollowEvent,
    LikeEvent,
    LiveEndEvent,
    NetworkError,
    Retry,
    RoomEnded,
    UserError,
    UserOffline,
    ViewerUpdateEvent,
    open_live,
)
from livetok.errors import ConnectionLost
from support.machine import stopwatch
from support.programs import example, once_entered
from support.simulated_site import Site


def texts_of(events: list[Event]) -> list[str]:
    return [event.content for event in events if isinstance(event, CommentEvent)]


def settle(live: BlockingLive) -> None:
    """Wait until the room is entered on the server's side, too: what is said from now on arrives."""
    live.wait_for(ViewerUpdateEvent, timeout=5)


def later(seconds: float, act) -> None:
    threading.Timer(seconds, act).start()


def interrupt() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def names_of_threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name == "livetok"]


def test_a_loop_over_a_broadcast(site: Site, backend) -> None:
    with open_live("@ann", endpoints=site.endpoints, backend=backend) as live:
        assert isinstance(next(live), ConnectEvent)
        assert live.connected
        assert names_of_threads() == ["livetok"]
        site.say("a", "b")
        site.call(site.ann.end)
        events = list(live)
        assert live.ended
        assert live.get(timeout=0) is None
    assert texts_of(events) == ["a", "b"]
    assert any(isinstance(event, LiveEndEvent) for event in events)
    assert names_of_threads() == []


def test_what_is_known_of_the_room(site: Site, backend) -> None:
    with open_live("@ann", endpoints=site.endpoints, backend=backend) as live:
        settle(live)
        site.call(lambda: site.ann.like(5, user="bo"))
        live.wait_for(LikeEvent, timeout=5)
        assert (live.room_id, live.unique_id) == (site.ann.room_id, "ann")
        assert live.room is not None
        assert live.room.title == "Just talking"
        assert live.state.likes == 5
        assert live.statistics.messages >= 1
        assert live.fetch_room_info().room_id == site.ann.room_id
        assert live.fetch_gifts()
        assert live.call(lambda inner: inner.fetch_gifts()) == live.fetch_gifts()


def test_get_does_not_wait_longer_than_it_is_told(site: Site, backend) -> None:
    with open_live("@ann", endpoints=site.endpoints, backend=backend, history=False) as live:
        settle(live)
        selected = live.only(CommentEvent)
        with pytest.raises(TimeoutError):
            selected.get(timeout=0)
        began = time.monotonic()
        with pytest.raises(TimeoutError, match=r"within 0\.1 s"):
            selected.get(timeout=0.1)
        assert 0.1 <= time.monotonic() - began < 2
        site.say("a", "b")
        assert [selected.get(timeout=5).content, next(selected).content] == ["a", "b"]


def test_wait_for(site: Site, backend) -> None:
    with open_live("@ann", endpoints=site.endpoints, backend=backend) as live:
        with pytest.raises(TimeoutError):
            live.wait_for(FollowEvent, timeout=0.1)
        later(0.1, lambda: site.say("a", "b"))
        comment = live.wait_for(CommentEvent, lambda event: event.content == "b", timeout=5)
        assert comment.content == "b"
        later(0.1, lambda: site.call(site.ann.end))
        with pytest.raises(RoomEnded):
            live.wait_for(FollowEvent, timeout=5)


def test_readers_of_their_own_for_threads(site: Site, backend) -> None:
    received: dict[str, list[str]] = {"comments": [], "everything": []}
    with open_live("@ann", endpoints=site.endpoints, backend=backend, history=False) as live:
        settle(live)
        comments = live.only(CommentEvent)

        def read() -> None:
            received["comments"].extend(event.content for event in comments)

        thread = threading.Thread(target=read)
        thread.start()
        site.say(*"abc")
        site.call(site.ann.end)
        received["everything"].extend(texts_of(list(live)))
        thread.join(timeout=5)
    assert received == {"comments": ["a", "b", "c"], "everything": ["a", "b", "c"]}


def test_two_threads_in_one_iterator(site: Site, backend) -> None:
    with open_live("@ann", endpoints=site.endpoints, backend=backend) as live:
        selected = live.only(FollowEvent)
        thread = threading.Thread(target=selected.get)
        thread.start()
        time.sleep(0.05)
        with pytest.raises(UserError, match="two threads"):
            selected.get(timeout=0)
        site.call(lambda: site.ann.follow("bo"))
        thread.join(timeout=5)
        assert not thread.is_alive()


def test_a_reader_that_is_forgotten_holds_nobody_up(site: Site, backend) -> None:
    with open_live("@ann", endpoints=site.endpoints, backend=backend, history=False, buffer=4) as live:
        settle(live)
        next(live)  # a live that nobody iterates drops what exceeds its buffer while there are other readers
        forgotten = live.only(CommentEvent)
        with live.only(CommentEvent) as closed:
            pass
        closed.close()
        del forgotten
        site.say(*map(str, range(100)))
        site.call(site.ann.end)
        assert texts_of(list(live)) == list(map(str, range(100)))


def test_a_graphical_program_looks_in_now_and_then(site: Site, backend) -> None:
    """The timer of tkinter's or Qt's main loop, without either."""
    shown: list[str] = []
    with open_live("@ann", endpoints=site.endpoints, backend=backend) as live:
        site.say("a", "b", "c")
        time.sleep(0.3)

        def on_timer() -> None:
            with suppress(TimeoutError):
                while (event := live.get(timeout=0)) is not None:
                    shown.extend(texts_of([event]))

        on_timer()
        assert shown == ["a", "b", "c"]
        elapsed = stopwatch()
        for _ in range(100):
            on_timer()
        assert elapsed() < 0.1


def test_in_a_thread_that_feeds_a_queue(site: Site, backend) -> None:
    events: queue.Queue[Event | None] = queue.Queue()

    def work() -> None:
        with open_live("@ann", endpoints=site.endpoints, backend=backend) as live:
            for event in live:
                events.put(event)
        events.put(None)

    thread = threading.Thread(target=work)
    thread.start()
    assert isinstance(events.get(timeout=5), ConnectEvent)
    site.say("a")
    site.call(site.ann.end)
    assert texts_of(list(iter(lambda: events.get(timeout=5), None))) == ["a"]
    thread.join(timeout=5)


# --- errors, and ways out


def test_an_error_of_the_block_is_itself(site: Site, backend) -> None:
    with pytest.raises(LookupError) as caught:
        with open_live("@ann", endpoints=site.endpoints, backend=backend):
            raise LookupError
    assert caught.value.__cause__ is None
    assert names_of_threads() == []


def test_errors_at_the_with_line(site: Site, backend) -> None:
    site.call(lambda: site.simulator.room("ben", live=False))
    with pytest.raises(UserOffline):
        with open_live("@ben", endpoints=site.endpoints, backend=backend):
            raise AssertionError
    assert names_of_threads() == []


def test_a_lost_connection(site: Site, backend) -> None:
    with open_live("@ann", endpoints=site.endpoints, backend=backend, retry=Retry(attempts=0)) as live:
        assert isinstance(live.get(5), ConnectEvent)
        site.call(lambda: site.simulator.fault("close", value=4001))
        with pytest.raises(ConnectionLost):
            list(live)


def test_a_lost_connection_that_nobody_was_told_of(site: Site, backend) -> None:
    with pytest.raises(ConnectionLost):
        with open_live("@ann", endpoints=site.endpoints, backend=backend, retry=Retry(attempts=0)) as live:
            site.call(lambda: site.simulator.fault("close", value=4001))
            while live.connected:
                time.sleep(0.01)


@pytest.mark.parametrize("options", [{"backend": "twisted"}, {"user": "@@"}, {"retry": 3}, {"user": None}])
def test_wrong_arguments_are_told_at_the_call(options) -> None:
    with pytest.raises(UserError):
        open_live(**{"user": "@ann", **options})
    assert names_of_threads() == []


def test_after_the_block(site: Site, backend) -> None:
    with open_live("@ann", endpoints=site.endpoints, backend=backend) as live:
        selected = live.only(CommentEvent)
    assert live.room_id == site.ann.room_id
    for use in (
        live.get,
        selected.get,
        live.fetch_gifts,
        lambda: live.state,
        lambda: live.only(CommentEvent),
    ):
        with pytest.raises(UserError, match="closed"):
            use()


def test_leaving_does_not_wait_for_a_silent_server(site: Site, backend) -> None:
    site.call(lambda: site.simulator.fault("no_close_reply"))
    with open_live("@ann", endpoints=site.endpoints, backend=backend):
        began = time.monotonic()
    assert time.monotonic() - began < 1.5


def test_ctrl_c_ends_it(site: Site, backend) -> None:
    with pytest.raises(KeyboardInterrupt):
        with open_live("@ann", endpoints=site.endpoints, backend=backend) as live:
            later(0.2, interrupt)
            began = time.monotonic()
            for _ in live.only(FollowEvent):
                raise AssertionError
    assert time.monotonic() - began < 3
    assert names_of_threads() == []


def test_ctrl_c_while_connecting(site: Site, backend) -> None:
    site.call(lambda: site.simulator.fault("handshake_hang", value=20))
    later(0.5, interrupt)
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        with open_live("@ann", endpoints=site.endpoints, backend=backend):
            raise AssertionError
    assert time.monotonic() - began < 4
    assert names_of_threads() == []


def test_ctrl_c_loses_no_event(site: Site, backend) -> None:
    with open_live("@ann", endpoints=site.endpoints, backend=backend, history=False) as live:
        settle(live)
        selected = live.only(CommentEvent)
        later(0.2, interrupt)
        with pytest.raises(KeyboardInterrupt):
            selected.get()
        later(0.2, interrupt)
        with pytest.raises(KeyboardInterrupt):
            live.wait_for(FollowEvent)
        site.say("a", "b")
        assert [next(selected).content, next(selected).content] == ["a", "b"]


# --- under another event loop


def listen(site: Site, backend: str) -> list[str]:
    with open_live("@ann", endpoints=site.endpoints, backend=backend) as live:
        site.say("a")
        site.call(site.ann.end)
        return texts_of(list(live))


def test_under_asyncio(site: Site, backend) -> None:
    async def main() -> list[str]:
        await asyncio.sleep(0)
        return listen(site, backend)

    assert asyncio.run(main()) == ["a"]


def test_under_trio(site: Site) -> None:
    async def main() -> list[str]:
        await trio.lowlevel.checkpoint()
        with pytest.raises(UserError, match="cannot wait for another trio"):
            listen(site, "trio")
        return listen(site, "asyncio")

    assert trio.run(main) == ["a"]


def test_a_network_that_is_not_there(backend) -> None:
    from livetok import Endpoints

    nowhere = Endpoints(web="http://127.0.0.1:1", webcast="http://127.0.0.1:1")
    with pytest.raises(NetworkError):
        with open_live("@ann", endpoints=nowhere, backend=backend):
            raise AssertionError


def test_the_example(site: Site, capsys) -> None:
    def show() -> None:
        at = site.simulator.world.at
        at(0.1, lambda: site.ann.comment("hi", user="bo"))
        at(0.2, lambda: site.ann.gift("Rose", user="cy", streak=2))
        at(0.3, site.ann.end)

    site.call(lambda: once_entered(site.simulator, show))
    example("blocking.py").main("@ann", 10, endpoints=site.endpoints)
    assert capsys.readouterr().out.splitlines() == [
        "the first word: hi",
        "Cy gave 2 Rose",
        "0 likes, 2 diamonds",
    ]


@pytest.mark.skipif(not hasattr(select, "epoll"), reason="trio uses something else here")
def test_an_event_loop_that_cannot_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """As under gevent, which takes `select.epoll` away."""
    monkeypatch.delattr(select, "epoll")
    with pytest.raises(UserError, match="the event loop of trio cannot be started") as caught:
        with open_live("@ann", backend="trio"):
            raise AssertionError
    assert isinstance(caught.value.__cause__, AttributeError)
    assert "leave backend out" in caught.value.hint
    assert names_of_threads() == []
