"""Runs protoc with the betterproto2 plugin and reads its output back.

The plugin writes one module for a whole package. It is read as a syntax tree; the descriptors, which
protoc writes in the same run, tell which class came from which file and what it is called there.
"""

import ast
import os
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

import betterproto2
from betterproto2_compiler.compile.naming import pythonize_class_name
from google.protobuf.descriptor_pb2 import FileDescriptorProto, FileDescriptorSet


@dataclass(frozen=True)
class Field:
    """One field of a message, as the plugin wrote it."""

    name: str
    annotation: str
    call: ast.Call
    doc: str

    @property
    def group(self) -> str | None:
        """The oneof that the field belongs to."""
        return next(
            (ast.literal_eval(word.value) for word in self.call.keywords if word.arg == "group"), None
        )


@dataclass(frozen=True)
class Message:
    """One message."""

    name: str
    doc: str
    fields: list[Field]


@dataclass(frozen=True)
class Member:
    """One value of an enum."""

    name: str
    proto_name: str
    number: int
    doc: str


@dataclass(frozen=True)
class Enum:
    """One enum."""

    name: str
    doc: str
    members: list[Member]


@dataclass(frozen=True)
class File:
    """What one ``.proto`` file defines, in its order. Names are those of the file."""

    path: str
    doc: str
    messages: list[Message] = field(default_factory=list)
    enums: list[Enum] = field(default_factory=list)

    @property
    def module(self) -> str:
        """The generated module, dotted, inside ``livetok.proto``."""
        return self.path.removesuffix(".proto").replace("/", ".")

    @property
    def names(self) -> list[str]:
        """Everything that the file defines."""
        return [message.name for message in self.messages] + [enum.name for enum in self.enums]


def compile_protos(folder: Path) -> list[File]:
    """Compiles every file under ``folder``.

    Raises ``ImportError`` when compiler and runtime do not belong together, and
    ``subprocess.CalledProcessError`` when protoc finds fault with a file.
    """
    betterproto2.check_compiler_version(version("betterproto2_compiler"))
    with tempfile.TemporaryDirectory() as out:
        _run_protoc(folder, Path(out))
        descriptors = FileDescriptorSet.FromString(Path(out, "descriptors").read_bytes())
        classes = {package: _classes(Path(out, package, "__init__.py")) for package in _packages(descriptors)}
    return [_file(descriptor, classes[descriptor.package]) for descriptor in descriptors.file]


def _run_protoc(folder: Path, out: Path) -> None:
    # protoc and the plugin find their helpers (the plugin itself, ruff) on the path.
    path = os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", "")])
    files = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*.proto"))
    command = [
        sys.executable,
        "-m",
        "grpc_tools.protoc",
        f"--proto_path={folder}",
        f"--python_betterproto2_out={out}",
        f"--descriptor_set_out={out / 'descriptors'}",
        "--include_source_info",
        *files,
    ]
    subprocess.run(command, check=True, env={**os.environ, "PATH": path}, stderr=subprocess.PIPE, text=True)


def _packages(descriptors: FileDescriptorSet) -> set[str]:
    return {descriptor.package for descriptor in descriptors.file}


def _classes(path: Path) -> dict[str, ast.ClassDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}


def _file(descriptor: FileDescriptorProto, classes: dict[str, ast.ClassDef]) -> File:
    return File(
        path=descriptor.name,
        doc=_file_comment(descriptor),
        messages=[_message(m.name, classes[pythonize_class_name(m.name)]) for m in descriptor.message_type],
        enums=[
            _enum(e.name, classes[pythonize_class_name(e.name)], {v.number: v.name for v in e.value})
            for e in descriptor.enum_type
        ],
    )


def _file_comment(descriptor: FileDescriptorProto) -> str:
    syntax_statement = [12]
    for location in descriptor.source_code_info.location:
        if list(location.path) == syntax_statement:
            return "\n".join(
                line.strip() for line in "\n".join(location.leading_detached_comments).splitlines()
            )
    return ""


def _message(name: str, node: ast.ClassDef) -> Message:
    fields: list[Field] = []
    for statement, doc in _documented(node):
        match statement:
            case ast.AnnAssign(ast.Name(attribute), ast.Constant(str(annotation)), ast.Call() as call):
                fields.append(Field(attribute, annotation, call, doc))
            case ast.Pass():
                pass
            case _:
                raise ValueError(f"unexpected statement in {name}: {ast.unparse(statement)}")
    return Message(name, _own_doc(node), fields)


def _enum(name: str, node: ast.ClassDef, proto_names: dict[int, str]) -> Enum:
    members: list[Member] = []
    for statement, doc in _documented(node):
        match statement:
            case ast.Assign([ast.Name(member)], ast.Constant(int(number))):
                members.append(Member(member, proto_names[number], number, doc))
            case ast.FunctionDef():
                pass  # the tables of names, which follow from the members
            case _:
                raise ValueError(f"unexpected statement in {name}: {ast.unparse(statement)}")
    return Enum(name, _own_doc(node), members)


def _documented(node: ast.ClassDef) -> Iterator[tuple[ast.stmt, str]]:
    """Walks the statements of a class, each with the string that follows it."""
    body = node.body[1:] if ast.get_docstring(node) else node.body
    following: list[ast.stmt | None] = [*body[1:], None]
    for statement, after in zip(body, following, strict=True):
        if _text(statement) is None:
            yield statement, _text(after) or ""


def _text(statement: ast.stmt | None) -> str | None:
    match statement:
        case ast.Expr(ast.Constant(str(text))):
            return text.strip()
        case _:
            return None


def _own_doc(node: ast.ClassDef) -> str:
    # The plugin adds a list of the oneofs, which emit words better.
    return (ast.get_docstring(node) or "").partition("Oneofs:")[0].strip()
