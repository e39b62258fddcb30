"""Where the fleet keeps what on the server: streams, subjects, keys and headers."""

from __future__ import annotations

import zlib
from typing import Any, Final

from attrs import frozen

from livetok._nats import Connection, Refused, escape_token
from livetok.errors import UserError

__all__ = [
    "DERIVED_HEADER",
    "FLEET_BUCKET",
    "FULL_AT_HEADER",
    "META_HEADER",
    "RESUME_HEADER",
    "STREAM",
    "FleetLayout",
    "address_key",
    "host_key",
    "key_subject",
    "open_layout",
    "partition_key",
    "worker_key",
]

STREAM: Final = "LIVE"
FLEET_BUCKET: Final = "LIVE_FLEET"
META_HEADER: Final = "Livetok-Meta"
RESUME_HEADER: Final = "Livetok-Resume"
# Number in the stream of the message of this host whose Resume has the ids of earlier messages.
FULL_AT_HEADER: Final = "Livetok-Resume-Base"
DERIVED_HEADER: Final = "Livetok-Delta"

_KEY_PREFIX: Final = f"$KV.{FLEET_BUCKET}."
_PARTITIONS: Final = "livetok-partitions"
_FEWEST: Final = 1
_MOST: Final = 4096
_DEFAULT: Final = 256
_SECOND: Final = 10**9
_NAME_TAKEN: Final = 10058  # JetStream's number for a stream that is there with another configuration


@frozen(kw_only=True)
class FleetLayout:
    """How hosts are spread, as fixed when the fleet was created.

    Attributes:
        partitions: Number of partitions.
        duplicate_window: Seconds for which the stream remembers the ids of messages.
    """

    partitions: int
    duplicate_window: float

    def partition_of(self, host: str) -> int:
        """Return the partition of a host.

        Args:
            host: Handle without `@`, in lower case.
        """
        return zlib.crc32(host.encode()) % self.partitions

    def host_prefix(self, host: str) -> str:
        """Return the subject of a host's messages without their type.

        Args:
            host: Handle without `@`, in lower case.
        """
        return f"live.{self.partition_of(host)}.{escape_token(host)}"


def key_subject(key: str) -> str:
    """Return the subject of a key in the fleet's bucket.

    Args:
        key: It may have wildcards.
    """
    return _KEY_PREFIX + key


def host_key(layout: FleetLayout, host: str) -> str:
    """Return the key that says that a host is followed."""
    return f"host.{layout.partition_of(host)}.{escape_token(host)}"


def partition_key(partition: int) -> str:
    """Return the key that names the owner of a partition."""
    return f"partition.{partition}"


def worker_key(worker: str) -> str:
    """Return the key that is a worker's lease."""
    return f"worker.{escape_token(worker)}"


def address_key(address: str) -> str:
    """Return the key that is there while an exit address is to send no requests."""
    return f"address.{escape_token(address)}"


async def open_layout(
    connection: Connection,
    *,
    partitions: int | None = None,
    duplicate_window: float = 120.0,
    retention: float = 7 * 86_400.0,
    replicas: int = 1,
) -> FleetLayout:
    """Return the layout of the fleet on a server; what is missing there is created.

    Args:
        connection: To the server.
        partitions: How many, 1 to 4096; None (default) for what the fleet has, 256 for a new one.
        duplicate_window: Seconds, for a new stream. Default 120: longer than lease and redialling together.
        retention: Seconds after which messages are deleted, for a new stream. Default seven days.
        replicas: Servers of a cluster that hold a copy each, for new streams. Default 1.

    Raises:
        UserError: The fleet has another number of partitions, or that is none.
        NetworkError: The server does not do it.
    """
    if partitions is not None and not _FEWEST <= partitions <= _MOST:
        raise UserError(f"a fleet has {_FEWEST} to {_MOST} partitions, not {partitions}")
    config = await _stream_config(connection, STREAM)
    if config is None:
        await _create(
            connection,
            {
                "name": STREAM,
                "subjects": ["live.>"],
                "storage": "file",
                "num_replicas": replicas,
                "max_age": round(retention * _SECOND),
                "duplicate_window": round(min(duplicate_window, retention) * _SECOND),
                "allow_direct": True,
                "metadata": {_PARTITIONS: str(partitions or _DEFAULT)},
            },
        )
        config = await _stream_config(connection, STREAM)
    if await _stream_config(connection, f"KV_{FLEET_BUCKET}") is None:
        await _create(connection, _bucket(replicas))
    number = (config or {}).get("metadata", {}).get(_PARTITIONS, "")
    if not number.isdecimal():
        raise UserError(
            f"the server has a stream {STREAM!r} that is no fleet's",
            hint="give the fleet a server or account of its own",
        )
    if partitions is not None and partitions != int(number):
        raise UserError(
            f"this fleet has {number} partitions, which cannot be changed",
            hint=f"leave --partitions out, or delete the streams {STREAM} and KV_{FLEET_BUCKET}",
        )
    return FleetLayout(partitions=int(number), duplicate_window=(config or {})["duplicate_window"] / _SECOND)


def _bucket(replicas: int) -> dict[str, Any]:
    """Return the configuration of a key-value bucket whose keys can expire, each with a marker for who watches."""
    return {
        "name": f"KV_{FLEET_BUCKET}",
        "subjects": [f"{_KEY_PREFIX}>"],
        "storage": "file",
        "num_replicas": replicas,
        "max_msgs_per_subject": 1,
        "discard": "new",
        "allow_direct": True,
        "allow_rollup_hdrs": True,
        "deny_delete": True,
        "allow_msg_ttl": True,
        "subject_delete_marker_ttl": 60 * _SECOND,
    }


async def _stream_config(connection: Connection, name: str) -> dict[str, Any] | None:
    try:
        return dict((await connection.api(f"STREAM.INFO.{name}"))["config"])
    except Refused as error:
        if error.code == 404:
            return None
        raise


async def _create(connection: Connection, config: dict[str, Any]) -> None:
    try:
        await connection.api(f"STREAM.CREATE.{config['name']}", config)
    except Refused as error:
        if error.err_code != _NAME_TAKEN:  # somebody else was faster
            raise
