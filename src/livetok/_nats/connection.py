"""One connection to NATS: it never comes back by itself, and what was asked on it fails when it is lost."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast
from urllib.parse import urlsplit

import anyio
from attrs import define, field, frozen

from livetok._nats.event_loop import AsyncioLoop
from livetok._nats.message import Message
from livetok.errors import NetworkError, UserError

if TYPE_CHECKING:
    from nats.aio.client import Client
    from nats.aio.msg import Msg

__all__ = ["ANSWER_SECONDS", "Connection", "Received", "Refused", "Stored", "connect", "server_name"]

_log = logging.getLogger("livetok.nats")

_R = TypeVar("_R")

ANSWER_SECONDS: Final = 5.0
_CLOSING_SECONDS: Final = 1.0
_PING_SECONDS: Final = 5
_MOST_PINGS: Final = 2
_SCHEMES: Final = ("nats", "tls", "ws", "wss")


class Refused(NetworkError):
    """JetStream refused a request.

    Attributes:
        code: Like an HTTP status.
        err_code: JetStream's own number of the error; 0 for none.
    """

    def __init__(self, message: str = "", *, hint: str = "", code: int = 0, err_code: int = 0) -> None:
        super().__init__(message, hint=hint, stage="nats")
        self.code = code
        self.err_code = err_code


@frozen
class Stored:
    """JetStream has stored a message.

    Attributes:
        sequence: Its number in the stream.
        duplicate: Whether a message of this id had been stored before; the number is that one's.
    """

    sequence: int
    duplicate: bool


@frozen(kw_only=True)
class Received:
    """A message from the server.

    Attributes:
        subject: What it was published to.
        body: The payload.
        headers: Its headers.
        reply: Where to acknowledge it; empty for nowhere.
        status: Status of a message by the server itself; 0 for an ordinary one.
    """

    subject: str
    body: bytes = field(repr=False)
    headers: Mapping[str, str] = field(factory=dict[str, str], repr=False)
    reply: str = ""
    status: int = 0


def server_name(url: str) -> str:
    """Return the servers of a URL without user and password, for messages.

    Args:
        url: One URL or several with commas between them.
    """
    return ",".join(urlsplit(part).netloc.rpartition("@")[2] or part for part in url.split(","))


async def connect(loop: AsyncioLoop, url: str, *, timeout: float = ANSWER_SECONDS) -> Connection:
    """Connect to a NATS server; the caller closes the connection.

    Cancelling it leaves no connection behind.

    Args:
        loop: Where the connection lives.
        url: `nats://[user:password@]host[:port]`, `tls://`, `ws://` or `wss://`; several with commas between them.
        timeout: Seconds for the whole of it, and for each answer later on (default 5).

    Raises:
        UserError: The URL is wrong, or the package nats-py is missing.
        NetworkError: Nobody answers, or the server refuses the login.
    """
    if find_spec("nats") is None:
        raise UserError("NATS needs one more package", hint="pip install 'livetok[fleet]'")
    for part in url.split(","):
        if urlsplit(part).scheme not in _SCHEMES or not urlsplit(part).hostname:
            raise UserError(f"{server_name(part)!r} is no URL of a NATS server", hint="nats://127.0.0.1:4222")
    connection = Connection(loop, server_name(url), timeout)
    try:
        with anyio.fail_after(timeout):
            await connection.call(connection.dial, url)
    except TimeoutError:
        await connection.close()
        raise NetworkError(
            f"the NATS server {connection.name} does not answer", hint="is it running there?", stage="nats"
        ) from None
    except BaseException:
        await connection.close()
        raise
    return connection


@define(eq=False)
class _Batch:
    """Acknowledgements that are waited for; lives in the asyncio event loop."""

    size: int
    replies: dict[int, Msg] = field(factory=dict["int", "Msg"])
    complete: anyio.Event = field(factory=anyio.Event)


@define(eq=False)
class Connection:
    """A connection to NATS. All methods belong to the caller's event loop, but for `dial`.

    Attributes:
        name: The server, without secrets.
        answer_seconds: Seconds that the server has for an answer.
        lost: Whether it is gone, or was closed.
    """

    _loop: AsyncioLoop
    name: str
    answer_seconds: float = ANSWER_SECONDS
    lost: bool = field(default=False, init=False)
    _client: Client | None = field(default=None, init=False)
    _inbox: str = field(default="", init=False)
    _batches: dict[int, _Batch] = field(factory=dict[int, _Batch], init=False)
    _last_batch: int = field(default=0, init=False)
    _error: Exception | None = field(default=None, init=False)

    async def call(self, function: Callable[..., Awaitable[_R]], *args: object) -> _R:
        """Call a function in the asyncio event loop. Cancelling it cancels the function.

        Raises:
            NetworkError: The connection failed in it.
            Refused: JetStream refused.
        """
        from nats.js.errors import APIError

        from nats import errors

        try:
            return await self._loop.call(function, *args)
        except NetworkError:
            raise
        except APIError as error:
            raise Refused(
                f"JetStream refuses: {error.description}", code=error.code or 0, err_code=error.err_code or 0
            ) from error
        except errors.NoRespondersError as error:
            raise Refused(
                "JetStream does not answer", hint="is it switched on? nats-server -js", code=503
            ) from error
        except (errors.Error, OSError, TimeoutError, ValueError) as error:
            cause = self._error or error
            what = str(cause) or type(cause).__name__
            raise NetworkError(
                f"the NATS server {self.name}: {what.removeprefix('nats: ')}", stage="nats"
            ) from error

    async def close(self) -> None:
        """Close the connection, within a second also when the server is silent. Cannot be cancelled."""
        self.lost = True
        with anyio.move_on_after(2 * _CLOSING_SECONDS, shield=True):
            try:
                await self._loop.call(self._close)
            except Exception as error:  # noqa: BLE001 -- it is gone in any case
                _log.debug("closing the connection to %s: %r", self.name, error)

    async def publish(self, messages: Sequence[Message]) -> list[Stored | Refused]:
        """Publish messages in order, and wait until each was answered.

        Cancelling it does not take back what was sent.

        Args:
            messages: They are sent together.

        Returns:
            The answers, in the order of the messages.

        Raises:
            NetworkError: The connection was lost, or answers are missing: whether the messages were stored is not
                known.
        """
        return await self.call(self._publish, messages)

    async def request(
        self,
        subject: str,
        body: bytes | Mapping[str, Any] = b"",
        *,
        headers: Mapping[str, str] | None = None,
    ) -> Received:
        """Send a request and wait for its answer.

        Args:
            subject: Whom to ask.
            body: The payload; a mapping is sent as JSON.
            headers: Further headers.

        Raises:
            NetworkError: There was no answer.
        """
        payload = body if isinstance(body, bytes) else json.dumps(body).encode()
        message = await self.call(self._request, subject, payload, dict(headers) if headers else None)
        return _received(message)

    async def request_many(self, subject: str, body: Mapping[str, Any]) -> list[Received]:
        """Send a request and wait for all of its answers, up to one that is a status.

        Args:
            subject: Whom to ask.
            body: Sent as JSON.

        Raises:
            NetworkError: The answers did not come to an end.
        """
        messages = await self.call(self._request_many, subject, json.dumps(body).encode())
        return [_received(message) for message in messages]

    async def api(self, endpoint: str, body: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Ask JetStream's API.

        Args:
            endpoint: What comes after `$JS.API.`, for example `STREAM.INFO.LIVE`.
            body: Sent as JSON.

        Raises:
            Refused: JetStream answers with an error.
            NetworkError: There was no answer.
        """
        answer = json.loads((await self.request(f"$JS.API.{endpoint}", body or b"")).body)
        if "error" in answer:
            raise _refusal(answer["error"])
        return dict(answer)

    async def send(self, subject: str, body: bytes = b"", *, reply: str = "") -> None:
        """Send a message that nobody acknowledges.

        Args:
            subject: Where it goes.
            body: The payload.
            reply: Where the answer goes.

        Raises:
            NetworkError: The connection was lost.
        """
        await self.call(self._open_client.publish, subject, body, reply)

    async def subscribe(
        self, subject: str, deliver: Callable[[Received], None]
    ) -> Callable[[], Awaitable[None]]:
        """Have a function called with all messages to a subject, for as long as the connection lasts.

        Args:
            subject: May have wildcards.
            deliver: Called in the caller's event loop. Must not block.

        Returns:
            What ends it.

        Raises:
            NetworkError: The connection was lost.
        """

        async def take(message: Msg) -> None:
            received = _received(message)
            self._loop.post(lambda: deliver(received))

        # What waits here is bounded by who asks for it: pull requests say how much, consumers have their limits.
        subscription = await self.call(self._subscribe, subject, take)

        async def end() -> None:
            await self.call(subscription.unsubscribe)

        return end

    def new_inbox(self) -> str:
        """Return a subject that nobody else knows."""
        return self._open_client.new_inbox()

    # --- in the asyncio event loop

    async def dial(self, url: str) -> None:
        """Connect. Called in the asyncio event loop."""
        from nats.aio.client import Client

        self._client = client = Client()
        await client.connect(
            url.split(","),
            name="livetok",
            allow_reconnect=False,
            max_reconnect_attempts=1,
            reconnect_time_wait=0,
            connect_timeout=max(1, round(self.answer_seconds)),
            ping_interval=_PING_SECONDS,
            max_outstanding_pings=_MOST_PINGS,
            flush_timeout=self.answer_seconds,
            error_cb=self._note_error,
            closed_cb=self._note_loss,
        )
        self._inbox = client.new_inbox()
        await cast("Any", client).subscribe(f"{self._inbox}.*", cb=self._take_reply, pending_bytes_limit=0)

    @property
    def max_payload(self) -> int:
        """Largest payload that the server takes in, in bytes."""
        return self._open_client.max_payload

    @property
    def _open_client(self) -> Client:
        if self._client is None or self.lost:
            raise NetworkError(f"the connection to the NATS server {self.name} is closed", stage="nats")
        return self._client

    async def _subscribe(self, subject: str, take: Callable[[Msg], Awaitable[None]]) -> Any:
        return await cast("Any", self._open_client).subscribe(subject, cb=take, pending_bytes_limit=0)

    async def _note_error(self, error: Exception) -> None:
        self._error = error
        _log.debug("connection to %s: %r", self.name, error)

    async def _note_loss(self) -> None:
        self.lost = True
        for batch in self._batches.values():
            batch.complete.set()

    async def _publish(self, messages: Sequence[Message]) -> list[Stored | Refused]:
        client = self._open_client
        self._last_batch += 1
        number, batch = self._last_batch, _Batch(len(messages))
        self._batches[number] = batch
        try:
            with anyio.move_on_after(self.answer_seconds):
                for position, message in enumerate(messages):
                    headers = dict(message.headers)
                    if message.id:
                        headers["Nats-Msg-Id"] = message.id
                    reply = f"{self._inbox}.{number}-{position}"
                    await client.publish(message.subject, message.body, reply, headers or None)
                await batch.complete.wait()
        finally:
            del self._batches[number]
        if len(batch.replies) < len(messages):
            raise NetworkError(
                f"the NATS server {self.name} did not acknowledge {len(messages) - len(batch.replies)} of "
                f"{len(messages)} messages within {self.answer_seconds:g} s",
                stage="nats",
            )
        return [_answer(batch.replies[position]) for position in range(len(messages))]

    async def _take_reply(self, message: Msg) -> None:
        number, _, position = message.subject.rpartition(".")[2].partition("-")
        batch = self._batches.get(int(number))
        if batch is not None:
            batch.replies[int(position)] = message
            if len(batch.replies) == batch.size:
                batch.complete.set()

    async def _request(self, subject: str, body: bytes, headers: dict[str, str] | None) -> Msg:
        return await self._open_client.request(subject, body, timeout=self.answer_seconds, headers=headers)

    async def _request_many(self, subject: str, body: bytes) -> list[Msg]:
        client, messages, complete = self._open_client, list["Msg"](), anyio.Event()

        async def take(message: Msg) -> None:
            if message.headers and "Status" in message.headers:
                complete.set()
            else:
                messages.append(message)

        inbox = client.new_inbox()
        subscription = await cast("Any", client).subscribe(inbox, cb=take, pending_bytes_limit=0)
        try:
            await client.publish(subject, body, inbox)
            with anyio.fail_after(self.answer_seconds):
                await complete.wait()
        finally:
            with anyio.CancelScope(shield=True):
                await subscription.unsubscribe()
        return messages

    async def _close(self) -> None:
        client = self._client
        if client is None:
            return
        with anyio.move_on_after(_CLOSING_SECONDS):
            await client.close()
        # A peer that takes nothing in keeps the socket open otherwise, for as long as something waits to be written.
        writer = getattr(getattr(client, "_transport", None), "_io_writer", None)
        if writer is not None:
            writer.transport.abort()


def _received(message: Msg) -> Received:
    headers = message.headers or {}
    status = headers.get("Status", "")
    return Received(
        subject=message.subject,
        body=message.data,
        headers=headers,
        reply=message.reply,
        status=int(status) if status.isdecimal() else 0,
    )


def _answer(message: Msg) -> Stored | Refused:
    """Read an acknowledgement."""
    if not message.data:  # a status: nobody listens to this subject
        return Refused("no stream takes this subject", hint="see `livetok fleet status`", code=503)
    answer = json.loads(message.data)
    if "error" in answer:
        return _refusal(answer["error"])
    return Stored(answer["seq"], answer.get("duplicate", False))


def _refusal(error: Mapping[str, Any]) -> Refused:
    return Refused(
        f"JetStream refuses: {error.get('description', 'unknown error')}",
        code=error.get("code", 0),
        err_code=error.get("err_code", 0),
    )
