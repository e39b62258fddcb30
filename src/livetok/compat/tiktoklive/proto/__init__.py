"""The messages and enumerations of TikTok's protocol, under the names of release 7."""

from __future__ import annotations

from enum import Enum
from typing import Any, Final

from livetok import proto
from livetok.compat.tiktoklive._message_view import view_class
from livetok.compat.tiktoklive.proto.custom_proto import ExtendedGift, ExtendedGiftStruct, ExtendedUser

__all__ = [
    "ExtendedGift",
    "ExtendedGiftStruct",
    "ExtendedUser",
    "ProtoMessageFetchResultBaseProtoMessage",
]

ProtoMessageFetchResultBaseProtoMessage: Final = view_class("BaseProtoMessage")


def __getattr__(name: str) -> Any:
    native: Any = getattr(proto, proto.METHODS.get(name, name), None)
    if not isinstance(native, type) or name.startswith("_"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return native if issubclass(native, Enum) else view_class(native.__name__)
