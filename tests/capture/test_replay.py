"""A capture holds what passed, survives a kill, and plays back as the same events."""

from __future__ import annotations

import gzip
import io
import math
import random
import tracemalloc
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import anyio
import pytest
import trio.testing

from livetok import (
    CaptureError,
    CommentEvent,
    ConnectEvent,
    DisconnectEvent,
    Event,
    GiftSettledEvent,
    ReconnectEvent,
    Retry,
    RoomEnded,
    UserError,
    replay,
)
from livetok._capture.file_format import pack, read_records, signature
from livetok._capture.writer import create
from livetok._client.connect import open_room
from livetok._session.environment import Environment
from livetok.options import Options
from livetok.proto import (
    BaseProtoMessage,
    CaptureHeader,
    CaptureHttp,
    CaptureKind,
    CaptureRecord,
    ProtoMessageFetchResult,
    WebcastPushFrame,
)
from livetok.testing import Simulator, TrafficGenerator
from livetok.testing.memory import in_memory
from livetok.testing.server import serve
from support.programs import example

pytestmark = pytest.mark.anyio

VIRTUAL = pytest.mark.parametrize(
    "anyio_backend",
    [pytest.param(("trio", {"clock": trio.testing.MockClock(autojump_threshold=0)}), id="trio-virtual")],
)


def summary(event: Event) -> tuple[str, dict[str, object], dict[str, object]]:
    meta = event.meta.to_dict()
    del meta["received_at"]  # the room in virtual time is stamped with the real time of day
    return type(event).__name__, event.to_dict()["event"], meta


async def captured_run(path: Path, *, pseudonymise: bool = False) -> list[Event]:
    """Watch a simulated room with losses until it ends, and capture it."""
    simulator = Simulator(seed=5)
    room = simulator.room("ann")
    TrafficGenerator(room=room, rate=10.0).start()
    for fault in ("corrupt_gzip", "duplicate", "unknown_method", "bad_message", "foreign_room"):
        simulator.fault(fault, room="ann", after=5.0)
    simulator.fault("abort", room="ann", after=12.0)
    simulator.fault("close", room="ann", after=15.0)
    options = Options(retry=Retry(first_delay=0.5, jitter=0.0))
    async with in_memory(simulator) as memory:
        capture = create(
            path,
            CaptureHeader(unique_id="ann", seed=3),
            time=anyio.current_time,
            now=datetime.now(UTC),
            pseudonymise=pseudonymise,
            end=lambda _: None,
        )
        network = Environment(
            open_http=memory.open_http, dial=memory.dial, rng=random.Random(3), observers=(capture,)
        )
        async with open_room("ann", 0, options, network) as live:
            simulator.world.at(40.0, room.end)
            return [event async for event in live]


def records_of(path: Path) -> list[CaptureRecord]:
    with path.open("rb") as file:
        return list(read_records(file))


async def played(path: Path, **options: object) -> list[Event]:
    async with replay(path, **options) as live:  # type: ignore[arg-type]
        return [event async for event in live]


def capture_in_virtual_time(path: Path, *, pseudonymise: bool = False) -> list[Event]:
    clock = trio.testing.MockClock(autojump_threshold=0)

    async def run() -> list[Event]:
        return await captured_run(path, pseudonymise=pseudonymise)

    return anyio.run(run, backend="trio", backend_options={"clock": clock})


@pytest.fixture(scope="module")
def captured(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Event]]:
    path = tmp_path_factory.mktemp("capture") / "run.livetok"
    return path, capture_in_virtual_time(path)


async def test_the_same_events_in_the_same_order(captured: tuple[Path, list[Event]]) -> None:
    path, original = captured
    again = await played(path, speed=math.inf, retry=Retry(first_delay=0.5, jitter=0.0))
    assert [summary(event) for event in again] == [summary(event) for event in original]
    kinds = {type(event).__name__ for event in original}
    assert {"ReconnectEvent", "UndecodedEvent", "UnknownEvent", "GiftSettledEvent", "LiveEndEvent"} <= kinds
    assert len(original) > 300


@VIRTUAL
async def test_speed_divides_the_time_it_takes(captured: tuple[Path, list[Event]]) -> None:
    path, _ = captured
    took: list[float] = []
    for speed in (1.0, 10.0):
        start = anyio.current_time()
        await played(path, speed=speed)
        took.append(anyio.current_time() - start)
    assert took[0] == pytest.approx(40.0, abs=2.0)
    assert took[1] == pytest.approx(took[0] / 10, rel=0.05)


async def test_step_by_step(captured: tuple[Path, list[Event]]) -> None:
    path, _ = captured
    steps = anyio.Semaphore(0)
    passed: list[float] = []

    async def wait(seconds: float) -> None:
        await steps.acquire()
        passed.append(seconds)

    async with replay(path, wait=wait) as live:
        assert isinstance(await anext(live), ConnectEvent)
        assert live.statistics.messages == 0
        for step in range(1, 6):
            steps.release()
            await anyio.wait_all_tasks_blocked()
            assert len(passed) == step
            assert live.statistics.bytes > 0
        frames = live.statistics.messages
        await anyio.wait_all_tasks_blocked()
        assert live.statistics.messages == frames > 0


async def test_pseudonymised_captures_tell_the_same_story(tmp_path: Path) -> None:
    path = tmp_path / "run.livetok"
    original = await anyio.to_thread.run_sync(lambda: capture_in_virtual_time(path, pseudonymise=True))
    again = await played(path, speed=math.inf, retry=Retry(first_delay=0.5, jitter=0.0))
    assert [type(event) for event in again] == [type(event) for event in original]
    for before, after in zip(original, again, strict=True):
        if isinstance(before, CommentEvent) and isinstance(after, CommentEvent) and before.user.id:
            assert len(after.content.encode()) == len(before.content.encode())
            assert len(after.user.nickname) == len(before.user.nickname)
            assert after.user.id != before.user.id
            assert len(str(after.user.id)) == len(str(before.user.id))
        if isinstance(before, GiftSettledEvent) and isinstance(after, GiftSettledEvent):
            assert (after.count, after.diamonds) == (before.count, before.diamonds)
    raw = path.read_bytes()
    secrets = {event.user.display_id for event in original if isinstance(event, CommentEvent)} - {""}
    plain = b"".join(bytes(record) for record in records_of(path))
    assert secrets
    assert not [name for name in secrets if name.encode() in plain or name.encode() in raw]


class TestFile:
    def test_reads_up_to_its_last_whole_record_wherever_it_is_cut(
        self, captured: tuple[Path, list[Event]]
    ) -> None:
        whole = captured[0].read_bytes()
        records = records_of(captured[0])
        for cut in range(len(signature()), min(len(whole), 6000), 7):
            read = list(read_records(io.BytesIO(whole[:cut])))
            assert read == records[: len(read)]
        assert list(read_records(io.BytesIO(whole[:-1]))) == records[:-1]

    def test_not_a_capture(self, tmp_path: Path) -> None:
        path = tmp_path / "other"
        path.write_bytes(b"GIF89a" + bytes(100))
        with pytest.raises(CaptureError, match="no capture file") as caught:
            replay(path)
        assert caught.value.hint

    def test_a_missing_file_and_an_empty_one(self, tmp_path: Path) -> None:
        with pytest.raises(CaptureError, match="cannot read"):
            replay(tmp_path / "nothing")
        (tmp_path / "empty").touch()
        with pytest.raises(CaptureError, match="no capture file"):
            replay(tmp_path / "empty")
        (tmp_path / "headless").write_bytes(signature())
        with pytest.raises(CaptureError, match="before its header"):
            replay(tmp_path / "headless")

    def test_a_future_version(self, tmp_path: Path) -> None:
        path = tmp_path / "future"
        path.write_bytes(signature(9))
        with pytest.raises(CaptureError, match="format 9") as caught:
            replay(path)
        assert "update" in caught.value.hint

    async def test_a_record_whose_length_lies(self, tmp_path: Path) -> None:
        header = pack(
            CaptureRecord(kind=CaptureKind.HEADER, header=CaptureHeader(unique_id="ann", room_id=7))
        )
        for name, bad in {
            "longer": b"\xff\xff\xff\xff" + bytes(8),
            "zero": bytes(12),
            "damaged": header[:-1] + bytes((header[-1] ^ 1,)),
        }.items():
            path = tmp_path / name
            path.write_bytes(signature() + header + bad)
            with pytest.raises(CaptureError) as caught:
                await played(path, speed=math.inf)
            assert caught.value.offset == len(signature()) + len(header)

    def test_a_file_without_a_header(self, tmp_path: Path) -> None:
        path = tmp_path / "odd"
        path.write_bytes(signature() + pack(CaptureRecord(kind=CaptureKind.OPENED)))
        with pytest.raises(CaptureError, match="no header"):
            replay(path)

    @pytest.mark.parametrize("speed", [0, -1, math.nan, True, "fast"])
    def test_bad_speeds(self, captured: tuple[Path, list[Event]], speed: object) -> None:
        with pytest.raises(UserError, match="speed"):
            replay(captured[0], speed=speed)  # type: ignore[arg-type]

    async def test_never_overwrites(self, tmp_path: Path, captured: tuple[Path, list[Event]]) -> None:
        taken = tmp_path / "taken"
        taken.write_text("mine")
        async with replay(captured[0], speed=math.inf) as live:
            with pytest.raises(CaptureError, match="exists"):
                live.capture(taken)
            with pytest.raises(CaptureError, match="cannot write"):
                live.capture(tmp_path / "no" / "folder")
        assert taken.read_text() == "mine"

    async def test_a_capture_of_a_replay_is_the_capture(
        self, tmp_path: Path, captured: tuple[Path, list[Event]]
    ) -> None:
        copy = tmp_path / "copy.livetok"
        go = anyio.Event()

        async def wait(_: float) -> None:
            await go.wait()

        options = {"retry": Retry(first_delay=0.5, jitter=0.0)}
        async with replay(captured[0], wait=wait, **options) as live:
            with live.capture(copy):
                go.set()
                first = [summary(event) async for event in live]
        again = await played(copy, speed=math.inf, **options)
        assert [summary(event) for event in again] == first

    async def test_ends_where_the_file_does(self, tmp_path: Path, captured: tuple[Path, list[Event]]) -> None:
        cut = tmp_path / "cut"
        cut.write_bytes(captured[0].read_bytes()[:9000])
        events = await played(cut, speed=math.inf)
        assert isinstance(events[-1], DisconnectEvent)
        assert "capture ends" in events[-1].reason
        assert not any(isinstance(event, ReconnectEvent) for event in events)


async def test_the_example(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main = example("capture_and_replay.py").main
    simulator = Simulator(seed=4)
    async with serve(simulator) as server:
        room = simulator.room("ann")
        room.comment("hello", user="bo")
        await main("@ann", str(tmp_path / "x.livetok"), seconds=0.5, endpoints=server.endpoints)
    out = capsys.readouterr().out
    assert out.count("->") == 1
    assert "hello" not in out


def hostile(path: Path, *records: CaptureRecord) -> None:
    header = CaptureRecord(
        kind=CaptureKind.HEADER, header=CaptureHeader(unique_id="ann", room_id=7300000000000000001)
    )
    path.write_bytes(signature() + b"".join(pack(record) for record in (header, *records)))


def frame_of(size: int, number: int) -> bytes:
    """A frame of a few kilobytes that unfolds to one message of a size."""
    message = BaseProtoMessage(method="WebcastNobodyKnows", payload=bytes(size), msg_id=number)
    result = bytes(ProtoMessageFetchResult(messages=[message], cursor="1"))
    return bytes(WebcastPushFrame(payload_type="msg", log_id=number, payload=gzip.compress(result)))


async def test_a_small_capture_does_not_fill_the_memory(tmp_path: Path) -> None:
    """Neither with messages that wait to be read, nor with answers that nobody asks for."""
    frames = [
        CaptureRecord(kind=CaptureKind.WEBSOCKET_IN, elapsed_ns=number, body=frame_of(10_000_000, number))
        for number in range(1, 21)
    ]
    answers = [
        CaptureRecord(
            kind=CaptureKind.HTTP_ANSWER, http=CaptureHttp(url="https://x.test/"), body=bytes(10_000_000)
        )
        for _ in range(20)
    ]
    for records, read in ((frames, 21), (answers, 0)):
        hostile(tmp_path / "hostile.livetok", *records)
        assert (tmp_path / "hostile.livetok").stat().st_size < 300_000
        tracemalloc.start()
        with suppress(RoomEnded):  # where there is no connection in it
            async with replay(tmp_path / "hostile.livetok", speed=math.inf) as live:
                await anyio.wait_all_tasks_blocked()
                count = 0
                async for _ in live:  # kept by nobody
                    count += 1
                assert count >= read
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < 170_000_000  # of 200 MB that would wait


async def test_a_capture_of_long_messages_needs_the_limit_that_it_was_made_with(tmp_path: Path) -> None:
    body = bytes(WebcastPushFrame(payload_type="x", payload=bytes(40_000_000)))
    hostile(tmp_path / "long.livetok", CaptureRecord(kind=CaptureKind.WEBSOCKET_IN, body=body))
    with pytest.raises(CaptureError, match="unfolds to more"):
        await played(tmp_path / "long.livetok", speed=math.inf)
    assert await played(tmp_path / "long.livetok", speed=math.inf, max_frame_size=50_000_000)
