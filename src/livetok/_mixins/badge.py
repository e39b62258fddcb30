"""Helpers on badges (protocol notes 5.9)."""

from __future__ import annotations

import builtins
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from livetok.proto import (
        CombineBadgeStruct,
        ImageBadge,
        ImageModel,
        PrivilegeLogExtra,
        StringBadge,
        TextBadge,
    )

__all__ = ["BadgeStructMixin"]

# Where the level is not told, the address of the picture holds it.
_LEVEL: Final = re.compile(r"(?:grade_badge_icon_lite|fans_badge_icon)_lv(\d{1,4})_v")
_NUMBER: Final = re.compile(r"\d{1,4}", re.ASCII)


class BadgeStructMixin:
    """A badge beside a nickname; `scene_type` says what it stands for."""

    __slots__ = ()

    if TYPE_CHECKING:
        privilege_log_extra: PrivilegeLogExtra
        image: ImageBadge
        text: TextBadge
        str: StringBadge
        combine: CombineBadgeStruct

    @property
    def picture(self) -> ImageModel:
        """The picture on the badge, empty when there is none."""
        image = self.image.image
        return image if image.url_list or image.uri else self.combine.icon

    @property
    def label(self) -> builtins.str:
        """The text on the badge, empty when there is none."""
        return (
            self.combine.str or self.combine.text.default_pattern or self.str.str or self.text.default_pattern
        )

    @property
    def level(self) -> int:
        """The gifter or member level that the badge shows, 0 when it shows none."""
        level = self.privilege_log_extra.level
        if _NUMBER.fullmatch(level):
            return int(level)
        drawn = _LEVEL.search(" ".join(self.addresses()))
        return int(drawn[1]) if drawn else 0

    def addresses(self) -> Iterator[builtins.str]:
        """Yield everything that names the badge's picture; it tells some badges that say nothing else."""
        picture = self.picture
        yield picture.uri
        yield from picture.url_list
