"""`nats://...`: events are published to a JetStream stream, each to a subject with its host and type."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from typing import Any, Final

from attrs import define, field

from livetok._nats import AsyncioLoop, Connection, Message, Refused, connect, escape_token, open_asyncio
from livetok.errors import NetworkError, SinkError, SinkUnavailable, UserError
from livetok.sinks.address import SinkAddress
from livetok.sinks.options import duration, flag
from livetok.sinks.row import Row

__all__ = ["open_writer"]

_NO_STREAM: Final = 10059
_NANOSECONDS: Final = 1_000_000_000
_RESOURCES: Final = frozenset(
    {10023, 10077}
)  # too little memory or disk, more messages than the stream may hold
_UNAVAILABLE: Final = 503


@define(eq=False)
class NatsWriter:
    """Publishes rows, and waits until each was stored. What was stored before is not stored again: ids are stable."""

    _loop: AsyncioLoop
    _address: SinkAddress
    _stream: dict[str, Any]
    _prefix: str
    _data: bool
    _connection: Connection | None = field(default=None, init=False)

    async def write(self, rows: Sequence[Row]) -> None:
        """Publish the rows in their order.

        Raises:
            SinkUnavailable: The server cannot be reached, or JetStream has no room now.
            SinkError: JetStream refuses.
        """
        messages = [self._message(row) for row in rows]
        try:
            connection = self._connection
            if connection is None or connection.lost:
                connection = await self.connect()
            answers = await connection.publish(messages)
        except NetworkError as error:
            await self.close()
            raise _failed(self._address, error) from error
        for answer in answers:
            if isinstance(answer, Refused):
                raise _failed(self._address, answer) from answer

    async def close(self) -> None:
        """Close the connection."""
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.close()

    async def connect(self) -> Connection:
        """Connect, and make the stream if there is none of its name.

        Raises:
            NetworkError: Nobody answers, or JetStream refuses.
        """
        await self.close()
        self._connection = connection = await connect(self._loop, self._address.url)
        name = self._stream["name"]
        try:
            await connection.api(f"STREAM.INFO.{name}")
        except Refused as refused:
            if refused.err_code != _NO_STREAM:
                raise
            await connection.api(f"STREAM.CREATE.{name}", self._stream)
        return connection

    def _message(self, row: Row) -> Message:
        host = row.compact.get("host") or f"room-{row.compact.get('room', '0')}"
        subject = f"{self._prefix}.{escape_token(host)}.{escape_token(row.compact['type'])}"
        return Message(subject=subject, body=row.json(data=self._data).encode(), id=row.id)


@asynccontextmanager
async def open_writer(
    address: SinkAddress,
    *,
    stream: object = "LIVETOK",
    subject: object = "livetok",
    duplicates: object = "1h",
    keep: object = None,
    data: object = True,
) -> AsyncGenerator[NatsWriter]:
    """Connect to a NATS server, and make the stream if there is none. A stream that is there stays as it is.

    Args:
        address: `nats://[user:password@]host[:port]` or `tls://...`.
        stream: Name of the stream (default `LIVETOK`).
        subject: What subjects begin with; they go on with the escaped host and the type (default `livetok`).
        duplicates: For how long a new stream knows what it has, so that it stores nothing twice (default 1 h).
        keep: For how long a new stream keeps messages (default: as long as there is room).
        data: Whether messages hold the protobuf bytes, in base64 (default yes).

    Raises:
        UserError: An option is wrong.
        SinkError: The server cannot be reached, or refuses.
    """
    window = duration("duplicates", duplicates)
    age = None if keep is None else duration("keep", keep)
    prefix = _token("subject", subject)
    config: dict[str, Any] = {
        "name": _token("stream", stream),
        "subjects": [f"{prefix}.>"],
        "storage": "file",
        "retention": "limits",
        "discard": "old",
        "num_replicas": 1,
        "max_age": 0 if age is None else round(age * _NANOSECONDS),
        "duplicate_window": round(min(window, age or window) * _NANOSECONDS),
    }
    with_data = flag("data", data)
    async with open_asyncio() as loop:
        writer = NatsWriter(loop, address, config, prefix, with_data)
        try:
            await writer.connect()
        except NetworkError as error:
            await writer.close()
            raise _failed(address, error) from error
        except BaseException:
            await writer.close()  # cannot be cancelled, and is quick
            raise
        yield writer


def _token(name: str, value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", value):
        raise UserError(
            f"the option {name} is {value!r}, and must be made of letters, digits, - and _",
            hint=f"for example {name}=shows",
        )
    return value


def _failed(address: SinkAddress, error: NetworkError) -> SinkError:
    is_final = isinstance(error, Refused) and error.code != _UNAVAILABLE and error.err_code not in _RESOURCES
    return (SinkError if is_final else SinkUnavailable)(
        f"{address}: {error}", hint=error.hint or "does it run there?"
    )
