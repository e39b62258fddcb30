"""Questions about badges and texts."""

from __future__ import annotations

import re
from typing import Final

from livetok.compat.tiktoklive._message_view import MessageView, unwrap
from livetok.proto import BadgeStruct

__all__ = [
    "GIFTER_LEVEL_BADGE_PATTERN",
    "MEMBER_LEVEL_BADGE_PATTERN",
    "MODERATOR_BADGE_PATTERN",
    "SUBSCRIBER_BADGE_PATTERN",
    "TOP_GIFTER_BADGE_PATTERN",
    "badge_match",
    "badge_match_user",
    "common_display_type",
]

SUBSCRIBER_BADGE_PATTERN: Final = re.compile(r"/sub_", re.IGNORECASE)
MODERATOR_BADGE_PATTERN: Final = re.compile(r"moderator", re.IGNORECASE)
TOP_GIFTER_BADGE_PATTERN: Final = re.compile(r"ranklist_top_gifter_(\d+)", re.IGNORECASE)
MEMBER_LEVEL_BADGE_PATTERN: Final = re.compile(r"fans_badge_icon_lv(\d+)", re.IGNORECASE)
GIFTER_LEVEL_BADGE_PATTERN: Final = re.compile(r"grade_badge_icon_lite_lv(\d+)", re.IGNORECASE)


def badge_match(badge: MessageView, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """Search what names the picture and the text of a badge; None when it is not found."""
    native: BadgeStruct = unwrap(badge)
    texts = (*native.addresses(), native.text.key, native.label)
    return next((match for text in texts if (match := pattern.search(text))), None)


def badge_match_user(user: MessageView, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """Search all badges of a user; None when it is not found."""
    return next((match for badge in user.badge_list if (match := badge_match(badge, pattern))), None)


def common_display_type(common: MessageView) -> str:
    """Return the key of the text that TikTok shows for a message, empty when it shows none."""
    return common.display_text.key
