"""The websocket upgrade: who is let in, and how others are refused (protocol notes 4.1 to 4.3)."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import parse_qsl

from attrs import field, frozen

from livetok.testing._connection.connection import Connection
from livetok.testing.faults import Fault
from livetok.testing.simulator import Simulator

__all__ = ["PATHS", "RELAY_PATH", "Accepted", "Refused", "UpgradeRequest", "cookies", "upgrade"]

RELAY_PATH = "/"
PATHS = ("/webcast/im/ws_proxy/ws_reuse_supplement", "/webcast/im/push", "/webcast/im/ws")

# Characters that a browser never leaves unencoded; the push server answers 400 to them.
_RAW = frozenset(' "<>\\^`{|}')
_AGENT_LIFE = 30.0


@frozen(kw_only=True)
class UpgradeRequest:
    """Request line and headers as they came in.

    Attributes:
        target: Path and query as sent.
        headers: Name, in lower case, and value.
    """

    target: str
    headers: Sequence[tuple[str, str]] = ()

    def header(self, name: str) -> str:
        """The first value of a header, empty when absent."""
        return next((value for key, value in self.headers if key == name), "")


@frozen(kw_only=True)
class Refused:
    """An answer other than 101.

    Attributes:
        status: HTTP status.
        headers: Those of the answer.
        fault: The fault behind it when it is more than an answer, `handshake_abort` for example.
    """

    status: int = 200
    headers: Sequence[tuple[str, str]] = ()
    fault: Fault | None = None


@frozen(kw_only=True)
class Accepted:
    """101, with these headers.

    Attributes:
        connection: What is said from then on.
        headers: Those of the answer, without the ones that every such answer has.
        fault: What goes wrong with the answer.
        informational: Status of an answer that comes before the 101 (protocol notes 10.3); 0 for none.
    """

    connection: Connection
    headers: Sequence[tuple[str, str]] = field(default=())
    fault: Fault | None = None
    informational: int = 0


def cookies(header: str) -> dict[str, str]:
    """Return the cookies of a request, values exactly as sent.

    Args:
        header: The `Cookie` header, empty for none.
    """
    pairs = (part.strip().partition("=") for part in header.split(";"))
    return {name: value for name, _, value in pairs if name}


def _refusal(message: str, handshake_status: int) -> Refused:
    headers = [("Handshake-Msg", message), ("Handshake-Status", str(handshake_status)), ("Server", "TLB")]
    return Refused(headers=[*headers, ("Content-Length", "0")])


_REFUSALS = {
    "device_blocked": _refusal("DEVICE_BLOCKED", 415),
    "illegal_secret_key": _refusal("illegal secret key", 417),
    "illegal_app_id": _refusal("illegal app_id", 417),
    "no_cookie": _refusal("http: named cookie not present", 417),
    "no_room": _refusal("room not exist", 417),
    "throttled": Refused(status=403, headers=[("Content-Length", "0")]),
    "handshake_400": Refused(status=400, headers=[("Content-Length", "0")]),
    "handshake_403": Refused(status=403, headers=[("Content-Length", "0")]),
    "handshake_415": Refused(status=415, headers=[("Content-Length", "0")]),
    "handshake_502": Refused(status=502, headers=[("Content-Length", "0")]),
}
_WITHOUT_ANSWER = ("handshake_abort", "handshake_garbage")
_AFTER_ALL = ("handshake_hang", "handshake_bad_accept", "accept_then_close")
_INFORMATIONAL = "handshake_1xx"


def upgrade(simulator: Simulator, request: UpgradeRequest) -> Accepted | Refused:
    """Decide about an upgrade; a refusal that the client brought on itself is noted as a violation.

    Args:
        simulator: What is connected to.
        request: The request line and the headers.
    """
    path, _, query_text = request.target.partition("?")
    query = dict(reversed(parse_qsl(query_text, keep_blank_values=True)))
    if path == RELAY_PATH:
        return _relayed(simulator, request, query)
    if path.rstrip("/") not in PATHS:
        return Refused(status=404, headers=[("Content-Length", "0")])
    broadcast = simulator.broadcast_of(_integer(query.get("room_id", "")))
    refused = _refused_by_fault(simulator, request, broadcast.unique_id if broadcast else "")
    refused = refused or _checked(simulator, request, query)
    if refused is not None:
        return refused
    if broadcast is None:
        simulator.violation("upgrade-room", f"room {query.get('room_id')!r} does not exist")
        return _REFUSALS["no_room"]
    return _accepted(simulator, request, Connection.open(simulator, broadcast, query))


def _accepted(simulator: Simulator, request: UpgradeRequest, connection: Connection) -> Accepted:
    room = connection.broadcast.unique_id
    early = _first(simulator, [_INFORMATIONAL], room)
    return Accepted(
        connection=connection,
        headers=_accept_headers(simulator, request),
        fault=_first(simulator, _AFTER_ALL, room),
        informational=int(early.value) if early else 0,
    )


def _relayed(simulator: Simulator, request: UpgradeRequest, query: dict[str, str]) -> Accepted | Refused:
    """The signer's relay, which is in the room already (protocol notes 10.4).

    It wants its token and all parameters of the route as they were given out; TikTok's cookies are none of its
    business. Above its quota it lets clients in and says nothing.
    """
    token = simulator.token(query.get("token", ""))
    if token is None or not token.relay:
        return Refused(status=404, headers=[("Content-Length", "0")])
    if _RAW & set(request.target) or not request.target.isascii():
        simulator.violation("relay-encoding", "the query holds characters that must be percent-encoded")
        return _REFUSALS["handshake_400"]
    changed = [name for name, value in token.relay if query.get(name) != value]
    if changed:
        simulator.violation(
            "relay-params", f"{', '.join(changed)} must come back as the signer gave them out"
        )
        return _REFUSALS["handshake_400"]
    if cookies(request.header("cookie")).get("sessionid"):
        simulator.violation("relay-session", "the session cookie went to a host that is not TikTok's")
    broadcast = simulator.broadcast_of(token.room_id)
    if broadcast is None or not broadcast.is_live:
        return _REFUSALS["no_room"]
    full = sum(connection.is_relay for connection in simulator.connections) >= simulator.switches.relay_quota
    silent = full or _first(simulator, ["relay_silent"], broadcast.unique_id) is not None
    connection = Connection.open(simulator, broadcast, query)
    connection.start_relay(silent=silent)
    return _accepted(simulator, request, connection)


def _integer(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() else 0


def _first(simulator: Simulator, names: Sequence[str], room: str) -> Fault | None:
    now = simulator.world.now()
    taken = (simulator.faults.take(name, room=room, since=now, now=now) for name in names)
    return next((fault for fault in taken if fault), None)


def _refused_by_fault(simulator: Simulator, request: UpgradeRequest, room: str) -> Refused | None:
    """A refusal that a fault asks for; a blocked identity stays blocked (protocol notes 4.3)."""
    identity = cookies(request.header("cookie")).get("ttwid", "")
    if identity and simulator.is_blocked(identity):
        return _REFUSALS["device_blocked"]
    fault = _first(simulator, [*_REFUSALS, *_WITHOUT_ANSWER], room) if simulator.faults else None
    if fault is None:
        return None
    if fault.name in _WITHOUT_ANSWER:
        return Refused(fault=fault)
    if fault.name == "device_blocked" and identity:
        simulator.block(identity)
    return _REFUSALS[fault.name]


def _checked(simulator: Simulator, request: UpgradeRequest, query: dict[str, str]) -> Refused | None:
    """The checks of protocol notes 8.2, in the server's order."""
    objection = _first_objection(simulator, request, query)
    if objection is None:
        return None
    rule, detail, refusal = objection
    simulator.violation(rule, detail)
    return _REFUSALS[refusal]


def _first_objection(
    simulator: Simulator, request: UpgradeRequest, query: dict[str, str]
) -> tuple[str, str, str] | None:
    if _RAW & set(request.target) or not request.target.isascii():
        return "upgrade-encoding", "the query holds characters that must be percent-encoded", "handshake_400"
    if not request.header("user-agent"):
        return "upgrade-user-agent", "no User-Agent", "device_blocked"
    if query.get("aid") != "1988":
        return "upgrade-aid", f"aid is {query.get('aid')!r} and must be 1988", "illegal_app_id"
    return _identity_objection(simulator, request, query) or _token_objection(simulator, request, query)


def _identity_objection(
    simulator: Simulator, request: UpgradeRequest, query: dict[str, str]
) -> tuple[str, str, str] | None:
    jar = cookies(request.header("cookie"))
    rule = query.get("did_rule", "3")
    identity = {"0": query.get("device_id", ""), "2": jar.get("sessionid", "")}.get(
        rule, jar.get("ttwid", "")
    )
    if not identity:
        return "upgrade-cookie", f"did_rule={rule} and no identity that suits it", "no_cookie"
    if rule == "3" and not simulator.issued_ttwid(identity):
        simulator.violation(
            "upgrade-ttwid", "the ttwid was not issued here, or was not sent back as received"
        )
    if _over_quota(simulator, identity):
        return "upgrade-quota", "too many upgrades from one identity", "throttled"
    return None


def _over_quota(simulator: Simulator, identity: str) -> bool:
    quota, now = simulator.switches.connection_quota, simulator.world.now()
    if quota is None:
        return False
    recent = [at for at in simulator.upgrades.get(identity, ()) if at > now - 3600.0]
    simulator.upgrades[identity] = [*recent, now]
    return len(recent) >= quota


def _token_objection(
    simulator: Simulator, request: UpgradeRequest, query: dict[str, str]
) -> tuple[str, str, str] | None:
    """A signed URL is bound to the User-Agent and the session it was signed for (protocol notes 3.2, 4.2)."""
    name = query.get("imprp", "")
    if not name:
        return None
    token = simulator.token(name)
    if token is None:
        return "upgrade-token", "the route parameter was not issued here", "illegal_secret_key"
    if token.user_agent and token.user_agent != request.header("user-agent"):
        return "upgrade-agent", "the User-Agent is not the one that was signed", "device_blocked"
    if token.session and cookies(request.header("cookie")).get("sessionid") != token.session:
        return "upgrade-session", "signed with a session, opened without", "illegal_secret_key"
    if simulator.world.now() - token.at > _AGENT_LIFE:
        simulator.violation("upgrade-late", "a signed URL was used after 30 seconds", tolerated=True)
    return None


def _accept_headers(simulator: Simulator, request: UpgradeRequest) -> list[tuple[str, str]]:
    headers: list[tuple[str, str]] = []
    offered = [name.strip() for name in request.header("sec-websocket-protocol").split(",")]
    if "echo-protocol" in offered:
        headers.append(("Sec-WebSocket-Protocol", "echo-protocol"))
    if simulator.switches.ping_interval is not None:
        headers.append(
            ("Handshake-Options", f"ping-interval={simulator.switches.ping_interval:g};ping-timeout=20")
        )
    return headers
