"""Pseudonymisation of captures: names, ids, texts and addresses replaced consistently, with their lengths kept.

The same input always becomes the same output within one capture, and never the same in two, since each has a key of
its own. What decides how a message is understood stays: methods, text keys and patterns, languages, numbers that
count something, times, TikTok's hosts. Whatever is not known to be one of those is replaced: the lists below say what
may stay, none says what must go.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from hashlib import blake2b
from typing import Any, Final, cast
from urllib.parse import urlsplit, urlunsplit

from livetok._capture.known_words import HANDSHAKE_WORDS, JSON_KEYS, PATH_WORDS, STAGES, TOKEN_WORDS
from livetok._codec import Message, replace_unknown, spec_of, unknown_of
from livetok._codec.wire import FIXED32, FIXED64, LENGTH, MAX_DEPTH, VARINT, read_varint, skip, varint
from livetok._mixins.event import Event
from livetok._protocol.frames import inflate
from livetok.errors import DecodeError
from livetok.events import class_for
from livetok.proto import (
    BaseProtoMessage,
    CaptureLoss,
    HeartBeatMessage,
    ProtoMessageFetchResult,
    WebcastImEnterRoomMessage,
    WebcastPushFrame,
)

__all__ = ["Pseudonyms"]

# Any number this large is an id: times in milliseconds and amounts of money are smaller.
_SURELY_ID: Final = 10**14
_LONGEST_ID: Final = 19  # digits of what fits into 64 bits; a text may hold more of them in a row
_MAYBE_ID: Final = 10**6
# Ids below this are positions: the teams of a battle, the levels of a list.
_SHORTEST_ID: Final = 1000
# Numbers below this in fields that nobody knows are flags, kinds and small counts.
_SHORTEST_BLIND: Final = 16
_ID_NAME: Final = re.compile(r"(^|_)u?ids?(_str|_int)?$|Ids?$")
# Ids out of TikTok's own catalogues are short, and a replay looks them up.
_CATALOGUE: Final = re.compile(r"gift|(^|_)(live|app|method)_id$|^aid$", re.IGNORECASE)
# Only where the field says so is an address one: in a chat, anything may begin with http://.
_URL_NAME: Final = re.compile(r"ur[il]|icon|image|avatar|cover|link|href", re.IGNORECASE)
_OWN_HOST: Final = re.compile(
    r"([a-z0-9-]+\.)*(tiktok[vn]?|tiktokcdn(-[a-z]{2})?|ibyteimg|byteimg|ttwstatic|byteoversea|muscdn)\.com"
)
_WORDS: Final = re.compile(r"[^\W_]+")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,4}){0,2}")
_WORD: Final = re.compile(r"[a-z]+(_[a-z]+)*")
_COLOUR: Final = re.compile(r"#([0-9A-Fa-f]{3,4}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})")
_PATTERN: Final = re.compile(r".*\{[0-9]+:\w+\}.*", re.DOTALL)
# Texts that decide how a message is understood, by field, and what such a text looks like.
_KEPT_TEXT: Final = {
    "key": re.compile(r"(pm|ttlive|live|web|webcast|gift|tt|im)_[a-z0-9_]+"),
    "default_pattern": _PATTERN,
    "method": re.compile(r"Webcast[A-Za-z]+Message"),
    "content_language": _LANGUAGE,
    "lang": _LANGUAGE,
    "language": _LANGUAGE,
    "event_name": _WORD,
    "identity": re.compile(r"audience|anchor"),
    "avg_color": _COLOUR,
    "color": _COLOUR,
    "status": _WORD,
}
_HEADER_VALUES: Final = {
    "content-type": re.compile(r"[a-z]+/[a-z0-9.+-]+(; *charset=[a-z0-9-]+)?", re.IGNORECASE),
    "date": re.compile(r"[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT"),
    "retry-after": re.compile(r"[0-9]{1,5}"),
    "handshake-status": re.compile(r"[0-9]{1,4}"),
}
_FLAGS: Final = frozenset({"0", "1", "true", "false"})
_COMPRESSIONS: Final = frozenset({"gzip", "none"})
_BATCHES: Final = frozenset({"msg", "im_enter_room_resp"})


class Pseudonyms:
    """Replaces what tells who somebody is, for one capture."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def number(self, value: int) -> int:
        """Return another number with as many digits; small ones, which may count something, stay."""
        return value if abs(value) < _MAYBE_ID else self.identity(value)

    def identity(self, value: int, limit: int = 1 << 64) -> int:
        """Return another number with as many digits, however small; 0 stands for nothing, and stays.

        Args:
            value: An id.
            limit: The pseudonym of a smaller number is smaller, too.
        """
        size = abs(value)
        if not size:
            return 0
        low, high = 10 ** (len(str(size)) - 1), 10 ** len(str(size))
        # One that has a sign, or is short enough to have one, stays so.
        high = next((most for most in (1 << 63, limit) if size < most < high), high)
        step = 1 + int.from_bytes(self._stream(str(size), 16), "big") % (high - low - 1)
        pseudonym = low + (size - low + step) % (high - low)
        return pseudonym if value > 0 else -pseudonym

    def text(self, value: str) -> str:
        """Return another text with the same length in characters and in bytes; punctuation stays."""
        if value.isdecimal() and value.isascii() and value[0] != "0" and len(value) <= _LONGEST_ID:
            return str(self.identity(int(value)))
        noise = self._stream(value, len(value))
        return "".join(_other(char, salt) for char, salt in zip(value, noise, strict=True))

    def url(self, value: str) -> str:
        """Return an address of the same shape, without user and port; one of TikTok's hosts stays."""
        try:
            parts = urlsplit(value)
            host = parts.hostname or ""
        except ValueError:
            return "x" * len(value)
        host = host if _OWN_HOST.fullmatch(host) else self.text(host)
        hidden = (self.text(part.lstrip("/")) for part in (parts.path, parts.query, parts.fragment))
        path, query, fragment = hidden
        return urlunsplit((parts.scheme, host, f"/{path}", query, fragment))

    def request_url(self, value: str) -> str:
        """Return the address of a request of livetok's: the server as it is, the words of known paths, nothing else."""
        parts = urlsplit(value)
        path = "/".join(self._path_part(part) for part in parts.path.split("/"))
        return urlunsplit((parts.scheme, parts.netloc, path, "", ""))

    def headers(self, pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        """Return headers of an answer with every value replaced that has not the form it should have."""
        return tuple((name, self._header(name.lower(), value)) for name, value in pairs)

    def loss(self, loss: CaptureLoss) -> CaptureLoss:
        """Return a loss without what the server, or somebody on the way to it, said in words of its own."""
        loss.message = loss.message if loss.error in {"HandshakeRefused", "Stale"} else ""
        known = STAGES if loss.error == "NetworkError" else HANDSHAKE_WORDS
        loss.detail = loss.detail if loss.detail in known else self.text(loss.detail)
        for header in loss.headers:
            header.value = self._header(header.name.lower(), header.value)
        return loss

    def document(self, body: bytes) -> bytes:
        """Return a JSON document with everything replaced but its shape; anything else becomes empty."""
        try:
            return json.dumps(self._json(json.loads(body), "", ""), separators=(",", ":")).encode()
        except (ValueError, RecursionError):
            return b""

    def frame(self, data: bytes) -> bytes:
        """Return a websocket message with what it carries replaced; one that cannot be read stays so."""
        try:
            frame = WebcastPushFrame.parse(data)
            packed = frame.payload.startswith(b"\x1f\x8b\x08")
            plain = self._payload(frame.payload_type, inflate(frame.payload))
        except DecodeError:
            return _unreadable(data)
        frame.log_id = self.number(frame.log_id)
        frame.payload = gzip.compress(plain, mtime=0) if packed else plain
        frame.payload_encoding = self._token(frame.payload_encoding)
        frame.payload_type = self._token(frame.payload_type)
        for header in frame.headers:
            header.key = self._token(header.key)
            header.value = header.value if header.value in _COMPRESSIONS else self._token(header.value)
            replace_unknown(header, self._blind(unknown_of(header)))
        replace_unknown(frame, self._blind(unknown_of(frame)))
        return bytes(frame)

    def unknown(self, raw: bytes) -> bytes:
        """Return a message of unknown type with everything replaced that may be a name, an id or a text.

        Args:
            raw: The message, or a few fields of one.
        """
        return self._blind(raw)

    # --- what a frame carries

    def _payload(self, kind: str, plain: bytes) -> bytes:
        if kind in _BATCHES and plain:
            return self._batch(plain)
        if kind in _CLIENT:
            return bytes(self._message(_CLIENT[kind].parse(plain)))
        return self._token(plain.decode("latin-1")).encode("latin-1") if kind == "ack" else self._blind(plain)

    def _batch(self, payload: bytes) -> bytes:
        result = ProtoMessageFetchResult.parse(payload)
        for envelope in result.messages:
            self._envelope(envelope)
        result.cursor = self._token(result.cursor)
        result.history_comment_cursor = self._token(result.history_comment_cursor)
        result.internal_ext = self._token(result.internal_ext.decode("latin-1")).encode("latin-1")
        result.push_server, result.route_params = "", {}
        replace_unknown(result, self._blind(unknown_of(result)))
        return bytes(result)

    def _envelope(self, envelope: BaseProtoMessage) -> None:
        envelope.msg_id = self.number(envelope.msg_id)
        envelope.group_key, envelope.group_scene = (
            self.text(envelope.group_key),
            self.text(envelope.group_scene),
        )
        replace_unknown(envelope, self._blind(unknown_of(envelope)))
        event_class: type[Event] | None = class_for(envelope.method)
        if event_class is None:
            envelope.payload = self._blind(envelope.payload)
            return
        try:
            envelope.payload = bytes(self._message(event_class.parse(envelope.payload)))
        except DecodeError:
            envelope.payload = _unreadable(envelope.payload)

    def _message(self, message: Message, depth: int = 0) -> Message:
        """Return a message of the same type, made anew: what is hidden or damaged in the old one is not taken along."""
        new = type(message)()
        if depth > MAX_DEPTH:
            return new
        owner = type(message).__name__
        for name in [field.name for field in spec_of(type(message)).fields if message.has(field.name)]:
            value = getattr(message, name)
            if isinstance(value, list):
                items = cast("list[Any]", value)
                setattr(new, name, [self._value(item, name, owner, depth) for item in items])
            elif isinstance(value, dict):
                pairs = cast("dict[Any, Any]", value).items()
                renamed = {
                    self._value(key, "id", owner, depth): self._value(item, name, owner, depth)
                    for key, item in pairs
                }
                setattr(new, name, renamed)
            else:
                setattr(new, name, self._value(value, name, owner, depth))
        if unknown := unknown_of(message):
            replace_unknown(new, self._blind(unknown, depth))
        return new

    def _value(self, value: Any, name: str, owner: str, depth: int = 0) -> Any:
        if isinstance(value, Message):
            return self._message(value, depth + 1)
        if isinstance(value, bool | float):
            return value
        if isinstance(value, int):
            return self._id(value, name, owner) if type(value) is int else value
        if isinstance(value, str):
            return self._text(value, name)
        return self._blind(value, depth)

    def _id(self, value: int, name: str, owner: str) -> int:
        """Replace a number if it is an id, as far as its size and the names of its field and message tell."""
        if abs(value) >= _SURELY_ID:
            return self.identity(value)
        if _ID_NAME.search(name) is None or abs(value) < _SHORTEST_ID:
            return value
        in_catalogue = _CATALOGUE.search(name) or _CATALOGUE.search(owner)
        return self.number(value) if in_catalogue else self.identity(value)

    def _text(self, value: str, name: str) -> str:
        form = _KEPT_TEXT.get(name)
        if value in _FLAGS or (form is not None and form.fullmatch(value)):
            return value
        is_url = _URL_NAME.search(name) is not None and value.startswith(("http://", "https://"))
        return self.url(value) if is_url else self.text(value)

    def _blind(self, raw: bytes, depth: int = 0) -> bytes:
        """Replace what a message of unknown type seems to hold."""
        if depth > MAX_DEPTH:
            return bytes(len(raw))
        out = bytearray()
        p = 0
        try:
            while p < len(raw):
                tag, start = read_varint(raw, p)
                p = skip(raw, start, tag)
                if tag & 7 in _BLIND:  # and no group, which TikTok does not send
                    out += varint(tag) + self._blind_value(tag & 7, raw[start:p], depth)
        except (IndexError, DecodeError):
            return bytes(len(raw))
        return bytes(out) if p == len(raw) else bytes(len(raw))

    def _blind_value(self, wire_type: int, content: bytes, depth: int) -> bytes:
        if wire_type == VARINT:
            value = read_varint(content, 0)[0]
            return varint(self.identity(value)) if value >= _SHORTEST_BLIND else content
        if wire_type == LENGTH:
            inner = content[read_varint(content, 0)[1] :]
            changed = self._blind_content(inner, depth)
            return varint(len(changed)) + changed
        value = int.from_bytes(content, "little")
        hidden = self.identity(value, 1 << 8 * len(content)) if value >= _SHORTEST_BLIND else value
        return hidden.to_bytes(len(content), "little")

    def _blind_content(self, inner: bytes, depth: int) -> bytes:
        try:
            text = inner.decode()
        except UnicodeDecodeError:
            return self._blind(inner, depth + 1)
        return self.text(text).encode() if text.isprintable() else self._blind(inner, depth + 1)

    # --- pieces

    def _json(self, value: Any, name: str, owner: str) -> Any:
        """Replace what a node of JSON holds: `name` is its key, `owner` the key of the object around it."""
        if isinstance(value, dict):
            return {
                key if key in JSON_KEYS else self.text(key): self._json(item, key, name)
                for key, item in cast("dict[str, Any]", value).items()
            }
        if isinstance(value, list):
            return [self._json(item, name, owner) for item in cast("list[Any]", value)]
        if type(value) is int and name not in JSON_KEYS:
            return self.identity(value) if abs(value) > 1 else value  # nobody knows what it is
        return value if value is None else self._value(value, name, owner)

    def _token(self, value: str) -> str:
        """Replace what stands in a resume token, but for the words that say what follows them."""
        return _WORDS.sub(lambda match: self._token_word(match[0]), value)

    def _token_word(self, word: str) -> str:
        return word if word in TOKEN_WORDS or word in set("0123456789") else self.text(word)

    def _path_part(self, part: str) -> str:
        if part in PATH_WORDS:
            return part
        return f"@{self.text(part[1:])}" if part.startswith("@") else self.text(part)

    def _header(self, name: str, value: str) -> str:
        form = _HEADER_VALUES.get(name)
        known = form.fullmatch(value) is not None if form is not None else value in HANDSHAKE_WORDS
        return value if known else self.text(value)

    def _stream(self, value: str, length: int) -> bytes:
        blocks = -(-length // 64)
        return b"".join(self._blocks(value, blocks))[:length]

    def _blocks(self, value: str, count: int) -> Iterator[bytes]:
        for at in range(count):
            seed = f"{at}:{value}".encode(errors="surrogatepass")
            yield blake2b(seed, key=self._key).digest()


_BLIND: Final = frozenset({VARINT, FIXED64, LENGTH, FIXED32})
_CLIENT: Final[dict[str, type[Message]]] = {
    "hb": HeartBeatMessage,
    "im_enter_room": WebcastImEnterRoomMessage,
}


def _unreadable(data: bytes) -> bytes:
    """Return as many bytes that are no message either."""
    return b"\xff" * len(data)


def _other(char: str, salt: int) -> str:
    """Return another character of the same kind and the same length in UTF-8, never the same."""
    code = ord(char)
    if char.isascii() and not char.isalnum():
        return char
    if char.isascii():
        first, count = (0x30, 10) if char.isdigit() else (0x41, 26) if char.isupper() else (0x61, 26)
    elif code < 0x800:
        first, count = 0xE0, 23  # letters with accents
    else:
        first, count = (0x3042, 60) if code < 0x10000 else (0x1F600, 64)  # kana, faces
    position = code - first
    return chr(
        first + (position + 1 + salt % (count - 1)) % count if 0 <= position < count else first + salt % count
    )
