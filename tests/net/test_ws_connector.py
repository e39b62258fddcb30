"""Which websocket library a session connects with."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from livetok import follow
from livetok._client import follow as follow_module
from livetok._net import ws_connector
from livetok._net.ws_connector import dial_directly
from livetok.options import Options

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("proxy", [None, "http://127.0.0.1:9"])
@pytest.mark.parametrize("backend", [None, "anyio", "trio"])
async def test_the_option_reaches_the_websocket(
    monkeypatch: pytest.MonkeyPatch, backend: Any, proxy: str | None
) -> None:
    asked: list[Any] = []

    @asynccontextmanager
    async def opening(*_: Any, **keywords: Any) -> AsyncGenerator[str]:
        asked.append(keywords["backend"])
        yield "a websocket"

    name = "open_websocket" if proxy is None else "open_websocket_through"
    monkeypatch.setattr(ws_connector, name, opening)
    dial = dial_directly(Options(websocket=backend), lambda _: proxy)

    async with dial("ws://127.0.0.1:9", headers=(), timeout=1, max_message_size=1):
        assert asked == [backend]


@pytest.mark.parametrize(
    ("given", "chosen"), [({}, "anyio"), ({"websocket": "trio"}, "trio"), ({"websocket": None}, None)]
)
def test_many_rooms_take_the_cheaper_one_unless_told_otherwise(
    monkeypatch: pytest.MonkeyPatch, given: Any, chosen: str | None
) -> None:
    seen: list[Options] = []

    def opened(_: Any, __: Any, options: Options, ___: Any) -> Any:
        seen.append(options)

    monkeypatch.setattr(follow_module, "open_follow", opened)
    follow(["@ann"], **given)

    assert [options.websocket for options in seen] == [chosen]
