"""`download()` and `stop_download()`, with a real ffmpeg and the simulator's video."""

from __future__ import annotations

from functools import partialmethod
from pathlib import Path

import pytest

from compat.conftest import Site
from livetok import Live
from livetok._recording import recorder
from livetok.compat.tiktoklive import TikTokLiveClient
from livetok.compat.tiktoklive.types import (
    AlreadyDownloadingStream,
    DownloadStreamError,
    NotDownloadingStream,
    VideoQuality,
)
from livetok.compat.tiktoklive.types.events import ConnectEvent
from support.machine import until
from support.media import ffmpeg, seconds


@pytest.fixture(autouse=True)
def needs_ffmpeg() -> None:
    ffmpeg()


def test_download_until_stopped(site: Site, tmp_path: Path, caplog) -> None:
    show = tmp_path / "show.mp4"
    show.write_bytes(b"older")
    client = TikTokLiveClient("@ann")

    @client.on("connect")
    async def on_connect(_: ConnectEvent):
        assert client.ffmpeg is None
        client.download(str(show), quality=VideoQuality.LD, outputs={str(show): "-metadata title=mine"})
        wrapper = client.ffmpeg
        assert (wrapper.path, wrapper.verbose) == (str(show), True)
        with pytest.raises(AlreadyDownloadingStream):
            client.download(str(tmp_path / "other.mp4"))
        await until(lambda: wrapper.ffmpeg.progress().time > 1)
        client.stop_download()
        await until(lambda: client.ffmpeg is None)
        with pytest.raises(NotDownloadingStream):
            client.stop_download()
        client.stop()

    client.run()
    assert seconds(show) >= 1
    told = [record.getMessage() for record in caplog.records if record.name == "livetok.compat"]
    assert told == [f"started the download to {show}", f"finished the download to {show}"]


def test_download_of_a_duration(site: Site, tmp_path: Path) -> None:
    show = tmp_path / "show.flv"
    client = TikTokLiveClient("@ann")

    @client.on("connect")
    async def on_connect(_: ConnectEvent):
        client.download(str(show), duration=2, verbose=False)
        await until(lambda: client.ffmpeg is None)
        client.stop()

    client.run()
    assert 1.5 < seconds(show) < 3.5


def test_the_end_of_the_broadcast_finishes_the_file(site: Site, tmp_path: Path) -> None:
    show = tmp_path / "show.mp4"
    client = TikTokLiveClient("@ann")

    @client.on("connect")
    async def on_connect(_: ConnectEvent):
        client.download(str(show))
        await until(lambda: client.ffmpeg.ffmpeg.progress().time > 1)
        site.call(site.ann.end)

    client.run()
    assert seconds(show) >= 1
    assert client.ffmpeg is None


def test_what_goes_wrong(site: Site, tmp_path: Path) -> None:
    client = TikTokLiveClient("@ann")
    errors: list[Exception] = []
    client.add_listener("error", errors.append)
    with pytest.raises(NotDownloadingStream):
        client.stop_download()
    with pytest.raises(DownloadStreamError, match="connect first"):
        client.download(str(tmp_path / "show.mp4"))

    @client.on("connect")
    async def on_connect(_: ConnectEvent):
        try:
            with pytest.raises(DownloadStreamError):
                client.download(str(tmp_path / "{nonsense}.mp4"))
            assert client.ffmpeg is None
            with pytest.warns(UserWarning, match="have no effect"):
                client.download(str(tmp_path / "show"), inputs={"a": "b"})
            await until(lambda: client.ffmpeg.ffmpeg.progress().time > 0.5)
        finally:
            client.stop()

    client.run()
    assert errors == []
    assert not (tmp_path / "show.mp4").exists()  # the program asked for another name
    assert seconds(tmp_path / "show") >= 0.5


def test_a_download_that_fails_is_an_error(site: Site, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(recorder, "_FIRST_PAUSE", 0.01)
    record_start = Live.record_start
    monkeypatch.setattr(Live, "record_start", partialmethod(record_start, start_timeout=1))
    client = TikTokLiveClient("@ann")
    errors: list[Exception] = []

    @client.on("error")
    async def on_error(error: Exception):
        errors.append(error)
        client.stop()

    @client.on("connect")
    async def on_connect(_: ConnectEvent):
        site.call(lambda: site.simulator.fault("stream_404", times=100))
        client.download(str(tmp_path / "show.mp4"))

    client.run()
    assert [type(error) for error in errors] == [DownloadStreamError]
    assert errors[0].__cause__ is not None
    assert client.ffmpeg is None
