"""What all events of release 6 and 7 have."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

from livetok.compat.tiktoklive._message_view import MessageView

# users and gifts of events are of the classes of this module
from livetok.compat.tiktoklive.proto import custom_proto  # noqa: F401 # pyright: ignore[reportUnusedImport]

__all__ = ["BaseEvent", "MessageEvent"]


class BaseEvent:
    """Base of all events; handlers are registered by its subclasses."""

    @classmethod
    def get_type(cls) -> str:
        """Return the name of the event, which is that of its class."""
        return cls.__name__


class MessageEvent(BaseEvent, MessageView):
    """An event that is a message of TikTok's, with the fields of it; see `MessageView`."""

    @property
    def bytes(self) -> bytes:
        """The message as it came."""
        return bytes(self._message)

    @property
    def size(self) -> int:
        """Length of the message in bytes."""
        return len(self.bytes)

    @property
    def as_base64(self) -> str:
        """The message as base64, to paste into a protobuf decoder."""
        return b64encode(self.bytes).decode()

    def _no_field(self, name: str) -> Any:
        return self.get_type() if name == "type" else super()._no_field(name)
