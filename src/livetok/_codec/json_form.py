"""livetok's own JSON form of a message: which integers are ids, and which properties are shown beside the fields.

Ids are strings, because programs in many languages read a number as a double, which rounds ids of 19 digits; every
other integer is a number, so that it can be added up. What is an id is told by the name of the field. The names of
TikTok's schema are regular; the exceptions stand below, by class and field.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final

__all__ = ["EXCEPTIONS", "helpers_of", "is_id"]

_NAMED_AS_ID: Final = re.compile(r"(?:^|_)(?:u|g)?ids?(?:_|$)")
# Wire types are the same for all of these, and no comment of a schema says it; names and real values do.
EXCEPTIONS: Final = frozenset(
    {
        ("BattleUserInfoWrapper", "key"),  # a user
        ("CommentEvent", "mention_user_list"),
        ("HighScoreControlCfg", "origin_display_to_user_list"),
        ("LinkStateEvent", "audio_muted_remote_channels"),
        ("MatchPunishEffectInfo", "user_to_effect_map"),  # user to effect
        ("SupportedActionsWrapper", "key"),  # a user
        ("UserArmiesWrapper", "key"),  # a user
    }
)
"""Integer fields that are ids although their names do not say so."""

_SHOWN: Final = {"bool", "int", "str"}
_LEFT_OUT: Final = {
    "base64",  # bytes are base64 in JSON anyway
    "url",  # the first of a picture's `url_list`
    "key",  # follows from the meta, and stands in the compact form
}


def is_id(message: str, field: str, *, is_map: bool = False) -> bool:
    """Tell whether an integer field is an id.

    Args:
        message: Name of the class.
        field: Name of the field.
        is_map: The question is about the values of a map; its name is that of the keys, which are text in any case.
    """
    return (message, field) in EXCEPTIONS or (not is_map and _NAMED_AS_ID.search(field) is not None)


@lru_cache(maxsize=4096)
def helpers_of(cls: type) -> tuple[str, ...]:
    """Return the names of the properties of livetok's own bases that a message's JSON shows: texts, numbers, flags."""
    names: dict[str, None] = {}
    for base in reversed(cls.__mro__):
        if base.__module__.partition(".")[0] == "livetok":
            names |= dict.fromkeys(name for name, member in vars(base).items() if _is_shown(name, member))
    return tuple(names)


def _is_shown(name: str, member: Any) -> bool:
    if not isinstance(member, property) or name.startswith("_") or name in _LEFT_OUT or member.fget is None:
        return False
    return str(member.fget.__annotations__.get("return", "")).removeprefix("builtins.") in _SHOWN
