"""Reading a fleet's stream, alone and in groups; giving it hosts; what the commands print."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager

import anyio
import pytest

from livetok import CommentEvent, UserError
from livetok._mixins.event import with_meta
from livetok._mixins.meta import Meta
from livetok._nats import Connection, open_link
from livetok.cli import main
from livetok.fleet import FleetEvents, Worker, WorkerOptions, open_fleet, open_worker, read_fleet
from livetok.fleet.checkpoint import message_of, prepare
from livetok.fleet.layout import FleetLayout, address_key, open_layout
from livetok.fleet.ownership import WorkerInfo
from livetok.fleet.store import last_entry, put_message
from livetok.testing import Simulator
from livetok.testing.server import serve
from support.nats_server import NatsServer, nats_server, until

pytestmark = pytest.mark.anyio

HOSTS = [f"host{number}" for number in range(8)]


@pytest.fixture
def server() -> Generator[NatsServer]:
    with nats_server() as server:
        yield server


@asynccontextmanager
async def connection(
    server: NatsServer, partitions: int = 8
) -> AsyncGenerator[tuple[Connection, FleetLayout]]:
    async with open_link(server.url) as link:
        present = await link.get()
        yield present, await open_layout(present, partitions=partitions)


async def fill(present: Connection, layout: FleetLayout, numbers: range) -> None:
    """Store a comment of each host for each number."""
    for number in numbers:
        messages = []
        for host in HOSTS:
            meta = Meta(message_id=number + 1, room_id=7, unique_id=host, method="WebcastChatMessage")
            event = with_meta(CommentEvent(content=f"{number}"), meta)
            prepared = prepare(host, event, None)
            prepared.id = f"{host}-{number}"
            message = message_of(layout.host_prefix(host), prepared, expected=0, full_at=0)
            headers = {name: value for name, value in message.headers.items() if "Expected" not in name}
            messages.append(
                type(message)(subject=message.subject, body=message.body, id=message.id, headers=headers)
            )
        await present.publish(messages)


async def take(events: FleetEvents, count: int) -> dict[str, list[int]]:
    got: dict[str, list[int]] = {}
    with anyio.fail_after(60):
        for _ in range(count):
            event = await anext(events)
            assert isinstance(event, CommentEvent)
            got.setdefault(event.meta.unique_id, []).append(int(event.content))
    return got


async def test_alone_all_is_read_in_order_also_when_the_server_is_killed(server: NatsServer) -> None:
    async with connection(server) as (present, layout):
        await fill(present, layout, range(50))
    async with read_fleet(server.url, start="all") as events, read_fleet(server.url) as news:
        first = await take(events, 100)
        server.kill()
        server.start()
        rest = await take(events, 300)
        assert events.behind == 0
        for host in HOSTS:
            assert first.get(host, []) + rest[host] == list(range(50))
        async with connection(server) as (present, layout):
            await fill(present, layout, range(50, 52))
        assert await take(news, 16) == await take(events, 16) == {host: [50, 51] for host in HOSTS}


async def test_a_group_shares_goes_on_and_keeps_the_order_of_each_room(server: NatsServer) -> None:
    async with connection(server) as (present, layout):
        await fill(present, layout, range(30))
    got: dict[str, list[int]] = {}
    shares = [0, 0]

    async def read(number: int, scope: anyio.CancelScope) -> None:
        async with read_fleet(server.url, group="g", start="all", ack_seconds=2) as events:
            async for event in events:
                assert isinstance(event, CommentEvent)
                got.setdefault(event.meta.unique_id, []).append(int(event.content))
                shares[number] += 1
                await anyio.sleep(0.002)
                if sum(shares) >= 200:
                    scope.cancel()

    with anyio.fail_after(60):
        async with anyio.create_task_group() as group:
            group.start_soon(read, 0, group.cancel_scope)
            group.start_soon(read, 1, group.cancel_scope)
    assert min(shares) > 20
    # Who was cancelled within the loop had not acknowledged: it comes again, and nothing is left out.
    async with read_fleet(server.url, group="g", ack_seconds=2) as events:
        with anyio.move_on_after(45):
            while any(set(got.get(host, ())) < set(range(30)) for host in HOSTS):
                event = await anext(events)
                assert isinstance(event, CommentEvent)
                got[event.meta.unique_id].append(int(event.content))
    for host in HOSTS:
        assert list(dict.fromkeys(got[host])) == list(range(30))
        assert len(got[host]) <= 34
    async with open_fleet(server.url) as fleet:
        assert (await fleet.status()).groups["g"] <= 2


async def test_an_event_is_acknowledged_after_the_loops_body(server: NatsServer) -> None:
    async with connection(server, 1) as (present, layout):
        await fill(present, layout, range(1))
    with pytest.raises(ZeroDivisionError):
        async with read_fleet(server.url, group="g", start="all", ack_seconds=1) as events:
            first = await anext(events)
            raise ZeroDivisionError
    async with read_fleet(server.url, group="g", ack_seconds=1) as events:
        with anyio.fail_after(30):
            again = await anext(events)
        assert again.meta.unique_id == first.meta.unique_id
        await anyio.sleep(2.5)  # longer than ack_seconds: who is alive keeps it
    async with read_fleet(server.url, group="g", ack_seconds=1) as events:
        with anyio.fail_after(30):
            assert (await anext(events)).meta.unique_id != again.meta.unique_id


async def test_mistakes_are_told(server: NatsServer) -> None:
    with pytest.raises(UserError, match="no name of a group"):
        read_fleet(server.url, group="a.b")
    with pytest.raises(UserError, match="start is"):
        read_fleet(server.url, start="now")  # type: ignore[arg-type]
    async with open_fleet(server.url, partitions=4) as fleet:
        with pytest.raises(UserError, match="4 partitions, which cannot be changed"):
            async with open_fleet(server.url, partitions=5):
                pass
        with pytest.raises(UserError):
            await fleet.add(["ann", "no handle!"])
        assert await fleet.hosts() == []
    with pytest.raises(UserError, match="partitions"):
        async with open_fleet(server.url, partitions=5000):
            pass
    for wrong in ({"lease": 1.0}, {"capacity": 0}, {"name": ""}, {"dial_rate": 0}):
        with pytest.raises(UserError):
            WorkerOptions(**wrong)
    async with read_fleet(server.url) as events, anyio.create_task_group() as group:
        group.start_soon(anext, events)
        await anyio.wait_all_tasks_blocked()
        with pytest.raises(UserError, match="two tasks"):
            await anext(events)
        group.cancel_scope.cancel()


@pytest.mark.parametrize("version", [(2, 9, 10), (2, 11, 0)])
async def test_a_server_that_is_too_old_is_told(
    server: NatsServer, version: tuple[int, int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Debian's lacks what a fleet stands on, and 2.11.0 tells nobody of a lease that has ended."""
    monkeypatch.setattr(Connection, "server_version", version)
    with pytest.raises(UserError, match=r"needs 2\.11\.4 or later"):
        async with open_fleet(server.url):
            pass


async def test_workers_behind_an_address_share_its_budget_and_its_pauses(server: NatsServer) -> None:
    """A 429 seen by one closes the address for all behind it, and for nobody else."""
    simulator = Simulator(seed=1)
    for host in HOSTS:
        simulator.room(host)

    def limiter(worker: Worker) -> object:
        return worker._limiter

    async with serve(simulator) as site, open_fleet(server.url, partitions=4) as fleet:

        def options(address: str) -> WorkerOptions:
            return WorkerOptions(address=address, dial_rate=8.0, lease=3, poll_interval=0.2)

        async with (
            open_worker(server.url, options("x"), endpoints=site.endpoints) as first,
            open_worker(server.url, options("x"), endpoints=site.endpoints) as second,
            open_worker(server.url, options("y"), endpoints=site.endpoints) as third,
        ):
            workers = (first, second, third)
            await until(lambda: all(len(worker.membership.workers) == 3 for worker in workers))
            await until(lambda: [worker._limiter.rate for worker in workers] == [4.0, 4.0, 8.0])
            simulator.fault("http_429", times=1)
            await fleet.add(HOSTS)
            await until(
                lambda: (
                    sum(worker._limiter._next_at > anyio.current_time() + 1.5 for worker in workers) in {1, 2}
                )
            )
            status = await fleet.status()
            (address,) = status.paused
            behind = {"x": workers[:2], "y": workers[2:]}[address]
            await until(lambda: all(worker._limiter._next_at > anyio.current_time() for worker in behind))
            async with connection(server, 4) as (present, _):
                assert (await last_entry(present, address_key(address))).value is not None


def test_a_stranger_among_the_workers_is_shown(server: NatsServer, capfd: pytest.CaptureFixture[str]) -> None:
    """The commands: add, list, status, read, remove."""

    def livetok(*arguments: str) -> str:
        assert main(["fleet", *arguments, "--nats", server.url]) == 0
        return capfd.readouterr().out

    assert livetok("add", "@ann", "bo.b", "--partitions", "4") == "added 2 of 2 hosts\n"
    assert livetok("add", "ann") == "added 0 of 1 hosts\n"
    assert livetok("list") == "@ann\n@bo.b\n"

    async def prepare_server() -> None:
        async with connection(server, 4) as (present, layout):
            info = WorkerInfo(address="here", capacity=5, hosts=2, live=1, rate=3.5)
            await present.publish([put_message("worker.w1", info.to_json(), seconds=60)])
            await fill(present, layout, range(1))

    anyio.run(prepare_server)
    text = livetok("status")
    assert "hosts 2, live 1, 3.5 messages/s" in text
    assert "w1" in text
    status = json.loads(livetok("status", "--json"))
    assert status["unowned"] == 4
    assert status["workers"]["w1"]["hosts"] == 2
    lines = livetok("read", "--start", "all", "--limit", "8", "--json").splitlines()
    assert {json.loads(line)["meta"]["unique_id"] for line in lines} == set(HOSTS)
    assert livetok("remove", "ann", "nobody") == "removed 1 of 2 hosts\n"
    assert livetok("list", "--json") == "bo.b\n"
    for wrong in (["add"], ["status", "ann"], ["list", "--nats", "http://x"]):
        assert main(["fleet", *wrong]) == 2
