"""Helpers on text: lines with placeholders, and comments with emotes in them (protocol notes 5.2, 5.6)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from livetok.proto import (
        EmoteModel,
        EmoteWithIndex,
        TextPiece,
        TextPieceGift,
        TextPiecePatternRef,
        TextPieceUser,
    )

__all__ = ["CommentEventMixin", "TextMixin", "TextPieceMixin"]

_PLACEHOLDER: Final = re.compile(r"\{(\d{1,3})(?::\w{1,20})?\}", re.ASCII)
# A line of the app has a handful of short pieces. Without a bound, a hostile pattern that names one long piece again
# and again would unfold to any size.
_MOST_PIECES: Final = 100
_LONGEST_PIECE: Final = 1000


class TextMixin:
    """A line that the app shows."""

    __slots__ = ()

    if TYPE_CHECKING:
        default_pattern: str
        pieces: list[TextPiece]

    @property
    def rendered(self) -> str:
        """The line in English, its placeholders filled; one without a piece becomes nothing.

        A line that comes without its pattern is its pieces, with spaces between.
        """
        if not self.default_pattern:
            return " ".join(filter(None, (piece.rendered for piece in self.pieces[:_MOST_PIECES])))
        return _PLACEHOLDER.sub(self._piece, self.default_pattern, count=_MOST_PIECES)

    def _piece(self, place: re.Match[str]) -> str:
        number = int(place[1])
        return self.pieces[number].rendered if number < len(self.pieces) else ""


class TextPieceMixin:
    """What fills a placeholder."""

    __slots__ = ()

    if TYPE_CHECKING:
        string_value: str
        user_value: TextPieceUser
        gift_value: TextPieceGift
        pattern_ref_value: TextPiecePatternRef

    @property
    def rendered(self) -> str:
        """The piece as text: a string, the name of a user or gift; a picture or a heart is none."""
        user = self.user_value.user
        text = (
            self.string_value
            or user.nickname
            or user.unique_id
            or self.gift_value.name_ref.default_pattern
            or self.pattern_ref_value.default_pattern
        )
        return text[:_LONGEST_PIECE]


class CommentEventMixin:
    """A comment."""

    __slots__ = ()

    if TYPE_CHECKING:
        content: str
        emotes: list[EmoteWithIndex]

    @property
    def parts(self) -> list[str | EmoteModel]:
        """The comment as it is read: pieces of text, and the emotes between them.

        The place of an emote is counted in the characters of `content`, which holds none of them.
        """
        parts: list[str | EmoteModel] = []
        start = 0
        for emote in sorted(self.emotes, key=lambda emote: emote.index):
            place = min(max(emote.index, start), len(self.content))
            parts += [self.content[start:place], emote.emote]
            start = place
        return [part for part in (*parts, self.content[start:]) if part != ""]
