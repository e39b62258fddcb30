"""A room inside a FastAPI program: python fastapi_server.py @user

http://127.0.0.1:8000/gifts tells who gave what, /state how the room stands, /overlay/ has pages for OBS.
Needs `pip install 'livetok[overlay]' fastapi`.

Without TikTok: run `livetok simulate --rooms anna` in another terminal, the lines that it prints here, and then
`python fastapi_server.py @anna`.
"""

import sys
from collections import Counter
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import anyio
from fastapi import FastAPI
from typing_extensions import Unpack

from livetok import Event, GiftSettledEvent, LiveError, follow
from livetok.options import ConnectOptions
from livetok.overlay import Hub, feed, overlay_app, serve_app


def make_app(user: str, **options: Unpack[ConnectOptions]) -> FastAPI:
    hub = Hub()
    gifts: Counter[str] = Counter()

    async def count(event: Event) -> None:
        if isinstance(event, GiftSettledEvent):
            gifts[f"{event.user.unique_id}: {event.gift.name}"] += event.count

    async def read() -> None:
        """Wait for each broadcast of the host, and read it; entered and left in one task."""
        async with follow([user], **options) as lives:
            await feed(hub, lives, on_event=count)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(read)
            yield
            tasks.cancel_scope.cancel()

    async def show_gifts() -> dict[str, int]:
        return dict(gifts)

    app = FastAPI(lifespan=lifespan)
    app.add_api_route("/gifts", show_gifts)
    app.mount("/overlay", overlay_app(hub))
    return app


async def main(user: str, port: int = 8000) -> None:
    async with serve_app(make_app(user), port=port) as server:
        print(f"open {server.url}/gifts", flush=True)
        await anyio.sleep_forever()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    try:
        anyio.run(main, sys.argv[1])
    except LiveError as error:
        sys.exit(f"{error}\nhint: {error.hint}")
