"""Decoders, one compiled per message class, specialised to its fields.

The source text is built from the class's specification and compiled, the way attrs builds `__init__`. TikTok's
servers write fields in the order of their numbers, so a decoder is one sweep of tests in that order: each field on
the wire costs one successful test, absent ones are skipped in blocks. Anything out of order starts the sweep again.

A class has many more fields than a room's messages carry: `User` has 118, of which ten come. So a narrow decoder is
used, which knows only the fields that were seen so far, and hands a message with any other to `AdaptiveDecoder`. It
compares the bytes of a tag instead of working out its number.

A decoder takes a buffer and the part of it that is the message; it returns what is present: values, where nested
messages are (nobody may ever look into them), and the bytes of unknown fields. It touches nothing else, so a failure
leaves no half-filled message.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from textwrap import indent
from typing import Any, Final

import betterproto2

from livetok._codec.damage import read_text
from livetok._codec.spec import FieldSpec, MessageSpec, zero
from livetok._codec.wire import (
    FIXED32,
    FIXED64,
    LENGTH,
    VARINT,
    check,
    more,
    more32,
    more_tag,
    read_tag,
    skip,
    varint,
)
from livetok.errors import DecodeError

Span = tuple[int, int]
"""Where a nested message begins and ends in its parent."""
Later = dict[str, Span | list[Span] | bytes]
"""Nested messages that were only located, by field; bytes when they had to be joined."""
Decoder = Callable[[bytes, int, int, int], tuple[dict[str, Any], Later | None, bytes]]
"""Takes buffer, begin, end and nesting depth."""
Unfilled = Callable[[type, bytes, int], Any]
_Joined = dict[str, tuple[Any, bytearray]]

_BLOCK: Final = 6  # fields tested between two chances to skip ahead
_SHORT_TAGS: Final = 16  # field numbers below it have tags of one byte
_MOST_WIDENINGS: Final = 16
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
_END: Final = "if p >= end:\n    break\n"
# Within the loop of a repeated field, where the end has two loops to leave.
_END_INNER: Final = "if p >= end:\n    tag = -1\n    break\n"
# In a narrow decoder `tag` is the first byte of one, and `p` stays at it until a branch takes it.
_NARROW_TAG: Final = "tag = buf[p]\n"
# What fits no branch: out of order; known, but not to this decoder, or written at more length than need be; or unknown.
_NARROW_OTHER: Final = """\
tag, field = read_tag(buf, p)
if tag in NARROW and p + NARROW[tag] == field:
    tag = buf[p]
elif tag in NARROW or tag in KNOWN:
    return whole(buf, start, finish, depth)
else:
    p = skip(buf, field, tag)
    if unknown is None:
        unknown = bytearray()
    unknown += varint(tag)
    unknown += buf[field:p]
    if p >= end:
        break
    tag = buf[p]
"""
_OTHER: Final = """\
if tag not in KNOWN:
    field = p
    p = skip(buf, p, tag)
    if unknown is None:
        unknown = bytearray()
    unknown += varint(tag)
    unknown += buf[field:p]
    if p >= end:
        break
""" + indent(_TAG, "    ")
# Ends with `p` and `stop` around the content. That `stop` lies beyond the message is found when the next tag is due.
_SLICE: Final = """\
size = buf[p]
if size < 128:
    p += 1; stop = p + size
else:
    byte = buf[p + 1]
    if byte < 128:
        p += 2; stop = p + size + (byte << 7) - 128
    else:
        size, p = more32(buf, p + 2, size, byte); stop = p + size
"""
# For content that is read at once: a number of fixed size must not be sought behind the end of the buffer.
_WITHIN: Final = "if stop > end:\n    raise DecodeError('the message is cut short')\n"
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
def decode(buf, p, end, depth):
    start, finish = p, end  # a packed field moves both for a while
    values = {{}}
    later = {later}
    unknown = joined = None
    try:
        if p < end:
{first}
            while True:
{sweep}
{other}
        if p != end:
            raise DecodeError("the message is cut short")
    except IndexError as error:
        raise DecodeError("the message is cut short", payload=buf[start:finish]) from error
    except UnicodeDecodeError as error:
        raise DecodeError("a text is not UTF-8", payload=buf[start:finish]) from error
    except DecodeError as error:
        error.payload = buf[start:finish]
        raise
    if joined:
        settle(joined, later)
    return values, later, bytes(unknown) if unknown else b""
"""


class _Writer:
    """Collects the source of one decoder and the objects that it refers to."""

    def __init__(
        self, spec: MessageSpec, unfilled: Unfilled, *, tolerant: bool = False, narrow: bool = False
    ) -> None:
        self.spec = spec
        self._tolerant = tolerant
        self.narrow = narrow
        self.read_tag = _NARROW_TAG if narrow else _TAG
        self._unfilled = unfilled
        self.scope: dict[str, Any] = {
            "DecodeError": DecodeError,
            "join": _join,
            "more": more,
            "more32": more32,
            "more_tag": more_tag,
            "read_tag": read_tag,
            "read_text": read_text,
            "settle": finish_joined,
            "skip": skip,
            "varint": varint,
        }
        self.tags: list[int] = []

    def refer(self, prefix: str, number: int, value: Any) -> str:
        name = f"{prefix}_{number}"
        self.scope[name] = value
        return name

    def _condition(self, tag: int) -> tuple[str, str]:
        """Return the test for a tag, and what takes it from the buffer where the test does not."""
        self.tags.append(tag)
        if not self.narrow:
            return f"tag == {tag}", ""
        first, *others = varint(tag)
        more_bytes = "".join(f" and buf[p + {at}] == {byte}" for at, byte in enumerate(others, 1))
        return f"tag == {first}{more_bytes}", f"p += {1 + len(others)}\n"

    def branch(self, tag: int, body: str) -> str:
        condition, take = self._condition(tag)
        return f"if {condition}:\n{indent(take + body + _END + self.read_tag, '    ')}"

    def loop(self, tag: int, start: str, body: str) -> str:
        """Give a branch that stays with a field while it repeats."""
        condition, take = self._condition(tag)
        repeated = indent(take + body + _END_INNER + self.read_tag, "    ")
        inner = f"{start}while {condition}:\n{repeated}if tag < 0: break\n"
        return f"if {condition}:\n{indent(inner, '    ')}"

    def field(self, field: FieldSpec) -> str:
        key = repr(field.name)
        alone = "".join(self._unset(name) for name in field.oneof_siblings)
        tag = field.number << 3 | LENGTH
        if field.is_map:
            return self._map(field, key)
        if field.is_message:
            return self.branch(tag, self._message(key) + alone)
        if field.kind == betterproto2.TYPE_MESSAGE:
            start = f"items = later.get({key})\nif items is None: items = later[{key}] = []\n"
            return self.loop(tag, start, f"{_SLICE}items.append((p, stop))\np = stop\n")
        read, wire_type, value = self._scalar(field.kind, field.number, field.types[-1])
        if not field.repeated:
            return self.branch(field.number << 3 | wire_type, f"{read}values[{key}] = {value}\n{alone}")
        return self._repeated(field, key, read, wire_type, value)

    def _unset(self, name: str) -> str:
        return f"{'later' if self.spec.by_name[name].is_message else 'values'}.pop({name!r}, None)\n"

    def _message(self, key: str) -> str:
        return (
            f"{_SLICE}"
            f"if {key} in later:\n    joined = join(joined, later, {key}, buf, p, stop)\n"
            f"else:\n    later[{key}] = p, stop\n"
            "p = stop\n"
        )

    def _scalar(self, kind: str, number: int, named: Any) -> tuple[str, int, str]:
        """Return source that reads one value, its wire type, and the expression for the value."""
        if kind == betterproto2.TYPE_STRING:
            read = "read_text(buf[p:stop])" if self._tolerant else "buf[p:stop].decode()"
            return f"{_SLICE}value = {read}\np = stop\n", LENGTH, "value"
        if kind == betterproto2.TYPE_BYTES:
            return f"{_SLICE}value = buf[p:stop]\np = stop\n", LENGTH, "value"
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

    def _repeated(self, field: FieldSpec, key: str, read: str, wire_type: int, value: str) -> str:
        start = f"items = values.get({key})\nif items is None: items = values[{key}] = []\n"
        single = self.loop(field.number << 3 | wire_type, start, f"{read}items.append({value})\n")
        if field.kind in _LENGTH_KINDS:
            return single
        packed = (
            f"{_SLICE}{_WITHIN}{start}inner_end, end = end, stop\n"
            f"while p < end:\n{indent(read, '    ')}    items.append({value})\n"
            "if p != end:\n    raise DecodeError('a packed field is cut short')\n"
            "end = inner_end\n"
        )
        return single + self.branch(field.number << 3 | LENGTH, packed)

    def _map(self, field: FieldSpec, key: str) -> str:
        take = self.refer("take", field.number, _entry_reader(field, self._unfilled, tolerant=self._tolerant))
        start = f"items = values.get({key})\nif items is None: items = values[{key}] = {{}}\n"
        return self.loop(
            field.number << 3 | LENGTH,
            start,
            f"{_SLICE}{_WITHIN}{take}(items, buf, p, stop, depth)\np = stop\n",
        )


def _entry_reader(
    field: FieldSpec, unfilled: Unfilled, *, tolerant: bool
) -> Callable[[dict[Any, Any], bytes, int, int, int], None]:
    """Return a function that puts one entry of a map into a dict; what an entry leaves out has its default."""
    key_type, value_type = field.types
    key, value = (
        _entry_field("key", 1, field.key_kind, key_type),
        _entry_field("value", 2, field.value_kind, value_type),
    )
    decode = compile_decoder(MessageSpec((key, value)), unfilled, "map entry", tolerant=tolerant)

    def take(items: dict[Any, Any], buf: bytes, p: int, end: int, depth: int) -> None:
        entry, later, _ = decode(buf, p, end, depth)
        if later is None:
            items[entry.get("key", key.default)] = entry.get("value", value.default)
        else:
            where: Any = later.get("value", b"")
            raw = slice_of(buf, where)
            items[entry.get("key", key.default)] = unfilled(value_type, raw, depth + 1)

    return take


def _entry_field(name: str, number: int, kind: str, named: Any) -> FieldSpec:
    spec = FieldSpec(name=name, number=number, kind=kind, repeated=False, group=None, types=(named,))
    if spec.is_scalar:
        spec.default = zero(kind, named)
    return spec


def slice_of(buf: bytes, where: Span | bytes) -> bytes:
    """Return the bytes of a nested message: a copy of its own, which keeps nothing else alive."""
    return where if isinstance(where, bytes) else buf[where[0] : where[1]]


def _join(joined: _Joined | None, later: Later, name: str, buf: bytes, p: int, stop: int) -> _Joined:
    """Note one more occurrence of a singular message.

    Protobuf merges them, which is the same as joining their bytes. They are joined once, at the end, because
    hostile bytes can hold millions. Each is checked before, lest one that is cut short be completed by the next.
    """
    joined = {} if joined is None else joined
    earlier: Any = later[name]
    first, whole = joined.get(name, (None, bytearray()))
    if first is not earlier:  # the first repetition, or the first since another member of the oneof was set
        whole = bytearray(check(slice_of(buf, earlier)))
        joined[name] = earlier, whole
    whole += check(buf[p:stop])
    return joined


def finish_joined(joined: _Joined, later: Later) -> None:
    for name, (first, whole) in joined.items():
        if later.get(name) is first:
            later[name] = bytes(whole)


def _blocks(sources: list[tuple[int, str]]) -> Iterator[str]:
    """Join the branches, in blocks that are skipped whole when the next tag lies behind them."""
    for at in range(0, len(sources), _BLOCK):
        block = sources[at : at + _BLOCK]
        text = "".join(source for _, source in block)
        highest = block[-1][0] << 3 | 7
        yield f"if tag <= {highest}:\n{indent(text, '    ')}" if len(block) > 1 else text


def _by_length(sources: list[tuple[int, str]]) -> Iterator[str]:
    """Join the branches of a narrow decoder: tags of one byte, which are skipped whole by any other, then the rest."""
    short = "".join(source for number, source in sources if number < _SHORT_TAGS)
    if short:
        yield f"if tag < 128:\n{indent(short, '    ')}"
    yield from (source for number, source in sources if number >= _SHORT_TAGS)


def decoder_source(spec: MessageSpec, writer: _Writer) -> str:
    """Return the source text of `decode` for one class."""
    branches = [(field.number, writer.field(field)) for field in spec.fields]
    nested = any(field.kind == betterproto2.TYPE_MESSAGE for field in writer.spec.fields)
    sweep = "".join(_by_length(branches) if writer.narrow else _blocks(branches))
    return _FRAME.format(
        later="{}" if nested else None,
        first=indent(writer.read_tag, " " * 12),
        sweep=indent(sweep, " " * 16),
        other=indent(_NARROW_OTHER if writer.narrow else _OTHER, " " * 16),
    )


def compile_decoder(spec: MessageSpec, unfilled: Unfilled, label: str, *, tolerant: bool = False) -> Decoder:
    """Compile the decoder of one class.

    Args:
        spec: The fields.
        unfilled: Makes an instance of a message class that is not decoded yet, of bytes and depth; for maps.
        label: Class name, for tracebacks.
        tolerant: Read text that is not UTF-8 as `BadText` instead of raising.
    """
    writer = _Writer(spec, unfilled, tolerant=tolerant)
    source = decoder_source(spec, writer)
    writer.scope["KNOWN"] = frozenset(writer.tags)
    return _compiled(source, writer, label)


def _compiled(source: str, writer: _Writer, label: str) -> Decoder:
    exec(compile(source, f"<livetok decoder of {label}>", "exec"), writer.scope)  # noqa: S102 -- our own text
    decode: Decoder = writer.scope["decode"]
    return decode


class AdaptiveDecoder:
    """Decodes messages of one class with decoders for those of its fields that came so far.

    A message with a field that did not come before is given to this object, which compiles a wider decoder. What is
    decoded never depends on what came before, only how soon. A decoder of all fields takes twenty times as long to
    compile; there is one only for damaged messages, and for classes whose fields keep changing.
    """

    def __init__(
        self, spec: MessageSpec, unfilled: Unfilled, label: str, use: Callable[[Decoder], None]
    ) -> None:
        """Make the decoder of a class.

        Args:
            spec: The fields.
            unfilled: As for `compile_decoder`.
            label: Class name, for tracebacks.
            use: Called with each decoder that is to be called from then on in place of this object.
        """
        self._spec = spec
        self._unfilled = unfilled
        self._label = label
        self._use = use
        self._fields = {tag: field.name for field in spec.fields for tag in _tags_of(field)}
        self._seen: set[str] = set()
        self._widenings = 0
        self._full: Decoder | None = None

    def __call__(
        self, buf: bytes, p: int, end: int, depth: int
    ) -> tuple[dict[str, Any], Later | None, bytes]:
        """Decode a message that may have any fields, and be ready for more of its kind.

        Raises:
            DecodeError: The bytes are no such message.
        """
        seen = self._seen | self._fields_in(buf, p, end)
        if (len(seen) == len(self._seen) and self._widenings) or self._widenings == _MOST_WIDENINGS:
            return self._complete()(buf, p, end, depth)
        self._seen = seen
        self._widenings += 1
        decode = self._narrow() if self._widenings < _MOST_WIDENINGS else self._complete()
        self._use(decode)
        return decode(buf, p, end, depth)

    def _fields_in(self, buf: bytes, p: int, end: int) -> set[str]:
        """Return the names of the fields of a message, as far as it is undamaged."""
        names: set[str] = set()
        try:
            while p < end:
                tag, p = read_tag(buf, p)
                p = skip(buf, p, tag)
                if tag in self._fields:
                    names.add(self._fields[tag])
        except (IndexError, DecodeError):
            pass  # decoding says what is wrong
        return names

    def _complete(self) -> Decoder:
        if self._full is None:
            self._full = compile_decoder(self._spec, self._unfilled, self._label)
        return self._full

    def _narrow(self) -> Decoder:
        narrow = MessageSpec(tuple(field for field in self._spec.fields if field.name in self._seen))
        writer = _Writer(self._spec, self._unfilled, narrow=True)
        source = decoder_source(narrow, writer)
        writer.scope |= {
            "KNOWN": self._fields,
            "NARROW": {tag: len(varint(tag)) for tag in writer.tags},
            "whole": self,
        }
        return _compiled(source, writer, self._label)


def _tags_of(field: FieldSpec) -> tuple[int, ...]:
    """Return the tags that a field may have: a repeated number may come packed or not."""
    if field.kind in _LENGTH_KINDS:
        return (field.number << 3 | LENGTH,)
    wire_type = _FIXED[field.kind][0] if field.kind in _FIXED else VARINT
    single = field.number << 3 | wire_type
    return (single, field.number << 3 | LENGTH) if field.repeated else (single,)
