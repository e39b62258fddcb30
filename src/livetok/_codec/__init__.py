"""Lazy protobuf codec over betterproto2 classes.

`Message` is the base of every generated class. A decoder specialised to the fields of a class is compiled once,
from the class's betterproto2 metadata, when the class is first decoded. Decoding is one pass over a message's own
bytes; a nested message is only located, and fills itself when one of its fields is first read.

This package knows no generated class.
"""

from livetok._codec.compile import Decoder
from livetok._codec.damage import OnDamage, log_damage
from livetok._codec.message import Message, decoder_of, is_damaged, message, unfilled
from livetok._codec.parts import (
    decode_whole,
    downcast_in_place,
    has_whole,
    held_bytes,
    nested_bytes,
    on_damage_of,
    peek_field,
    replace_unknown,
    scan,
    scan_fields,
    undecoded_copy,
    unknown_of,
    untouched_bytes,
    whole_bytes,
)
from livetok._codec.spec import spec_of
from livetok._codec.structure import WireField, dissect
from livetok._codec.wire import WIRE_TYPES, peek, varint

__all__ = [
    "WIRE_TYPES",
    "Decoder",
    "Message",
    "OnDamage",
    "WireField",
    "decode_whole",
    "decoder_of",
    "dissect",
    "downcast_in_place",
    "has_whole",
    "held_bytes",
    "is_damaged",
    "log_damage",
    "message",
    "nested_bytes",
    "on_damage_of",
    "peek",
    "peek_field",
    "replace_unknown",
    "scan",
    "scan_fields",
    "spec_of",
    "undecoded_copy",
    "unfilled",
    "unknown_of",
    "untouched_bytes",
    "varint",
    "whole_bytes",
]
