"""The capture writer: an observer that records the traffic of a session into a capture file."""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Callable
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from urllib.parse import urlsplit

from attrs import define

from livetok._capture.file_format import pack, signature, without_secrets
from livetok._capture.pseudonyms import Pseudonyms
from livetok._net.websocket import HandshakeRefused
from livetok.errors import CaptureError, ClosedByServer, LiveError, NetworkError
from livetok.http_types import HttpRequest, HttpResponse
from livetok.proto import (
    CaptureHeader,
    CaptureHttp,
    CaptureHttpHeader,
    CaptureKind,
    CaptureLoss,
    CaptureRecord,
)

__all__ = ["Capture", "create"]


@define(eq=False)
class Capture:
    """A capture file that is being written: an observer, and a context manager that ends it.

    Every record is handed to the operating system at once, so that a program that is killed leaves a file that reads
    back up to its last record or the one before. Writing is not asynchronous; it takes microseconds on a local disk.

    Attributes:
        path: The file.
        records: Records written so far.
        failure: Why writing stopped before `close()`, None while all is well: a full disk does not end the session.
    """

    path: Path
    _file: io.FileIO
    _time: Callable[[], float]
    _started: float
    _names: Pseudonyms | None
    _end: Callable[[Capture], None]
    records: int = 0
    failure: CaptureError | None = None

    def begin(self, header: CaptureHeader) -> None:
        """Begin the file, and take down whose room it is."""
        self._write(CaptureRecord(kind=CaptureKind.HEADER, header=header), signature())

    def answered(self, request: HttpRequest, answer: HttpResponse) -> None:
        """Take down an HTTP answer, without cookies, tokens and queries."""
        parts = urlsplit(answer.url or request.url)
        url, body = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}", answer.body
        if body.lstrip()[:1] not in {b"{", b"["}:
            body = b""  # pages and signers' answers hold tokens, and a replay does without them
        headers = without_secrets(answer.headers)
        if self._names is not None:
            url, headers = self._names.request_url(url), self._names.headers(headers)
            body = self._names.document(body)
        http = CaptureHttp(method=request.method, url=url, status=answer.status, headers=_headers(headers))
        self._write(CaptureRecord(kind=CaptureKind.HTTP_ANSWER, http=http, body=body))

    def opened(self) -> None:
        """Take down that a websocket was opened."""
        self._write(CaptureRecord(kind=CaptureKind.OPENED))

    def received(self, data: bytes) -> None:
        """Take down a message from the server."""
        body = self._names.frame(data) if self._names is not None else data
        self._write(CaptureRecord(kind=CaptureKind.WEBSOCKET_IN, body=body))

    def sent(self, data: bytes) -> None:
        """Take down a message to the server."""
        body = self._names.frame(data) if self._names is not None else data
        self._write(CaptureRecord(kind=CaptureKind.WEBSOCKET_OUT, body=body))

    def lost(self, error: LiveError | HandshakeRefused) -> None:
        """Take down why a websocket was lost."""
        loss = _loss(error) if self._names is None else self._names.loss(_loss(error))
        self._write(CaptureRecord(kind=CaptureKind.LOST, loss=loss))

    def close(self) -> None:
        """End the capture; may be called again. The end of the live does it too."""
        self._end(self)
        self._file.close()

    def __enter__(self) -> Capture:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _write(self, record: CaptureRecord, before: bytes = b"") -> None:
        if self._file.closed or self.failure is not None:
            return
        record.elapsed_ns = max(0, round((self._time() - self._started) * 1e9))
        try:
            # unbuffered: one system call, so never half a record but for a full disk
            data = before + pack(record)
            if self._file.write(data) != len(data):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        except OSError as error:
            self.failure = CaptureError(f"cannot write to {self.path}: {error}", hint="is the disk full?")
            self.failure.__cause__ = error
            return
        self.records += 1


def create(
    path: str | os.PathLike[str],
    header: CaptureHeader,
    *,
    time: Callable[[], float],
    now: datetime,
    pseudonymise: bool,
    end: Callable[[Capture], None],
) -> Capture:
    """Start a capture file; an existing one is never overwritten.

    Raises:
        CaptureError: The file exists, or cannot be written.
    """
    target = Path(path)
    try:
        file = io.FileIO(target, "xb")
    except FileExistsError as error:
        raise CaptureError(f"{target} exists", hint="choose another name") from error
    except OSError as error:
        raise CaptureError(f"cannot write to {target}: {error}", hint="check the folder") from error
    names = Pseudonyms(os.urandom(32)) if pseudonymise else None
    header.started_unix_us = round(now.timestamp() * 1e6)
    header.software = f"livetok {version('livetok')}"
    header.pseudonymous = pseudonymise
    if names is not None:
        header.room_id, header.unique_id = names.identity(header.room_id), names.text(header.unique_id)
    capture = Capture(target, file, time, time(), names, end)
    capture.begin(header)
    if capture.failure is not None:
        file.close()
        target.unlink(missing_ok=True)  # nothing is in it
        raise capture.failure
    return capture


def _headers(pairs: tuple[tuple[str, str], ...]) -> list[CaptureHttpHeader]:
    return [CaptureHttpHeader(name=name, value=value) for name, value in pairs]


def _loss(error: LiveError | HandshakeRefused) -> CaptureLoss:
    loss = CaptureLoss(error=type(error).__name__, message=str(error))
    if isinstance(error, HandshakeRefused):
        loss.code = error.status
        loss.headers = _headers(without_secrets(tuple(error.headers.items())))
    elif isinstance(error, ClosedByServer):
        loss.code, loss.detail = error.code, error.raw
    elif isinstance(error, NetworkError):
        loss.detail = error.stage
    return loss
