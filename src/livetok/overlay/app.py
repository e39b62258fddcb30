"""The ASGI app: pages for people and for OBS, and the same data for programs.

Every request passes `AccessRules` first, and every answer forbids the browser whatever the pages do not need. Pages and
what belongs to them are files of the package, read once.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from attrs import define, evolve, field, frozen
from starlette.applications import Starlette
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route, WebSocketRoute

from livetok._util.json_view import Json
from livetok.errors import UserError
from livetok.overlay.hub import Hub
from livetok.overlay.images import ImageProxy
from livetok.overlay.sample_events import TEST_KINDS, publish_test
from livetok.overlay.security import AccessRules, Refusal
from livetok.overlay.streaming import EventStream, Query, stream_to_websocket

if TYPE_CHECKING:
    from starlette.datastructures import QueryParams
    from starlette.websockets import WebSocket

__all__ = ["PAGES", "overlay_app"]

_log = logging.getLogger("livetok.overlay")

PAGES: Final = ("chat", "alerts", "goal", "board", "battle", "all")
_MEDIA_TYPES: Final = {
    "css": "text/css; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}
# Inline styles are for OBS, which puts its custom CSS into a style element; no page of ours has one, and data never
# becomes CSS or HTML: trusted types without any policy close those doors.
_PAGE_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'; connect-src 'self'; "
    "frame-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
_DATA_POLICY: Final = "default-src 'none'; frame-ancestors 'none'; sandbox"
_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_LARGEST_BODY: Final = 4096
_IMAGE_SECONDS: Final = 86_400

Endpoint = Callable[[Request], Awaitable[Response]]


def overlay_app(hub: Hub, *, rules: AccessRules | None = None, images: ImageProxy | None = None) -> Starlette:
    """Return an ASGI app that shows what a hub is given; it can be mounted below any path.

    Args:
        hub: Stays the caller's: feed it with `feed()` or `Hub.publish()`, in the event loop that serves the app.
        rules: Who may read; without them only programs and pages of this machine and its plain addresses.
        images: Fetches pictures; without one the pages draw stand-ins.
    """
    return Starlette(routes=_App(hub=hub, rules=rules or AccessRules(), images=images).routes())


@define(eq=False, kw_only=True)
class _App:
    hub: Hub
    rules: AccessRules
    images: ImageProxy | None
    _open_rules: AccessRules = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._open_rules = evolve(self.rules, token=None)

    def routes(self) -> list[BaseRoute]:
        pages = [Route(f"/{name}", self._guard(self._page(name))) for name in PAGES]
        return [
            Route("/", self._guard(self._page("index"))),
            *pages,
            # Nothing in these files is secret, and a page that has the token cannot hand it on to them.
            Route("/static/{name}", self._guard(self._static, public=True)),
            Route("/events", self._guard(self._events)),
            Route("/state", self._guard(self._state)),
            Route("/image", self._guard(self._image)),
            Route("/test", self._guard(self._test, writes=True), methods=["POST"]),
            WebSocketRoute("/ws", self._websocket),
        ]

    def _refusal(
        self, request: HTTPConnection, *, public: bool = False, writes: bool = False
    ) -> Refusal | None:
        rules = self._open_rules if public else self.rules
        return rules.refuse(request.headers, request.query_params.get("token", ""), writes=writes)

    def _guard(self, endpoint: Endpoint, *, public: bool = False, writes: bool = False) -> Endpoint:
        async def guarded(request: Request) -> Response:
            refusal = self._refusal(request, public=public, writes=writes)
            response = await endpoint(request) if refusal is None else _plain(refusal.message, refusal.status)
            origin = request.headers.get("origin", "")
            if self.rules.allows_origin(origin):
                response.headers["Access-Control-Allow-Origin"] = origin
                response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
            return response

        return guarded

    def _page(self, name: str) -> Endpoint:
        async def page(_: Request) -> Response:
            asset = _assets()[f"{name}.html"]
            headers = {**_HEADERS, "Content-Security-Policy": _PAGE_POLICY}
            pictures = b"off" if self.images is None else b"on"  # pages do not ask for what is not to be had
            body = asset.body.replace(b"<html ", b'<html data-images="%s" ' % pictures, 1)
            return Response(body, media_type=asset.media_type, headers=headers)

        return page

    async def _static(self, request: Request) -> Response:
        asset = _assets().get(request.path_params["name"])
        if asset is None or asset.media_type == _MEDIA_TYPES["html"]:
            return _plain("there is no such file", 404)
        headers = {**_HEADERS, "Content-Security-Policy": _DATA_POLICY, "Cache-Control": "no-cache"}
        return Response(asset.body, media_type=asset.media_type, headers=headers)

    async def _events(self, request: Request) -> Response:
        query = _query(request.query_params, request.headers.get("last-event-id", ""))
        return EventStream(self.hub, query, {**_HEADERS, "Content-Security-Policy": _DATA_POLICY})

    async def _websocket(self, websocket: WebSocket) -> None:
        refusal = self._refusal(websocket)
        if refusal is not None:
            await websocket.send_denial_response(_plain(refusal.message, refusal.status))
            return
        await stream_to_websocket(self.hub, _query(websocket.query_params), websocket)

    async def _state(self, request: Request) -> Response:
        wanted = _hosts(request.query_params)
        rooms = {host: self.hub.state(host) or {} for host in self.hub.hosts if not wanted or host in wanted}
        facts = {"v": 1, "hosts": rooms, "lagged": self.hub.lagged, "subscribers": self.hub.subscribers}
        return _json(facts)

    async def _image(self, request: Request) -> Response:
        if self.images is None:
            return _plain("pictures are off", 404)
        try:
            image = await self.images.fetch(request.query_params.get("url", ""))
        except UserError as error:
            return _plain(str(error), 403)
        if image is None:
            return _plain("there is no such picture", 404)
        headers = {**_HEADERS, "Content-Security-Policy": _DATA_POLICY}
        headers["Cache-Control"] = f"private, max-age={_IMAGE_SECONDS}"
        return Response(image.body, media_type=image.media_type, headers=headers)

    async def _test(self, request: Request) -> Response:
        facts = await _body(request)
        kind, host = facts.get("kind"), facts.get("host", "")
        if kind not in TEST_KINDS or not isinstance(host, str):
            return _plain(f"kind is one of {', '.join(TEST_KINDS)}", 400)
        publish_test(self.hub, kind, host.lstrip("@").lower() or next(iter(self.hub.hosts), ""))
        return Response(status_code=204, headers=_HEADERS)


@frozen
class _Asset:
    body: bytes
    media_type: str


@cache
def _assets() -> dict[str, _Asset]:
    """Read all files of the pages; a name that is not among them does not exist."""
    return {
        file.name: _Asset(file.read_bytes(), _MEDIA_TYPES[file.name.rpartition(".")[2]])
        for file in files("livetok.overlay").joinpath("pages").iterdir()
        if file.name.rpartition(".")[2] in _MEDIA_TYPES
    }


def _hosts(params: QueryParams) -> frozenset[str]:
    given = ",".join(params.getlist("host")).split(",")
    return frozenset(name.strip().lstrip("@").lower() for name in given) - {""}


def _query(params: QueryParams, last_event_id: str = "") -> Query:
    replay = params.get("replay", "")
    return Query(
        hosts=_hosts(params),
        after=last_event_id or params.get("after", ""),
        replay=int(replay) if replay.isascii() and replay.isdecimal() and len(replay) < 6 else 0,
        state=params.get("state", "") in {"1", "true"},
    )


async def _body(request: Request) -> dict[str, Any]:
    """Read a small JSON object; anything else reads as an empty one."""
    body = b""
    async with aclosing(request.stream()) as stream:
        async for chunk in stream:
            body += chunk
            if len(body) > _LARGEST_BODY:
                return {}
    return Json.parse(body).object


def _json(facts: object) -> Response:
    headers = {**_HEADERS, "Content-Security-Policy": _DATA_POLICY}
    return Response(json.dumps(facts), media_type="application/json", headers=headers)


def _plain(message: str, status: int) -> Response:
    headers = {**_HEADERS, "Content-Security-Policy": _DATA_POLICY}
    return Response(f"{message}\n", status_code=status, media_type="text/plain", headers=headers)
