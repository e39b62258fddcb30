"""The life of a client on asyncio: run, start, stop, errors, several at once."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
import time

import pytest

from compat.conftest import Site
from livetok._resolver import web_client as client
from livetok.compat.tiktoklive import TikTokLiveClient
from livetok.compat.tiktoklive.client.errors import LostConnectionError
from livetok.compat.tiktoklive.types import (
    AlreadyConnected,
    AlreadyConnecting,
    FailedConnection,
    FailedFetchGifts,
    FailedFetchRoomInfo,
    FailedHTTPRequest,
    FailedParseUserHTML,
    LiveNotFound,
    SignatureRateLimitReached,
    WebsocketConnectionFailed,
)
from livetok.compat.tiktoklive.types.events import CommentEvent, ConnectEvent, DisconnectEvent, UnknownEvent
from livetok.errors import UserError
from livetok.testing import Status
from support.machine import until

# --- run


def test_run_can_be_repeated(site: Site) -> None:
    client = TikTokLiveClient("@ann")
    rooms: list[int | None] = []
    client.add_listener("connect", lambda _: rooms.append(client.room_id))
    site.run(client)
    first = site.ann.room_id
    site.call(site.ann.start)
    site.then(site.ann.end, after=2)
    client.run()
    assert rooms == [first, site.ann.room_id]
    assert first != site.ann.room_id


def test_ctrl_c_ends_run(site: Site) -> None:
    client = TikTokLiveClient("@ann")
    ended: list[str] = []

    @client.on("connect")
    async def on_connect(_: ConnectEvent):
        threading.Timer(0.2, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
        try:
            await asyncio.sleep(60)
        finally:
            ended.append("handler")

    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        client.run()
    assert time.monotonic() - began < 5
    assert ended == ["handler"]
    assert (client.connected, client.connecting) == (False, False)


def test_run_returns_after_stop_and_lets_handlers_finish(site: Site) -> None:
    client = TikTokLiveClient("@ann")
    done: list[str] = []

    @client.on("comment")
    async def on_comment(event: CommentEvent):
        client.stop()
        await asyncio.sleep(0.2)
        done.append(event.comment)

    @client.on("disconnect")
    async def on_disconnect(_: DisconnectEvent):
        await asyncio.sleep(0.3)
        done.append("disconnect")

    site.then(lambda: site.ann.comment("enough"))
    client.run()
    assert done == ["enough", "disconnect"]


def test_stop_from_another_thread(site: Site) -> None:
    client = TikTokLiveClient("@ann")
    thread = threading.Thread(target=client.run)
    thread.start()
    deadline = time.monotonic() + 5
    while not client.connected and time.monotonic() < deadline:
        time.sleep(0.01)
    client.stop()
    thread.join(timeout=5)
    assert not thread.is_alive()


def test_a_handler_of_disconnect_may_wait_and_start_again(site: Site) -> None:
    client = TikTokLiveClient("@ann")
    connections: list[int | None] = []
    client.add_listener("connect", lambda _: connections.append(client.room_id))

    @client.on("disconnect")
    async def on_disconnect(_: DisconnectEvent):
        if len(connections) == 1:
            await asyncio.sleep(0.5)
            site.call(site.ann.start)
            site.then(site.ann.end, after=2)
            await client.start()

    site.run(client)
    assert len(connections) == 2


def test_run_where_a_loop_runs_says_what_to_do(site: Site) -> None:
    async def main() -> None:
        with pytest.raises(RuntimeError, match=r"await client\.start\(\)"):
            TikTokLiveClient("@ann").run()

    asyncio.run(main())


def test_a_loop_of_the_programs_own(site: Site) -> None:
    loop = asyncio.new_event_loop()
    try:
        client = TikTokLiveClient("@ann", loop=loop)
        loops: list[asyncio.AbstractEventLoop] = []

        @client.on("connect")
        async def on_connect(_: ConnectEvent):
            loops.append(asyncio.get_running_loop())

        assert client.loop is loop
        site.run(client)
        assert loops == [loop]
        assert client.loop is loop
        assert not loop.is_closed()
        assert loop.run_until_complete(asyncio.sleep(0, "alive")) == "alive"
    finally:
        loop.close()


def test_the_loop_that_it_makes(site: Site) -> None:
    client = TikTokLiveClient("@ann")
    made = client.loop
    task = made.create_task(asyncio.sleep(0, "done"))
    assert made is client.loop
    site.run(client)
    assert made.is_closed()
    assert task.result() == "done"


# --- start and stop


def test_start_stop_start(site: Site) -> None:
    async def main() -> None:
        client = TikTokLiveClient("@ann")
        told: list[str] = []
        client.add_listener("connect", lambda _: told.append("connect"))
        client.add_listener("disconnect", lambda _: told.append("disconnect"))
        client.stop()  # before start(): nothing
        for _ in range(3):
            await client.start()
            assert client.connected
            assert not client.connecting
            assert client.room_info["title"] == "Just talking"
            await until(lambda: told[-1:] == ["connect"])
            websocket = client.websocket
            assert websocket.open
            client.stop()
            assert not client.connected
            assert client.room_info is None
            assert websocket.manually_closed
            client.stop()
        await client.wait()
        assert told == ["connect", "disconnect"] * 3
        assert client.room_id == site.ann.room_id

    asyncio.run(main())


def test_start_twice(site: Site) -> None:
    async def main() -> None:
        client = TikTokLiveClient("@ann")
        first = asyncio.create_task(client.start())
        await asyncio.sleep(0)
        with pytest.raises(AlreadyConnecting):
            await client.start()
        await first
        with pytest.raises(AlreadyConnected):
            await client.start()
        client.stop()
        await client.wait()

    asyncio.run(main())


def test_start_can_be_cancelled_and_repeated(site: Site) -> None:
    async def main() -> None:
        client = TikTokLiveClient("@ann")
        site.call(lambda: site.simulator.fault("handshake_hang", value=20))
        starting = asyncio.ensure_future(client.start())
        await until(lambda: not site.simulator.faults)  # it hangs in the handshake
        starting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await starting
        assert not client.connecting
        await client.start()
        client.stop()
        await client.wait()

    asyncio.run(main())


def test_five_clients(site: Site) -> None:
    async def main() -> None:
        heard: dict[str, list[str]] = {}
        clients = []
        for name in ("ann", "ben", "cy", "dee", "eve"):
            site.room(name)
            client = TikTokLiveClient(f"@{name}")
            texts = heard.setdefault(name, [])
            client.add_listener("comment", lambda event, texts=texts: texts.append(event.comment))
            clients.append(client)
        await asyncio.gather(*(client.start() for client in clients))
        await until(lambda: sum(one.entered_at is not None for one in site.simulator.connections) == 5)
        site.call(lambda: [room.comment(name) for name, room in site.simulator.rooms.items()])
        await until(lambda: all(heard.values()))
        for client in clients:
            client.stop()
        await asyncio.gather(*(client.wait() for client in clients))
        assert heard == {name: [name] for name in heard}

    asyncio.run(main())


def test_what_asyncio_run_leaves_behind_is_nothing(site: Site) -> None:
    async def main() -> None:
        await TikTokLiveClient("@ann").start()

    asyncio.run(main())
    deadline = time.monotonic() + 5
    while site.simulator.connections:
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_ten_thousand_comments(site: Site) -> None:
    total = 10_000
    client = TikTokLiveClient("@ann")
    sync_seen: list[int] = []
    async_seen: list[int] = []
    most = 0

    def on_comment(event: CommentEvent) -> None:
        nonlocal most
        sync_seen.append(int(event.comment))
        most = max(most, len(sync_seen) - len(async_seen))

    async def on_comment_later(event: CommentEvent) -> None:
        async_seen.append(int(event.comment))
        if async_seen[-1] % 100 == 0:
            await asyncio.sleep(0.01)

    client.add_listener("comment", on_comment)
    client.add_listener("comment", on_comment_later)
    client.add_listener("comment", on_comment_later)  # again: changes nothing

    def publish(start: int) -> None:
        if start == len(async_seen) == total:
            site.ann.end()
            return
        if start < total and start - len(sync_seen) < 2000:  # on a busy machine the client is the slower one
            for number in range(start, start + 100):
                site.ann.comment(str(number))
            start += 100
        site.simulator.world.at(0.005, lambda: publish(start))

    site.then(lambda: publish(0))
    client.run()
    assert sync_seen == async_seen == list(range(total))
    assert most <= 2


def test_handlers_that_never_end_hold_up_reading_and_not_memory(site: Site, monkeypatch) -> None:
    from livetok.compat.tiktoklive import _connection_task

    monkeypatch.setattr(_connection_task, "_MOST_HANDLERS", 20)
    monkeypatch.setattr(_connection_task, "_HANDLER_SECONDS", 0.2)

    async def main() -> None:
        client = TikTokLiveClient("@ann", process_initial_data=False)
        begun: list[str] = []

        @client.on("comment")
        async def on_comment(event: CommentEvent):
            begun.append(event.comment)
            await asyncio.sleep(60)

        await client.start()
        site.then(lambda: [site.ann.comment(str(number)) for number in range(100)])
        await until(lambda: len(begun) == 20)
        await asyncio.sleep(0.2)
        assert begun == [str(number) for number in range(20)]
        client.stop()
        await client.wait()

    asyncio.run(main())


# --- errors


@pytest.mark.parametrize(
    ("name", "fault", "options", "expected"),
    [
        ("ben", "", {}, LiveNotFound),
        ("ben", "", {"fetch_room_info_on_connect": False}, LiveNotFound),
        ("nobody", "", {}, FailedFetchRoomInfo),
        ("ann", "no_ttwid", {}, FailedParseUserHTML),
        ("ann", "handshake_abort", {}, WebsocketConnectionFailed),
        ("ann", "gifts_403", {"enable_detailed_gifts": True}, FailedFetchGifts),
        ("ann", "sign_429", {"sign_api_key": "limited"}, SignatureRateLimitReached),
        ("ann", "sign_401", {"sign_api_key": "unknown"}, WebsocketConnectionFailed),
    ],
)
def test_errors_of_start(site: Site, monkeypatch, name, fault, options, expected) -> None:
    monkeypatch.setattr(client, "_PAUSE", 0.01)
    site.room("ben", live=False)

    async def main() -> None:
        client = TikTokLiveClient(name, **options)
        if fault:
            site.call(lambda: site.simulator.fault(fault, times=1000))
        for _ in range(2):  # the first failure leaves nothing behind that changes the second
            with pytest.raises(expected) as caught:
                await client.start()
            assert isinstance(caught.value, RuntimeError)
            assert caught.value.__cause__ is not None
            assert (client.connected, client.connecting) == (False, False)
        if isinstance(caught.value, SignatureRateLimitReached):
            assert float(caught.value.retry_after) > 0

    asyncio.run(main())


def test_run_raises_what_start_raises(site: Site) -> None:
    site.room("ben", live=False)
    with pytest.raises(LiveNotFound):
        TikTokLiveClient("@ben").run()


def test_a_network_that_is_not_there(site: Site, monkeypatch) -> None:
    monkeypatch.setenv("LIVETOK_WEB", "http://127.0.0.1:1")
    with pytest.raises(FailedHTTPRequest):
        TikTokLiveClient("@ann").run()


def test_a_lost_connection_is_restored_quietly(site: Site) -> None:
    client = TikTokLiveClient("@ann")
    told: list[str] = []
    for name in ("connect", "disconnect", "error", "live_end"):
        client.add_listener(name, lambda _, name=name: told.append(name))
    client.add_listener("comment", lambda event: told.append(event.comment))
    site.then(lambda: site.simulator.fault("close", value=1001))
    site.then(lambda: site.ann.comment("back"), site.ann.end, after=2)
    client.run()
    assert told == ["connect", "connect", "back", "disconnect", "live_end"]


def test_an_end_that_was_missed_is_told(site: Site) -> None:
    client = TikTokLiveClient("@ann")
    told: list[str] = []
    for name in ("connect", "disconnect", "error", "live_end"):
        client.add_listener(name, lambda _, name=name: told.append(name))

    def act() -> None:
        site.ann.broadcast.status = Status.ENDED  # and nobody says so
        site.simulator.fault("close", value=1001)

    site.then(act)
    client.run()
    assert told == ["connect", "disconnect", "live_end"]


def test_a_connection_that_is_lost_for_good(site: Site, monkeypatch) -> None:
    client = TikTokLiveClient("@ann")
    told: list[object] = []

    @client.on("disconnect")
    async def on_disconnect(event: DisconnectEvent):
        told.append(event.webcast_closed)

    @client.on("error")
    async def on_error(error: Exception):
        told.append(type(error))

    monkeypatch.setattr(client.http, "options", _without_retries(client.http.options))
    site.then(lambda: site.simulator.fault("close", value=1001))
    client.run()
    assert told == [True, LostConnectionError]
    assert issubclass(LostConnectionError, WebsocketConnectionFailed)


def _without_retries(options):
    from livetok import Retry

    return lambda **more: options(**{**more, "retry": Retry(attempts=0)})


def test_a_damaged_message_is_read_as_far_as_it_goes_and_the_stream_goes_on(site: Site) -> None:
    client = TikTokLiveClient("@ann")
    told: list[str] = []
    client.add_listener("error", lambda error: told.append(type(error).__name__))
    client.add_listener("comment", lambda event: told.append(event.comment))
    site.run(
        client,
        lambda: site.ann.message("WebcastChatMessage", b"\x1a\x02\xff\xfe"),  # the text is none
        lambda: site.ann.message("WebcastChatMessage", b"\x12\x03\xff\xff\xff"),  # the user within it is none
        lambda: site.ann.comment("on"),
    )
    assert told == ["\ufffd\ufffd", "", "on"]


def test_an_error_handler_that_fails_is_logged(site: Site, caplog) -> None:
    client = TikTokLiveClient("@ann")

    @client.on("comment")
    def on_comment(event: CommentEvent):
        raise LookupError

    @client.on("error")
    async def on_error(error: Exception):
        raise ZeroDivisionError

    site.run(client, lambda: site.ann.comment("a"))
    assert "ZeroDivisionError: " in [record.getMessage() for record in caplog.records]


# --- bad input


@pytest.mark.parametrize("handler", [lambda: None, lambda a, b: None, None, 3])
def test_what_is_no_handler(handler) -> None:
    client = TikTokLiveClient("@ann")
    with pytest.raises(TypeError, match="one argument, the event"):
        client.add_listener("comment", handler)
    assert client.event_names() == set()


def test_an_unknown_event(recwarn) -> None:
    client = TikTokLiveClient("@ann")
    with pytest.warns(UserWarning, match="never emits an event 'coment': did you mean 'comment'"):
        client.add_listener("coment", print)
    with pytest.warns(UserWarning, match="there are comment, connect") as caught:

        @client.on("xyzzyx")
        def mine(first, second):
            pass

    assert caught[0].filename == __file__
    assert client.emit("xyzzyx", 1, 2)
    assert client.listeners("xyzzyx") == [mine]


@pytest.mark.parametrize(
    ("options", "message"),
    [({"ws_ping_intervall": 3}, "did you mean 'ws_ping_interval'"), ({"xyzzy": 1}, "there are process")],
)
def test_unknown_options(options, message) -> None:
    with pytest.raises(TypeError, match=message):
        TikTokLiveClient("@ann", **options)


@pytest.mark.parametrize(
    "options",
    [{"ws_timeout": -1}, {"proxies": 3}, {"lang": 3}, {"http_headers": {"a": "b\n"}}, {"trust_env": 3}],
)
def test_options_that_are_wrong(options) -> None:
    with pytest.raises((UserError, TypeError)):
        TikTokLiveClient("@ann", **options)


@pytest.mark.parametrize("name", [None, True, b"ann"])
def test_what_is_no_handle(name) -> None:
    with pytest.raises(TypeError, match="uniqueId"):
        TikTokLiveClient(name)


@pytest.mark.parametrize(
    ("given", "name"),
    [("@ann", "ann"), (" ann ", "ann"), ("https://www.tiktok.com/@Ann/live", "Ann"), ("ann", "ann")],
)
def test_handles(given, name) -> None:
    assert TikTokLiveClient(given).unique_id == name


def test_emitting_by_hand(site: Site) -> None:
    client = TikTokLiveClient("@ann")
    calls: list[object] = []

    @client.once("comment")
    async def once(event):
        calls.append(("once", event))

    client.on("comment", lambda event: calls.append(("sync", event)))
    assert client.emit("comment", 1)
    assert client.emit("comment", 2)
    assert not client.emit("like", 3)
    client.loop.run_until_complete(asyncio.sleep(0.01))
    assert calls == [("sync", 1), ("sync", 2), ("once", 1)]
    assert client.event_names() == {"comment"}
    client.remove_all_listeners("comment")
    with pytest.raises(KeyError):
        client.remove_listener("comment", once)
    client.loop.close()


# --- what is known of the room


def test_room_info_and_gifts_without_a_connection(site: Site) -> None:
    async def main() -> None:
        client = TikTokLiveClient("@ann")
        info = await client.retrieve_room_info()
        assert info["id_str"] == str(site.ann.room_id)
        assert client.room_info is info
        gifts = await client.retrieve_available_gifts()
        assert gifts is client.available_gifts
        rose = next(gift for gift in gifts.values() if gift.name == "Rose")
        assert gifts[rose.id] is rose
        assert (rose.diamond_count, rose.type) == (1, 1)

    asyncio.run(main())


def test_detailed_gifts(site: Site) -> None:
    client = TikTokLiveClient("@ann", enable_detailed_gifts=True)
    details: list[object] = []

    @client.on("gift")
    async def on_gift(event):
        details.extend([event.gift.detailed.name, event.gift.details is event.gift.extended_gift])

    site.run(client, lambda: site.ann.gift("Galaxy", user="bo"))
    assert details == ["Galaxy", True]


def test_without_room_info(site: Site) -> None:
    async def main() -> None:
        client = TikTokLiveClient("@ann", fetch_room_info_on_connect=False)
        await client.start()
        assert client.room_info is None
        assert "/webcast/room/info" not in site.simulator.requests
        assert (await client.retrieve_room_info())["title"] == "Just talking"
        client.stop()
        await client.wait()

    asyncio.run(main())


def test_requests_carry_what_they_should(site: Site) -> None:
    query: dict[str, str] = {}

    async def main() -> None:
        client = TikTokLiveClient(
            "@ann",
            http_headers={"X-Mine": "yes"},
            http_params={"mine": 1},
            lang="de-DE",
            ws_ping_interval=3.0,
            sign_api_key="a-key",
        )
        assert client.http.sign_api_key == "a-key"
        await client.start()
        (connection,) = site.simulator.connections
        query.update(connection.query)
        client.stop()
        await client.wait()

    asyncio.run(main())
    assert query["mine"] == "1"
    assert query["app_language"] == "de"
    assert query["heartbeat_duration"] == "3000"
    assert any("/connect" in path or "/webcast/fetch" in path for path in site.simulator.requests)


def test_proxies_set_later_are_for_requests_only(site: Site) -> None:
    async def main() -> None:
        client = TikTokLiveClient("@ann")
        await client.start()
        client.proxies = {"all://": "http://127.0.0.1:1"}
        assert client.proxies == client.http.proxies
        with pytest.raises(FailedFetchRoomInfo) as caught:
            await client.retrieve_room_info()
        assert "proxy" in str(caught.value)
        client.stop()
        with pytest.raises(FailedHTTPRequest):
            await client.start()
        client.proxies = None
        await client.start()
        assert client.connected
        client.stop()
        await client.wait()

    asyncio.run(main())


def test_requests_through_a_proxy_and_the_websocket_without(site: Site) -> None:
    asked: list[bytes] = []

    async def relay(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        asked.append(head.split(b" ")[0] + b" " + head.split(b" ")[1].split(b"?")[0])
        target = head.replace(site.server.url.encode(), b"").replace(
            b"HTTP/1.1\r\n", b"HTTP/1.1\r\nConnection: close\r\n", 1
        )
        site_reader, site_writer = await asyncio.open_connection(site.server.host, site.server.port)
        site_writer.write(target)
        writer.write(await site_reader.read())
        for one in (writer, site_writer):
            one.close()
            await one.wait_closed()

    async def main() -> None:
        async with await asyncio.start_server(relay, "127.0.0.1") as proxy:
            port = proxy.sockets[0].getsockname()[1]
            client = TikTokLiveClient("@ann", proxies={"http://": f"http://127.0.0.1:{port}"})
            await client.start()
            assert client.websocket.open
            client.stop()
            await client.wait()

    asyncio.run(main())
    assert any(b"/api-live/user/room" in one for one in asked)
    assert not any(one.startswith(b"CONNECT") or b"ws_reuse" in one for one in asked)


def test_pictures_and_pages(site: Site) -> None:
    async def main() -> None:
        client = TikTokLiveClient("@ann")
        page = await client.http.get_livestream_page_html("ann")
        assert str(site.ann.room_id) in page
        params = {"room_ids": site.ann.room_id}
        answer = await client.http.get_json_object_from_webcast_api("room/check_alive/", params)
        assert answer["data"][0]["alive"]
        with pytest.raises(FailedHTTPRequest):
            await client.http.get_image_from_tiktok_api(f"{site.server.url}/nothing")
        with pytest.raises(FailedHTTPRequest):
            await client.http.get_json_object_from_webcast_api("nothing/")
        seen: list[object] = []
        client.add_listener("comment", lambda event: seen.append(event.user.avatar))
        await client.start()
        site.then(lambda: site.ann.comment("hi", user="bo"))
        await until(lambda: seen)
        avatar = seen[0]
        assert avatar.url.startswith(site.server.url)
        avatar.urls = [f"{site.server.url}/@ann"]
        assert b"<html" in (await avatar.download()).lower()
        avatar.urls = []
        assert await avatar.download() is None
        client.stop()
        await client.wait()

    asyncio.run(main())


def test_start_without_a_loop_to_live_on() -> None:
    import trio

    async def main() -> None:
        client = TikTokLiveClient("@ann")
        with pytest.raises(FailedConnection, match="async with client:"):
            await client.start()
        assert not client.connecting

    trio.run(main)


def test_unknown_events_are_not_decoded_for_nobody(site: Site) -> None:
    client = TikTokLiveClient("@ann")
    types: list[str] = []

    @client.on("unknown")
    async def on_unknown(event: UnknownEvent):
        types.append(event.type)
        assert event.to_dict()["type"] == event.type

    site.run(client, lambda: site.ann.comment("hi"), site.ann.pause, site.ann.resume)
    assert types.count("WebcastControlMessage") == 2
    assert "WebcastChatMessage" not in types
