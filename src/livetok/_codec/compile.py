"""Decoders, one compiled per message class, specialised to its fields.

The source text is built from the class's specification and compiled, the way attrs builds `__init__`. TikTok's
servers write fields in the order of their numbers, so a decoder is one sweep of tests in that order: each field on
the wire costs one successful test, absent ones are skipped in blocks. Anything out of order starts the sweep again.

A decoder takes the raw bytes and the nesting depth; it returns the values that are present (with the defaults of
absent scalars) and the bytes of unknown fields. It touches nothing else, so a failure leaves no half-filled message.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Iterator, Mapping
from textwrap import indent
from typing import Any, Final

import betterproto2

from livetok._codec.spec import FieldSpec, MessageSpec, zero
from livetok._codec.wire import (
    FIXED32,
    FIXED64,
    LENGTH,
    MAX_DEPTH,
    VARINT,
    check,
    more,
    more32,
    more_tag,
    skip,
    varint,
)
from livetok.errors import DecodeError

Decoder = Callable[[bytes, int], tuple[dict[str, Any], bytes]]
Fresh = Callable[[bytes, int], Any]
_Joined = dict[str, tuple[Any, bytearray]]

_BLOCK: Final = 6  # fields tested between two chances to skip ahead
_FIXED: Final = {
    betterproto2.TYPE_DOUBLE: (FIXED64, struct.Struct("<d")),
    betterproto2.TYPE_FIXED64: (FIXED64, struct.Struct("<Q")),
    betterproto2.TYPE_SFIXED64: (FIXED64, struct.Struct("<q")),
    betterproto2.TYPE_FLOAT: (FIXED32, struct.Struct("<f")),
    betterproto2.TYPE_FIXED32: (FIXED32, struct.Struct("<I")),
    betterproto2.TYPE_SFIXED32: (FIXED32, struct.Struct("<i")),
}
_LENGTH_KINDS: Final = {
    betterproto2.TYPE_STRING,
    betterproto2.TYPE_BYTES,
    betterproto2.TYPE_MESSAGE,
    betterproto2.TYPE_MAP,
}
# Each reads a varint into one name. The one-byte case is all that most tags, counts and flags need.
_READ: Final = """\
{name} = buf[p]; p += 1
if {name} > 127:
    byte = buf[p]; p += 1
    if byte > 127:
        {name}, p = more(buf, p, {name}, byte)
    else:
        {name} += (byte << 7) - 128
"""
_TAG: Final = """\
tag = buf[p]; p += 1
if tag > 127:
    byte = buf[p]; p += 1
    if 0 < byte < 128:
        tag += (byte << 7) - 128
    else:
        tag, p = more_tag(buf, p, tag, byte)
"""
# Zero is smaller than any tag: without the `break` every field behind the last one would be tried.
_NEXT: Final = _TAG + "elif not tag:\n    break\n"
_SLICE: Final = (
    _READ.format(name="size").replace("more(", "more32(")
    + """\
stop = p + size
if stop > end:
    raise DecodeError("a field is cut short")
"""
)
_NARROW: Final = {
    # betterproto2 and protobuf agree: what does not fit is truncated, then read as two's complement
    betterproto2.TYPE_INT32: "value &= 0xFFFFFFFF\nif value > 0x7FFFFFFF: value -= 0x100000000\n",
    betterproto2.TYPE_ENUM: "value &= 0xFFFFFFFF\nif value > 0x7FFFFFFF: value -= 0x100000000\n",
    betterproto2.TYPE_INT64: "if value > 0x7FFFFFFFFFFFFFFF: value -= 0x10000000000000000\n",
    betterproto2.TYPE_UINT32: "value &= 0xFFFFFFFF\n",
    betterproto2.TYPE_SINT32: "value &= 0xFFFFFFFF\nvalue = (value >> 1) ^ -(value & 1)\n",
    betterproto2.TYPE_SINT64: "value = (value >> 1) ^ -(value & 1)\n",
    betterproto2.TYPE_BOOL: "value = value != 0\n",
}
_FRAME: Final = """\
def decode(raw, depth):
    if depth > MAX_DEPTH:
        raise DecodeError(f"messages nest deeper than {{MAX_DEPTH}}", payload=raw)
    depth += 1
    buf = raw + b"\\0"
    end = len(raw)
    values = DEFAULTS.copy()
    unknown = joined = None
    p = 0
    try:
{first}
        while tag:
{sweep}
            if tag not in KNOWN:
                start = p
                p = skip(buf, p, tag)
                if unknown is None:
                    unknown = bytearray()
                unknown += varint(tag)
                unknown += buf[start:p]
{next_unknown}
    except IndexError as error:
        raise DecodeError("the message is cut short", payload=raw) from error
    except UnicodeDecodeError as error:
        raise DecodeError("a text is not UTF-8", payload=raw) from error
    except DecodeError as error:
        error.payload = raw
        raise
    if p != end + 1:
        raise DecodeError("a zero stands where a tag is due", payload=raw)
    if joined:
        settle(joined, values, FRESH, depth)
    return values, bytes(unknown or b"")
"""


class _Writer:
    """Collects the source of one decoder and the objects that it refers to."""

    def __init__(self, spec: MessageSpec, fresh: Callable[[type], Fresh]) -> None:
        self._fresh = fresh
        self.scope: dict[str, Any] = {
            "DEFAULTS": spec.defaults,
            "DecodeError": DecodeError,
            "FRESH": {},
            "MAX_DEPTH": MAX_DEPTH,
            "join": _join,
            "more": more,
            "more32": more32,
            "more_tag": more_tag,
            "settle": _settle,
            "skip": skip,
            "varint": varint,
        }
        self.tags: list[int] = []

    def refer(self, prefix: str, number: int, value: Any) -> str:
        name = f"{prefix}_{number}"
        self.scope[name] = value
        return name

    def branch(self, tag: int, body: str) -> str:
        self.tags.append(tag)
        return f"if tag == {tag}:\n{indent(body + _NEXT, '    ')}"

    def loop(self, tag: int, start: str, body: str) -> str:
        """Give a branch that stays with a field while it repeats."""
        self.tags.append(tag)
        # the `break` in _NEXT only leaves the inner loop
        inner = f"{start}while tag == {tag}:\n{indent(body + _NEXT, '    ')}if not tag: break\n"
        return f"if tag == {tag}:\n{indent(inner, '    ')}"

    def field(self, one: FieldSpec) -> str:
        key = repr(one.name)
        alone = "".join(f"values.pop({name!r}, None)\n" for name in one.alone)
        if one.is_map:
            return self._map(one, key)
        if one.is_message:
            return self.branch(one.number << 3 | LENGTH, self._message(one, key) + alone)
        read, wire_type, value = self._scalar(one.kind, one.number, one.types[-1])
        if not one.repeated:
            return self.branch(one.number << 3 | wire_type, f"{read}values[{key}] = {value}\n{alone}")
        return self._repeated(one, key, read, wire_type, value)

    def _message(self, one: FieldSpec, key: str) -> str:
        fresh = self.refer("fresh", one.number, self._fresh(one.types[0]))
        self.scope["FRESH"][one.name] = self.scope[fresh]
        return (
            f"{_SLICE}"
            f"earlier = values.get({key})\n"
            "if earlier is None:\n"
            f"    values[{key}] = {fresh}(buf[p:stop], depth)\n"
            f"else:\n    joined = join(joined, {key}, earlier, buf[p:stop])\n"
            "p = stop\n"
        )

    def _scalar(self, kind: str, number: int, named: Any) -> tuple[str, int, str]:
        """Return source that reads one value, its wire type, and the expression for the value."""
        if kind == betterproto2.TYPE_STRING:
            return f"{_SLICE}value = buf[p:stop].decode()\np = stop\n", LENGTH, "value"
        if kind == betterproto2.TYPE_BYTES:
            return f"{_SLICE}value = buf[p:stop]\np = stop\n", LENGTH, "value"
        if kind == betterproto2.TYPE_MESSAGE:
            fresh = self.refer("fresh", number, self._fresh(named))
            return f"{_SLICE}value = {fresh}(buf[p:stop], depth)\np = stop\n", LENGTH, "value"
        if kind in _FIXED:
            wire_type, layout = _FIXED[kind]
            unpack = self.refer("unpack", number, layout.unpack_from)
            text = (
                f"stop = p + {layout.size}\nif stop > end:\n"
                "    raise DecodeError('a number is cut short')\n"
                f"value = {unpack}(buf, p)[0]\np = stop\n"
            )
            return text, wire_type, "value"
        read = _READ.format(name="value")
        narrow = _NARROW.get(kind, "")
        if kind in {
            betterproto2.TYPE_INT64,
            betterproto2.TYPE_INT32,
            betterproto2.TYPE_ENUM,
            betterproto2.TYPE_UINT32,
        }:
            # only a long varint can need narrowing
            read += f"    {narrow.replace(chr(10), chr(10) + '    ').rstrip()}\n" if narrow else ""
        else:
            read += narrow
        if kind == betterproto2.TYPE_ENUM:
            members = self.refer("members", number, getattr(named, "_value2member_map_"))  # noqa: B009
            enum = self.refer("enum", number, named)
            return read, VARINT, f"{members}.get(value) or {enum}(value)"
        return read, VARINT, "value"

    def _repeated(self, one: FieldSpec, key: str, read: str, wire_type: int, value: str) -> str:
        start = f"items = values.get({key})\nif items is None: items = values[{key}] = []\n"
        single = self.loop(one.number << 3 | wire_type, start, f"{read}items.append({value})\n")
        if one.kind in _LENGTH_KINDS:
            return single
        packed = (
            f"{_SLICE}{start}inner_end, end = end, stop\n"
            f"while p < end:\n{indent(read, '    ')}    items.append({value})\n"
            "if p != end:\n    raise DecodeError('a packed field is cut short')\n"
            "end = inner_end\n"
        )
        return single + self.branch(one.number << 3 | LENGTH, packed)

    def _map(self, one: FieldSpec, key: str) -> str:
        key_type, value_type = one.types
        entry = MessageSpec(
            (
                _entry_field("key", 1, one.key_kind, key_type),
                _entry_field("value", 2, one.value_kind, value_type),
            )
        )
        decode = self.refer("entry", one.number, compile_decoder(entry, self._fresh, "map entry"))
        value = "pair['value']"
        if one.value_kind == betterproto2.TYPE_MESSAGE:
            fresh = self.refer("fresh", one.number, self._fresh(value_type))
            value = f"pair['value'] if 'value' in pair else {fresh}(b'', depth)"
        body = f"{_SLICE}pair = {decode}(buf[p:stop], depth)[0]\nitems[pair['key']] = {value}\np = stop\n"
        start = f"items = values.get({key})\nif items is None: items = values[{key}] = {{}}\n"
        return self.loop(one.number << 3 | LENGTH, start, body)


def _join(joined: _Joined | None, name: str, earlier: Any, piece: bytes) -> _Joined:
    """Note one more occurrence of a singular message.

    Protobuf merges them, which is the same as joining their bytes. They are joined once, at the end, because
    hostile bytes can hold millions. Each is checked before, lest one that is cut short be completed by the next.
    """
    joined = {} if joined is None else joined
    first, whole = joined.get(name, (None, bytearray()))
    if first is not earlier:  # the first repetition, or the first since another member of the oneof was set
        whole = bytearray(check(bytes(earlier)))
        joined[name] = earlier, whole
    whole += check(piece)
    return joined


def _settle(joined: _Joined, values: dict[str, Any], fresh: Mapping[str, Fresh], depth: int) -> None:
    for name, (first, whole) in joined.items():
        if values.get(name) is first:
            values[name] = fresh[name](bytes(whole), depth)


def _entry_field(name: str, number: int, kind: str, named: Any) -> FieldSpec:
    spec = FieldSpec(name=name, number=number, kind=kind, repeated=False, group=None, types=(named,))
    if spec.is_scalar:
        spec.default = zero(kind, named)
    return spec


def _blocks(sources: list[tuple[int, str]]) -> Iterator[str]:
    """Join the branches, in blocks that are skipped whole when the next tag lies behind them."""
    for at in range(0, len(sources), _BLOCK):
        block = sources[at : at + _BLOCK]
        text = "".join(source for _, source in block)
        highest = block[-1][0] << 3 | 7
        yield f"if tag <= {highest}:\n{indent(text, '    ')}" if len(block) > 1 else text


def decoder_source(spec: MessageSpec, writer: _Writer) -> str:
    """Return the source text of `decode(raw, depth)` for one class."""
    branches = [(one.number, writer.field(one)) for one in spec.fields]
    sweep: Iterable[str] = _blocks(branches)
    return _FRAME.format(
        first=indent(_TAG, " " * 8),
        sweep=indent("".join(sweep), " " * 12),
        next_unknown=indent(_NEXT, " " * 16),
    )


def compile_decoder(spec: MessageSpec, fresh: Callable[[type], Fresh], label: str) -> Decoder:
    """Compile the decoder of one class.

    Args:
        spec: The fields.
        fresh: Gives, for a message class, the function that makes an unfilled instance from bytes and depth.
        label: Class name, for tracebacks.
    """
    writer = _Writer(spec, fresh)
    source = decoder_source(spec, writer)
    writer.scope["KNOWN"] = frozenset(writer.tags)
    exec(compile(source, f"<livetok decoder of {label}>", "exec"), writer.scope)  # noqa: S102 -- our own text
    decode: Decoder = writer.scope["decode"]
    return decode
