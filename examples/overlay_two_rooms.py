"""Overlay pages of two rooms inside a web program of one's own: python overlay_two_rooms.py @ann @bo

Open http://127.0.0.1:8000/overlay/ for the pages, http://127.0.0.1:8000/diamonds for what this program adds. With
FastAPI it is the same: `app.mount("/overlay", overlay_app(hub))`.

Without TikTok: run `livetok simulate --rooms anna` in another terminal, the lines that it prints here, and then
`python overlay_two_rooms.py @anna`.
"""

import sys
from collections import Counter
from collections.abc import Sequence

import anyio
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Mount, Route
from typing_extensions import Unpack

from livetok import Event, GiftSettledEvent, LiveError, follow
from livetok.options import ConnectOptions
from livetok.overlay import Hub, feed, overlay_app, serve_app


async def main(users: Sequence[str], port: int = 8000, **options: Unpack[ConnectOptions]) -> None:
    hub = Hub()
    diamonds: Counter[str] = Counter()

    async def count(event: Event) -> None:
        if isinstance(event, GiftSettledEvent):
            diamonds[event.meta.unique_id] += event.diamonds

    async def show_diamonds(_: Request) -> JSONResponse:
        return JSONResponse(diamonds)

    app = Starlette(routes=[Route("/diamonds", show_diamonds), Mount("/overlay", overlay_app(hub))])
    async with serve_app(app, port=port) as server, follow(users, **options) as lives:
        print(f"open {server.url}/overlay/", flush=True)
        await feed(hub, lives, on_event=count)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    try:
        anyio.run(main, sys.argv[1:])
    except LiveError as error:
        sys.exit(f"{error}\nhint: {error.hint}")
