"""Byte streams: connecting by TCP and TLS with a time limit for each step, trust store, closing."""

from __future__ import annotations

import socket
import ssl
from contextlib import asynccontextmanager, contextmanager, suppress
from functools import lru_cache
from typing import TYPE_CHECKING

import anyio
from anyio.streams.tls import TLSStream

from livetok._net.environment import make_context, trust_store
from livetok._util.task_group import unwrap_interrupts
from livetok.errors import NetworkError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Generator

    from anyio.abc import ByteStream

__all__ = ["STREAM_ERRORS", "abort", "connect_stream", "default_context", "limit", "start_tls"]

# What a byte stream of anyio raises, besides cancellation; ssl.SSLError and socket.gaierror are OSErrors.
STREAM_ERRORS = (
    OSError,
    anyio.BrokenResourceError,
    anyio.BusyResourceError,
    anyio.ClosedResourceError,
    anyio.EndOfStream,
)
_ABORT_SECONDS = 0.2


def default_context() -> ssl.SSLContext:
    """Return the system's defaults for TLS, the same object as long as the environment names the same store.

    Reading the certificates takes 20 ms and holding them most of a megabyte: too much for each connection.

    Raises:
        UserError: The environment names certificates that cannot be read.
    """
    return _default_context(trust_store())


@lru_cache(maxsize=1)
def _default_context(_store: tuple[str | None, str | None]) -> ssl.SSLContext:
    return make_context(ssl.create_default_context)


@contextmanager
def limit(stage: str, where: str, seconds: float) -> Generator[None]:
    """Bound a step of connecting.

    Raises:
        NetworkError: The step took longer than `seconds`.
    """
    try:
        with anyio.fail_after(seconds):
            yield
    except TimeoutError as exc:
        message = f"{where}: timed out after {max(seconds, 0):.1f} s ({stage})"
        raise NetworkError(message, stage=stage, hint="check the network, or allow more time") from exc


async def abort(stream: ByteStream) -> None:
    """Close a stream at once, without farewell, also when cancelled. Never raises."""
    with anyio.move_on_after(_ABORT_SECONDS, shield=True), suppress(*STREAM_ERRORS):
        await stream.aclose()


async def connect_stream(
    host: str, port: int, *, ssl_context: ssl.SSLContext | None, timeout: float
) -> ByteStream:
    """Open a TCP stream, with TLS when a context is given. The caller closes it.

    Cancelling closes whatever was open by then.

    Args:
        host: Name or address; also the name that the certificate must show.
        port: TCP port.
        ssl_context: None for plain TCP.
        timeout: Seconds for everything together.

    Raises:
        NetworkError: Stage `dns`, `tcp` or `tls`.
    """
    deadline = anyio.current_time() + timeout
    stream = await _connect_tcp(host, port, timeout)
    if ssl_context is None:
        return stream
    return await start_tls(stream, host, ssl_context=ssl_context, timeout=deadline - anyio.current_time())


async def _connect_tcp(host: str, port: int, timeout: float) -> ByteStream:
    try:
        with limit("tcp", f"{host}:{port}", timeout), unwrap_interrupts():
            return await anyio.connect_tcp(host, port)
    except socket.gaierror as exc:
        message = f"cannot resolve {host}: {exc.strerror}"
        raise NetworkError(message, stage="dns", hint="check the name and the network") from exc
    except (OSError, OverflowError, ValueError) as exc:
        message = f"cannot connect to {host}:{port}: {exc.__cause__ or exc}"
        raise NetworkError(message, stage="tcp", hint="check the network") from exc


async def start_tls(
    stream: ByteStream, host: str, *, ssl_context: ssl.SSLContext, timeout: float
) -> ByteStream:
    """Speak TLS over a stream; takes the stream over and closes it when this fails or is cancelled.

    Neither side has to say goodbye in TLS: the websocket has its own close handshake.

    Raises:
        NetworkError: Stage `tls`.
    """
    async with _closed_on_failure(stream):
        return await _handshake_tls(stream, host, ssl_context, timeout)


@asynccontextmanager
async def _closed_on_failure(stream: ByteStream) -> AsyncGenerator[None]:
    try:
        yield
    except BaseException:
        with anyio.move_on_after(_ABORT_SECONDS, shield=True), suppress(*STREAM_ERRORS):
            await stream.aclose()
        raise


async def _handshake_tls(
    stream: ByteStream, host: str, ssl_context: ssl.SSLContext, timeout: float
) -> ByteStream:
    try:
        with limit("tls", host, timeout):
            return await TLSStream.wrap(
                stream, server_side=False, hostname=host, ssl_context=ssl_context, standard_compatible=False
            )
    except ssl.SSLCertVerificationError as exc:
        message = f"{host}: certificate not accepted: {exc.verify_message}"
        raise NetworkError(message, stage="tls", hint="pass an ssl_context that trusts it") from exc
    except STREAM_ERRORS as exc:
        reason = str(exc) or "connection lost"
        raise NetworkError(f"{host}: TLS handshake failed: {reason}", stage="tls") from exc
