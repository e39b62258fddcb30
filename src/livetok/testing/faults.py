"""Fault switches: everything that goes wrong on the real thing, on demand.

A `Fault` is a frozen value; `Faults` holds the armed ones and hands each out as often as it was meant to happen.
`Fault.parse` reads the form of the command line: `close=4001,after=20,times=3,room=anna`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any, Literal

from attrs import define, field, frozen

from livetok.errors import UserError

__all__ = ["KINDS", "Fault", "Faults", "Kind"]

Stage = Literal["http", "sign", "handshake", "socket", "frame", "stream"]


@frozen
class Kind:
    """What a fault is.

    Attributes:
        stage: Where it happens: `http` (TikTok's answers), `sign` (the signature server), `handshake` (the websocket
            upgrade), `socket` (an open connection, once it has entered the room) or `frame` (the frames that are
            being sent on it), or `stream` (the video).
        meaning: One line for the help.
        value: Default of the value; None when the value is the number of times.
    """

    stage: Stage
    meaning: str
    value: float | None = None


KINDS: Mapping[str, Kind] = {
    # Lookup of the room
    "user_not_found": Kind("http", "room lookup says user_not_found (19881007)"),
    "params_error": Kind("http", "room lookup says params_error (19881005)"),
    "offline": Kind("http", "room lookup says offline and keeps the stale room id"),
    "paused": Kind("http", "room lookup says paused (3)"),
    "code_404000": Kind("http", "room lookup fails with 404000, as in disturbances"),
    # Pages
    "please_wait": Kind("http", "a 'Please wait' challenge page instead of any data"),
    "verify_page": Kind("http", "the live page is a captcha page (tiktok-verify-page)"),
    "no_sigi": Kind("http", "the live page has no SIGI_STATE tag"),
    "broken_sigi": Kind("http", "the JSON of the live page is cut off"),
    "no_live_room": Kind("http", "SIGI_STATE has no LiveRoom"),
    "no_ttwid": Kind("http", "pages set no ttwid cookie"),
    "challenge": Kind("http", "pages answer 200 without cookies and X-TT-System-Error: 3"),
    # Any call for data
    "http_403": Kind("http", "403 with an empty body and x-ms-token"),
    "http_429": Kind("http", "429"),
    "http_500": Kind("http", "500 with an HTML body"),
    "not_json": Kind("http", "200 with a body that is not JSON"),
    "empty_json": Kind("http", "200 with an empty body"),
    "json_list": Kind("http", "200 with a JSON list where an object is due"),
    "restricted": Kind("http", "room info 4003110 with prompts"),
    "alive_always": Kind("http", "check_alive calls every room alive, the ended and the made-up ones too"),
    "alive_empty": Kind("http", "check_alive without data"),
    "gifts_403": Kind("http", "gift list refused with 403"),
    "fetch_empty": Kind("http", "im/fetch answers 200 with an empty body"),
    "fetch_403": Kind("http", "im/fetch answers 403 with an empty body"),
    "http_abort": Kind("http", "the TCP connection is reset instead of an answer"),
    "http_slow": Kind("http", "the answer comes after VALUE seconds", 30.0),
    "http_cut": Kind("http", "the body ends before its Content-Length"),
    "http_huge": Kind("http", "the answer is VALUE bytes long", 64e6),
    # Signature server
    "sign_429": Kind("sign", "429 with every header; Retry-After is VALUE seconds", 7.0),
    "sign_429_bare": Kind("sign", "429 without headers"),
    "sign_429_account": Kind("sign", "429 without headers, for the account's minute"),
    "sign_fallback": Kind("sign", "500 with a fallback_message about the device, for VALUE calls"),
    "sign_relay": Kind("sign", "200 that leads to the signer's relay instead of TikTok"),
    "relay_silent": Kind("handshake", "the signer's relay lets the client in and sends nothing"),
    "push_tiktokn": Kind("sign", "the push server is webcast-ws.tiktokn.com"),
    "push_eu": Kind("sign", "the push server is webcast-ws.eu.tiktok.com"),
    "sign_401": Kind("sign", "401 as JSON"),
    "sign_402": Kind("sign", "402 as JSON"),
    "sign_403": Kind("sign", "403 as JSON"),
    "sign_404": Kind("sign", "404 as JSON"),
    "sign_420": Kind("sign", "420 with an empty body"),
    "sign_500": Kind("sign", "500 as JSON"),
    "sign_502": Kind("sign", "502 with an HTML body"),
    "sign_503": Kind("sign", "503 as JSON with `error` instead of `message`"),
    "sign_504": Kind("sign", "504 with an HTML body"),
    "sign_json_403": Kind("sign", "HTTP 200 whose JSON says code 403"),
    "sign_empty": Kind("sign", "200 with an empty body"),
    "sign_no_cookie": Kind("sign", "200 without X-Set-TT-Cookie"),
    "sign_stub": Kind("sign", "200 with the fallback stub, whose host is not there"),
    "sign_garbage": Kind("sign", "200 with bytes that are no protobuf"),
    "sign_abort": Kind("sign", "the TCP connection is reset instead of an answer"),
    "sign_slow": Kind("sign", "the answer comes after VALUE seconds", 30.0),
    # Video
    "stream_404": Kind("stream", "the stream is not there"),
    "stream_403": Kind("stream", "the stream's address has expired"),
    "stream_eof": Kind("stream", "the FLV stream ends"),
    "stream_reset": Kind("stream", "the FLV stream ends with a TCP reset"),
    "stream_stall": Kind("stream", "the FLV stream sends nothing for VALUE seconds", 20.0),
    "stream_resize": Kind("stream", "the FLV stream changes its resolution"),
    # Upgrade
    "device_blocked": Kind("handshake", "DEVICE_BLOCKED/415 for a new identity, which stays blocked"),
    "illegal_secret_key": Kind("handshake", "illegal secret key/417"),
    "illegal_app_id": Kind("handshake", "illegal app_id/417"),
    "handshake_400": Kind("handshake", "HTTP 400"),
    "handshake_403": Kind("handshake", "HTTP 403"),
    "handshake_415": Kind("handshake", "HTTP 415 without Handshake-Msg"),
    "handshake_502": Kind("handshake", "HTTP 502"),
    "handshake_abort": Kind("handshake", "the TCP connection is reset instead of an answer"),
    "handshake_hang": Kind("handshake", "the answer is withheld for VALUE seconds", 3600.0),
    "handshake_garbage": Kind("handshake", "bytes that are no HTTP"),
    "handshake_1xx": Kind("handshake", "an answer of status VALUE (103 or 100) before the 101", 103.0),
    "enter_refused": Kind(
        "handshake", "VALUE seconds after im_enter_room: close 1000, payload_handler_im_enter_room", 0.7
    ),
    "handshake_bad_accept": Kind("handshake", "101 with a wrong Sec-WebSocket-Accept"),
    "accept_then_close": Kind("handshake", "101, then the TCP connection ends at once"),
    # Open connection
    "abort": Kind("socket", "TCP reset"),
    "eof": Kind("socket", "TCP end without a close frame"),
    "cut_frame": Kind("socket", "TCP end in the middle of a websocket frame"),
    "garbage": Kind("socket", "bytes that are no websocket frame"),
    "close": Kind("socket", "close frame with code VALUE", 1000.0),
    "close_bare": Kind("socket", "close frame without a code"),
    "close_type": Kind("socket", "push frame of payload type `close`"),
    "corrupt_gzip": Kind("socket", "an extra frame whose gzip is damaged"),
    "cut_gzip": Kind("socket", "an extra frame whose gzip is cut off"),
    "gzip_bomb": Kind("socket", "an extra frame that unpacks to VALUE bytes", 256e6),
    "not_protobuf": Kind("socket", "an extra frame that is no protobuf"),
    "bad_result": Kind("socket", "an extra frame whose payload is no fetch result"),
    "bad_message": Kind("socket", "an extra comment whose payload is damaged"),
    "bad_text": Kind("socket", "an extra comment by a user whose nickname is not UTF-8"),
    "bad_user": Kind("socket", "an extra comment whose user is damaged"),
    "crowded": Kind("socket", "an extra frame of VALUE empty messages", 1e6),
    "unknown_method": Kind("socket", "an extra message of an unknown method"),
    "unknown_payload_type": Kind("socket", "an extra frame of an unknown payload type"),
    "unknown_fields": Kind("socket", "an extra comment with fields nobody knows"),
    "empty_result": Kind("socket", "an extra frame without messages"),
    "empty_payload": Kind("socket", "an extra frame without payload"),
    "empty_frame": Kind("socket", "an extra websocket message of no bytes"),
    "text_message": Kind("socket", "an extra websocket text message"),
    "duplicate": Kind("socket", "the newest VALUE messages once more, with their ids", 5.0),
    "foreign_room": Kind("socket", "an extra comment that belongs to another room"),
    "likes_back": Kind("socket", "an extra like whose total lies below the last one"),
    "silence": Kind("socket", "nothing is sent for VALUE seconds", 90.0),
    "huge": Kind("socket", "an extra comment of VALUE bytes", 8e6),
    "fragmented": Kind("frame", "frames are sent as websocket fragments of VALUE bytes", 7.0),
    "gzip_header_only": Kind("frame", "frames say gzip and are not"),
    "gzip_no_header": Kind("frame", "frames are gzip and do not say so"),
    "heartbeat_garbage": Kind("frame", "heartbeat answers hold arbitrary bytes"),
    "ping": Kind("socket", "websocket ping"),
    "no_close_reply": Kind("frame", "the client's close frame is never answered"),
    "suspend": Kind("socket", "the broadcast is suspended (control action 4)"),
}

_EXTRA = ("after", "room", "times", "every")


def _known(_: object, __: object, value: str) -> None:
    if value not in KINDS:
        near = get_close_matches(value, KINDS, n=1)
        raise UserError(
            f"there is no fault {value!r}",
            hint=f"did you mean {near[0]!r}?" if near else f"faults are {', '.join(KINDS)}",
        )


def _at_least_once(_: object, __: object, value: int | None) -> None:
    if value is not None and value < 1:
        raise UserError(f"times is {value!r}, and must be at least 1", hint="leave it out for once")


@frozen(kw_only=True)
class Fault:
    """One thing that is to go wrong.

    Attributes:
        name: A key of `KINDS`.
        value: Seconds, code, bytes or count, see `KINDS`.
        times: How often it happens (default 1); None for ever.
        room: Unique id of the only room that it happens in; empty (default) for all.
        after: Seconds (default 0): for an open connection since it entered the room, for a stream since it began, else
            since the simulator started.
        every: Seconds between two times on open connections; 0 (default) for none, or for a second when the fault never
            ends.
    """

    name: str = field(validator=_known)
    value: float = 0.0
    times: int | None = field(default=1, validator=_at_least_once)
    room: str = ""
    after: float = 0.0
    every: float = 0.0

    @property
    def kind(self) -> Kind:
        """The entry of `KINDS`."""
        return KINDS[self.name]

    @property
    def pause(self) -> float:
        """Seconds between two times; without any, a fault that never ends would leave time for nothing else."""
        return self.every or (1.0 if self.times is None and self.kind.stage == "socket" else 0.0)

    @classmethod
    def parse(cls, text: str) -> Fault:
        """Read the form of the command line.

        Args:
            text: `name[=value][,after=S][,times=N|ever][,every=S][,room=NAME]`, times in seconds.

        Raises:
            UserError: The name, a key or a number is wrong.
        """
        head, *rest = text.split(",")
        name, _, value = head.partition("=")
        given = cls._settings(rest)
        kind = KINDS.get(name.strip())
        if kind is not None and kind.value is None and value:
            given.setdefault("times", value)
            value = ""
        times = given.get("times", "1")
        return cls(
            name=name.strip(),
            value=_number(name, value) if value else ((kind and kind.value) or 0.0),
            times=None if times == "ever" else int(_number("times", times)),
            room=given.get("room", "").lstrip("@"),
            after=_number("after", given.get("after", "0")),
            every=_number("every", given.get("every", "0")),
        )

    @classmethod
    def of(cls, name: str, **settings: Any) -> Fault:
        """Make a fault from settings; its value defaults as `KINDS` says.

        Args:
            name: A key of `KINDS`.
            **settings: The other attributes of `Fault`.

        Raises:
            UserError: There is no such fault.
        """
        kind = KINDS.get(name)
        settings.setdefault("value", (kind and kind.value) or 0.0)
        return cls(name=name, **settings)

    @staticmethod
    def _settings(parts: list[str]) -> dict[str, str]:
        given: dict[str, str] = {}
        for part in parts:
            key, separator, value = part.strip().partition("=")
            if key not in _EXTRA or not separator:
                raise UserError(
                    f"{part!r} is no setting of a fault", hint=f"settings are {', '.join(_EXTRA)}"
                )
            given[key] = value
        return given


def _number(name: str, text: str) -> float:
    try:
        number = float(text)
    except ValueError as error:
        raise UserError(f"{name}={text!r} is not a number", hint=f"for example {name}=5") from error
    if not math.isfinite(number) or number < 0:
        raise UserError(f"{name}={text!r} must be zero or more", hint=f"for example {name}=5")
    return number


@define(eq=False)
class _Armed:
    fault: Fault
    left: int | None
    happened_at: float = -math.inf


@define(eq=False)
class Faults:
    """The armed faults of a simulator; each is handed out as often as it is to happen."""

    _armed: list[_Armed] = field(factory=list[_Armed])

    def __bool__(self) -> bool:
        return bool(self._armed)

    @property
    def armed(self) -> list[Fault]:
        """The faults that may still happen, in the order in which they were armed."""
        return [armed.fault for armed in self._armed]

    def add(self, fault: Fault) -> None:
        """Arm a fault.

        Args:
            fault: It counts from now.
        """
        self._armed.append(_Armed(fault, fault.times))

    def clear(self) -> None:
        """Disarm everything."""
        self._armed.clear()

    def take(self, name: str, *, room: str = "", since: float = math.inf, now: float = 0.0) -> Fault | None:
        """Return the fault if it is armed and due, and count it as done once; else None.

        Args:
            name: A key of `KINDS`.
            room: Unique id of the room at hand (default: none); a fault for another room stays.
            since: Seconds that `after` is compared with (default: for ever).
            now: Seconds of the simulator, for `every` (default 0).
        """
        return self._take(lambda fault: fault.name == name, room, since, now)

    def take_socket(self, *, room: str, since: float, now: float) -> Fault | None:
        """Return the next fault that is due on an open connection, and count it as done once; else None.

        Args:
            room: Unique id of the connection's room.
            since: Seconds since it entered the room.
            now: Seconds of the simulator.
        """
        return self._take(lambda fault: fault.kind.stage == "socket", room, since, now)

    def due(self, *, room: str, since: float, now: float) -> float | None:
        """Return the seconds until the next fault is due on an open connection; None for never.

        Args:
            room: Unique id of the connection's room.
            since: Seconds since it entered the room.
            now: Seconds of the simulator.
        """
        waits = [
            max(armed.fault.after - since, armed.happened_at + armed.fault.pause - now, 0.0)
            for armed in self._armed
            if armed.fault.kind.stage == "socket" and armed.fault.room in {"", room}
        ]
        return min(waits, default=None)

    def _take(self, wanted: Callable[[Fault], bool], room: str, since: float, now: float) -> Fault | None:
        for armed in self._armed:
            fault = armed.fault
            fits = wanted(fault) and fault.room in {"", room}
            if fits and fault.after <= since and armed.happened_at + fault.pause <= now:
                armed.happened_at = now
                self._count(armed)
                return fault
        return None

    def _count(self, armed: _Armed) -> None:
        if armed.left is not None:
            armed.left -= 1
            if armed.left == 0:
                self._armed.remove(armed)
