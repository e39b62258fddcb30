"""Small programs in the shapes that people have, for versions 4 and 5 and for versions 6 and 7."""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from compat.conftest import Site
from livetok.compat.tiktoklive import TikTokLiveClient, events
from livetok.compat.tiktoklive.client.errors import UserNotFoundError, UserOfflineError
from livetok.compat.tiktoklive.client.web.routes.fetch_video_data import VideoFetchQuality
from livetok.compat.tiktoklive.client.web.web_settings import WebDefaults
from livetok.compat.tiktoklive.types import FailedConnection, LiveNotFound
from support.machine import until
from support.media import ffmpeg, seconds

KEYS: dict[str, dict[str, Any]] = {
    "4 and 5": {
        name: name for name in ("connect", "comment", "gift", "join", "follow", "disconnect", "live_end")
    },
    "6 and 7": {
        "connect": events.ConnectEvent,
        "comment": events.CommentEvent,
        "gift": events.GiftEvent,
        "join": events.JoinEvent,
        "follow": events.FollowEvent,
        "disconnect": events.DisconnectEvent,
        "live_end": events.LiveEndEvent,
    },
}


@pytest.fixture(params=list(KEYS))
def on(request: pytest.FixtureRequest) -> dict[str, Any]:
    """What handlers are registered by, by the name of the event."""
    return KEYS[request.param]


def test_chat_bot_with_a_command_that_stops_it(site: Site, on: dict[str, Any]) -> None:
    client = TikTokLiveClient(unique_id="https://www.tiktok.com/@ann/live")
    said: list[str] = []

    @client.on(on["comment"])
    async def on_comment(event: Any) -> None:
        said.append(f"{event.user.nickname}: {event.comment}")
        if event.comment == "!quit":
            await client.stop()

    @client.on(on["disconnect"])
    async def on_disconnect(_: Any) -> None:
        await asyncio.sleep(0.01)
        said.append("bye")

    site.then(lambda: site.ann.comment("hi", user="bo"), lambda: site.ann.comment("!quit", user="bo"))
    client.run()
    assert said == ["Bo: hi", "Bo: !quit", "bye"]


def test_gift_game_counts_every_gift_once(site: Site, on: dict[str, Any]) -> None:
    client = TikTokLiveClient("@ann")
    score: dict[str, int] = {}

    def add(user: str, amount: int) -> None:
        score[user] = score.get(user, 0) + amount

    @client.on(on["gift"])
    def on_gift(event: Any) -> None:
        if on["gift"] == "gift":
            if not event.gift.streakable or not event.gift.streaking:
                add(event.user.unique_id, event.gift.count * event.gift.extended_gift.diamond_count)
        elif not event.gift.streakable or not event.streaking:
            add(event.user.unique_id, event.repeat_count * event.gift.diamond_count)

    site.run(
        client, lambda: site.ann.gift("Rose", streak=3, user="bo"), lambda: site.ann.gift("Rose", user="cy")
    )
    assert score == {"bo": 3, "cy": 1}


@pytest.mark.parametrize("own_loop", [False, True])
def test_overlay_in_a_thread(site: Site, on: dict[str, Any], own_loop: bool) -> None:
    """The client in a daemon thread, read and stopped from the thread of a web server."""
    client = TikTokLiveClient("@ann")
    shown: queue.Queue[str] = queue.Queue()
    client.add_listener(on["comment"], lambda event: shown.put(event.comment))

    def work() -> None:
        loop = asyncio.new_event_loop() if own_loop else None
        asyncio.set_event_loop(loop)
        client.run()
        if loop is not None:
            loop.close()

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    site.then(lambda: site.ann.comment("hi"))
    assert shown.get(timeout=30) == "hi"
    assert client.connected
    client.stop()
    thread.join(20)
    assert not thread.is_alive()


def test_window_with_a_worker_thread(site: Site, on: dict[str, Any]) -> None:
    client = TikTokLiveClient("@ann")
    loop = asyncio.new_event_loop()
    connected, gone = threading.Event(), threading.Event()
    client.add_listener(on["connect"], lambda _: connected.set())
    client.add_listener(on["disconnect"], lambda _: gone.set())

    def work() -> None:
        loop.run_until_complete(client.connect())
        loop.run_until_complete(client.wait())
        loop.close()

    thread = threading.Thread(target=work)
    thread.start()
    assert connected.wait(30)
    asyncio.run_coroutine_threadsafe(client.disconnect(), loop).result(20)
    thread.join(20)
    assert gone.is_set()
    assert not thread.is_alive()


def test_recorder(site: Site, on: dict[str, Any], tmp_path: Path) -> None:
    ffmpeg()
    client = TikTokLiveClient("@ann")
    show = tmp_path / "stream.avi"

    @client.on(on["connect"])
    async def on_connect(_: Any) -> None:
        video = client.web.fetch_video_data
        if on["connect"] == "connect":
            client.download(str(show), verbose=False)
        else:
            video.start(output_fp=show, room_info=client.room_info, quality=VideoFetchQuality.UHD)
        assert video.is_recording
        await until(lambda: client._recording.recording.progress().time > 0.5)
        client.stop_download() if on["connect"] == "connect" else video.stop()
        await until(lambda: not video.is_recording)
        await client.disconnect()

    client.run()
    assert seconds(show) >= 0.5


def test_several_hosts_in_one_loop(site: Site, on: dict[str, Any]) -> None:
    async def main() -> None:
        heard: dict[str, list[str]] = {name: [] for name in ("ann", "ben", "cy")}
        clients = []
        for name, texts in heard.items():
            site.room(name)
            client = TikTokLiveClient(name)
            client.add_listener(on["comment"], lambda event, texts=texts: texts.append(event.comment))
            clients.append(client)
        tasks = [asyncio.create_task(client.connect()) for client in clients]
        await until(lambda: sum(one.entered_at is not None for one in site.simulator.connections) == 3)
        site.call(lambda: [room.comment(name) for name, room in site.simulator.rooms.items()])
        await until(lambda: all(heard.values()))
        for client in clients:
            await client.disconnect()
        await asyncio.gather(*tasks)
        assert heard == {name: [name] for name in heard}

    asyncio.run(main())


@pytest.mark.parametrize("error", [UserOfflineError, LiveNotFound, FailedConnection])
def test_retry_loop(site: Site, on: dict[str, Any], error: type[Exception]) -> None:
    site.room("ben", live=False)
    ben = site.simulator.rooms["ben"]
    said: list[str] = []
    for attempt in range(5):
        client = TikTokLiveClient("@ben")
        client.add_listener(on["comment"], lambda event: said.append(event.comment))
        try:
            client.run()
            break
        except error:
            said.append("offline")
            if attempt == 1:
                site.call(ben.start)
                site.then(lambda: ben.comment("hi"), ben.end)
            time.sleep(0.01)
    assert said == ["offline", "offline", "hi"]


def test_restart_in_the_disconnect_handler(site: Site, on: dict[str, Any]) -> None:
    client = TikTokLiveClient("@ann")
    connections: list[int | None] = []
    client.add_listener(on["connect"], lambda _: connections.append(client.room_id))

    @client.on(on["disconnect"])
    async def on_disconnect(_: Any) -> None:
        if len(connections) < 3:
            site.call(site.ann.start)
            site.then(site.ann.end, after=len(connections) + 1)
            await client.start()

    site.run(client)
    assert len(set(connections)) == 3


def test_stop_and_start_in_the_live_end_handler(site: Site) -> None:
    client = TikTokLiveClient("@ann")
    connections: list[int | None] = []
    client.add_listener(events.ConnectEvent, lambda event: connections.append(event.room_id))

    @client.on(events.LiveEndEvent)
    async def on_live_end(_: events.LiveEndEvent) -> None:
        await client.disconnect()
        if len(connections) == 1:
            site.call(site.ann.start)
            site.then(site.ann.end, after=2)
            await client.start()

    site.run(client)
    assert len(set(connections)) == 2


def test_notifier_that_waits_for_the_host(site: Site) -> None:
    async def main() -> None:
        site.room("ben", live=False)
        client = TikTokLiveClient("@ben")
        client.add_listener(events.CommentEvent, print)
        assert not await client.is_live()
        assert await client.is_live("@ann")
        assert client.unique_id == "ben"
        with pytest.raises(UserNotFoundError):
            await client.is_live("nobody")
        ben = site.simulator.rooms["ben"]
        site.call(ben.start)
        for _ in range(2):
            while not await client.is_live():  # noqa: ASYNC110 -- a program of somebody's
                await asyncio.sleep(0.01)
            task = asyncio.create_task(client.connect(fetch_room_info=True, fetch_gift_info=True))
            await until(lambda: client.connected)
            assert client.room_info["owner"]["display_id"] == "ben"
            assert client.gift_info["gifts"]
            await client.disconnect()
            await task
            await client.wait()
            assert (client.room_id, client.room_info, client.gift_info) == (None, None, None)

    asyncio.run(main())


def test_start_and_a_loop_that_goes_on(site: Site) -> None:
    async def main() -> None:
        client = TikTokLiveClient("@ann")
        came: list[object] = []
        task = await client.start(compress_ws_events=False, fetch_live_check=False)
        client.on(events.ConnectEvent, came.append)  # not too late
        assert client.connected
        assert not task.done()
        await until(lambda: came)
        site.call(site.ann.end)
        await until(lambda: not client.connected)
        await task
        with pytest.raises(TypeError, match="did you mean 'fetch_room_info'"):
            await client.start(fetch_roominfo=True)

    asyncio.run(main())


def test_a_room_that_the_program_looked_up(site: Site) -> None:
    async def main() -> None:
        client = TikTokLiveClient("@ann")
        room_id = await client.web.fetch_room_id_from_api("ann")
        assert await client.web.fetch_room_id_from_html("ann") == str(room_id) == str(site.ann.room_id)
        assert await client.web.fetch_is_live(room_id)
        assert (await client.web.fetch_room_info(room_id))["id_str"] == str(room_id)
        assert (await client.web.fetch_gift_list())["gifts"]
        answer = await client.web.get(f"{site.server.url}/@ann")
        assert answer.status_code == 200
        assert "<html" in answer.text.lower()
        await client.start(room_id=room_id, process_connect_events=False)
        assert client.room_id == room_id
        client.stop()
        await client.wait()

    asyncio.run(main())


def test_settings_of_the_process(monkeypatch: pytest.MonkeyPatch, site: Site) -> None:
    monkeypatch.setattr(WebDefaults, "tiktok_sign_api_key", "a key")
    monkeypatch.setattr(WebDefaults, "tiktok_app_url", "http://127.0.0.1:1")
    client = TikTokLiveClient("@ann")
    assert client.web.options().endpoints.web == "http://127.0.0.1:1"
    assert client.web.options().endpoints.webcast == site.endpoints.webcast
    assert client.web.options().signer
    client.web.set_session("secret", "eu-ttp2")
    client.web.cookies.set("mine", "1", domain=".tiktok.com")
    options = client.web.options()
    assert (options.session.session_id, options.session.target_idc) == ("secret", "eu-ttp2")
    assert dict(options.headers)["Cookie"] == "mine=1"
    client.web.set_session(None, None)
    assert client.web.options().session is None
    with pytest.raises(TypeError, match="web_kwargs has no option"):
        TikTokLiveClient("@ann", web_kwargs={"nonsense": 1})
