"""Observers of the traffic between a session and the servers: the only such mechanism.

A capture, the doctor's clock check and the 429 back-off of `follow()` are observers. `ObservedHttp` shows one
function the HTTP answers; `Observers` shows a changing list of `Observer`s the HTTP answers and the websocket.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Protocol

from attrs import define, field

from livetok._net.http import AddressCheck, HttpStream, StreamingHttp
from livetok._net.websocket import HandshakeRefused, WebSocket
from livetok._net.ws_connector import Dial
from livetok.errors import LiveError
from livetok.http_types import HttpRequest, HttpResponse

__all__ = ["ObservedHttp", "Observer", "Observers"]


class Observer(Protocol):
    """Is called with the traffic as it passes, in the task that sends or receives; must not raise or block."""

    def answered(self, request: HttpRequest, answer: HttpResponse) -> None: ...
    def opened(self) -> None: ...
    def received(self, data: bytes) -> None: ...
    def sent(self, data: bytes) -> None: ...
    def lost(self, error: LiveError | HandshakeRefused) -> None: ...
    def close(self) -> None: ...


@define(eq=False)
class Observers:
    """Passes the traffic of one session on to its observers.

    Attributes:
        observers: Who observes now; may change at any time.
    """

    observers: list[Observer] = field(factory=list[Observer])

    def remove(self, observer: Observer) -> None:
        """Remove an observer; one that is not there is no error."""
        if observer in self.observers:
            self.observers.remove(observer)

    def close(self) -> None:
        """Close all observers, which ends captures."""
        for observer in tuple(self.observers):
            observer.close()

    def observe_http(self, http: StreamingHttp) -> StreamingHttp:
        """Return a client that shows the answers it gets, also where several sessions share the client behind it."""
        return ObservedHttp(http, self.answered)

    def answered(self, request: HttpRequest, answer: HttpResponse) -> None:
        """Pass an HTTP answer on to all observers."""
        for observer in self.observers:
            observer.answered(request, answer)

    def observe_dial(self, dial: Dial) -> Dial:
        """Return a `Dial` that shows what passes through its websockets."""

        @asynccontextmanager
        async def observed_dial(
            url: str, *, headers: Sequence[tuple[str, str]], timeout: float, max_message_size: int
        ) -> AsyncGenerator[WebSocket]:
            try:
                async with dial(
                    url, headers=headers, timeout=timeout, max_message_size=max_message_size
                ) as socket:
                    for observer in self.observers:
                        observer.opened()
                    yield ObservedWebSocket(socket, self.observers)
            except (LiveError, HandshakeRefused) as error:
                for observer in self.observers:
                    observer.lost(error)
                raise

        return observed_dial


@define(eq=False)
class ObservedHttp:
    """An HTTP client whose answers are shown to a function before they are returned.

    Attributes:
        http: The client that sends; whoever opened it closes it.
        answered: Called with each request and its answer; must not raise. Requests that fail are not shown.
    """

    http: StreamingHttp
    answered: Callable[[HttpRequest, HttpResponse], None]

    @property
    def proxy(self) -> str | None:
        return self.http.proxy

    def renew(self) -> None:
        self.http.renew()

    async def send(self, request: HttpRequest) -> HttpResponse:
        answer = await self.http.send(request)
        self.answered(request, answer)
        return answer

    def stream(self, request: HttpRequest, *, check: AddressCheck) -> AbstractAsyncContextManager[HttpStream]:
        return self.http.stream(request, check=check)


@define(eq=False)
class ObservedWebSocket:
    """A websocket whose messages are shown to observers."""

    _socket: WebSocket
    _observers: list[Observer]

    @property
    def handshake_headers(self) -> Mapping[str, str]:
        return self._socket.handshake_headers

    @property
    def at_hand(self) -> bool:
        return self._socket.at_hand

    async def send(self, *messages: bytes) -> None:
        await self._socket.send(*messages)
        for observer in self._observers:
            for data in messages:
                observer.sent(data)

    async def receive(self) -> bytes:
        data = await self._socket.receive()
        for observer in self._observers:
            observer.received(data)
        return data

    async def aclose(self) -> None:
        await self._socket.aclose()
