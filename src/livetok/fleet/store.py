"""Keys of the fleet's bucket: written only by whoever saw the value before, watched, and gone when their time is up."""

from __future__ import annotations

import base64
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import anyio
from attrs import define, field, frozen

from livetok._nats import Connection, Message, Received, Refused, Stored
from livetok.errors import NetworkError
from livetok.fleet.layout import FLEET_BUCKET, STREAM, key_subject

__all__ = [
    "Entry", "LastMessage", "Watch", "delete_message", "is_conflict", "last_entry", "last_message",
    "messages_between", "parse_headers", "put_message", "stored", "watch",
]  # fmt: skip

_BUCKET_STREAM: Final = f"KV_{FLEET_BUCKET}"
_FORGET_SECONDS: Final = 3600
_IDLE_SECONDS: Final = 60
_RANGE: Final = 128


@frozen(kw_only=True)
class Entry:
    """A key and its value at one moment.

    Attributes:
        key: The key.
        value: None when it was deleted, or its time was up.
        revision: Number of this state; 0 for a key that never was.
    """

    key: str
    value: bytes | None
    revision: int


def put_message(
    key: str, value: bytes, *, expected: int | None = None, seconds: float | None = None
) -> Message:
    """Return the message that sets a key.

    Args:
        key: The key.
        value: Its value.
        expected: Revision that it has to have still, 0 for none at all; None (default) for whichever.
        seconds: After so many, the server deletes it; None (default) for never. Rounded up to whole ones.
    """
    headers: dict[str, str] = {}
    if expected is not None:
        headers["Nats-Expected-Last-Subject-Sequence"] = str(expected)
    if seconds is not None:
        headers["Nats-TTL"] = f"{max(1, math.ceil(seconds))}s"
    return Message(subject=key_subject(key), body=value, headers=headers)


def delete_message(key: str, *, expected: int | None = None) -> Message:
    """Return the message that deletes a key.

    Args:
        key: The key.
        expected: Revision that it has to have still; None (default) for whichever.
    """
    headers = {"KV-Operation": "PURGE", "Nats-Rollup": "sub", "Nats-TTL": f"{_FORGET_SECONDS}s"}
    if expected is not None:
        headers["Nats-Expected-Last-Subject-Sequence"] = str(expected)
    return Message(subject=key_subject(key), body=b"", headers=headers)


async def last_entry(connection: Connection, key: str) -> Entry:
    """Return what a key is now, as the leader of its stream knows it."""
    last = await _last(connection, _BUCKET_STREAM, key_subject(key))
    if last is None:
        return Entry(key=key, value=None, revision=0)
    return Entry(key=key, value=None if _is_gone(last.headers) else last.body, revision=last.sequence)


@frozen(kw_only=True)
class LastMessage:
    """The last message of a subject.

    Attributes:
        sequence: Its number in the stream.
        headers: Its headers.
        body: Its payload.
    """

    sequence: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


async def last_message(connection: Connection, prefix: str) -> LastMessage | None:
    """Return the last message of a host; None when there is none.

    Args:
        connection: To the server.
        prefix: Subject of the host's messages without their type.
    """
    return await _last(connection, STREAM, f"{prefix}.>")


async def messages_between(connection: Connection, prefix: str, first: int, last: int) -> list[LastMessage]:
    """Return the messages of a host within a range of the stream, in order; those that were deleted are left out.

    Args:
        connection: To the server.
        prefix: Subject of the host's messages without their type.
        first: Number of the first one.
        last: Number of the last one.

    Raises:
        NetworkError: The server does not answer.
    """
    messages: list[LastMessage] = []
    while first <= last:
        ask = {"seq": first, "next_by_subj": f"{prefix}.>", "batch": _RANGE}
        part = [
            LastMessage(
                sequence=int(received.headers["Nats-Sequence"]), headers=received.headers, body=received.body
            )
            for received in await connection.request_many(f"$JS.API.DIRECT.GET.{STREAM}", ask)
        ]
        messages += [message for message in part if message.sequence <= last]
        if len(part) < _RANGE:
            break
        first = part[-1].sequence + 1
    return messages


async def _last(connection: Connection, stream: str, subject: str) -> LastMessage | None:
    try:
        message = (await connection.api(f"STREAM.MSG.GET.{stream}", {"last_by_subj": subject}))["message"]
    except Refused as error:
        if error.code == 404:
            return None
        raise
    return LastMessage(
        sequence=message["seq"],
        headers=parse_headers(base64.b64decode(message.get("hdrs", ""))),
        body=base64.b64decode(message.get("data", "")),
    )


def parse_headers(data: bytes) -> dict[str, str]:
    """Read a block of headers as NATS stores it.

    Args:
        data: Its first line is `NATS/1.0`.
    """
    headers: dict[str, str] = {}
    for line in data.decode(errors="replace").split("\r\n")[1:]:
        name, colon, value = line.partition(":")
        if colon:
            headers[name] = value.strip()
    return headers


def _is_gone(headers: Mapping[str, str]) -> bool:
    return headers.get("KV-Operation") in {"DEL", "PURGE"} or "Nats-Marker-Reason" in headers


@define(eq=False)
class Watch:
    """A watch on keys of the bucket, for as long as its connection lasts.

    Attributes:
        complete: Set when all keys that were there at the beginning have been told.
    """

    _connection: Connection
    _tell: Callable[[Entry], None]
    complete: anyio.Event = field(factory=anyio.Event, init=False)
    _delivered: int = field(default=0, init=False)

    def take(self, received: Received) -> None:
        """Take in a message of the watch's consumer."""
        tokens = received.reply.split(".")
        if not received.reply.startswith("$JS.ACK."):
            return  # an idle heartbeat
        # $JS.ACK.[domain.hash.]stream.consumer.deliveries.sequence.delivered.time.pending[.token]
        if len(tokens) > 9:
            tokens = tokens[2:]
        revision, delivered, pending = int(tokens[5]), int(tokens[6]), int(tokens[8])
        if delivered != self._delivered + 1:
            self._connection.lost = True  # something is missing: begin again, over a new connection
            return
        self._delivered = delivered
        key = received.subject.removeprefix(key_subject(""))
        value = None if _is_gone(received.headers) else received.body
        self._tell(Entry(key=key, value=value, revision=revision))
        if not pending:
            self.complete.set()


async def watch(connection: Connection, keys: Sequence[str], tell: Callable[[Entry], None]) -> Watch:
    """Have a function told the present state of keys, and each change, until the connection is lost.

    Args:
        connection: To the server.
        keys: Keys, with wildcards.
        tell: Called in the event loop. Must not block.

    Raises:
        NetworkError: The server does not do it.
    """
    inbox = connection.new_inbox()
    watching = Watch(connection, tell)
    await connection.subscribe(inbox, watching.take)
    name = inbox.rpartition(".")[2]
    config: dict[str, Any] = {
        "name": name,
        "deliver_subject": inbox,
        "deliver_policy": "last_per_subject",
        "ack_policy": "none",
        "max_deliver": 1,
        "filter_subjects": [key_subject(key) for key in keys],
        "mem_storage": True,
        "num_replicas": 1,
        "inactive_threshold": _IDLE_SECONDS * 10**9,
    }
    created = await connection.api(
        f"CONSUMER.CREATE.{_BUCKET_STREAM}.{name}", {"stream_name": _BUCKET_STREAM, "config": config}
    )
    if not created["num_pending"] and not created["delivered"]["consumer_seq"]:
        watching.complete.set()
    return watching


def stored(answers: Sequence[Stored | Refused]) -> list[bool]:
    """Tell which messages were stored; raises for a refusal that is no lost race.

    Args:
        answers: Of `Connection.publish`.

    Raises:
        NetworkError: The server refuses for another reason than that the revision was another.
    """
    for answer in answers:
        if isinstance(answer, Refused) and not is_conflict(answer):
            raise NetworkError(str(answer), stage="nats") from answer
    return [isinstance(answer, Stored) for answer in answers]


_WRONG_LAST: Final = (10071, 10164)


def is_conflict(answer: Stored | Refused) -> bool:
    """Tell whether a message was refused because another one came first.

    Args:
        answer: Of `Connection.publish`.
    """
    return isinstance(answer, Refused) and answer.err_code in _WRONG_LAST
