"""Chat commands: what viewers type to a bot."""

from __future__ import annotations

import re
from typing import Final

from attrs import frozen

from livetok.proto import CommentEvent, User

__all__ = ["Command", "parse_command"]

# Telephones type curly quotation marks.
_WORD: Final = re.compile(r'["“„]([^"“”]*)["“”]|(\S+)')


@frozen
class Command:
    """A comment such as `!play "some song" loud`.

    Attributes:
        name: The word behind the prefix, in lower case.
        arguments: The words after it; a pair of double quotes, straight or curly, holds several words together.
        text: Everything after the name, as typed, without the space around it.
        event: The comment.
    """

    name: str
    arguments: tuple[str, ...]
    text: str
    event: CommentEvent

    @property
    def user(self) -> User:
        """Who typed it."""
        return self.event.user


def parse_command(event: CommentEvent, prefix: str) -> Command | None:
    """Return the command in a comment, None when it holds none.

    Comments from before the connection (`meta.history`) are no commands: they were meant for whoever listened then.

    Args:
        event: The comment.
        prefix: What a command begins with, such as `!`.
    """
    content = event.content.strip()
    if event.meta.history or not content.startswith(prefix):
        return None
    typed = content[len(prefix) :]
    if not typed or typed[0].isspace():
        return None
    name, *rest = typed.split(maxsplit=1)
    text = rest[0] if rest else ""
    words = (quoted or plain for quoted, plain in _WORD.findall(text))
    return Command(name=name.lower(), arguments=tuple(words), text=text, event=event)
