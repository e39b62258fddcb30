"""The simulated site: rooms by name and by id, identities, faults, and the log of what clients did wrong."""

from __future__ import annotations

import base64
import hmac
import logging
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, Protocol

from attrs import define, field, frozen

from livetok.testing._world.broadcast import Broadcast
from livetok.testing._world.world import EPOCH, SimulatedWorld
from livetok.testing.faults import Fault, Faults
from livetok.testing.room import Room
from livetok.testing.violations import Violation, Violations

__all__ = ["OpenConnection", "Simulator", "Switches", "Token"]

_log = logging.getLogger("livetok.testing.simulator")
_WARNINGS = 5


@frozen(kw_only=True)
class Switches:
    """Habits of the server that can be changed.

    Attributes:
        old_clients: A room need not be entered: clients of before 2025 never do. Cookies are for TikTok's domain
            whatever the address is. A signed im/fetch names the websocket server.
        old_frames: Frames have the form of before 2026 (protocol notes 4.4 to 4.6) instead of today's (10.1).
        relay_quota: Connections to the signer's relay at once; above it they are accepted and get nothing.
        heartbeat_timeout: Seconds without a heartbeat after which a connection is closed.
        close_after_end: Seconds between the end of a broadcast and the close frame.
        ack_timeout: Seconds after which a missing acknowledgement counts as a violation.
        answer_pings: Answer websocket pings, which TikTok does not.
        ping_interval: Seconds announced in `Handshake-Options`; None for no such header.
        ttwid_chance: Share of page requests whose answer sets the cookie.
        messages_per_frame: Most messages in one frame.
        signatures: im/fetch and chat want a signature in the query, as TikTok does.
        sign_quota: Calls a minute that the signature server grants without a key; None for no limit.
        connection_quota: Upgrades an hour from one identity; None for no limit.
    """

    old_clients: bool = False
    old_frames: bool = False
    relay_quota: int = 25
    heartbeat_timeout: float = 30.0
    close_after_end: float = 3.0
    ack_timeout: float = 10.0
    answer_pings: bool = False
    ping_interval: float | None = None
    ttwid_chance: float = 1.0
    messages_per_frame: int = 50
    signatures: bool = True
    sign_quota: int | None = None
    connection_quota: int | None = None


@frozen(kw_only=True)
class Token:
    """A route parameter that the signature server gave out.

    Attributes:
        room_id: The broadcast that it leads to.
        at: Seconds of the simulator when it was issued.
        user_agent: The User-Agent it was signed for, empty when the caller did not say.
        session: The session cookie it was signed with, empty for none.
        relay: Parameters that must come back as they are, when it leads to the signer's relay; else empty.
    """

    room_id: int
    at: float
    user_agent: str = ""
    session: str = ""
    relay: tuple[tuple[str, str], ...] = ()


class OpenConnection(Protocol):
    """A client's websocket, as the simulator sees it."""

    @property
    def number(self) -> int:
        """Counts connections, from 1."""
        ...

    @property
    def is_relay(self) -> bool:
        """Whether it goes through the signer's relay."""
        ...

    @property
    def entered_at(self) -> float | None:
        """Seconds of the simulator when the room was entered; None before."""
        ...

    def wake(self) -> None:
        """Look again at what there is to send. Never waits."""
        ...


@define(eq=False, kw_only=True)
class Simulator:
    """Our TikTok, without I/O.

    Everything that clients see comes from here; `serve` puts it on a port, `in_memory` gives it to a client in the
    same process. The same seed gives the same ids, names and traffic. It holds no resource, so nothing closes it.

    Attributes:
        seed: Decides every id, name and choice (default 0).
        epoch: Unix time in seconds at which the simulator's clock shows 0 (default: a moment of 2026).
        id_epoch: The same as ids have it; apart from `epoch` where a seed is to give the same ids on another day.
        switches: Habits of the server that can be changed; see `Switches` for the defaults.
        world: What all rooms share: clock, timetable, people, gifts.
        rooms: Rooms by handle of the host, in the order in which they were made.
        faults: The armed faults; `fault()` adds one.
        violations: What clients did against the protocol.
        requests: Counts HTTP requests by path.
        connections: The open websockets.
        upgrades: When each identity asked for a websocket, in seconds of the simulator.
        sign_calls: When the signature server was called, in seconds of the simulator.
    """

    seed: int = 0
    epoch: float = EPOCH
    id_epoch: float = EPOCH
    switches: Switches = field(factory=Switches)
    world: SimulatedWorld = field(init=False)
    rooms: dict[str, Room] = field(init=False, factory=dict[str, Room])
    faults: Faults = field(init=False, factory=Faults)
    violations: Violations = field(init=False, factory=Violations)
    requests: Counter[str] = field(init=False, factory=Counter[str])
    connections: set[OpenConnection] = field(init=False, factory=set[OpenConnection])
    upgrades: dict[str, list[float]] = field(init=False, factory=dict[str, list[float]])
    sign_calls: list[float] = field(init=False, factory=list[float])
    _tokens: dict[str, Token] = field(init=False, factory=dict[str, Token])
    _blocked: set[str] = field(init=False, factory=set[str])
    _connection_count: int = field(init=False, default=0)
    _warned: Counter[str] = field(init=False, factory=Counter[str])
    _chance: Callable[[], float] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.world = SimulatedWorld(seed=self.seed, epoch=self.epoch, id_epoch=self.id_epoch)
        self._chance = self.world.rng("pages").random

    # Rooms

    def room(self, name: str, *, live: bool = True, title: str = "Just talking") -> Room:
        """Return the room of a host; it is made on first mention.

        Args:
            name: Handle of the host, with or without `@`.
            live: Whether a new room is live at once (default True). A room that is there already stays as it is.
            title: Title of the broadcast of a new room (default "Just talking").
        """
        unique_id = name.lstrip("@").lower()
        if unique_id not in self.rooms:
            room = Room(world=self.world, host=self.world.person(unique_id), title=title)
            self.rooms[unique_id] = room
            if live:
                room.start()
        return self.rooms[unique_id]

    def broadcast_of(self, room_id: int) -> Broadcast | None:
        """Return the broadcast of this id, ended ones included; None when there never was one.

        Args:
            room_id: Id of the broadcast; every broadcast of a room has its own.
        """
        return self.world.broadcasts.get(room_id)

    def room_of(self, room_id: int) -> Room | None:
        """Return the room that has, or had, this id; None when there never was one.

        Args:
            room_id: Id of a running or ended broadcast.
        """
        broadcast = self.broadcast_of(room_id)
        return self.rooms[broadcast.unique_id] if broadcast else None

    # Faults and violations

    def fault(self, name: str | Fault, /, **settings: Any) -> Fault:
        """Arm a fault and return it: `fault("close", value=4001)`, `fault("close=4001,after=20")` or a `Fault`.

        Args:
            name: A key of `KINDS`, the text form that `Fault.parse` reads, or a `Fault`.
            **settings: Attributes of `Fault`, when `name` is a key of `KINDS`.

        Raises:
            UserError: There is no such fault, or a setting is wrong.
        """
        made = (
            name
            if isinstance(name, Fault)
            else Fault.parse(name)
            if not settings
            else Fault.of(name, **settings)
        )
        self.faults.add(made)
        self.wake()
        return made

    def violation(self, rule: str, detail: str, *, connection: int = 0, tolerated: bool = False) -> None:
        """Add a breach of the protocol to `violations`, and warn of it in the log.

        Args:
            rule: Short name of the rule, for example `ack-payload`.
            detail: What was seen and what was due.
            connection: Number of the websocket connection (default 0: plain HTTP).
            tolerated: Whether the real server puts up with it (default False); then it is logged at level DEBUG.
        """
        self.violations.add(
            Violation(
                at=self.world.now(), connection=connection, rule=rule, detail=detail, tolerated=tolerated
            )
        )
        self._log_violation(rule, detail, tolerated)

    def _log_violation(self, rule: str, detail: str, tolerated: bool) -> None:
        """Warn of each rule a few times; a client that breaks one at all breaks it all the time."""
        self._warned[rule] += not tolerated
        loud = not tolerated and self._warned[rule] <= _WARNINGS
        _log.log(logging.WARNING if loud else logging.DEBUG, "%s: %s", rule, detail)
        if loud and self._warned[rule] == _WARNINGS:
            _log.warning("%s: from now on only in the list of violations", rule)

    def wake(self, connections: Iterable[OpenConnection] | None = None) -> None:
        """Let open connections look again at what there is to send. Never waits.

        Args:
            connections: Which ones; None (default) for all.
        """
        for connection in tuple(self.connections if connections is None else connections):
            connection.wake()

    def next_connection(self) -> int:
        """Number of a new connection, from 1."""
        self._connection_count += 1
        return self._connection_count

    # Identities

    def wants_cookie(self) -> bool:
        """Whether this page sets the cookie; chance decides."""
        return self._chance() < self.switches.ttwid_chance

    def issue_ttwid(self) -> str:
        """A new anonymous identity, in the form in which it must come back (protocol notes 0)."""
        number = self.world.next_request_id()
        body = base64.urlsafe_b64encode(self.world.digest(f"ttwid {number}")).decode().rstrip("=")
        unsigned = f"1%7C{body}%7C{self.world.unix()}"
        return f"{unsigned}%7C{self._seal(unsigned)}"

    def issued_ttwid(self, ttwid: str) -> bool:
        """Whether the identity was issued here.

        Args:
            ttwid: Value of the cookie, as it came back.
        """
        unsigned, _, seal = ttwid.rpartition("%7C")
        return hmac.compare_digest(seal.encode(), self._seal(unsigned).encode())

    def _seal(self, unsigned: str) -> str:
        return hmac.new(self.world.digest("key"), unsigned.encode(), "sha256").hexdigest()

    def block(self, identity: str) -> None:
        """Flag an identity: its upgrades are refused from now on.

        Args:
            identity: Value of its `ttwid` cookie.
        """
        self._blocked.add(identity)

    def is_blocked(self, identity: str) -> bool:
        """Whether an identity is flagged.

        Args:
            identity: Value of its `ttwid` cookie.
        """
        return identity in self._blocked

    def issue_token(self, token: Token) -> str:
        """Return a new route parameter.

        Args:
            token: What it stands for.
        """
        name = base64.urlsafe_b64encode(
            self.world.digest(f"imprp {self.world.next_request_id()}")[:18]
        ).decode()
        self._tokens[name] = token
        return name

    def token(self, name: str) -> Token | None:
        """Return what a route parameter stands for; None when it was not issued here.

        Args:
            name: The route parameter.
        """
        return self._tokens.get(name)
