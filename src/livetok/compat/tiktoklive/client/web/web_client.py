"""`client.web` of release 6 and 7, which is also `client.http` of release 5: settings, routes, plain requests."""

from __future__ import annotations

import json
import random
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

from attrs import frozen

from livetok._net.http import open_http
from livetok._resolver import Resolver
from livetok._webapi.handles import parse_user
from livetok.compat.tiktoklive.client.httpx import TikTokHTTPClient
from livetok.compat.tiktoklive.client.web.routes.fetch_gift_list import FetchGifListRoute
from livetok.compat.tiktoklive.client.web.routes.fetch_image_data import FetchImageDataRoute
from livetok.compat.tiktoklive.client.web.routes.fetch_is_live import FetchIsLiveRoute
from livetok.compat.tiktoklive.client.web.routes.fetch_room_id_api import FetchRoomIdAPIRoute
from livetok.compat.tiktoklive.client.web.routes.fetch_room_id_live_html import FetchRoomIdLiveHTMLRoute
from livetok.compat.tiktoklive.client.web.routes.fetch_room_info import FetchRoomInfoRoute
from livetok.compat.tiktoklive.client.web.routes.fetch_signed_websocket import FetchSignedWebSocketRoute
from livetok.compat.tiktoklive.client.web.routes.fetch_user_unique_id import FetchUserUniqueIdRoute
from livetok.compat.tiktoklive.client.web.routes.fetch_video_data import FetchVideoDataRoute, RecorderHost
from livetok.compat.tiktoklive.client.web.routes.send_room_chat import SendRoomChatRoute
from livetok.compat.tiktoklive.client.web.web_signer import TikTokSigner
from livetok.http_types import HttpRequest

__all__ = ["TikTokWebClient", "WebResponse"]


@frozen
class WebResponse:
    """What a server answered.

    Attributes:
        status_code: HTTP status.
        content: The body.
        headers: By name in lower case.
        url: Where the answer came from.
    """

    status_code: int
    content: bytes
    headers: Mapping[str, str]
    url: str

    @property
    def text(self) -> str:
        """The body as text."""
        return self.content.decode(errors="replace")

    def json(self) -> Any:
        """Return the body, parsed as JSON.

        Raises:
            json.JSONDecodeError: It is no JSON.
        """
        return json.loads(self.content)

    def read(self) -> bytes:
        """Return the body."""
        return self.content


class TikTokWebClient(TikTokHTTPClient):
    """Settings of all requests of one client, and what can be asked without a connection.

    Attributes:
        fetch_room_id_from_html: Returns the id of a host's room as text.
        fetch_room_id_from_api: Returns the same as a number.
        fetch_is_live: Tells whether a room, or a host, is live.
        fetch_room_info: Returns TikTok's data of a room.
        fetch_gift_list: Returns TikTok's gift list.
        fetch_image_data: Returns the bytes of a picture.
        fetch_video_data: Records the video.
        fetch_user_unique_id: Returns the handle of a user id.
        fetch_signed_websocket: Returns what the signature server says to a connection.
        send_room_chat: Writes a comment.
        signer: Key and address of the signature server.
    """

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._known_room_id: Callable[[], int | None] = lambda: None
        self._known_unique_id: Callable[[], str] = str
        self.fetch_room_id_from_html: FetchRoomIdLiveHTMLRoute = FetchRoomIdLiveHTMLRoute(self)
        self.fetch_room_id_from_api: FetchRoomIdAPIRoute = FetchRoomIdAPIRoute(self)
        self.fetch_is_live: FetchIsLiveRoute = FetchIsLiveRoute(self)
        self.fetch_room_info: FetchRoomInfoRoute = FetchRoomInfoRoute(self)
        self.fetch_gift_list: FetchGifListRoute = FetchGifListRoute(self)
        self.fetch_image_data: FetchImageDataRoute = FetchImageDataRoute(self)
        self.fetch_video_data: FetchVideoDataRoute = FetchVideoDataRoute(self)
        self.fetch_user_unique_id: FetchUserUniqueIdRoute = FetchUserUniqueIdRoute(self)
        self.fetch_signed_websocket: FetchSignedWebSocketRoute = FetchSignedWebSocketRoute(self)
        self.send_room_chat: SendRoomChatRoute = SendRoomChatRoute(self)
        self.signer: TikTokSigner = TikTokSigner.of(self)
        self.fetch_image: FetchImageDataRoute = self.fetch_image_data
        self.fetch_video: FetchVideoDataRoute = self.fetch_video_data

    def serve(
        self, host: RecorderHost, room_id: Callable[[], int | None], unique_id: Callable[[], str]
    ) -> None:
        """Say whose web client this is; for the client.

        Args:
            host: Where recordings are made.
            room_id: Returns the room at the moment, None before there is one.
            unique_id: Returns the handle of the host.
        """
        self._known_room_id, self._known_unique_id = room_id, unique_id
        self.fetch_video_data.host = host

    @asynccontextmanager
    async def resolver(
        self, unique_id: str | None = None, room_id: int | str | None = None
    ) -> AsyncGenerator[Resolver]:
        """Open what asks about one room; closed with the block. For the routes.

        Args:
            unique_id: The host; None for the client's.
            room_id: The room; None for the client's when the host is not given either.
        """
        if unique_id is None and room_id is None:
            room_id = self._known_room_id()
        options = self.options()
        handle = parse_user(unique_id if unique_id is not None else self._known_unique_id())
        async with open_http(options) as http:
            yield Resolver(handle, int(room_id or 0), options, http, random.Random())

    async def get(self, url: str, **options: Any) -> WebResponse:
        """Send a GET request with the headers of a browser.

        Args:
            url: Its address.
            **options: See `request`.

        Raises:
            FailedHTTPRequest: There was no answer.
        """
        return await self.request("GET", url, **options)

    async def post(self, url: str, **options: Any) -> WebResponse:
        """Send a POST request with the headers of a browser.

        Args:
            url: Its address.
            **options: See `request`.

        Raises:
            FailedHTTPRequest: There was no answer.
        """
        return await self.request("POST", url, **options)

    async def request(
        self,
        method: str,
        url: str,
        *,
        extra_params: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, Any] | None = None,
        content: bytes = b"",
        **_: Any,
    ) -> WebResponse:
        """Send a request with the headers of a browser; other options of the original have no effect.

        Args:
            method: For example `GET`.
            url: Its address.
            extra_params: More query parameters.
            extra_headers: More headers.
            content: The body.

        Raises:
            FailedHTTPRequest: There was no answer.
        """
        answer = await self.fetch(
            HttpRequest(
                url=url,
                method=method.upper(),
                params=tuple((name, str(value)) for name, value in (extra_params or {}).items()),
                headers=tuple((name, str(value)) for name, value in (extra_headers or {}).items()),
                body=content,
                redirects=5,
            )
        )
        return WebResponse(answer.status, answer.body, dict(answer.headers), answer.url or url)

    async def close(self) -> None:
        """Do nothing: a connection to a server lasts as long as its request."""
