"""Messages with more than their fields: users, gifts."""

from __future__ import annotations

from typing import Final, Self, cast

from livetok import proto
from livetok.compat.tiktoklive._message_view import MessageView, register_view, unwrap
from livetok.proto import BadgeSceneType, ControlAction

__all__ = ["ControlAction", "ExtendedGift", "ExtendedGiftStruct", "ExtendedUser"]

_FRIENDS: Final = 2
_STREAKABLE: Final = 1


@register_view("User")
class ExtendedUser(MessageView, native="User"):
    """A viewer or a host, with what the badges say."""

    @classmethod
    def from_user(cls, user: MessageView) -> Self:
        """Return the user itself; every user has the properties of this class here."""
        return cls.view(unwrap(user))

    @property
    def _user(self) -> proto.User:
        return cast(proto.User, self._message)

    @property
    def is_friend(self) -> bool:
        """Whether user and host follow each other."""
        return self._user.follow_info.follow_status >= _FRIENDS

    @property
    def is_moderator(self) -> bool:
        """Whether the host made this user a moderator."""
        return self._user.is_moderator

    @property
    def is_subscriber(self) -> bool:
        """Whether the user is subscribed to the host."""
        return self._user.is_subscriber

    @property
    def is_top_gifter(self) -> bool:
        """Whether the user has a badge of those who gave most."""
        return bool(self._user.top_gifter_rank or self._user.badges(BadgeSceneType.RANK_LIST))

    @property
    def top_gifter_rank(self) -> int | None:
        """The place on that badge, None without one."""
        return self._user.top_gifter_rank or None

    @property
    def member_level(self) -> int | None:
        """Level in the fan club of the host, None when unknown."""
        return self._user.member_level or None

    @property
    def member_rank(self) -> int | None:
        """The same."""
        return self.member_level

    @property
    def gifter_level(self) -> int | None:
        """Level for all gifts ever sent, None when unknown."""
        return self._user.gifter_level or None

    @property
    def get_all_badges(self) -> list[tuple[str, str]]:
        """What each badge stands for, and the level on it as text, empty without one."""
        return [
            (_scene_name(badge.scene_type), str(badge.level) if badge.level else "")
            for badge in self._user.badge_list
        ]

    def has_badge(self, name: str, level: int | str | None = None) -> bool:
        """Tell whether the user has a badge, for example `"SUBSCRIBER"`.

        Args:
            name: What the badge stands for, as in `get_all_badges`.
            level: The level on it; None for any.
        """
        return any(
            name.upper() == scene and (level is None or str(level) == shown)
            for scene, shown in self.get_all_badges
        )


def _scene_name(scene: int) -> str:
    try:
        return BadgeSceneType(scene).name or str(scene)
    except ValueError:
        return str(scene)


@register_view("Gift")
class ExtendedGift(MessageView, native="Gift"):
    """A gift as its message describes it."""

    @property
    def streakable(self) -> bool:
        """Whether the gift can be sent in streaks."""
        return self.type == _STREAKABLE

    @property
    def m_gift(self) -> Self:
        """The gift itself, which releases 6.4.5 to 6.6.5 had wrapped."""
        return self


ExtendedGiftStruct = ExtendedGift
