"""Decoders, one compiled per message class, specialised to its fields.

The source text is built from the class's specification and compiled, the way attrs builds `__init__`. TikTok's
servers write fields in the order of their numbers, so a decoder is one sweep of tests in that order: each field on
the wire costs one successful test, absent ones are skipped in blocks. Anything out of order starts the sweep again.

A class has many more fields than a room's messages carry: `User` has 118, of which ten come. So a narrow decoder is
used, which knows only the tags that were seen so far, sweeps once, and compares the bytes of a tag instead of working
out its number. Whatever does not fit into that sweep, damage too, it hands to `AdaptiveDecoder`.

A decoder takes a buffer and the part of it that is the message; it returns what is present: values, where nested
messages are (nobody may ever look into them), and the bytes of unknown fields. It touches nothing else, so a failure
leaves no half-filled message.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Collection, Iterator
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
_MOST_WIDENINGS: Final = 16
_MOST_UNKNOWN: Final = 64  # tags; a hostile sender may make up any number
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
# Behind a value that was read at its place.
_PAST: Final = {LENGTH: "p = stop\n", FIXED32: "p = stop\n", FIXED64: "p = stop\n", VARINT: ""}
# In a narrow decoder `tag` is the first byte of one, and `p` stays at it until a branch takes it.
_NARROW_TAG: Final = "tag = buf[p]\n"
_UNKNOWN: Final = """\
{p}field = p
p = skip(buf, p, {tag})
if unknown is None:
    unknown = bytearray()
unknown += {encoded}
unknown += buf[field:p]
"""
# For content that is read at once: a number of fixed size must not be sought behind the end of the buffer.
_WITHIN: Final = "if stop > end:\n    raise DecodeError('the message is cut short')\n"
_FITTED: Final = {
    # betterproto2 and protobuf agree: what does not fit is truncated, then read as two's complement
    betterproto2.TYPE_INT32: "value &= 0xFFFFFFFF\nif value > 0x7FFFFFFF: value -= 0x100000000\n",
    betterproto2.TYPE_ENUM: "value &= 0xFFFFFFFF\nif value > 0x7FFFFFFF: value -= 0x100000000\n",
    betterproto2.TYPE_INT64: "if value > 0x7FFFFFFFFFFFFFFF: value -= 0x10000000000000000\n",
    betterproto2.TYPE_UINT32: "value &= 0xFFFFFFFF\n",
    betterproto2.TYPE_SINT32: "value &= 0xFFFFFFFF\nvalue = (value >> 1) ^ -(value & 1)\n",
    betterproto2.TYPE_SINT64: "value = (value >> 1) ^ -(value & 1)\n",
}
_FULL: Final = """\
def decode(buf, p, end, depth):
    start = p
    values = {{}}
    later = {later}
    unknown = joined = None
    try:
        if p < end:
{first}
            while True:
{sweep}
                if tag not in KNOWN:
{unknown}
                    if p >= end:
                        break
{next}
        if p != end:
            raise DecodeError("the message is cut short")
    except IndexError as error:
        raise DecodeError("the message is cut short", payload=buf[start:end]) from error
    except UnicodeDecodeError as error:
        raise DecodeError("a text is not UTF-8", payload=buf[start:end]) from error
    except DecodeError as error:
        error.payload = buf[start:end]
        raise
    if joined:
        settle(joined, later)
    return values, later, bytes(unknown) if unknown else b""
"""
_NARROW: Final = """\
def decode(buf, p, end, depth):
    start = p
    values = {{}}
    later = {later}
    unknown = None
    try:
        while p < end:
            tag = buf[p]
{sweep}
            break
    except (DecodeError, IndexError, UnicodeDecodeError):
        p = -1
    if p != end:
        return whole(buf, start, end, depth)
    return values, later, bytes(unknown) if unknown else b""
"""


def _forward(size: int) -> str:
    """Return source that moves on by some bytes."""
    return f"p += {size}\n" if size else ""


def _byte(at: int) -> str:
    return f"buf[p + {at}]" if at else "buf[p]"


def _read_varint(at: int, fit: str = "") -> str:
    """Return source that reads a varint `at` bytes ahead; one byte is all that most counts and flags need.

    Args:
        at: Bytes between `p` and the number.
        fit: What is done with one of more than two bytes.
    """
    return f"""\
value = {_byte(at)}
if value < 128:
    p += {at + 1}
else:
    byte = {_byte(at + 1)}
    if byte < 128:
        value += (byte << 7) - 128; p += {at + 2}
    else:
        value, p = more(buf, p + {at + 2}, value, byte)
{indent(fit, "        ")}"""


def _slice(at: int) -> str:
    """Return source that reads a length `at` bytes ahead. Ends with `p` and `stop` around the content.

    That `stop` lies beyond the message is found when the next tag is due.
    """
    return f"""\
size = {_byte(at)}
if size < 128:
    p += {at + 1}; stop = p + size
else:
    byte = {_byte(at + 1)}
    if byte < 128:
        p += {at + 2}; stop = p + size + (byte << 7) - 128
    else:
        size, p = more32(buf, p + {at + 2}, size, byte); stop = p + size
"""


class _Writer:
    """Collects the source of one decoder and the objects that it refers to.

    What reads a value is a function of how many bytes of the tag stand between `p` and the value.
    """

    read_tag: str = _TAG

    def __init__(self, spec: MessageSpec, unfilled: Unfilled, *, tolerant: bool = False) -> None:
        self.spec = spec
        self._tolerant = tolerant
        self._unfilled = unfilled
        self.scope: dict[str, Any] = {
            "DecodeError": DecodeError,
            "join": _join,
            "more": more,
            "more32": more32,
            "more_tag": more_tag,
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

    def test(self, tag: int) -> tuple[str, int]:
        """Return the test for a tag, and how many bytes of it are still to be taken from the buffer."""
        self.tags.append(tag)
        return f"tag == {tag}", 0

    def branch(self, tag: int, body: Callable[[int], str]) -> str:
        condition, at = self.test(tag)
        return f"if {condition}:\n{indent(body(at) + _END + self.read_tag, '    ')}"

    def loop(self, tag: int, items: str, body: Callable[[int], str]) -> str:
        """Give a branch that stays with a field while it repeats; `items` is where its list or dict comes from."""
        condition, at = self.test(tag)
        repeated = f"{body(at)}{_END_INNER}{self.read_tag}if not ({condition}):\n    break\n"
        inner = f"{items}while True:\n{indent(repeated, '    ')}if tag < 0:\n    break\n"
        return f"if {condition}:\n{indent(inner, '    ')}"

    def items(self, where: str, key: str, empty: str) -> str:
        """Return source that finds the list or dict of a field that repeats."""
        return f"items = {where}.get({key})\nif items is None: items = {where}[{key}] = {empty}\n"

    def nested(self, key: str) -> str:
        """Return source that notes where a nested message is; another one may have come before."""
        return (
            f"if {key} in later:\n    joined = join(joined, later, {key}, buf, p, stop)\n"
            f"else:\n    later[{key}] = p, stop\n"
        )

    def field(self, field: FieldSpec) -> dict[int, str]:
        """Return the branches of a field by their tags."""
        key = repr(field.name)
        alone = "".join(self._unset(name) for name in field.oneof_siblings if name in self.spec.by_name)
        tag = field.number << 3 | LENGTH
        if field.is_map:
            return {tag: self._map(field, key, tag)}
        if field.is_message:
            note = f"{self.nested(key)}p = stop\n{alone}"
            return {tag: self.branch(tag, lambda at: _slice(at) + note)}
        if field.kind == betterproto2.TYPE_MESSAGE:
            note = "items.append((p, stop))\np = stop\n"
            return {tag: self.loop(tag, self.items("later", key, "[]"), lambda at: _slice(at) + note)}
        wire_type, read, value = self._scalar(field.kind, field.number, field.types[-1])
        tag = field.number << 3 | wire_type
        if not field.repeated:
            store = f"values[{key}] = {value}\n{_PAST[wire_type]}{alone}"
            return {tag: self.branch(tag, lambda at: read(at) + store)}
        return self._repeated(field, key, tag, read, f"items.append({value})\n{_PAST[wire_type]}")

    def _unset(self, name: str) -> str:
        return f"{'later' if self.spec.by_name[name].is_message else 'values'}.pop({name!r}, None)\n"

    def _scalar(self, kind: str, number: int, named: Any) -> tuple[int, Callable[[int], str], str]:
        """Return the wire type of a value, source that reads it, and the expression for it."""
        if kind == betterproto2.TYPE_STRING:
            return LENGTH, _slice, "read_text(buf[p:stop])" if self._tolerant else "buf[p:stop].decode()"
        if kind == betterproto2.TYPE_BYTES:
            return LENGTH, _slice, "buf[p:stop]"
        if kind in _FIXED:
            wire_type, layout = _FIXED[kind]
            unpack = self.refer("unpack", number, layout.unpack_from)
            text = (
                f"stop = p + {layout.size}\nif stop > end:\n    raise DecodeError('a number is cut short')\n"
            )
            return wire_type, lambda at: _forward(at) + text, f"{unpack}(buf, p)[0]"
        fit = _FITTED.get(kind, "")
        if kind == betterproto2.TYPE_BOOL:
            return VARINT, _read_varint, "value != 0"
        if kind in {betterproto2.TYPE_SINT32, betterproto2.TYPE_SINT64}:
            return VARINT, lambda at: _read_varint(at) + fit, "value"
        if kind == betterproto2.TYPE_ENUM:
            members = self.refer("members", number, getattr(named, "_value2member_map_"))  # noqa: B009
            enum = self.refer("enum", number, named)
            return VARINT, lambda at: _read_varint(at, fit), f"{members}.get(value) or {enum}(value)"
        return VARINT, lambda at: _read_varint(at, fit), "value"  # only a long one can need fitting

    def _repeated(
        self, field: FieldSpec, key: str, tag: int, read: Callable[[int], str], append: str
    ) -> dict[int, str]:
        items = self.items("values", key, "[]")
        branches = {tag: self.loop(tag, items, lambda at: read(at) + append)}
        if field.kind not in _LENGTH_KINDS:
            packed = field.number << 3 | LENGTH
            inner = indent(read(0) + append, "    ")
            body = (
                f"{_WITHIN}{items}inner_end = stop\nwhile p < inner_end:\n{inner}"
                "if p != inner_end:\n    raise DecodeError('a packed field is cut short')\n"
            )
            branches[packed] = self.branch(packed, lambda at: _slice(at) + body)
        return branches

    def _map(self, field: FieldSpec, key: str, tag: int) -> str:
        take = self.refer("take", field.number, _entry_reader(field, self._unfilled, tolerant=self._tolerant))
        body = f"{_WITHIN}{take}(items, buf, p, stop, depth)\np = stop\n"
        return self.loop(tag, self.items("values", key, "{}"), lambda at: _slice(at) + body)

    def source(self) -> str:
        """Return the source text of `decode`."""
        branches = [(field.number, text) for field in self.spec.fields for text in self.field(field).values()]
        return _FULL.format(
            later=_later_of(self.spec),
            first=indent(_TAG, " " * 12),
            sweep=indent("".join(_blocks(branches)), " " * 16),
            unknown=indent(_UNKNOWN.format(p="", tag="tag", encoded="varint(tag)"), " " * 20),
            next=indent(_TAG, " " * 20),
        )


class _NarrowWriter(_Writer):
    """Writes a decoder that sweeps once over some tags, known to the class or not; `tag` is the first byte of one."""

    read_tag = _NARROW_TAG

    def test(self, tag: int) -> tuple[str, int]:
        first, *others = varint(tag)
        further = "".join(f" and buf[p + {at}] == {byte}" for at, byte in enumerate(others, 1))
        return f"tag == {first}{further}", 1 + len(others)

    def items(self, where: str, key: str, empty: str) -> str:
        # The other form of a repeated number, packed or not, may have come before.
        return (
            super().items(where, key, empty) if where == "values" else f"items = {where}[{key}] = {empty}\n"
        )

    def nested(self, key: str) -> str:
        return f"later[{key}] = p, stop\n"

    def narrow_source(self, tags: Collection[int]) -> str:
        """Return the source text of `decode` for these tags."""
        branches = {tag: text for field in self.spec.fields for tag, text in self.field(field).items()}
        sources = [(tag, branches[tag] if tag in branches else self._unknown(tag)) for tag in sorted(tags)]
        return _NARROW.format(
            later=_later_of(self.spec),
            sweep=indent("".join(_by_length(sources)), " " * 12),
        )

    def _unknown(self, tag: int) -> str:
        encoded = varint(tag)
        return self.loop(tag, "", lambda at: _UNKNOWN.format(p=_forward(at), tag=tag, encoded=repr(encoded)))


def _later_of(spec: MessageSpec) -> str:
    return "{}" if any(field.kind == betterproto2.TYPE_MESSAGE for field in spec.fields) else "None"


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
    short = [source for tag, source in sources if tag < 128]
    yield f"if tag < 128:\n{indent(''.join(short), '    ')}" if len(short) > 1 else "".join(short)
    yield from (source for tag, source in sources if tag > 127)


def compile_decoder(spec: MessageSpec, unfilled: Unfilled, label: str, *, tolerant: bool = False) -> Decoder:
    """Compile the decoder of one class.

    Args:
        spec: The fields.
        unfilled: Makes an instance of a message class that is not decoded yet, of bytes and depth; for maps.
        label: Class name, for tracebacks.
        tolerant: Read text that is not UTF-8 as `BadText` instead of raising.
    """
    writer = _Writer(spec, unfilled, tolerant=tolerant)
    source = writer.source()
    writer.scope["KNOWN"] = frozenset(writer.tags)
    return _compiled(source, writer, label)


def _compiled(source: str, writer: _Writer, label: str) -> Decoder:
    exec(compile(source, f"<livetok decoder of {label}>", "exec"), writer.scope)  # noqa: S102 -- our own text
    decode: Decoder = writer.scope["decode"]
    return decode


class AdaptiveDecoder:
    """Decodes messages of one class with decoders for those tags that came so far.

    A message with a tag that did not come before is given to this object, which compiles a wider decoder. What is
    decoded never depends on what came before, only how soon. A decoder of all fields takes twenty times as long to
    compile; there is one only for messages that are damaged or out of order, and for classes whose fields keep
    changing.
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
        # What was seen, and the decoder for it: in one, because threads may learn at the same time.
        self._learnt: tuple[frozenset[int], Decoder] = frozenset(), self._learn
        self._widenings = 0
        self._full: Decoder | None = None

    def __call__(
        self, buf: bytes, p: int, end: int, depth: int
    ) -> tuple[dict[str, Any], Later | None, bytes]:
        """Decode a message that may have any fields, and be ready for more of its kind.

        Raises:
            DecodeError: The bytes are no such message.
        """
        return self._learnt[1](buf, p, end, depth)

    def _learn(self, buf: bytes, p: int, end: int, depth: int) -> tuple[dict[str, Any], Later | None, bytes]:
        """Decode a message that does not fit into the sweep of the current decoder, and widen that."""
        before = self._widenings
        tags = _tags_in(buf, p, end)
        # Another thread may have widened it meanwhile, perhaps by these very tags.
        decode = self._learnt[1] if self._widenings > before else self._widened_by(tags)
        return decode(buf, p, end, depth)

    def _widened_by(self, tags: frozenset[int]) -> Decoder:
        """Return a decoder for a message with these tags, which the current one did not take."""
        former, _ = self._learnt
        seen = former | tags
        if (
            (len(seen) == len(former) and self._widenings)
            or self._widenings >= _MOST_WIDENINGS
            or len(seen - self._fields.keys()) > _MOST_UNKNOWN
        ):
            return self._complete()
        self._widenings += 1
        decode = self._narrow(seen) if self._widenings < _MOST_WIDENINGS else self._complete()
        self._learnt = seen, decode
        used = None
        while used is not self._learnt[1]:  # or a slower thread would put its decoder in place of a later one
            used = self._learnt[1]
            self._use(used)
        return decode

    def _complete(self) -> Decoder:
        if self._full is None:
            self._full = compile_decoder(self._spec, self._unfilled, self._label)
        return self._full

    def _narrow(self, tags: frozenset[int]) -> Decoder:
        names = {self._fields[tag] for tag in tags if tag in self._fields}
        narrow = MessageSpec(tuple(field for field in self._spec.fields if field.name in names))
        writer = _NarrowWriter(narrow, self._unfilled)
        source = writer.narrow_source(tags)
        writer.scope["whole"] = self._learn
        return _compiled(source, writer, self._label)


def _tags_in(buf: bytes, p: int, end: int) -> frozenset[int]:
    """Return the tags of a message; none when it is damaged, which is for a decoder of all fields to say."""
    tags: set[int] = set()
    try:
        while p < end:
            tag, p = read_tag(buf, p)
            p = skip(buf, p, tag)
            tags.add(tag)
    except (IndexError, DecodeError):
        p = -1
    return frozenset(tags) if p == end else frozenset()


def _tags_of(field: FieldSpec) -> tuple[int, ...]:
    """Return the tags that a field may have: a repeated number may come packed or not."""
    if field.kind in _LENGTH_KINDS:
        return (field.number << 3 | LENGTH,)
    wire_type = _FIXED[field.kind][0] if field.kind in _FIXED else VARINT
    single = field.number << 3 | wire_type
    return (single, field.number << 3 | LENGTH) if field.repeated else (single,)
