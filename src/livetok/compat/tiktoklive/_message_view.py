"""`MessageView`: a message of livetok under the field names of TikTokLive 6 and 7.

The attribute names of those releases changed twice with their generated classes (6.0 to 6.4.4, 6.4.5 to 6.6.5, and from
6.6.6 on); the third set is, but for a few fields, that of livetok's own messages. A view answers all three at once.
Only fields and what those releases have can be read: programs probe with `hasattr`, and must not find what they would
not have found.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar, Final, Self, cast

from betterproto2 import Casing, OutputFormat

from livetok import proto
from livetok._codec import Message, spec_of
from livetok.compat.tiktoklive._field_names import ALIASES

__all__ = ["MessageView", "unwrap", "view_class", "view_of"]

_LIST: Final = "_list"
_PREFIX: Final = "m_"


class MessageView:
    """A message, read and written under the names of all releases; nested messages are views, too.

    A sub-message that was not sent is an empty view, which is false. Attributes that are no field may be set freely.

    ::

        user = User(nickname="Ann")
        user.nick_name  # "Ann"
    """

    _native: ClassVar[str] = ""
    _message: Message

    def __init_subclass__(cls, *, native: str = "", **options: Any) -> None:
        super().__init_subclass__(**options)
        if native:
            cls._native = native

    def __init__(self, **fields: Any) -> None:
        vars(self)["_message"] = self._native_class()()
        for name, value in fields.items():
            setattr(self, name, value)

    @classmethod
    def native_name(cls) -> str:
        """Return the name of livetok's own class of such a message."""
        return cls._native

    @classmethod
    def _native_class(cls) -> type[Message]:
        return cast("type[Message]", getattr(proto, cls._native))

    @classmethod
    def view(cls, message: Message) -> Self:
        """Show a message of livetok's as an instance of this class."""
        view = cls.__new__(cls)
        vars(view)["_message"] = message
        return view

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or "_message" not in vars(self):
            raise AttributeError(name)
        field = self._field_named(name)
        if field is None:
            return self._no_field(name)
        value = getattr(self._message, field)
        view = _wrap(value)
        if view is not value:
            vars(self)[name] = view  # the same object each time, so that what a program changes stays
        return view

    def _field_named(self, name: str) -> str | None:
        return field_named(type(self._message), self._native, name)

    def _no_field(self, name: str) -> Any:
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}", name=name, obj=self)

    def __setattr__(self, name: str, value: Any) -> None:
        field = self._field_named(name)
        if field is None:
            object.__setattr__(self, name, value)
            return
        vars(self).pop(name, None)
        setattr(self._message, field, unwrap(value))

    def __delattr__(self, name: str) -> None:
        field = self._field_named(name)
        if field is None:
            object.__delattr__(self, name)
            return
        vars(self).pop(name, None)
        delattr(self._message, field)

    def __dir__(self) -> Iterable[str]:
        return sorted({*super().__dir__(), *(field.name for field in spec_of(type(self._message)).fields)})

    def __bool__(self) -> bool:
        return bool(self._message)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, MessageView) and self._message == other._message

    __hash__: ClassVar[None] = None  # pyright: ignore[reportIncompatibleMethodOverride] -- mutable, as in the original

    def __repr__(self) -> str:
        return f"{type(self).__name__}{repr(self._message).removeprefix(type(self._message).__name__)}"

    def __bytes__(self) -> bytes:
        return bytes(self._message)

    def __copy__(self) -> Self:
        return self.view(copy.copy(self._message))

    def __deepcopy__(self, memo: Any) -> Self:
        return self.view(copy.deepcopy(self._message, memo))

    def __reduce__(self) -> tuple[Any, ...]:
        return _revive, (type(self), self._message)

    def SerializeToString(self) -> bytes:  # noqa: N802 -- a name of the original
        """Return the message as bytes."""
        return bytes(self)

    @classmethod
    def FromString(cls, data: bytes) -> Self:  # noqa: N802 -- a name of the original
        """Decode a message.

        Raises:
            DecodeError: The bytes are no such message.
        """
        return cls().parse(data)

    def parse(self, data: bytes) -> Self:
        """Decode a message into this object, which is returned.

        Raises:
            DecodeError: The bytes are no such message.
        """
        message = type(self._message).parse(data)
        vars(self).clear()
        vars(self)["_message"] = message
        return self

    def is_set(self, name: str) -> bool:
        """Tell whether a field was sent.

        Raises:
            AttributeError: There is no such field.
        """
        return self._message.has(self._field_named(name) or name)

    def to_dict(self, **options: Any) -> dict[str, Any]:
        """Return a dict for JSON: keys in camel case, 64-bit integers as text, enum values by name."""
        # Naming a form asks for betterproto's own, which is what the original gives.
        form: dict[str, Any] = {"casing": Casing.CAMEL, "output_format": OutputFormat.PROTO_JSON}
        return self._message.to_dict(**form | options)

    def to_pydict(self, **options: Any) -> dict[str, Any]:
        """Return a dict with keys in camel case and Python's own values."""
        casing = options.pop("casing", Casing.CAMEL)
        return self._message.to_dict(casing=casing, output_format=OutputFormat.PYTHON, **options)

    def to_json(self, indent: int | str | None = None, **options: Any) -> str:
        """Return `to_dict()` as JSON text."""
        return json.dumps(self.to_dict(**options), indent=indent)

    @classmethod
    def from_dict(cls, value: Mapping[str, Any], **options: Any) -> Self:
        """Make a message out of a dict as `to_dict()` gives it."""
        return cls.view(cls._native_class().from_dict(value, **options))

    @classmethod
    def from_json(cls, value: str, **options: Any) -> Self:
        """Make a message out of JSON text as `to_json()` gives it."""
        return cls.from_dict(json.loads(value), **options)


def _revive(cls: type[MessageView], message: Message) -> MessageView:
    return cls.view(message)


_classes: dict[str, type[MessageView]] = {}
_fields: dict[tuple[type[Message], str], dict[str, str | None]] = {}


def register_view(name: str) -> Callable[[type[MessageView]], type[MessageView]]:
    """Have views of a generated class be instances of the decorated one."""

    def decorate(cls: type[MessageView]) -> type[MessageView]:
        _classes[name] = cls
        return cls

    return decorate


def view_class(name: str) -> type[MessageView]:
    """Return the view class of a generated class, by the name of that."""
    if name not in _classes:
        cls = type(name, (MessageView,), {"__module__": f"{__name__.rpartition('.')[0]}.proto"}, native=name)
        _classes[name] = cls
    return _classes[name]


def view_of(message: Message) -> MessageView:
    """Return a view of a message."""
    return view_class(type(message).__name__).view(message)


def unwrap(value: Any) -> Any:
    """Return the message behind a view; lists and dicts of views become those of messages."""
    if isinstance(value, MessageView):
        return value._message  # noqa: SLF001 -- the other half of `view_of`
    if isinstance(value, list):
        return [unwrap(item) for item in cast("list[Any]", value)]
    if isinstance(value, dict):
        return {key: unwrap(item) for key, item in cast("dict[Any, Any]", value).items()}
    return value


def _wrap(value: Any) -> Any:
    if isinstance(value, Message):
        return view_of(value)
    if isinstance(value, list):
        items = cast("list[Any]", value)
        return [view_of(item) for item in items] if items and isinstance(items[0], Message) else items
    if isinstance(value, dict):
        return {key: _wrap(item) for key, item in cast("dict[Any, Any]", value).items()}
    return value


def field_named(native: type[Message], name_of_class: str, name: str) -> str | None:
    """Return the field that a name of any release stands for, None when there is none."""
    known = _fields.setdefault((native, name_of_class), {})
    if name not in known:
        known[name] = _find_field(native, name_of_class, name)
    return known[name]


def _find_field(native: type[Message], name_of_class: str, name: str) -> str | None:
    fields = spec_of(native).by_name
    if name in fields:
        return name
    alias = ALIASES.get(name_of_class, {}).get(name)
    if alias is not None:
        return alias
    if name == "base_message" and "common" in fields:
        return "common"
    plural = name.removesuffix(_LIST)  # how 6.0 to 6.4.4 named what is repeated
    if name.endswith(_LIST) and plural in fields and fields[plural].repeated:
        return plural
    bare = name.removeprefix(_PREFIX)  # how 6.4.5 to 6.6.5 kept off names of the language
    return bare if name.startswith(_PREFIX) and bare in fields else None
