"""Three ways to get from a websocket message to what it says, each read to three depths."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
import sysconfig
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from attrs import frozen
from betterproto2_compiler.compile.naming import pythonize_class_name
from google.protobuf.descriptor_pb2 import FileDescriptorSet
from google.protobuf.descriptor_pool import DescriptorPool
from google.protobuf.json_format import MessageToDict
from google.protobuf.message_factory import GetMessageClass

import livetok
from livetok.proto import METHODS
from tools.generate.names import METHODS_WITHOUT_PREFIX

PROTO = Path(__file__).resolve().parents[1] / "proto"
GZIP = 31  # what zlib calls a gzip container
NOBODY = (0, "")

Message = Any  # of three libraries that know nothing of each other
Pairs = Iterator[tuple[Message, int]]


@frozen
class Library:
    """A decoder.

    Attributes:
        open: Takes a websocket message apart, into messages and their ids.
        to_dict: Reads everything in a message.
    """

    open: Callable[[bytes], Pairs]
    to_dict: Callable[[Message], dict[str, Any]]

    def nothing(self, frame: bytes) -> int:
        return sum(1 for _ in self.open(frame))

    def three_fields(self, frame: bytes) -> list[tuple[int, str, int]]:
        return [(*sender(message), message_id) for message, message_id in self.open(frame)]

    def everything(self, frame: bytes) -> list[dict[str, Any]]:
        return [self.to_dict(message) for message, _ in self.open(frame)]


def sender(message: Message) -> tuple[int, str]:
    """Id and nickname of who sent it; not every message has a sender, and an absent one is None for betterproto2."""
    user = getattr(message, "user", None)
    return NOBODY if user is None or not hasattr(user, "nickname") else (user.id, user.nickname)


def libraries(out: Path) -> dict[str, Library]:
    """Everybody; the `.proto` files are compiled for the other two, into an empty folder."""
    files = [path.relative_to(PROTO).as_posix() for path in sorted(PROTO.rglob("*.proto"))]
    (out / "pristine").mkdir()
    command = [
        sys.executable,
        "-m",
        "grpc_tools.protoc",
        f"-I{PROTO}",
        f"--python_betterproto2_out={out / 'pristine'}",
        f"--descriptor_set_out={out / 'set'}",
        *files,
    ]
    path = os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", "")])
    subprocess.run(command, check=True, env={**os.environ, "PATH": path}, capture_output=True)
    return {"livetok": _livetok(), "betterproto2": _betterproto2(out), "protobuf in C": _google(out)}


def _livetok() -> Library:
    def read(frame: bytes) -> Pairs:
        for event in livetok.decode(frame):
            yield event, event.meta.message_id

    return Library(read, lambda event: event.to_dict())


def _betterproto2(out: Path) -> Library:
    sys.path.insert(0, str(out))
    types = importlib.import_module("pristine.webcast")
    classes = {method: getattr(types, pythonize_class_name(name)) for method, name in _messages().items()}
    read = _reader(classes, types.WebcastPushFrame.parse, types.ProtoMessageFetchResult.parse, "parse")
    return Library(read, lambda message: message.to_dict())


def _google(out: Path) -> Library:
    pool = DescriptorPool()
    for file in FileDescriptorSet.FromString((out / "set").read_bytes()).file:
        pool.Add(file)

    def find(name: str) -> Any:
        return GetMessageClass(pool.FindMessageTypeByName(f"webcast.{name}"))

    classes = {method: find(name) for method, name in _messages().items()}
    frame, result = find("WebcastPushFrame"), find("ProtoMessageFetchResult")
    read = _reader(classes, frame.FromString, result.FromString, "FromString")
    return Library(read, lambda message: MessageToDict(message, preserving_proto_field_name=True))


def _messages() -> dict[str, str]:
    return {method: METHODS_WITHOUT_PREFIX.get(method, method) for method in METHODS}


def _reader(
    classes: dict[str, Any], parse_frame: Any, parse_result: Any, parse: str
) -> Callable[[bytes], Pairs]:
    parsers = {method: getattr(cls, parse) for method, cls in classes.items()}

    def read(frame: bytes) -> Pairs:
        result = parse_result(zlib.decompress(parse_frame(frame).payload, GZIP))
        for message in result.messages:
            yield parsers[message.method](message.payload), message.msg_id

    return read
