"""Making things happen by hand: lines, and the same lines by HTTP."""

from __future__ import annotations

import anyio
import pytest

from livetok.errors import UserError
from livetok.proto import CommentEvent, GiftEvent
from livetok.testing import Simulator, Status
from livetok.testing._site.http import Request, Response
from livetok.testing._site.routing import respond
from livetok.testing.console import HELP, run_line
from livetok.testing.server import serve
from support.raw_socket import tcp


@pytest.fixture
def sim() -> Simulator:
    simulator = Simulator()
    simulator.room("ann")
    return simulator


def methods(sim: Simulator) -> list[str]:
    return [message.method for message in sim.rooms["ann"].broadcast.log.newest(100)]


def test_say(sim: Simulator) -> None:
    assert run_line(sim, "say ann hello  there") == "@ann: viewer says 'hello  there'"
    run_line(sim, ' SAY @Ann user=Bo what\'s "up"? ')
    said = [CommentEvent.parse(message.payload) for message in sim.rooms["ann"].broadcast.chats]
    assert [(event.user.display_id, event.content) for event in said] == [
        ("viewer", "hello  there"),
        ("bo", 'what\'s "up"?'),
    ]


@pytest.mark.parametrize(
    ("line", "counts"),
    [
        ("gift ann Rose 5", [1, 2, 3, 4, 5, 5]),
        ("gift ann rose", [1, 1]),
        ("gift ann", [1, 1]),
        ("gift ann Money Gun 2 user=bo", [1, 1]),
        ("gift ann user=bo Finger Heart 2", [1, 2, 2]),
    ],
)
def test_gift(sim: Simulator, line: str, counts: list[int]) -> None:
    run_line(sim, line)
    gifts = [GiftEvent.parse(message.payload) for message in sim.rooms["ann"].broadcast.log.newest(100)]
    assert [event.repeat_count for event in gifts] == counts
    assert {event.user.display_id for event in gifts} == {"bo" if "user=bo" in line else "viewer"}


@pytest.mark.parametrize(
    ("line", "method"),
    [
        ("like ann 3", "WebcastLikeMessage"),
        ("join ann bo", "WebcastMemberMessage"),
        ("follow ann", "WebcastSocialMessage"),
        ("share ann user=bo", "WebcastSocialMessage"),
        ("subscribe ann bo", "WebcastSubNotifyMessage"),
        ("viewers ann 120", "WebcastRoomUserSeqMessage"),
        ("pause ann", "WebcastControlMessage"),
        ("end ann suspended", "WebcastControlMessage"),
        ("battle ann ben 30", "WebcastLinkMicBattle"),
        ('poll ann "Cats or dogs?" cats dogs', "WebcastPollMessage"),
    ],
)
def test_other_commands(sim: Simulator, line: str, method: str) -> None:
    assert run_line(sim, line).startswith("@ann: ")
    assert method in methods(sim)


def test_the_life_of_a_broadcast(sim: Simulator) -> None:
    room = sim.rooms["ann"]
    first = room.room_id
    run_line(sim, "end ann")
    assert room.status is Status.ENDED
    run_line(sim, "start ann Evening show")
    assert (room.status, room.title) == (Status.LIVE, "Evening show")
    assert room.room_id != first
    run_line(sim, "start zoe")
    assert sim.rooms["zoe"].status is Status.LIVE
    assert len(run_line(sim, "rooms").splitlines()) == 2


def test_faults_are_for_the_room(sim: Simulator) -> None:
    run_line(sim, "fault ann close=4001,after=2")
    (fault,) = sim.faults.armed
    assert (fault.name, fault.room, fault.value) == ("close", "ann", 4001)


def test_help_names_every_command(sim: Simulator) -> None:
    said = run_line(sim, "help")
    assert said == HELP.rstrip()
    for word in ("gift", "say", "end", "drop", "start", "help", "rooms"):
        assert any(line.startswith(word) for line in said.splitlines())


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("gft ann", "did you mean 'gift'"),
        ("dance", "commands are"),
        ("say", "say HOST"),
        ("say ben hi", "rooms are ann"),
        ("say ann", "say HOST"),
        ("say ann user= hi", "say HOST"),
        ("gift ann Rosee", "did you mean 'Rose'"),
        ("gift ann Rose 0", "gift HOST"),
        ("gift ann Rose 99999", "gift HOST"),
        ("like ann many", "like HOST"),
        ("join ann x=1", "join HOST"),
        ("end ann now", "end HOST"),
        ("drop ann 5", "drop HOST"),
        ("drop ann 99999999999999999999", "drop HOST"),
        ("poll ann why", "poll HOST"),
        ('poll ann "why', "poll HOST"),
        ("fault ann", "fault HOST"),
        ("fault ann clse", "did you mean 'close'"),
        ("viewers ann -1", "viewers HOST"),
    ],
)
def test_mistakes_are_explained_and_change_nothing(sim: Simulator, line: str, hint: str) -> None:
    with pytest.raises(UserError) as caught:
        run_line(sim, line)
    assert hint in caught.value.hint
    assert methods(sim) == []


@pytest.mark.parametrize(
    "line", ["say ann hi", "gift ann", "pause ann", "end ann", "battle ann", "poll ann a b c"]
)
def test_a_room_that_is_over(sim: Simulator, line: str) -> None:
    run_line(sim, "end ann")
    before = methods(sim)
    with pytest.raises(UserError, match="not live"):
        run_line(sim, line)
    assert methods(sim) == before


# By HTTP


def post(
    sim: Simulator, body: bytes, *, local: bool = True, method: str = "POST", **headers: str
) -> Response:
    given = {"host": "127.0.0.1:8000", "content-type": "text/plain; charset=utf-8"} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    pairs = [(name, value) for name, value in given.items() if value]
    return respond(
        sim, Request(method=method, target="/_simulator/", headers=pairs, body=body, is_local=local)
    )


def test_lines_by_http(sim: Simulator) -> None:
    answer = post(sim, b"say ann hello\r\n\ngift ann Rose 2\n")
    assert (answer.status, answer.body.decode().splitlines()) == (
        200,
        ["@ann: viewer says 'hello'", "@ann: viewer gives 2 x Rose"],
    )
    assert post(sim, b"", method="GET").body.decode() == HELP


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"say ann hi", {"host": "evil.example"}, 403),
        (b"say ann hi", {"host": ""}, 403),
        (b"say ann hi", {"host": "127.0.0.1.evil.example"}, 403),
        (b"say ann hi", {"host": "localhost:1@evil.example"}, 403),
        (b"say ann hi", {"host": "[::1"}, 403),
        (b"say ann hi", {"origin": "http://evil.example"}, 403),
        (b"say ann hi", {"origin": "null"}, 403),
        (b"say ann hi", {"content_type": "application/json"}, 415),
        (b"gft ann", {}, 400),
        (b"\xff", {}, 400),
        (b"", {}, 400),
    ],
)
def test_who_is_refused(sim: Simulator, body: bytes, headers: dict[str, str], status: int) -> None:
    assert post(sim, body, **headers).status == status
    assert methods(sim) == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:80", "[::1]:8000", "127.5.5.5:1"])
def test_every_name_of_this_machine(sim: Simulator, host: str) -> None:
    assert post(sim, b"say ann hi", host=host, origin=f"http://{host}").status == 200


def test_other_machines_and_methods(sim: Simulator) -> None:
    assert post(sim, b"say ann hi", local=False).status == 403
    assert post(sim, b"say ann hi", method="PUT").status == 405
    assert methods(sim) == []


@pytest.mark.anyio
async def test_a_line_over_the_network(sim: Simulator) -> None:
    with anyio.fail_after(20):
        async with serve(sim) as server, tcp(server) as stream:
            head = (
                f"POST /_simulator/ HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nContent-Length: 10\r\n\r\n"
            )
            await stream.send(head.encode() + b"say ann hi")
            assert b" 200 " in (await stream.receive()).partition(b"\r\n")[0]
    assert methods(sim) == ["WebcastChatMessage"]
