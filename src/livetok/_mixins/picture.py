"""Helpers on pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["ImageModelMixin"]


class ImageModelMixin:
    """A picture that TikTok serves from several addresses."""

    __slots__ = ()

    if TYPE_CHECKING:
        url_list: list[str]

    @property
    def url(self) -> str:
        """First address, which TikTok's own player takes; empty when there is none."""
        return next(filter(None, self.url_list), "")
