"""Metrics are read from what the session counts anyway; on a port for Prometheus, and for OpenTelemetry."""

from __future__ import annotations

import re

import anyio
import httpx
import pytest
from opentelemetry import trace
from opentelemetry.metrics import set_meter_provider
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from livetok import CommentEvent, LiveEndEvent, UserNotFound, follow
from livetok.errors import NetworkError
from livetok.state import Statistics
from livetok.telemetry import (
    Metric,
    observe,
    prometheus_text,
    room_metrics,
    serve_metrics,
    statistics_metrics,
)
from livetok.testing import Simulator
from livetok.testing.memory import in_memory
from livetok.testing.server import serve

pytestmark = pytest.mark.anyio

_SPANS = InMemorySpanExporter()
_METRICS = InMemoryMetricReader()


@pytest.fixture(scope="module", autouse=True)
def opentelemetry() -> None:
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(_SPANS))
    trace.set_tracer_provider(provider)
    set_meter_provider(MeterProvider(metric_readers=[_METRICS]))


@pytest.fixture(autouse=True)
def no_spans() -> None:
    _SPANS.clear()


def values(text: str) -> dict[str, float]:
    return {
        line.rpartition(" ")[0]: float(line.rpartition(" ")[2])
        for line in text.splitlines()
        if line[0] != "#"
    }


def test_the_text_is_what_prometheus_reads() -> None:
    text = prometheus_text(
        [
            Metric(name="rooms", value=2, description="Hosts.", kind="gauge", labels={"state": 'a"b\\c\nd'}),
            Metric(name="rooms", value=0, description="Hosts.", kind="gauge", labels={"state": "waiting"}),
            Metric(name="messages", value=12_345_678_901, description="Messages."),
        ]
    )
    assert text == (
        "# HELP livetok_rooms Hosts.\n"
        "# TYPE livetok_rooms gauge\n"
        'livetok_rooms{state="a\\"b\\\\c\\nd"} 2\n'
        'livetok_rooms{state="waiting"} 0\n'
        "# HELP livetok_messages_total Messages.\n"
        "# TYPE livetok_messages_total counter\n"
        "livetok_messages_total 12345678901\n"
    )


def test_totals_add_up() -> None:
    one = Statistics(messages=1, gap_seconds=0.5, last_message_age=3.0)
    other = Statistics(messages=2, connections=4, last_message_age=1.0)
    assert one.plus(other) == Statistics(messages=3, connections=4, gap_seconds=0.5, last_message_age=1.0)
    assert Statistics().plus(Statistics()) == Statistics()
    assert {metric.value for metric in statistics_metrics(Statistics())} == {0}


async def test_rooms_that_are_over_still_count() -> None:
    """A counter that went down would be taken for a restart."""
    simulator = Simulator(seed=1)
    rooms = [simulator.room(name) for name in ("ann", "bo")]
    async with serve(simulator) as site:
        async with follow(["ann", "bo", "nobody"], endpoints=site.endpoints, dial_rate=100) as lives:
            assert lives.states == {"connected": 0, "connecting": 3, "waiting": 0}
            comments = 0
            async for _, event in lives:
                if type(event).__name__ == "ConnectEvent" and lives.states["connected"] == 2:
                    for room in rooms:
                        room.comment("hello")
                comments += isinstance(event, CommentEvent)
                if comments == 2:
                    break
            before = lives.statistics
            assert before.connections == 2
            assert before.connect_seconds > 0
            rooms[0].end()
            async for _, event in lives:
                if isinstance(event, LiveEndEvent):
                    break
            lives.remove("ann")
            lives.remove("bo")
            after = lives.statistics
            assert after.messages > before.messages
            assert after.connections == 2
            shown = values(prometheus_text(room_metrics(lives)))
            assert shown["livetok_messages_total"] == after.messages
            assert shown["livetok_connections_total"] == 2
            assert shown["livetok_dial_queue"] == 0


async def test_asking_for_metrics_does_not_count_as_reading() -> None:
    """Reading `Live.statistics` alone lets the oldest events go; metrics must not."""
    simulator = Simulator(seed=1)
    room = simulator.room("ann")
    async with serve(simulator) as site:
        async with follow(["ann"], endpoints=site.endpoints, buffer=8) as lives:
            await anext(lives)
            for number in range(100):
                room.comment(str(number))
            for _ in range(20):
                room_metrics(lives)
                await anyio.sleep(0.01)
            got = []
            async for _, event in lives:
                if isinstance(event, CommentEvent):
                    got.append(int(event.content))
                    if len(got) == 100:
                        break
            assert got == list(range(100))
            assert lives.statistics.lagged == 0


async def test_the_port_answers_get_metrics_and_nothing_else() -> None:
    metrics = [Metric(name="messages", value=3, description="Messages.")]
    async with serve_metrics(lambda: metrics, port=0) as port, httpx.AsyncClient() as client:
        url = f"http://127.0.0.1:{port}"
        answer = await client.get(f"{url}/metrics?x=1")
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
        assert values(answer.text) == {"livetok_messages_total": 3}
        assert (await client.head(f"{url}/metrics")).text == ""
        assert (await client.get(f"{url}/")).status_code == 404
        assert (await client.post(f"{url}/metrics")).status_code == 405
        with pytest.raises(NetworkError, match="cannot listen"):
            async with serve_metrics(lambda: metrics, port=port):
                pass
        async with await anyio.connect_tcp("127.0.0.1", port) as stream:
            await stream.send(b"x" * 20_000)  # no request line that ends
            assert re.match(rb"HTTP/1.1 40\d", await stream.receive())


async def test_opentelemetry_sees_the_same_numbers() -> None:
    def read(count: int) -> list[Metric]:
        return [
            Metric(name="messages", value=count, description="Messages.", unit="{message}"),
            Metric(name="rooms", value=1, description="Hosts.", kind="gauge", labels={"state": "connected"}),
        ]

    def seen() -> dict[tuple[str, str], float]:
        data = _METRICS.get_metrics_data()
        if data is None:
            return {}
        return {
            (metric.name, str(point.attributes.get("state", ""))): point.value
            for resource in data.resource_metrics
            for scope in resource.scope_metrics
            for metric in scope.metrics
            for point in metric.data.data_points
        }

    with observe(lambda: read(3)):
        assert seen() == {("livetok.messages", ""): 3, ("livetok.rooms", "connected"): 1}
        with observe(lambda: read(4)):
            assert seen() == {("livetok.messages", ""): 7, ("livetok.rooms", "connected"): 2}
    assert not seen()


async def test_connecting_is_a_span_and_messages_are_none() -> None:
    simulator = Simulator(seed=1)
    room = simulator.room("ann")
    async with in_memory(simulator) as network:
        async with network.connect("ann") as live:
            for _ in range(10):
                room.comment("hello")
            async for event in live:
                if isinstance(event, CommentEvent):
                    break
            (span,) = _SPANS.get_finished_spans()
            assert span.name == "livetok.connect"
            assert span.attributes == {"livetok.host": "ann", "livetok.room_id": str(room.room_id)}
            assert live.statistics.connections == 1
        _SPANS.clear()
        with pytest.raises(UserNotFound):
            async with network.connect("nobody"):
                pass
        (span,) = _SPANS.get_finished_spans()
        assert span.attributes is not None
        assert span.attributes["error.type"] == "UserNotFound"
