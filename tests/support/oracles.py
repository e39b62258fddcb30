"""The two runtimes that the codec is measured against, built from the same `.proto` files.

Google's reads what TikTok's own servers and players read; betterproto2's is what the generated classes promise to
behave like. Nothing here is shared with the codec: values are compared in a neutral form, see `plain_google` and
`plain_ours`.
"""

from __future__ import annotations

import importlib
import keyword
import os
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import betterproto2
from attrs import frozen
from betterproto2_compiler.compile.naming import pythonize_class_name
from google.protobuf.descriptor import Descriptor, FieldDescriptor
from google.protobuf.descriptor_pb2 import FileDescriptorSet
from google.protobuf.descriptor_pool import DescriptorPool
from google.protobuf.empty_pb2 import Empty
from google.protobuf.message import Message as GoogleMessage
from google.protobuf.message_factory import GetMessageClass
from google.protobuf.unknown_fields import UnknownFieldSet

from livetok import proto
from livetok._codec import Message
from support.kinds import Kinds
from tools.generate import names
from tools.generate.compiler import File
from tools.generate.compiler import Message as MessageFacts

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (ROOT / "proto", Path(__file__).parent)


@cache
def generated() -> tuple[type[Message], ...]:
    """Every generated message class, and the one that has every kind of field."""
    names = (getattr(proto, name) for name in proto.__all__)
    return (*(each for each in names if isinstance(each, type) and issubclass(each, Message)), Kinds)


@frozen(eq=False)
class Oracles:
    """The counterparts of a generated class."""

    pool: DescriptorPool
    full_names: dict[str, str]
    pristine: dict[str, ModuleType]

    def descriptor(self, cls: type[Message]) -> Descriptor:
        return self.pool.FindMessageTypeByName(self.full_names[cls.__name__])

    def google(self, cls: type[Message]) -> type[GoogleMessage]:
        return GetMessageClass(self.descriptor(cls))

    def betterproto2(self, cls: type[Message]) -> type[betterproto2.Message]:
        package, _, name = self.full_names[cls.__name__].partition(".")
        original: type[betterproto2.Message] = getattr(self.pristine[package], pythonize_class_name(name))
        return original


def compile_oracles(out: Path) -> Oracles:
    """Compile the `.proto` files into a folder that is not there yet; it must be on the module path afterwards."""
    (out / "pristine").mkdir(parents=True)
    files = [(folder, file) for folder in FOLDERS for file in sorted(folder.rglob("*.proto"))]
    command = [
        sys.executable,
        "-m",
        "grpc_tools.protoc",
        *(f"-I{folder}" for folder in FOLDERS),
        f"--python_betterproto2_out={out / 'pristine'}",
        f"--descriptor_set_out={out / 'set'}",
        *(file.relative_to(folder).as_posix() for folder, file in files),
    ]
    path = os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", "")])
    subprocess.run(command, check=True, env={**os.environ, "PATH": path}, capture_output=True)
    descriptors = FileDescriptorSet.FromString((out / "set").read_bytes())
    pool = DescriptorPool()
    for file in descriptors.file:
        pool.Add(file)
    sys.path.insert(0, str(out))
    packages = sorted({file.package for file in descriptors.file})
    pristine = {package: importlib.import_module(f"pristine.{package}") for package in packages}
    return Oracles(pool, _full_names(descriptors), pristine)


def _full_names(descriptors: FileDescriptorSet) -> dict[str, str]:
    files = [
        File(file.name, "", [MessageFacts(each.name, "", []) for each in file.message_type])
        for file in descriptors.file
    ]
    public = names.Names(files, {}).public
    return {
        public(each.name): f"{file.package}.{each.name}"
        for file in descriptors.file
        for each in file.message_type
    }


def python_name(name: str) -> str:
    """The attribute of a field, which may not be a Python keyword."""
    return f"{name}_" if keyword.iskeyword(name) else name


def unknown_fields(message: GoogleMessage) -> list[tuple[int, int, Any]]:
    return [
        (each.field_number, each.wire_type, _unknown_data(each.data)) for each in UnknownFieldSet(message)
    ]


def _unknown_data(data: Any) -> Any:
    if isinstance(data, UnknownFieldSet):  # a group
        return [(each.field_number, each.wire_type, _unknown_data(each.data)) for each in data]
    return data


def plain_google(message: GoogleMessage) -> dict[str, Any]:
    """What Google's runtime read: the fields that are set, and the unknown ones under the empty name."""
    values = {python_name(field.name): _plain_field(field, value) for field, value in message.ListFields()}
    unknown = unknown_fields(message)
    return values | ({"": unknown} if unknown else {})


def _plain_field(field: FieldDescriptor, value: Any) -> Any:
    if field.message_type is not None and field.message_type.GetOptions().map_entry:
        return {key: _plain(value[key]) for key in value}
    return [_plain(item) for item in value] if field.is_repeated else _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, GoogleMessage):
        return plain_google(value)
    if isinstance(value, Message):
        return plain_ours(value)
    return (
        repr(value) if isinstance(value, float) else value
    )  # text tells -0.0 from 0.0 and NaN equals itself


def plain_ours(message: Message) -> dict[str, Any]:
    """The same of a message of ours."""
    values = {name: _plain_ours(value) for name, value in _set_fields(message)}
    unknown = unknown_fields(Empty.FromString(message._unknown_fields))
    return values | ({"": unknown} if unknown else {})


def _set_fields(message: Message) -> Iterator[tuple[str, Any]]:
    for field in message._fields():
        value = getattr(message, field.name)
        # A zero with a sign is at its default for us and for betterproto2, but not for Google's runtime.
        if message.has(field.name) or (isinstance(value, float) and repr(value) == "-0.0"):
            yield field.name, value


def _plain_ours(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else _plain(value)
