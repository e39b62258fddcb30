"""Which hosts a fleet follows, and how it is doing: what `livetok fleet add|remove|list|status` asks for."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable, Mapping
from contextlib import asynccontextmanager
from typing import Any, Final

import anyio
from attrs import define, field, frozen

from livetok._nats import Connection, Link, open_link, unescape_token
from livetok._webapi.handles import parse_user
from livetok.errors import NetworkError
from livetok.fleet.layout import STREAM, FleetLayout, host_key, open_layout
from livetok.fleet.ownership import WorkerInfo
from livetok.fleet.store import Entry, delete_message, last_entry, put_message, stored, watch

__all__ = ["Fleet", "FleetStatus", "open_fleet"]

_CHUNK: Final = 500


@asynccontextmanager
async def open_fleet(
    url: str, *, partitions: int | None = None, replicas: int = 1, retention: float = 7 * 86_400.0
) -> AsyncGenerator[Fleet]:
    """Open a fleet to add hosts and to see how it is doing; created when the server has none.

    Args:
        url: Of the NATS server; several with commas between them.
        partitions: For a new fleet, 1 to 4096; None (default) for what it has, 256 for a new one.
        replicas: Servers that hold a copy each, for a new fleet. Default 1.
        retention: Seconds that events are kept, for a new fleet. Default seven days.

    Raises:
        UserError: The fleet has another number of partitions, the URL is wrong, or nats-py is missing.
        NetworkError: The server is not there.
    """
    async with open_link(url) as link:
        connection = await link.get()
        layout = await open_layout(connection, partitions=partitions, replicas=replicas, retention=retention)
        yield Fleet(link, layout)


@frozen(kw_only=True)
class FleetStatus:
    """How a fleet is doing.

    Attributes:
        partitions: Number of partitions.
        unowned: Those that no worker has.
        hosts: Hosts that are to be followed.
        workers: Workers by name, as they described themselves a moment ago.
        paused: Exit addresses that send no requests at the moment, with the seconds of their pause.
        messages: Messages in the stream.
        bytes: Their size.
        groups: Messages that each group of readers has not acknowledged yet.
    """

    partitions: int
    unowned: int
    hosts: int
    workers: Mapping[str, WorkerInfo]
    paused: Mapping[str, float]
    messages: int
    bytes: int
    groups: Mapping[str, int]

    def to_dict(self) -> dict[str, Any]:
        """Return it ready for JSON."""
        workers = {
            name: {
                "address": info.address,
                "capacity": info.capacity,
                "hosts": info.hosts,
                "live": info.live,
                "partitions": info.partitions,
                "messages_per_second": info.rate,
                "waiting": info.waiting,
                "lag_seconds": info.oldest,
                "dial_rate": info.dial_rate,
                "version": info.version,
            }
            for name, info in self.workers.items()
        }
        return {
            "partitions": self.partitions,
            "unowned": self.unowned,
            "hosts": self.hosts,
            "live": sum(info.live for info in self.workers.values()),
            "messages_per_second": round(sum(info.rate for info in self.workers.values()), 1),
            "workers": workers,
            "paused": dict(self.paused),
            "messages": self.messages,
            "bytes": self.bytes,
            "groups": dict(self.groups),
        }


@define(eq=False)
class Fleet:
    """A fleet, as those see it who give it hosts.

    Attributes:
        layout: How hosts are spread.
    """

    _link: Link
    layout: FleetLayout = field()

    async def add(self, users: Iterable[str]) -> int:
        """Have hosts followed; return how many are new.

        Args:
            users: Handles or URLs.

        Raises:
            UserError: One is wrong; then none is added.
            NetworkError: The server was lost.
        """
        return await self._change(users, present=True)

    async def remove(self, users: Iterable[str]) -> int:
        """Have hosts followed no more; return how many were.

        Args:
            users: Handles or URLs.

        Raises:
            UserError: One is wrong; then none is removed.
            NetworkError: The server was lost.
        """
        return await self._change(users, present=False)

    async def hosts(self) -> list[str]:
        """Return the hosts, sorted.

        Raises:
            NetworkError: The server was lost.
        """
        connection = await self._link.get()
        entries = await _present(connection, ["host.>"])
        return sorted(unescape_token(key.rpartition(".")[2]) for key in entries)

    async def owners(self) -> dict[int, str]:
        """Return the worker of each partition that has one.

        Raises:
            NetworkError: The server was lost.
        """
        entries = await _present(await self._link.get(), ["partition.*"])
        return {int(key.partition(".")[2]): unescape_token(value.decode()) for key, value in entries.items()}

    async def status(self) -> FleetStatus:
        """Return how the fleet is doing.

        Raises:
            NetworkError: The server was lost.
        """
        connection = await self._link.get()
        entries = await _present(connection, ["worker.*", "partition.*", "address.*"])
        workers = {
            unescape_token(key.partition(".")[2]): WorkerInfo.from_json(value)
            for key, value in entries.items()
            if key.startswith("worker.")
        }
        owners = [
            unescape_token(value.decode()) for key, value in entries.items() if key.startswith("partition.")
        ]
        paused = {
            unescape_token(key.partition(".")[2]): float(value)
            for key, value in entries.items()
            if key.startswith("address.")
        }
        state = (await connection.api(f"STREAM.INFO.{STREAM}"))["state"]
        return FleetStatus(
            partitions=self.layout.partitions,
            unowned=self.layout.partitions - sum(owner in workers for owner in owners),
            hosts=len(await self.hosts()),
            workers=dict(sorted(workers.items())),
            paused=paused,
            messages=state["messages"],
            bytes=state["bytes"],
            groups=await _groups(connection),
        )

    async def _change(self, users: Iterable[str], *, present: bool) -> int:
        hosts = list(dict.fromkeys(parse_user(user) for user in users))
        connection = await self._link.get()
        changed = 0
        for start in range(0, len(hosts), _CHUNK):
            keys = [host_key(self.layout, host) for host in hosts[start : start + _CHUNK]]
            entries = [await last_entry(connection, key) for key in keys]
            different = [entry for entry in entries if (entry.value is not None) != present]
            messages = [
                put_message(entry.key, b"", expected=entry.revision)
                if present
                else delete_message(entry.key, expected=entry.revision)
                for entry in different
            ]
            changed += sum(stored(await connection.publish(messages))) if messages else 0
        return changed


async def _present(connection: Connection, keys: list[str]) -> dict[str, bytes]:
    """Return the keys that are there now, and their values."""
    entries: dict[str, bytes] = {}

    def take(entry: Entry) -> None:
        if entry.value is None:
            entries.pop(entry.key, None)
        else:
            entries[entry.key] = entry.value

    watching = await watch(connection, keys, take)
    with anyio.move_on_after(10 * connection.answer_seconds):
        await watching.complete.wait()
    if not watching.complete.is_set():
        raise NetworkError("the NATS server does not tell the state of the fleet", stage="nats")
    return entries


async def _groups(connection: Connection) -> dict[str, int]:
    groups: dict[str, int] = {}
    offset, total = 0, 1
    while offset < total:
        answer = await connection.api(f"CONSUMER.LIST.{STREAM}", {"offset": offset})
        total = int(answer["total"])
        page: list[dict[str, Any]] = answer.get("consumers") or []
        for consumer in page:
            name = consumer["config"].get("durable_name", "")
            if name:
                group = name.rpartition("-")[0]
                groups[group] = groups.get(group, 0) + consumer["num_pending"] + consumer["num_ack_pending"]
        offset += len(page) or total
    return groups
