"""Many hosts on one site in memory, each with answers and acts of its own; and when each was asked for."""

from __future__ import annotations

import random
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

import anyio
from attrs import define, evolve, field

from livetok._client.follow import Followed, open_follow
from livetok._client.polling import PollOptions
from livetok._mixins.event import Event
from livetok._net.http import HttpClient, memory_client, open_http
from livetok._net.websocket import WebSocket
from livetok._session.environment import Environment
from livetok.options import Options
from support.fake_room import HELLO, Act, FakeSocket
from support.fake_site import (
    ALIVE,
    INFO,
    LOOKUP,
    Answer,
    as_json,
    html,
    lookup,
    lookup_error,
    profile,
    room_info,
)

FIRST_ROOM = 7300000000000000100
NOT_FOUND = lookup_error(19881007, "user_not_found")
CHALLENGE = html("<html>Please wait...</html>")


@define(eq=False)
class Host:
    """One host: what the lookup says (the last answer repeats), and what each websocket does (silence at last)."""

    name: str
    room_id: int
    lookups: list[Answer | Exception] = field(factory=list)
    acts: Iterator[Act | Exception] = field(factory=lambda: iter([]), converter=iter)
    alive: bool = False

    @property
    def offline(self) -> Answer:
        return lookup(4, self.room_id)

    @property
    def online(self) -> Answer:
        return lookup(2, self.room_id)


@define(eq=False)
class Crowd:
    """The site, and the network that leads there.

    Attributes:
        asked: Time, path and query of each request.
        dialled: Time and room of each websocket that was asked for.
        handshake: Seconds that each dial takes.
        farewell: Seconds that closing in good order takes.
        latency: Seconds that an answer takes.
        alive_answers: What `check_alive` says instead of the truth, in a row.
    """

    hosts: dict[str, Host] = field(factory=dict)
    asked: list[tuple[float, str, dict[str, str]]] = field(factory=list)
    dialled: list[tuple[float, int]] = field(factory=list)
    sockets: list[FakeSocket] = field(factory=list)
    handshake: float = 0.0
    farewell: float = 0.0
    latency: float = 0.0
    alive_answers: list[Answer | Exception] = field(factory=list)
    open_sockets: int = 0
    _tasks: set[int] = field(factory=lambda: {task.id for task in anyio.get_running_tasks()})

    def host(self, name: str, *acts: Act | Exception, lookups: Sequence[Any] | None = None) -> Host:
        """Invite a host, who is live unless the lookups say otherwise."""
        host = Host(name, FIRST_ROOM + len(self.hosts), acts=acts)
        host.lookups = [host.online] if lookups is None else list(lookups)
        self.hosts[name] = host
        return host

    def asked_for(self, path: str) -> list[tuple[float, dict[str, str]]]:
        return [(at, query) for at, asked_path, query in self.asked if asked_path == path]

    def sockets_of(self, name: str) -> list[FakeSocket]:
        """Those of a host, all that there were."""
        return [socket for socket in self.sockets if socket.query["room_id"] == str(self.hosts[name].room_id)]

    @property
    def network(self) -> Environment:
        return Environment(open_http=self.open_http, dial=self.dial, rng=random.Random(7))

    def follow(
        self, *users: str, poll_interval: float = 60.0, dial_rate: float = 10.0, **options: Any
    ) -> AbstractAsyncContextManager[Followed]:
        pace = PollOptions(poll_interval=poll_interval, dial_rate=dial_rate)
        return open_follow(users or tuple(self.hosts), pace, Options.of(options), self.network)

    @asynccontextmanager
    async def open_http(self, options: Options) -> AsyncGenerator[HttpClient]:
        async with memory_client(self._answer) as client, open_http(evolve(options, http=client)) as http:
            yield http

    async def _answer(self, method: str, url: str, headers: Any, body: bytes) -> Answer:
        parts = urlsplit(url)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        self.asked.append((anyio.current_time(), parts.path, query))
        await anyio.sleep(self.latency)
        answer = self._say(parts.path, query)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _say(self, path: str, query: dict[str, str]) -> Answer | Exception:
        if path == LOOKUP:
            answers = self.hosts[query["uniqueId"]].lookups
            return answers.pop(0) if len(answers) > 1 else answers[0]
        if path == ALIVE:
            return self.alive_answers.pop(0) if self.alive_answers else self._alive(query["room_ids"])
        if path == INFO:
            return room_info(2, int(query["room_id"]))
        if path.endswith("/live"):
            return CHALLENGE
        return profile()

    def _alive(self, room_ids: str) -> Answer:
        rooms = {host.room_id: host.alive for host in self.hosts.values()}
        entries = [
            {"alive": rooms.get(int(room_id), False), "room_id_str": room_id}
            for room_id in room_ids.split(",")
        ]
        return as_json({"data": entries, "status_code": 0})

    @asynccontextmanager
    async def dial(
        self, url: str, *, headers: Sequence[tuple[str, str]], timeout: float, max_message_size: int
    ) -> AsyncGenerator[WebSocket]:
        room_id = int(parse_qs(urlsplit(url).query)["room_id"][0])
        self.dialled.append((anyio.current_time(), room_id))
        host = next(host for host in self.hosts.values() if host.room_id == room_id)
        act = next(host.acts, [HELLO])
        await anyio.sleep(self.handshake)
        if isinstance(act, Exception):
            raise act
        socket = FakeSocket(url, dict(headers), anyio.current_time(), iter(act))
        self.sockets.append(socket)
        self.open_sockets += 1
        try:
            yield socket
            await anyio.sleep(self.farewell)
        finally:
            self.open_sockets -= 1
            socket.closed = True

    def assert_quiet(self) -> None:
        """Nothing is left open, and nothing runs."""
        assert self.open_sockets == 0
        assert not [task for task in anyio.get_running_tasks() if task.id not in self._tasks]


async def until(lives: Followed, event_class: type[Event], user: str = "") -> Any:
    """The next event of a class, of a user if one is named."""
    async for live, event in lives:
        if isinstance(event, event_class) and user in {"", live.unique_id}:
            return event
    raise AssertionError("the iteration ended")
