"""Helpers on users and pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from livetok.proto import UserAttr

__all__ = ["ImageModelMixin", "UserMixin"]


class UserMixin:
    """What people ask of a user."""

    __slots__ = ()

    if TYPE_CHECKING:
        display_id: str
        user_attr: UserAttr

    @property
    def unique_id(self) -> str:
        """Handle without `@`; empty for blocked and anonymous viewers, who come with an id only."""
        return self.display_id

    @property
    def is_moderator(self) -> bool:
        """Whether the host made this user a moderator."""
        return self.user_attr.is_admin or self.user_attr.is_super_admin


class ImageModelMixin:
    """A picture that TikTok serves from several addresses."""

    __slots__ = ()

    if TYPE_CHECKING:
        url_list: list[str]

    @property
    def url(self) -> str:
        """First address, which TikTok's own player takes; empty when there is none."""
        return self.url_list[0] if self.url_list else ""
