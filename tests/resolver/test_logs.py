"""Whatever the log level, no log shows a cookie, a key, a session or a password."""

from __future__ import annotations

import base64
import logging
import re
from typing import TYPE_CHECKING, Any

import pytest

from livetok import connect
from livetok.errors import LiveError
from livetok.options import Session
from livetok.signers import EulerSigner
from livetok.testing import Simulator
from livetok.testing.server import serve

if TYPE_CHECKING:
    from livetok.testing.server import Server

pytestmark = pytest.mark.anyio

KEY, SESSION_ID, OTHER_COOKIE = "k3y-of-the-signer", "session-s3cret", "cookie-s3cret"
TTWID = re.compile(r"1%7C[\w-]+%7C")


def everything(server: Server, proxy: str) -> dict[str, Any]:
    return {
        "endpoints": server.endpoints,
        "proxy": proxy,
        "session": Session(session_id=SESSION_ID, target_idc="useast1a"),
        "headers": {"Cookie": f"mine={OTHER_COOKIE}"},
        "fetch_gifts": True,
    }


@pytest.mark.parametrize("kind", ["http", "socks5"])
@pytest.mark.parametrize("signed", [False, True])
async def test_a_whole_run(
    kind: str, signed: bool, proxies: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for name in logging.root.manager.loggerDict:
        caplog.set_level(logging.DEBUG, logger=name)
    simulator = Simulator(seed=1)
    room = simulator.room("ann")
    signer = EulerSigner(api_key=KEY, share_session_with="127.0.0.1") if signed else None
    async with serve(simulator) as server:
        async with connect("@ann", signer=signer, **everything(server, proxies[kind])) as live:
            room.comment("hi", user="bob")
            await live.fetch_room_info()
            async for _ in live:
                break
        simulator.fault("handshake_502", times=None)
        with pytest.raises(LiveError) as caught:
            async with connect("@ann", signer=signer, **everything(server, proxies[kind])):
                pass
    shown = caplog.text + repr(caught.value) + str(caught.value) + caught.value.evidence
    assert "livetok.resolve" in caplog.text
    assert "httpcore" in caplog.text
    for secret in (KEY, SESSION_ID, OTHER_COOKIE, "s3cret", base64.b64encode(b"ann:s3cret!").decode()):
        assert secret not in shown
    assert TTWID.search(shown) is None
