"""The one source: the Attributes blocks of the option classes."""

import inspect
import re
from typing import NamedTuple

HEADING = "Attributes:\n"
ENTRY = re.compile(
    r"(?P<meaning>.+?) (?:Default (?P<default>`[^`]+`|[\w.]+?)(?P<note>:? .*?)?|(?P<required>Required))\. "
    r"Example: `(?P<example>.+)`\."
)


class Option(NamedTuple):
    """One option: its whole text, and the parts of it."""

    name: str
    text: str
    default: str
    example: str

    @property
    def short(self) -> str:
        """The text without the example."""
        return self.text.removesuffix(f" Example: `{self.example}`.")


def options_of(options_class: type) -> list[Option]:
    """Reads the options out of the docstring of a class; an entry without a default or an example is an error."""
    block = inspect.getdoc(options_class).partition(HEADING)[2].partition("\n\n")[0]
    entries = re.split(r"^ {4}(?=\w)", block, flags=re.MULTILINE)[1:]
    return [_option(options_class, *entry.split(": ", 1)) for entry in entries]


def _option(options_class: type, name: str, text: str) -> Option:
    text = " ".join(text.split())
    parts = ENTRY.fullmatch(text)
    if parts is None:
        raise ValueError(f"{options_class.__name__}.{name} lacks its default or its example: {text}")
    return Option(name, text, (parts["default"] or "").strip("`"), parts["example"])
