"""`Event`, the base class of all events, and `Meta`, what is known of an event beside its own fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final, Self, TypeVar, cast

from livetok._codec import Message, log_damage
from livetok._mixins import compact as _compact
from livetok._mixins.meta import Meta, MetaFields, meta_from
from livetok._util.event_names import event_name

if TYPE_CHECKING:
    from betterproto2 import Casing, OutputFormat

__all__ = [
    "Event",
    "attach_derived",
    "derived_of",
    "is_history",
    "message_id_of",
    "meta_of",
    "with_meta",
]

_E = TypeVar("_E", bound="Event")
_M = TypeVar("_M", bound=Message)


_NOWHERE: Final = Meta()


class Event(Message):
    """Something that happened in a room.

    Every event is a message of a generated type; `meta` holds what is not in the message.
    """

    __slots__ = ("_derived", "_meta")

    _meta: Meta | MetaFields
    _derived: object

    @property
    def meta(self) -> Meta:
        """Where the event comes from; all zero for an event made by hand."""
        meta = _get_meta(self)
        if type(meta) is tuple:
            meta = meta_from(meta)
            _set_meta(self, meta)
        return cast("Meta", meta)

    def to_dict(
        self,
        *,
        output_format: OutputFormat | None = None,
        casing: Casing | None = None,
        include_default_values: bool = False,
    ) -> dict[str, Any]:
        """Return `{"type": ..., "event": {...}, "meta": {...}}`, as `livetok watch --json` prints it.

        The fields have the names of the proto files; ids are strings, other integers numbers, enums names, bytes
        base64. The helper properties of the event stand behind them.

        Args:
            output_format: Given this or `casing`, the dict is betterproto2's: the fields alone, its names and formats.
            casing: As in betterproto2.
            include_default_values: Show what is not set, too.

        Raises:
            DecodeError: A nested message is damaged.
        """
        if output_format is not None or casing is not None:
            return super().to_dict(
                output_format=output_format, casing=casing, include_default_values=include_default_values
            )
        helpers = self._helper_values()
        fields = self._fields_in_json_form(include_default_values)
        for name, value in helpers.items():
            fields.setdefault(name, value)  # of the event itself also those that are 0 or False
        return {"type": event_name(type(self)), "event": fields, "meta": self.meta.to_dict()}

    @classmethod
    def from_dict(cls, value: Mapping[str, Any], *, ignore_unknown_fields: bool = False) -> Self:
        """Build from what `to_dict()` gave, in any of its forms; with the whole of it, the event has its meta again.

        Args:
            value: The mapping.
            ignore_unknown_fields: Skip names that the class does not know, instead of raising (default False).

        Raises:
            KeyError: A name is unknown and `ignore_unknown_fields` is False.
            ValueError: A value does not fit its field, or the event is of another type.
        """
        if not value.keys() >= {"type", "event", "meta"}:
            return super().from_dict(value, ignore_unknown_fields=ignore_unknown_fields)
        if value["type"] != event_name(cls):
            raise ValueError(
                f"this is an event of type {value['type']!r}, and {cls.__name__} is {event_name(cls)!r}"
            )
        made = super().from_dict(value["event"], ignore_unknown_fields=ignore_unknown_fields)
        return with_meta(made, Meta.from_dict(value["meta"]))

    @property
    def key(self) -> str:
        """The event's stable id: equal in every run, replay, process and worker for the same message.

        `room-message` for what the server sent. Events that livetok makes have keys that begin with their type; a
        settled gift has the same key wherever its streak is counted. Use it to tell what was handled before.
        """
        return _compact.key_of(self, self.meta)

    def compact(self) -> dict[str, Any]:
        """Return the event as a small flat dict that is ready for JSON: what pages, webhooks and tables need of it.

        Ids are strings, all other numbers are numbers, what is unknown is left out. `docs/compact.md` describes
        the keys. Never raises for an event that livetok delivered: what is damaged is left out.
        """
        return _compact.compact(self, self.meta)

    def columns(self) -> dict[str, Any]:
        """Return the compact form flattened to one row of a table, with a value for each of `COLUMNS`.

        `at` is a `datetime` in UTC, `data` the protobuf bytes, and what is unknown is None.
        """
        return _compact.columns(self, self.meta)

    def recast(self, cls: type[_M]) -> _M:
        """Return the same event as an instance of a class with the same fields; `meta` goes along.

        Args:
            cls: The class.
        """
        made = super().recast(cls)
        if isinstance(made, Event):
            attach_derived(with_meta(made, self.meta), derived_of(self))
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), bytes(self), self.meta, derived_of(self))


_set_meta: Callable[[Event, Meta | MetaFields], None] = Event.__dict__["_meta"].__set__
_slot_of_meta = Event.__dict__["_meta"]


_set_derived: Callable[[Event, object], None] = Event.__dict__["_derived"].__set__
_slot_of_derived = Event.__dict__["_derived"]


def _get_meta(event: Event) -> Meta | MetaFields:
    try:
        meta: Meta | MetaFields = _slot_of_meta.__get__(event)
    except AttributeError:
        return _NOWHERE
    return meta


def meta_of(event: Event) -> Meta | MetaFields:
    """Return the meta of an event, or the tuple that it is not made of yet: to hand it on with `with_meta`.

    Args:
        event: Any event.
    """
    return _get_meta(event)


def message_id_of(event: Event) -> int:
    """Return `event.meta.message_id` without making the meta.

    Args:
        event: Any event.
    """
    meta = _get_meta(event)
    return meta[0] if type(meta) is tuple else cast("Meta", meta).message_id


def is_history(event: Event) -> bool:
    """Return `event.meta.history` without making the meta.

    Args:
        event: Any event.
    """
    meta = _get_meta(event)
    return meta[6] if type(meta) is tuple else cast("Meta", meta).history


def derived_of(event: Event) -> Any:
    """Return what `attach_derived` stored with an event, None when nothing was.

    Args:
        event: Any event.
    """
    try:
        return _slot_of_derived.__get__(event)
    except AttributeError:
        return None


def attach_derived(event: Event, derived: object) -> None:
    """Store with an event what follows from earlier messages, such as a gift's delta; for the session.

    Args:
        event: It has nothing stored yet, or that is replaced.
        derived: What is stored.
    """
    _set_derived(event, derived)


def with_meta(event: _E, meta: Meta | MetaFields) -> _E:
    """Attach `Meta` to an event; for code that makes events, not for users.

    Fast path: given a tuple of its fields, the `Meta` is built when `event.meta` is first read.
    """
    _set_meta(event, meta)
    return event


def _rebuild(cls: type[_E], data: bytes, meta: Meta, derived: object) -> _E:
    made = with_meta(cls.parse(data, on_damage=log_damage), meta)
    attach_derived(made, derived)
    return made
