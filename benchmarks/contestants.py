"""Three ways to get from a websocket message to a nickname and a message id."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
import sysconfig
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from betterproto2_compiler.compile.naming import pythonize_class_name
from google.protobuf.descriptor_pb2 import FileDescriptorSet
from google.protobuf.descriptor_pool import DescriptorPool
from google.protobuf.message_factory import GetMessageClass

import livetok
from livetok.proto import METHODS
from tools.generate.names import METHODS_WITHOUT_PREFIX

PROTO = Path(__file__).resolve().parents[1] / "proto"
GZIP = 31  # what zlib calls a gzip container

Seen = list[tuple[str, int]]
Reader = Callable[[bytes], Seen]


def with_livetok(frame: bytes) -> Seen:
    return [(nickname(event), event.meta.message_id) for event in livetok.decode(frame)]


def nickname(message: Any) -> str:
    """Read the name of the sender; most messages have one, an absent one is None for betterproto2."""
    user = getattr(message, "user", None)
    return getattr(user, "nickname", "")


def others(out: Path) -> dict[str, Reader]:
    """Compile the `.proto` files for the other two, into an empty folder."""
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
    return {"betterproto2": _with_betterproto2(out), "protobuf in C": _with_google(out)}


def _with_betterproto2(out: Path) -> Reader:
    sys.path.insert(0, str(out))
    types = importlib.import_module("pristine.webcast")
    classes = {method: getattr(types, pythonize_class_name(name)) for method, name in _messages().items()}
    return _reader(classes, types.WebcastPushFrame.parse, types.ProtoMessageFetchResult.parse, "parse")


def _with_google(out: Path) -> Reader:
    pool = DescriptorPool()
    for file in FileDescriptorSet.FromString((out / "set").read_bytes()).file:
        pool.Add(file)

    def find(name: str) -> Any:
        return GetMessageClass(pool.FindMessageTypeByName(f"webcast.{name}"))

    classes = {method: find(name) for method, name in _messages().items()}
    frame, result = find("WebcastPushFrame"), find("ProtoMessageFetchResult")
    return _reader(classes, frame.FromString, result.FromString, "FromString")


def _messages() -> dict[str, str]:
    return {method: METHODS_WITHOUT_PREFIX.get(method, method) for method in METHODS}


def _reader(classes: dict[str, Any], parse_frame: Any, parse_result: Any, parse: str) -> Reader:
    parsers = {method: getattr(cls, parse) for method, cls in classes.items()}

    def read(frame: bytes) -> Seen:
        result = parse_result(zlib.decompress(parse_frame(frame).payload, GZIP))
        return [(nickname(parsers[one.method](one.payload)), one.msg_id) for one in result.messages]

    return read
