"""`Message`, the base of every generated class, and the decorator that makes one a dataclass."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, ClassVar, Final, Self, TypeVar

import betterproto2
from typing_extensions import dataclass_transform

from livetok._codec.compare import same
from livetok._codec.compile import Decoder, Fresh, compile_decoder
from livetok._codec.convert import message_from_dict, message_to_dict
from livetok._codec.encode import encode
from livetok._codec.spec import FieldSpec, MessageSpec, annotations_of
from livetok._codec.wire import read_size_from
from livetok.errors import DecodeError

if TYPE_CHECKING:
    from _typeshed import SupportsRead

_M = TypeVar("_M", bound="Message")
_T = TypeVar("_T", bound="type[Message]")

# What an instance is, kept in its slot `_state`; zero or more means: not decoded yet, nested that deep.
_FILLED: Final = -1
_ABSENT: Final = -2


class Message(betterproto2.Message):
    """A protobuf message that decodes itself when it is first looked into.

    A sub-message the server did not send reads as an empty instance that cannot be changed, never as None;
    `has()` tells presence. Assign a new message to set one, `del` (or None, which checkers do not allow) removes it.

    An unchanged message gives back its own bytes; a changed one is encoded anew, unknown fields included.

    Raises:
        DecodeError: Damaged bytes, at `parse()` for the message itself, at the first look into a nested one.
    """

    __slots__ = ("_raw", "_state", "_unknown_fields")

    _raw: bytes | None
    _state: int
    _spec: ClassVar[MessageSpec]
    _decode: ClassVar[Decoder]
    _absent: ClassVar[Message]

    # checkers see the keyword arguments that `message` declares, and fields only
    if not TYPE_CHECKING:

        def __init__(self, /, **values):
            fields = spec_of(type(self)).by_name
            _set_raw(self, None)
            _set_state(self, _FILLED)
            _set_unknown(self, b"")
            self.__dict__.update(spec_of(type(self)).defaults)
            for name, value in values.items():
                if name not in fields:
                    raise TypeError(f"{type(self).__name__} has no field {name!r}{_nearest(name, fields)}")
                if not _stands_for_nothing(value):
                    self._put(name, value)

        def __getattr__(self, name):
            # Python comes here only when the instance has no such attribute: not decoded yet, or absent.
            spec = spec_of(type(self)).by_name.get(name)
            if spec is None:
                return self._extra(name)
            if self._state >= 0:
                values = self._fill()
                if name in values:
                    return values[name]
            value = spec.absent()
            if self._state == _FILLED and isinstance(value, list | dict):
                self.__dict__[name] = value  # so that what the caller adds to it stays
            return value

        def __setattr__(self, name, value):
            self._change(name)
            if value is None and spec_of(type(self)).by_name[name].default is not None:
                raise TypeError(f"{type(self).__name__}.{name} cannot be None")
            if _stands_for_nothing(value):
                vars(self).pop(name, None)
            else:
                self._put(name, value)

        def __delattr__(self, name):
            self._change(name)
            vars(self).pop(name, None)
            if (default := spec_of(type(self)).by_name[name].default) is not None:
                vars(self)[name] = default

    def _put(self, name: str, value: object) -> None:
        """Set a field, and unset the other members of its oneof."""
        vars(self)[name] = value
        for other in spec_of(type(self)).by_name[name].alone:
            vars(self).pop(other, None)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *(one.name for one in self._fields())]

    def _change(self, name: str) -> None:
        """Get ready for a change of one field."""
        self._spec_of_field(name)
        self._refuse_absent()
        self._fill()
        _set_raw(self, None)

    def _spec_of_field(self, name: str) -> FieldSpec:
        found = spec_of(type(self)).by_name.get(name)
        if found is None:
            raise self._no_field(name)
        return found

    def _extra(self, name: str) -> bytes:
        """Return what is set by decoding and is no field."""
        if name != "_unknown_fields":
            raise self._no_field(name)
        self._fill()
        return self._unknown_fields

    def _no_field(self, name: str) -> AttributeError:
        # Python adds "Did you mean" from __dir__ when it prints this; hasattr() must stay cheap
        return AttributeError(f"{type(self).__name__} has no field {name!r}", name=name, obj=self)

    def _refuse_absent(self) -> None:
        if self._state == _ABSENT:
            label = type(self).__name__
            raise AttributeError(
                f"this {label} stands for one that is absent and cannot be changed; "
                f"assign a new {label}() to the field that it was read from"
            )

    def _fill(self) -> dict[str, Any]:
        """Decode the message's own bytes, once; return the values, without what is absent and no plain scalar."""
        if self._state < 0 or self._raw is None:
            return vars(self)
        values, unknown = decoder_of(type(self))(self._raw, self._state)
        _set_dict(self, values)
        _set_unknown(self, unknown)
        _set_state(self, _FILLED)
        return values

    @classmethod
    def absent(cls) -> Self:
        """Return the shared empty instance that an absent field of this class reads as."""
        if "_absent" not in cls.__dict__:  # a base may have one of its own
            empty: Self = unfilled(cls, b"", _ABSENT)
            _set_unknown(empty, b"")
            vars(empty).update(spec_of(cls).defaults)
            cls._absent = empty
        found: Self = cls.__dict__["_absent"]
        return found

    def has(self, name: str) -> bool:
        """Tell whether a field is set: a message sent, a list not empty, a scalar not at its default.

        Raises:
            AttributeError: The class has no such field.
        """
        spec = self._spec_of_field(name)
        return spec.holds(self._fill().get(name))

    def is_set(self, name: str) -> bool:
        """Same as `has()`, under betterproto2's name."""
        return self.has(name)

    def which_one_of(self, group: str) -> str:
        """Return the name of the member of a oneof that is set, empty when none is."""
        return next((one.name for one in self._fields() if one.group == group and self.has(one.name)), "")

    def _fields(self) -> tuple[FieldSpec, ...]:
        return spec_of(type(self)).fields

    def __eq__(self, other: object) -> bool:
        if type(self) is not type(other) or not isinstance(other, Message):
            return NotImplemented
        if self is other or (self._state >= 0 and other._state >= 0 and self._raw == other._raw):
            return True
        mine, theirs = self._fill(), other._fill()
        return all(same(one, mine.get(one.name), theirs.get(one.name)) for one in self._fields())

    __hash__ = None  # pyright: ignore[reportAssignmentType] -- mutable, like every betterproto2 message

    def __repr__(self) -> str:
        return (
            f"{type(self).__name__}({', '.join(f'{one.name}={value!r}' for one, value in self._present())})"
        )

    def __bool__(self) -> bool:
        return any(True for _ in self._present())

    def _present(self) -> Iterator[tuple[FieldSpec, Any]]:
        """Give the fields that are set, in the order of their numbers, and their values."""
        values = self._fill()
        return ((one, values[one.name]) for one in self._fields() if one.holds(values.get(one.name)))

    def __bytes__(self) -> bytes:
        if self._raw is not None and (self._state != _FILLED or self._unchanged()):
            return self._raw
        return encode(self._fields(), self._fill()) + self._unknown_fields

    def _unchanged(self) -> bool:
        """Tell whether the fields still say what the bytes say.

        Assignments drop the bytes, but a nested message or a list can change without this one noticing.
        """
        return self == type(self).parse(self._raw or b"")

    def __copy__(self, _: Any = None) -> Self:
        return self.recast(type(self))

    def recast(self, cls: type[_M]) -> _M:
        """Return the same message as an instance of a class with the same fields; nested messages are shared."""
        twin: _M = unfilled(cls, self._raw, self._state)
        if self._state < 0:
            _set_dict(twin, vars(self).copy())
            _set_unknown(twin, self._unknown_fields)
            _set_state(twin, _FILLED)
        return twin

    def __deepcopy__(self, memo: Any = None) -> Self:
        twin = self.__copy__()
        vars(twin).update({name: deepcopy(value, memo) for name, value in vars(twin).items()})
        return twin

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self).parse, (bytes(self),)

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """Decode one message.

        Args:
            data: bytes, or anything else that is made of bytes: bytearray, memoryview.

        Raises:
            DecodeError: The bytes are no such message.
            TypeError: This is not made of bytes.
        """
        # bytes() of a number would be that many zeros; a memoryview is made of nothing but bytes
        made = unfilled(cls, data if type(data) is bytes else bytes(memoryview(data)), 0)
        made._fill()
        return made

    def load(self, stream: SupportsRead[bytes], size: int | None = None) -> Self:
        """Merge a message from a stream into this one.

        Args:
            stream: Read to its end, or for `size` bytes.
            size: Number of bytes; betterproto2.SIZE_DELIMITED when a varint before the message says it.

        Raises:
            AttributeError: This message stands for one that is absent.
            DecodeError: The stream ends early, or the bytes are no such message.
        """
        self._refuse_absent()
        if size == betterproto2.SIZE_DELIMITED:
            size = read_size_from(stream)
        data = stream.read(-1 if size is None else size)
        if size is not None and len(data) < size:
            raise DecodeError(f"the stream ends after {len(data)} of {size} bytes", payload=data)
        merged = type(self).parse(bytes(self) + data)
        vars(self).clear()
        vars(self).update(vars(merged))
        _set_raw(self, merged._raw)
        _set_unknown(self, merged._unknown_fields)
        _set_state(self, _FILLED)
        return self

    def to_dict(
        self,
        *,
        output_format: betterproto2.OutputFormat = betterproto2.OutputFormat.PROTO_JSON,
        casing: betterproto2.Casing = betterproto2.Casing.CAMEL,
        include_default_values: bool = False,
    ) -> dict[str, Any]:
        """Return a dict that is ready for JSON, in the order of the field numbers.

        64-bit integers are text, enums their names, bytes base64. `Casing.SNAKE` keeps the names of the proto files.

        Raises:
            DecodeError: A nested message is damaged.
        """
        return message_to_dict(self._fill(), self._fields(), output_format, casing, include_default_values)

    @classmethod
    def from_dict(cls, value: Mapping[str, Any], *, ignore_unknown_fields: bool = False) -> Self:
        """Build from what `to_dict()` gave, in either casing.

        Raises:
            KeyError: A name is unknown and `ignore_unknown_fields` is False.
            ValueError: A value does not fit its field.
        """
        return cls(**message_from_dict(spec_of(cls), value, ignore_unknown_fields, cls.__name__))

    @classmethod
    def _type_hints(cls) -> dict[str, type]:
        return annotations_of(cls)


def _slot(name: str) -> Callable[[Message, Any], None]:
    setter: Callable[[Message, Any], None] = Message.__dict__[name].__set__
    return setter


# `Message.__setattr__` is for fields; bookkeeping goes past it, and at the speed of a slot.
_set_raw = _slot("_raw")
_set_state = _slot("_state")
_set_unknown = _slot("_unknown_fields")
_set_dict: Callable[[Message, dict[str, Any]], None] = betterproto2.Message.__dict__["__dict__"].__set__
_new: Callable[[type[Message]], Any] = object.__new__


def unfilled(cls: type[Message], raw: bytes | None, state: int) -> Any:
    """Make an instance that decodes `raw` when it is first looked into."""
    made = _new(cls)
    _set_raw(made, raw)
    _set_state(made, state)
    return made


def _fresh(cls: type[Message]) -> Fresh:
    """Return `unfilled` bound to a class, which is what decoders call for each nested message."""
    new, set_raw, set_state = _new, _set_raw, _set_state

    def fresh(raw: bytes, depth: int) -> Any:
        made = new(cls)
        set_raw(made, raw)
        set_state(made, depth)
        return made

    return fresh


def unknown_of(message: Message) -> bytes:
    """Return the fields of a message that its class does not know, as they stood on the wire."""
    return message._unknown_fields


def replace_unknown(message: Message, raw: bytes) -> None:
    """Replace the fields that the class does not know."""
    message._refuse_absent()
    message._fill()
    _set_raw(message, None)
    _set_unknown(message, raw)


def _stands_for_nothing(value: object) -> bool:
    """Tell whether a value means "absent": None, or what an absent field of another message read as."""
    return value is None or (isinstance(value, Message) and value._state == _ABSENT)


def spec_of(cls: type[Message]) -> MessageSpec:
    """Return the specification of a class, read once; subclasses without fields of their own share it."""
    try:
        return cls._spec
    except AttributeError:
        owner = next(base for base in cls.__mro__ if "__dataclass_fields__" in base.__dict__)
        owner._spec = MessageSpec.of(owner)
        return cls._spec


def decoder_of(cls: type[Message]) -> Decoder:
    """Return the decoder of a class, compiled once."""
    try:
        return cls._decode
    except AttributeError:
        owner = next(base for base in cls.__mro__ if "__dataclass_fields__" in base.__dict__)
        owner._decode = staticmethod(compile_decoder(spec_of(cls), _fresh, owner.__name__))
        return cls._decode


def _nearest(name: str, fields: Mapping[str, object]) -> str:
    near = get_close_matches(name, fields, n=1)
    return f"; did you mean {near[0]!r}?" if near else ""


@dataclass_transform(kw_only_default=True)
def message(cls: _T) -> _T:
    """Make a generated class a dataclass; `Message.__init__` takes its fields as keyword arguments."""
    return dataclasses.dataclass(init=False, eq=False, repr=False)(cls)
