"""`Message`, the base of every generated class, and the decorator that makes one a dataclass."""

from __future__ import annotations

import dataclasses
import inspect
import json
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, ClassVar, Final, Self, TypeVar

import betterproto2
from typing_extensions import dataclass_transform

from livetok._codec.compare import same
from livetok._codec.compile import AdaptiveDecoder, Decoder, Later, Span, compile_decoder, slice_of
from livetok._codec.convert import message_from_dict, message_to_dict, message_to_json_form
from livetok._codec.damage import OnDamage, log_damage
from livetok._codec.encode import encode
from livetok._codec.json_form import helpers_of
from livetok._codec.spec import FieldSpec, MessageSpec, annotations_of, owner_of, spec_of
from livetok._codec.wire import MAX_DEPTH, read_size_from
from livetok.errors import DecodeError

if TYPE_CHECKING:
    from _typeshed import SupportsRead

_M = TypeVar("_M", bound="Message")
_T = TypeVar("_T", bound="type[Message]")

# What an instance is, kept in its slot `_state`: zero or more means not decoded yet, nested that deep; once it is
# decoded, the same inverted bit by bit.
ABSENT: Final = -1000
DAMAGED: Final = -2000  # the bytes are damaged, and it reads as empty

_OF_DATACLASS: Final = frozenset(
    {"__dataclass_fields__", "__dataclass_params__", "__match_args__", "__replace__"}
)
_NONE_KNOWN: Final[Mapping[str, Any]] = {}


class _OfDataclass:
    """An attribute that the decorator `dataclass` gives a class; the first look at one makes all of them."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, instance: object, cls: type[Message]) -> Any:
        owner = owner_of(cls)
        if owner is not None:
            # Another class is made one, since other threads may be using this one.
            body = {"__annotations__": inspect.get_annotations(owner), "__doc__": "", **owner._declared}
            made: type = dataclasses.dataclass(init=False, eq=False, repr=False)(
                type(owner.__name__, (), body)
            )
            for name in _OF_DATACLASS.intersection(vars(made)):
                setattr(owner, name, vars(made)[name])
            getattr(made, self._name)  # AttributeError where this version of Python gives no such thing
            return getattr(owner if instance is None else instance, self._name)
        raise AttributeError(f"{cls.__name__} has no {self._name}")


class Message(betterproto2.Message):
    """A protobuf message that decodes itself when it is first looked into.

    A sub-message the server did not send reads as an empty instance that cannot be changed, never as None;
    `has()` tells presence. Assign a new message to set one, `del` (or None, which checkers do not allow) removes it.

    An unchanged message gives back its own bytes; a changed one is encoded anew, unknown fields included.

    Damage is found at the first look into a nested message. In an event that livetok delivered, nothing raises: text
    that is not UTF-8 reads with U+FFFD in place of the bad bytes, a damaged nested message reads as empty, and both
    still give back the bytes that came. Of a message that a program parsed by itself, it is a `DecodeError`.

    Raises:
        DecodeError: Damaged bytes, at `parse()` for the message itself, at the first look into a nested one.
    """

    __slots__ = ("_later", "_on_damage", "_raw", "_state", "_unknown_fields")

    _raw: bytes | None
    _state: int
    _on_damage: OnDamage | None  # told of damage in nested messages; None (the slot is empty) to raise it
    _later: Later | None  # of a decoded message: the nested ones that nobody looked at
    _spec: ClassVar[MessageSpec | None] = None
    _decode: ClassVar[Decoder | None] = None
    _decode_tolerantly: ClassVar[Decoder | None] = None
    _absent: ClassVar[Message]
    _declared: ClassVar[dict[str, Any]]  # of classes that have fields of their own
    _maps: ClassVar[bool]  # whether it has maps of messages; set with the decoder

    # checkers see the keyword arguments that `message` declares, and fields only
    if not TYPE_CHECKING:
        __dataclass_fields__ = _OfDataclass("__dataclass_fields__")
        __dataclass_params__ = _OfDataclass("__dataclass_params__")
        __match_args__ = _OfDataclass("__match_args__")
        __replace__ = _OfDataclass("__replace__")

        def __init__(self, /, **values):
            fields = spec_of(type(self)).by_name
            _set_raw(self, None)
            _set_state(self, ~0)
            _set_later(self, None)
            for name, value in values.items():
                if name not in fields:
                    raise TypeError(f"{type(self).__name__} has no field {name!r}{_nearest(name, fields)}")
                if not _stands_for_nothing(value):
                    self._put(name, value)

        def __getattr__(self, name):
            # Python comes here only when the instance has no such attribute yet: not decoded, or absent.
            spec = (self._spec or spec_of(type(self))).by_name.get(name)
            if spec is None:
                return self._extra(name)
            if self._state >= 0:
                values = self._fill()
                if name in values:
                    return values[name]
            if self._later and name in self._later:
                return self._unfold(spec)
            if spec.is_message:
                return spec.absent_message
            value = spec.absent()
            if self._state != ABSENT:
                vars(self)[name] = value  # not asked for again; and what is added to a list stays
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

    def _put(self, name: str, value: object) -> None:
        """Set a field, and unset the other members of its oneof."""
        vars(self)[name] = value
        for other in spec_of(type(self)).by_name[name].oneof_siblings:
            vars(self).pop(other, None)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *(field.name for field in self._fields())]

    def _change(self, name: str) -> None:
        """Get ready for a change of one field."""
        self._spec_of_field(name)
        self._refuse_absent()
        self._whole()
        _set_raw(self, None)
        if self._state == DAMAGED:
            _set_state(self, ~0)

    def _spec_of_field(self, name: str) -> FieldSpec:
        field = spec_of(type(self)).by_name.get(name)
        if field is None:
            raise self._no_field(name)
        return field

    def _extra(self, name: str) -> bytes | None:
        """Return what is in a slot that only some messages fill."""
        if name == "_on_damage":
            return None
        if name != "_unknown_fields":
            raise self._no_field(name)
        if self._state < 0:
            return b""  # the slot is filled only when there are some
        self._fill()
        return self._unknown_fields

    def _put_unknown(self, raw: bytes) -> None:
        self._refuse_absent()
        self._whole()
        _set_raw(self, None)
        _set_unknown(self, raw)

    def _no_field(self, name: str) -> AttributeError:
        # Python adds "Did you mean" from __dir__ when it prints this; hasattr() must stay cheap
        return AttributeError(f"{type(self).__name__} has no field {name!r}", name=name, obj=self)

    def _refuse_absent(self) -> None:
        if self._state == ABSENT:
            new = f"{type(self).__name__}()"
            raise AttributeError(
                f"this {new} stands for an absent one and cannot be changed; assign a new {new} to the field"
            )

    def _fill(self) -> dict[str, Any]:
        """Decode the message's own bytes, once; return the values, without what is absent and what is only located."""
        depth, raw = self._state, self._raw
        if depth < 0 or raw is None:
            return vars(self)
        on_damage = self._on_damage
        try:
            if depth > MAX_DEPTH:
                raise DecodeError(f"messages nest deeper than {MAX_DEPTH}", payload=raw)
            decoded = decode(type(self), raw, 0, len(raw), depth, tolerant=on_damage is not None)
        except DecodeError as error:
            if on_damage is None:
                raise
            _set_filled(self, ~DAMAGED, {}, None, b"")
            on_damage(type(self), error)
            return vars(self)
        return _set_filled(self, depth, *decoded, on_damage)

    def _unfold(self, spec: FieldSpec) -> Any:
        """Make the instances of a nested field that was only located."""
        name, cls, depth, raw = spec.name, spec.types[0], ~self._state + 1, self._raw or b""
        on_damage = self._on_damage
        later: dict[str, Any] = self._later or {}
        where = later[name]
        value = (
            [unfilled(cls, raw[start:end], depth, on_damage) for start, end in where]
            if spec.repeated
            else unfilled(cls, slice_of(raw, where), depth, on_damage)
        )
        vars(self)[name] = value
        later.pop(name, None)  # another thread may have been here, too
        return value

    def _whole(self) -> dict[str, Any]:
        """Decode, and make the instances of all nested fields; return the values without what is absent."""
        values = self._fill()
        if self._later:
            by_name = spec_of(type(self)).by_name
            for name in tuple(self._later):
                self._unfold(by_name[name])
        return values

    @classmethod
    def absent(cls) -> Self:
        """Return the shared empty instance that an absent field of this class reads as."""
        if "_absent" not in cls.__dict__:  # a base may have one of its own
            empty: Self = unfilled(cls, b"", ABSENT)
            _set_later(empty, None)
            vars(empty).update(spec_of(cls).defaults)  # shared, so all that it will ever hold
            cls._absent = empty
        absent: Self = cls.__dict__["_absent"]
        return absent

    def has(self, name: str) -> bool:
        """Tell whether a field is set: a message sent, a list not empty, a scalar not at its default.

        Args:
            name: Name of the field.

        Raises:
            AttributeError: The class has no such field.
            DecodeError: The message's own bytes are damaged.
        """
        spec = self._spec_of_field(name)
        return spec.is_present(self._fill().get(name)) or name in (self._later or ())

    def is_set(self, name: str) -> bool:
        """Do as `has()`, under betterproto2's name.

        Args:
            name: Name of the field.

        Raises:
            AttributeError: The class has no such field.
        """
        return self.has(name)

    def which_one_of(self, group: str) -> str:
        """Return the name of the member of a oneof that is set, empty when none is.

        Args:
            group: Name of the oneof; one that the class does not have counts as not set.
        """
        return next(
            (field.name for field in self._fields() if field.group == group and self.has(field.name)), ""
        )

    def _fields(self) -> tuple[FieldSpec, ...]:
        return spec_of(type(self)).fields

    def __eq__(self, other: object) -> bool:
        if type(self) is not type(other) or not isinstance(other, Message):
            return NotImplemented
        if self is other or (self._state >= 0 and other._state >= 0 and self._raw == other._raw):
            return True
        mine, theirs = self._whole(), other._whole()
        return all(same(field, mine.get(field.name), theirs.get(field.name)) for field in self._fields())

    __hash__ = None  # pyright: ignore[reportAssignmentType] -- mutable, like every betterproto2 message

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{field.name}={value!r}' for field, value in self._present())})"

    def __bool__(self) -> bool:
        return any(True for _ in self._present())

    def _present(self) -> Iterator[tuple[FieldSpec, Any]]:
        """Give the fields that are set, in the order of their numbers, and their values."""
        values = self._whole()
        return (
            (field, values[field.name])
            for field in self._fields()
            if field.is_present(values.get(field.name))
        )

    def __bytes__(self) -> bytes:
        if self._raw is not None and (self._state >= 0 or self._state == DAMAGED or self._unchanged()):
            return self._raw
        return encode(self._fields(), self._whole()) + self._unknown_fields

    def _unchanged(self) -> bool:
        """Tell whether the fields still say what the bytes say.

        Assignments drop the bytes, but a nested message or a list can change without this one noticing.
        """
        return self == type(self).parse(self._raw or b"", on_damage=_ignore)

    def __copy__(self, _: Any = None) -> Self:
        return self.recast(type(self))

    def recast(self, cls: type[_M]) -> _M:
        """Return the same message as an instance of a class with the same fields; nested messages are shared.

        Args:
            cls: The class.
        """
        if self._state >= 0:
            return unfilled(cls, self._raw, self._state, self._on_damage)
        values = self._whole().copy()  # made before, so that the two share them
        state = ~0 if self._state == ABSENT else self._state
        twin: _M = unfilled(cls, self._raw, state, self._on_damage)
        _set_dict(twin, values)
        _set_later(twin, None)
        if self._unknown_fields:
            _set_unknown(twin, self._unknown_fields)
        return twin

    def __deepcopy__(self, memo: Any = None) -> Self:
        twin = self.__copy__()
        vars(twin).update({name: deepcopy(value, memo) for name, value in vars(twin).items()})
        return twin

    def __reduce__(self) -> tuple[Any, ...]:
        if self._on_damage is None:
            return type(self).parse, (bytes(self),)
        return _restore, (type(self), bytes(self))

    @classmethod
    def parse(cls, data: bytes, *, on_damage: OnDamage | None = None) -> Self:
        """Decode one message.

        Args:
            data: bytes, or anything else that is made of bytes: bytearray, memoryview.
            on_damage: Makes the message one that never raises when it is looked into: called with the class of each
                nested message that turns out to be damaged, and with the error. None (default) raises that error.

        Raises:
            DecodeError: The bytes are no such message.
            TypeError: This is not made of bytes.
        """
        # bytes() of a number would be that many zeros; a memoryview is made of nothing but bytes
        raw = data if type(data) is bytes else bytes(memoryview(data))
        made: Self = _new(cls)
        _set_raw(made, raw)
        if on_damage is not None:
            _set_on_damage(made, on_damage)
        values, later, unknown = decode(cls, raw, 0, len(raw), 0, tolerant=on_damage is not None)
        _set_filled(made, 0, values, later, unknown, on_damage)
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
        _set_later(self, merged._later)
        _set_unknown(self, merged._unknown_fields)
        _set_state(self, ~0)
        return self

    def to_dict(
        self,
        *,
        output_format: betterproto2.OutputFormat | None = None,
        casing: betterproto2.Casing | None = None,
        include_default_values: bool = False,
    ) -> dict[str, Any]:
        """Return a dict that is ready for JSON, in the order of the field numbers.

        Names are those of the proto files, ids are strings, other integers numbers, enums their names, bytes base64;
        helper properties stand behind the fields.

        Args:
            output_format: Given this or `casing`, the dict is betterproto2's: its names and formats, no helpers.
            casing: As in betterproto2.
            include_default_values: Show what is not set, too (default False).

        Raises:
            DecodeError: A nested message is damaged.
        """
        if output_format is None and casing is None:
            return self._json_form(include_default_values)
        return message_to_dict(
            self._whole(),
            spec_of(type(self)),
            output_format or betterproto2.OutputFormat.PROTO_JSON,
            casing or betterproto2.Casing.CAMEL,
            include_default_values,
        )

    def _json_form(self, defaults: bool, *, strictly: bool = False) -> dict[str, Any]:
        """Return fields and helpers in livetok's own form.

        Args:
            defaults: Show what is not set, too.
            strictly: Damage in what nobody looked into is an error.

        Raises:
            _DamageWithin: There is such damage.
        """
        # Helpers first: what they look into becomes instances, and need not be decoded twice.
        helpers = self._helper_values()
        shown = (
            self._untouched_in_json_form(_json_form_strictly)
            if strictly
            else self._fields_in_json_form(defaults)
        )
        for name, value in helpers.items():
            if value or defaults:
                shown.setdefault(name, value)
        return shown

    def _helper_values(self) -> dict[str, Any]:
        """Return the helper properties that JSON shows, by name."""
        names = helpers_of(type(self))
        if not names:
            return {}
        known = self._known_helpers()
        return {name: known[name] if name in known else getattr(self, name) for name in names}

    def _known_helpers(self) -> Mapping[str, Any]:
        """Return those that cost less together than one by one; for mixins."""
        return _NONE_KNOWN

    def _fields_in_json_form(self, defaults: bool) -> dict[str, Any]:
        spec = self._spec or spec_of(type(self))
        if defaults:
            return message_to_json_form(self._whole(), spec, True, _json_form_whole)
        try:
            return self._untouched_in_json_form(_json_form)
        except _DamageWithin:  # it shall be reported once, and read as empty from then on
            return message_to_json_form(self._whole(), spec, False, _json_form)

    def _untouched_in_json_form(self, nested: Callable[[Message], dict[str, Any]]) -> dict[str, Any]:
        """Return the fields; what nobody looked into is shown without becoming instances, which would stay.

        Args:
            nested: Shows what somebody looked into.

        Raises:
            _DamageWithin: Something that nobody looked into is damaged.
        """
        values = self._fill()
        later = dict(self._later or {})  # another thread may look into them meanwhile
        located = _Located(self._raw or b"", ~self._state + 1) if later else None
        return message_to_json_form(values, self._spec or spec_of(type(self)), False, nested, later, located)

    def to_json(
        self,
        indent: int | str | None = None,
        include_default_values: bool = False,
        casing: betterproto2.Casing | None = None,
    ) -> str:
        """Return `to_dict()` as JSON text.

        Args:
            indent: Spaces, or text, for each level; None (default) puts everything on one line.
            include_default_values: Show what is not set, too (default False).
            casing: As in betterproto2; given this, the names and formats are betterproto2's.

        Raises:
            DecodeError: A nested message is damaged.
        """
        shown = self.to_dict(casing=casing, include_default_values=include_default_values)
        separators = (",", ":") if indent is None else None
        return json.dumps(shown, indent=indent, ensure_ascii=False, separators=separators)

    @classmethod
    def from_dict(cls, value: Mapping[str, Any], *, ignore_unknown_fields: bool = False) -> Self:
        """Build from what `to_dict()` gave, in any of its forms.

        Args:
            value: The mapping.
            ignore_unknown_fields: Skip names that the class does not know, instead of raising (default False).

        Raises:
            KeyError: A name is unknown and `ignore_unknown_fields` is False.
            ValueError: A value does not fit its field.
        """
        spec, helpers = spec_of(cls), helpers_of(cls)
        return cls(**message_from_dict(spec, value, ignore_unknown_fields, cls.__name__, helpers))

    @classmethod
    def _type_hints(cls) -> dict[str, type]:
        return annotations_of(cls)


def _json_form(value: Message) -> dict[str, Any]:
    return value._json_form(defaults=False)


class _DamageWithin(Exception):
    """A nested message that nobody looked into is damaged."""


class _Located:
    """Shows nested messages that are parts of a buffer. Takes all of them for strict ones."""

    __slots__ = ("_buf", "_depth")

    def __init__(self, buf: bytes, depth: int) -> None:
        self._buf = buf
        self._depth = depth

    def __call__(self, cls: type[Message], where: Span | bytes) -> dict[str, Any]:
        """Return the JSON form of one.

        Args:
            cls: Its class.
            where: Its place; its bytes when they had to be joined.

        Raises:
            _DamageWithin: It is damaged, or something in it that is to be shown.
        """
        try:
            return self._show(cls, where)
        except DecodeError as error:
            raise _DamageWithin from error

    def _show(self, cls: type[Message], where: Span | bytes) -> dict[str, Any]:
        depth = self._depth
        if helpers_of(cls) or isinstance(where, bytes):
            made: Message = unfilled(cls, slice_of(self._buf, where), depth)
            return made._json_form(defaults=False, strictly=True)
        if depth > MAX_DEPTH:
            raise DecodeError(f"messages nest deeper than {MAX_DEPTH}")
        start, end = where
        values, later, _ = decode(cls, self._buf, start, end, depth, tolerant=False)
        located = _Located(self._buf, depth + 1) if later else None
        return message_to_json_form(
            values, cls._spec or spec_of(cls), False, _json_form_strictly, later, located
        )


def _json_form_strictly(value: Message) -> dict[str, Any]:
    return value._json_form(defaults=False, strictly=True)


def _json_form_whole(value: Message) -> dict[str, Any]:
    return value._json_form(defaults=True)


def _slot(name: str) -> Callable[[Message, Any], None]:
    setter: Callable[[Message, Any], None] = Message.__dict__[name].__set__
    return setter


# `Message.__setattr__` is for fields; bookkeeping goes past it, and at the speed of a slot.
_set_raw = _slot("_raw")
_set_state = _slot("_state")
_set_later = _slot("_later")
_set_on_damage = _slot("_on_damage")
_set_unknown = _slot("_unknown_fields")
_set_dict: Callable[[Message, dict[str, Any]], None] = betterproto2.Message.__dict__["__dict__"].__set__
_new: Callable[[type[Message]], Any] = object.__new__


def _set_filled(
    message: Message,
    depth: int,
    values: dict[str, Any],
    later: Later | None,
    unknown: bytes,
    on_damage: OnDamage | None = None,
) -> dict[str, Any]:
    _set_dict(message, values)
    _set_later(message, later)
    _set_state(message, ~depth)
    if unknown:
        _set_unknown(message, unknown)
    if on_damage is not None and type(message)._maps:
        for name in spec_of(type(message)).message_maps:
            for nested in values.get(name, {}).values():
                _set_on_damage(nested, on_damage)
    return values


def unfilled(cls: type[Message], raw: bytes | None, state: int, on_damage: OnDamage | None = None) -> Any:
    """Make an instance that decodes `raw` when it is first looked into."""
    made = _new(cls)
    _set_raw(made, raw)
    _set_state(made, state)
    if on_damage is not None:
        _set_on_damage(made, on_damage)
    return made


def is_damaged(message: Message) -> bool:
    """Tell whether a message reads as empty because its bytes are damaged."""
    message._fill()
    return message._state == DAMAGED


def _restore(cls: type[_M], data: bytes) -> Any:
    return unfilled(cls, data, 0, log_damage)


def _ignore(_: type, __: DecodeError) -> None:
    """Take damage that was reported before."""


def _stands_for_nothing(value: object) -> bool:
    """Tell whether a value means "absent": None, or what an absent field of another message read as."""
    return value is None or (isinstance(value, Message) and value._state == ABSENT)


def decoder_of(cls: type[Message]) -> Decoder:
    """Return the decoder of a class, compiled once."""
    if cls._decode is None:
        owner = owner_of(cls)

        def use(decoder: Decoder) -> None:
            owner._decode = staticmethod(decoder)

        owner._maps = bool(spec_of(cls).message_maps)
        use(AdaptiveDecoder(spec_of(cls), unfilled, owner.__name__, use))
    decoder: Any = cls._decode
    return decoder


def decode(
    cls: type[Message], buf: bytes, start: int, end: int, depth: int, *, tolerant: bool = True
) -> tuple[dict[str, Any], Later | None, bytes]:
    """Decode a message that is a part of a buffer.

    Args:
        cls: Its class.
        buf: The buffer.
        start: Where the message begins.
        end: Where it ends.
        depth: How deep it is nested.
        tolerant: Read text that is not UTF-8 as `BadText` (default); else it is damage like any other.

    Raises:
        DecodeError: The bytes are no such message.
    """
    try:
        return (cls._decode or decoder_of(cls))(buf, start, end, depth)
    except DecodeError as error:
        if not (tolerant and isinstance(error.__cause__, UnicodeDecodeError)):
            raise
    # Rare enough that few classes ever need this second decoder.
    if cls._decode_tolerantly is None:
        owner, spec = owner_of(cls), spec_of(cls)
        owner._decode_tolerantly = staticmethod(
            compile_decoder(spec, unfilled, owner.__name__, tolerant=True)
        )
    tolerant_decoder: Any = cls._decode_tolerantly
    return tolerant_decoder(buf, start, end, depth)


def _nearest(name: str, fields: Mapping[str, object]) -> str:
    near = get_close_matches(name, fields, n=1)
    return f"; did you mean {near[0]!r}?" if near else ""


@dataclass_transform(kw_only_default=True)
def message(cls: _T) -> _T:
    """Make a generated class a dataclass; `Message.__init__` takes its fields as keyword arguments.

    It becomes one when somebody asks for its fields: most classes that are loaded are never used.
    """
    cls.__doc__ = cls.__doc__ or cls.__name__  # or dataclass() writes one, and works out a signature for that
    declared: dict[str, Any] = {
        name: value for name, value in vars(cls).items() if isinstance(value, dataclasses.Field)
    }
    for name in declared:
        delattr(cls, name)  # instances shall not find them
    cls._declared = declared
    return cls
