"""A signer that is written from the documentation alone: examples/custom_signer.py, and what others get wrong."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import anyio
import httpx
import pytest
from attrs import frozen

from livetok import (
    ConnectEvent,
    EulerSigner,
    HttpRequest,
    HttpResponse,
    SignerError,
    SignRequest,
    Ticket,
    UserError,
    connect,
)
from livetok.testing import Simulator
from livetok.testing.server import Server, serve
from support.programs import example, once_entered

pytestmark = pytest.mark.anyio


@frozen
class Signer:
    """Calls a function with the request."""

    function: Callable[[SignRequest], Awaitable[Any]]
    name: str = "mine"

    async def sign(self, request: SignRequest) -> Ticket:
        result: Ticket = await self.function(request)
        return result


async def test_the_example(capsys: pytest.CaptureFixture[str]) -> None:
    simulator = Simulator()
    async with serve(simulator) as server:
        room = simulator.room("ann")
        once_entered(simulator, lambda: room.comment("hi", user="bo"))
        once_entered(simulator, lambda: room.world.at(0.2, room.end))
        signer_url = server.endpoints.sign
        await example("custom_signer.py").main("@ann", signer_url, endpoints=server.endpoints)
    assert capsys.readouterr().out.splitlines() == ["Bo -> hi"]
    assert not [violation for violation in simulator.violations if not violation.tolerated]


async def test_the_example_says_what_its_server_answered() -> None:
    simulator = Simulator()
    async with serve(simulator) as server:
        simulator.room("ann")
        with pytest.raises(SignerError, match="the server answered 404") as caught:
            await example("custom_signer.py").main(
                "@ann", f"{server.endpoints.sign}/nothing", endpoints=server.endpoints
            )
    assert caught.value.status == 404


async def entered(server: Server, sign: Callable[[SignRequest], Awaitable[Any]]) -> None:
    async with connect("@ann", signer=Signer(sign), endpoints=server.endpoints) as live:
        assert isinstance(await anext(live), ConnectEvent)


@pytest.mark.parametrize(
    "wrong",
    [
        httpx.Request("GET", "https://sign.test"),
        "https://sign.test",
        {"url": "https://sign.test"},
        HttpRequest,
        None,
    ],
    ids=["httpx", "str", "dict", "class", "None"],
)
async def test_another_request_than_ours(wrong: Any) -> None:
    async def sign(request: SignRequest) -> HttpResponse:
        return await request.send(wrong)

    async with serve(Simulator()) as server:
        server.simulator.room("ann")
        with anyio.fail_after(20), pytest.raises(UserError, match="takes an HttpRequest") as caught:
            await entered(server, sign)
    assert "HttpRequest(" in caught.value.hint


@pytest.mark.parametrize("result", ["wss://x.test/", None, ("wss://x.test/",), {"url": "wss://x.test/"}])
async def test_another_result_than_a_ticket(result: Any) -> None:
    async def sign(_: SignRequest) -> Any:
        return result

    async with serve(Simulator()) as server:
        server.simulator.room("ann")
        with anyio.fail_after(20), pytest.raises(UserError, match="not a Ticket") as caught:
            await entered(server, sign)
    assert "return Ticket(" in caught.value.hint


async def test_headers_of_a_ticket_may_be_a_mapping() -> None:
    """The ticket of a signer that wraps another one, as the documentation would have it written."""

    async def sign(request: SignRequest) -> Ticket:
        ticket = await EulerSigner(url=server.endpoints.sign).sign(request)
        return Ticket(url=ticket.url, headers=dict(ticket.headers), first=ticket.first)  # type: ignore[arg-type]

    async with serve(Simulator()) as server:
        server.simulator.room("ann")
        with anyio.fail_after(20):
            await entered(server, sign)


@pytest.mark.parametrize(
    "given",
    [{"url": b"wss://x"}, {"url": "wss://x", "headers": "Cookie"}, {"url": "wss://x", "first": "text"}],
)
def test_wrong_tickets(given: dict[str, Any]) -> None:
    with pytest.raises(UserError) as caught:
        Ticket(**given)
    assert caught.value.hint


@pytest.mark.parametrize(
    "given",
    [
        {"url": "ftp://x"},
        {"url": "x"},
        {"url": "https://[::1"},
        {"url": 3},
        {"method": "get"},
        {"method": ""},
        {"method": 3},
        {"headers": {"a": 1}},
        {"params": ["ab", "c"]},
        {"params": 3},
        {"body": "text"},
        {"redirects": -1},
        {"redirects": True},
    ],
)
def test_wrong_requests(given: dict[str, Any]) -> None:
    with pytest.raises(UserError) as caught:
        HttpRequest(**{"url": "https://sign.test"} | given)
    assert caught.value.hint
