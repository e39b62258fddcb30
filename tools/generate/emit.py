"""Writes the modules of the package. Line breaks are left to the formatter."""

import ast
import builtins
import re
from collections import defaultdict
from collections.abc import Iterable

from betterproto2_compiler.compile.naming import pythonize_class_name

from tools.generate.compiler import Enum, Field, File, Member, Message
from tools.generate.names import Names

NOTE = "Generated from proto/{path} by `nox -s generate`; do not edit."


def emit_package(files: list[File], names: Names) -> dict[str, str]:
    """Gives the text of every module by its path inside the package."""
    sources = {"__init__.py": emit_namespace(names)}
    for package in sorted({file.module.partition(".")[0] for file in files}):
        sources[f"{package}/__init__.py"] = f'"""Classes generated from proto/{package}/*.proto."""\n'
    references = {pythonize_class_name(name): name for file in files for name in file.names}
    for file in files:
        sources[file.path.replace(".proto", ".py")] = ModuleWriter(file, names, references).text()
    return sources


def emit_namespace(names: Names) -> str:
    """Writes the module that offers all classes and loads none before it is asked for one."""
    by_module: dict[str, set[str]] = defaultdict(set)
    for name, module in names.modules.items():
        by_module[f"livetok.proto.{module}"].add(name)
    imports = "\n".join(f"    {line}" for line in _imports(by_module))
    return f'''\
"""All generated message types and enums in one flat namespace.

Each module below is loaded when one of its classes is first asked for, because a program that reads
comments and gifts needs a tenth of them.

Generated from proto/ by `nox -s generate`; do not edit.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
{imports}

METHODS: dict[str, str] = {names.methods!r}
"""Webcast method string to the name of its event class."""

_MODULES: dict[str, str] = {names.modules!r}

if not TYPE_CHECKING:

    def __getattr__(name):
        module = _MODULES.get(name)
        if module is None:
            raise AttributeError(f"module {{__name__!r}} has no attribute {{name!r}}")
        found = getattr(import_module(f"{{__name__}}.{{module}}"), name)
        globals()[name] = found
        return found


def __dir__() -> list[str]:
    return sorted({{*globals(), *_MODULES}})


__all__ = {["METHODS", *names.modules]!r}
'''


class ModuleWriter:
    """Writes the module of one ``.proto`` file."""

    def __init__(self, file: File, names: Names, references: dict[str, str]):
        self._file = file
        self._names = names
        self._references = references
        self._foreign: dict[str, set[str]] = defaultdict(set)
        self._imports: dict[str, set[str]] = defaultdict(set)
        self._uses_builtins = False

    def text(self) -> str:
        """The whole module."""
        body = [self._message(message) for message in self._file.messages]
        body += [self._enum(enum) for enum in self._file.enums]
        return "\n\n\n".join([self._head(), *body]) + "\n"

    def _head(self) -> str:
        note = NOTE.format(path=self._file.path)
        doc = f'"""{self._file.doc}\n\n{note}\n"""' if self._file.doc else f'"""{note}"""'
        imports = _imports(self._imports)
        blocks = [["import betterproto2"], imports]
        checked = (["import builtins", ""] if self._uses_builtins else []) + _imports(self._foreign)
        if checked:
            blocks.insert(0, ["from typing import TYPE_CHECKING"])
            blocks.append(["if TYPE_CHECKING:", *(f"    {line}" for line in checked)])
        if self._foreign:
            imports.insert(0, "from livetok import proto")
            blocks.append(["_proto = proto  # where the codec looks for the classes of other modules"])
        return "\n\n".join([doc, *("\n".join(block) for block in blocks if block)])

    def _message(self, message: Message) -> str:
        shadowed = {field.name for field in message.fields} & set(dir(builtins))
        lines = [f"@message\nclass {self._names.public(message.name)}({self._bases(message.name)}):"]
        lines += _docstring(message.doc, _oneofs(message.fields))
        for field in message.fields:
            lines.append(f'    {field.name}: "{self._annotation(field, shadowed)}" = {self._call(field)}')
            lines += _docstring(field.doc)
        if len(lines) == 1:
            lines.append("    pass")
        return "\n".join(lines)

    def _bases(self, name: str) -> str:
        public, event = self._names.public(name), self._names.is_event(name)
        bases = ["Event" if event else "Message"]
        self._imports["livetok._codec"].add("message")
        self._imports["livetok._mixins.event" if event else "livetok._codec"].add(bases[0])
        if public in self._names.mixins:
            bases.insert(0, f"{public}Mixin")
            self._imports[self._names.mixins[public]].add(f"{public}Mixin")
        return ", ".join(bases)

    def _annotation(self, field: Field, shadowed: set[str]) -> str:
        """The type of a field as the user sees it: an absent message reads as an empty one."""
        words = re.findall(r"\w+", field.annotation)
        # the compiler writes classes of another proto package as `_package__.Name`
        text = re.sub(r"\b(builtins|_\w+__)\.", "", field.annotation)
        if any(self._names.is_message(self._references.get(word, "")) for word in words):
            text = text.removesuffix(" | None")
        return re.sub(r"\w+", lambda word: self._reference(word[0], shadowed), text)

    def _reference(self, word: str, shadowed: set[str]) -> str:
        if word in self._references:
            return self._refer(self._references[word])
        if word in shadowed:
            self._uses_builtins = True
            return f"builtins.{word}"
        return word

    def _refer(self, name: str) -> str:
        public = self._names.public(name)
        module = self._names.modules[public]
        if module != self._file.module:
            self._foreign[f"livetok.proto.{module}"].add(public)
        return public

    def _call(self, field: Field) -> str:
        """The call that describes the field. A default of an enum is looked up when it is needed."""
        arguments = [ast.unparse(argument) for argument in field.call.args]
        arguments += [f"{keyword.arg}={self._keyword(keyword.value)}" for keyword in field.call.keywords]
        return f"{ast.unparse(field.call.func)}({', '.join(arguments)})"

    def _keyword(self, value: ast.expr) -> str:
        match value:
            case ast.Lambda(body=ast.Call(ast.Name(name), [ast.Constant(number)])):
                return f"lambda: {self._place(name)}({number!r})"
            case _:
                return ast.unparse(value)

    def _place(self, word: str) -> str:
        public = self._refer(self._references[word])
        return public if self._names.modules[public] == self._file.module else f"_proto.{public}"

    def _enum(self, enum: Enum) -> str:
        lines = [f"class {self._names.public(enum.name)}(betterproto2.Enum):", *_docstring(enum.doc)]
        for member in enum.members:
            lines.append(f"    {_member_name(member)} = {member.number}")
            lines += _docstring(member.doc)
        return "\n".join(lines + _proto_names(enum))


def _imports(names: dict[str, set[str]]) -> list[str]:
    return [
        f"from {module} import {', '.join(_sorted(imported))}" for module, imported in sorted(names.items())
    ]


def _sorted(names: Iterable[str]) -> list[str]:
    """The order that the linter wants: classes before functions, whatever the capitals inside."""
    return sorted(names, key=lambda name: (not name[0].isupper(), name.lower()))


def _docstring(*parts: str) -> list[str]:
    text = "\n\n".join(part for part in parts if part)
    if not text:
        return []
    if '"""' in text or "\\" in text:
        raise ValueError(f"a comment that cannot be a docstring: {text}")
    lines = text.splitlines()
    body = [f"    {line}".rstrip() for line in lines[1:]]
    closing = ['    """'] if body else []
    end = "" if body else '"""'
    return [f'    """{lines[0]}{end}', *body, *closing]


def _oneofs(fields: Iterable[Field]) -> str:
    groups: dict[str, list[str]] = defaultdict(list)
    for field in fields:
        if field.group:
            groups[field.group].append(field.name)
    return "\n".join(
        f"At most one of {', '.join(members)} is set ({group})." for group, members in groups.items()
    )


def _member_name(member: Member) -> str:
    # The plugin puts an underscore before a digit, which would make the name private.
    return re.sub(r"^_(?=\d)", "NUM_", member.name)


def _proto_names(enum: Enum) -> list[str]:
    """The two tables that JSON needs, where members are called otherwise in the ``.proto`` file."""
    renamed = {m.number: m.proto_name for m in enum.members if m.proto_name != _member_name(m)}
    if not renamed:
        return []
    first = enum.members[0]
    prefix = first.proto_name.removesuffix(_member_name(first))
    if all(m.proto_name == prefix + _member_name(m) for m in enum.members):
        by_number = f'{{member.value: "{prefix}" + member.name for member in cls}}'
        by_name = f'{{"{prefix}" + member.name: member.value for member in cls}}'
    else:
        by_number = repr(renamed)
        by_name = repr({name: number for number, name in renamed.items()})
    return [
        "",
        "    @classmethod",
        "    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:",
        f"        return {by_number}",
        "",
        "    @classmethod",
        "    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:",
        f"        return {by_name}",
    ]
