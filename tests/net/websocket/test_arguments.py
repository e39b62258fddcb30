"""What is refused before anything is sent, and which backend is taken."""

from __future__ import annotations

import pytest

from livetok._net.websocket import open_websocket
from livetok.errors import UserError
from support.websocket_peer import Peer, serving

pytestmark = pytest.mark.anyio

BAD_URLS = [
    "",
    "ftp://host/",
    "http://host/",
    "ws:///path",
    "ws://:80/",
    "wss://",
    "host/path",
    "ws://host:port/",
    "ws://host:99999/",
    "ws://[::1/",
    "ws://user:password@host/",
    "ws://host/with space",
    "ws://host/\r\nX-Injected: 1",
    "ws://höst/",
    "ws://host/ümlaut",
    "ws://a..b/",
    f"ws://{'a' * 64}/",
]


@pytest.mark.parametrize("url", BAD_URLS)
async def test_bad_urls(dial, url):
    with pytest.raises(UserError) as caught:
        async with dial(url):
            pytest.fail("the block must not be entered")
    assert "wss://" in caught.value.hint


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("", "x"),
        ("Bad Name", "x"),
        ("Bad:Name", "x"),
        ("Näme", "x"),
        ("X", "two\r\nlines"),
        ("X", "two\nlines"),
        ("X", "nul\0"),
        ("X", " padded"),
        ("X", "padded "),
        ("X", "\ud800"),
        ("Upgrade", "h2c"),
        ("sec-websocket-protocol", "echo-protocol"),
        ("Sec-WebSocket-Extensions", "permessage-deflate"),
        ("Content-Length", "5"),
    ],
)
async def test_bad_headers(dial, name, value):
    with pytest.raises(UserError) as caught:
        async with dial("ws://127.0.0.1:9/", headers=[(name, value)]):
            pytest.fail("the block must not be entered")
    assert caught.value.hint


@pytest.mark.parametrize("event_loop_and_backend", [("asyncio", "anyio")], indirect=True, ids=["asyncio"])
async def test_the_trio_backend_needs_trio(event_loop_and_backend):
    with pytest.raises(UserError, match="trio"):
        async with open_websocket("ws://127.0.0.1:9/", backend="trio"):
            pytest.fail("the block must not be entered")


async def test_the_backend_fits_the_event_loop(anyio_backend_name):
    async def script(peer: Peer) -> None:
        await peer.upgrade()
        await peer.farewell()

    async with serving(script) as server, open_websocket(server.url()) as websocket:
        expected = {"asyncio": "AnyioWebSocket", "trio": "TrioWebSocket"}
        assert type(websocket).__name__ == expected[anyio_backend_name]
