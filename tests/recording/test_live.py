"""Recording through `connect()`, from the simulator on a port."""

from __future__ import annotations

from pathlib import Path

import anyio
import pytest

from livetok import (
    CommentEvent,
    Event,
    RecordingError,
    RecordingStartedEvent,
    RecordingStoppedEvent,
    UserError,
    connect,
)
from livetok.testing import Simulator
from livetok.testing.server import serve
from support.media import faults, ffmpeg, seconds
from support.programs import example

pytestmark = pytest.mark.anyio


@pytest.fixture(autouse=True)
def needs_ffmpeg() -> None:
    ffmpeg()


async def test_events_keep_flowing_while_a_file_grows(tmp_path: Path) -> None:
    show = tmp_path / "show.mp4"
    simulator = Simulator()
    room = simulator.room("ann")
    heard, sent, late = list[Event](), list[float](), 0.0
    async with serve(simulator) as server:
        async with connect("@ann", endpoints=server.endpoints) as live:
            async with live.record(show, quality="ld") as recording, anyio.create_task_group() as group:

                async def talk() -> None:
                    for number in range(300):
                        sent.append(anyio.current_time())
                        room.comment(f"{number}")
                        await anyio.sleep(0.01)

                group.start_soon(talk)
                async for event in live:
                    heard.append(event)
                    if isinstance(event, CommentEvent):
                        late = max(late, anyio.current_time() - sent[int(event.content)])
                        if event.content == "299":
                            break
            assert recording.files == (show,)
            with anyio.fail_after(30):
                while not isinstance(event, RecordingStoppedEvent):
                    event = await anext(live)
    comments = [event.content for event in heard if isinstance(event, CommentEvent)]
    assert comments == [str(number) for number in range(300)]
    assert late < 5  # seconds: a recorder that held the events up would do so to the end
    assert [event.quality for event in heard if isinstance(event, RecordingStartedEvent)] == ["ld"]
    assert faults(show) == ""
    assert seconds(show) == pytest.approx(recording.progress().time, abs=0.3)


async def test_leaving_the_live_finishes_what_was_started(tmp_path: Path) -> None:
    simulator = Simulator()
    simulator.room("ann")
    async with serve(simulator) as server:
        async with connect("@ann", endpoints=server.endpoints) as live:
            recording = live.record_start(tmp_path / "{user}.mkv", quality="worst")
            await recording.wait_begun()
            await anyio.sleep(1)
    assert recording.finished
    assert recording.error is None
    assert recording.path == tmp_path / "ann.mkv"
    assert faults(recording.path) == ""
    assert seconds(recording.path) == pytest.approx(recording.progress().time, abs=0.3)


async def test_the_end_of_the_broadcast_ends_both(tmp_path: Path) -> None:
    simulator = Simulator()
    room = simulator.room("ann")
    async with serve(simulator) as server:
        async with connect("@ann", endpoints=server.endpoints) as live:
            async with live.record(tmp_path / "show.mp4", quality="sd") as recording:
                await anyio.sleep(1.5)
                room.end()
                with anyio.fail_after(60):
                    async for _ in live:
                        pass
                    await recording.wait()
    assert recording.error is None
    assert faults(tmp_path / "show.mp4") == ""


async def test_what_is_wrong_is_said_at_the_call(tmp_path: Path) -> None:
    simulator = Simulator()
    simulator.room("ann")
    async with serve(simulator) as server:
        async with connect("@ann", endpoints=server.endpoints) as live:
            with pytest.raises(UserError, match="no option 'qualty'"):
                live.record_start(tmp_path / "show.mp4", qualty="best")  # type: ignore[call-arg]
            with pytest.raises(RecordingError) as caught:
                live.record(tmp_path / "show.mp4", quality="uhd")
    assert "origin, hd, sd, ld" in caught.value.hint


async def test_the_example(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main = example("record_stream.py").main
    simulator = Simulator()
    room = simulator.room("ann")

    async def talk() -> None:
        while True:
            room.comment("hello")
            await anyio.sleep(0.2)

    async with serve(simulator) as server, anyio.create_task_group() as group:
        group.start_soon(talk)
        with anyio.fail_after(60):
            await main("@ann", str(tmp_path / "show.mkv"), 1.5, endpoints=server.endpoints)
        group.cancel_scope.cancel()
    printed = capsys.readouterr().out
    assert "-> hello" in printed
    assert f"wrote {tmp_path / 'show.mkv'}" in printed
    assert "hello" in (tmp_path / "show.ass").read_text(encoding="utf-8")
