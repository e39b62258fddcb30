"""Taps on what passes between a session and the servers."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Protocol

from attrs import define, field

from livetok._net.http import Http
from livetok._net.websocket import HandshakeRefused, WebSocket
from livetok._net.ws_connector import Dial
from livetok.errors import LiveError
from livetok.http_types import HttpRequest, HttpResponse

__all__ = ["Observer", "Observers"]


class Observer(Protocol):
    """Is told what passes; must not raise."""

    def answered(self, request: HttpRequest, answer: HttpResponse) -> None: ...
    def opened(self) -> None: ...
    def received(self, data: bytes) -> None: ...
    def sent(self, data: bytes) -> None: ...
    def lost(self, error: LiveError | HandshakeRefused) -> None: ...
    def close(self) -> None: ...


@define(eq=False)
class Observers:
    """Stands between a session and its network; costs a look at an empty list while nobody observes."""

    observers: list[Observer] = field(factory=list[Observer])

    def remove(self, observer: Observer) -> None:
        """Show an observer nothing more."""
        if observer in self.observers:
            self.observers.remove(observer)

    def close(self) -> None:
        """End all captures."""
        for observer in tuple(self.observers):
            observer.close()

    def observe_http(self, http: Http) -> Http:
        """Return a client that shows the answers it gets, also where several sessions share the client behind it."""
        return ObservedHttp(http, self.observers)

    def observe_dial(self, dial: Dial) -> Dial:
        """Return a `Dial` that shows what passes through its websockets."""

        @asynccontextmanager
        async def tapped(
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

        return tapped


@define(eq=False)
class ObservedHttp:
    """An HTTP client that is observed."""

    _http: Http
    _observers: list[Observer]

    @property
    def proxy(self) -> str | None:
        return self._http.proxy

    def renew(self) -> None:
        self._http.renew()

    async def send(self, request: HttpRequest) -> HttpResponse:
        answer = await self._http.send(request)
        for observer in self._observers:
            observer.answered(request, answer)
        return answer


@define(eq=False)
class ObservedWebSocket:
    """A websocket that is observed."""

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
