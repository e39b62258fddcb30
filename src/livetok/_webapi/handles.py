"""Parsing of handles and room ids, in every form that people paste: `@name`, names, URLs.

A handle is 2 to 24 characters of `a-z 0-9 . _` without a dot at the end (protocol notes 0). Nothing
is guessed: what is not clearly a handle is a `UserError` that says which part is wrong.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote, urlsplit

from livetok.errors import UserError

__all__ = ["parse_room_id", "parse_user"]

_HANDLE = re.compile(r"[a-z0-9._]{1,23}[a-z0-9_]\Z")
# Room ids have 19 digits; https://www.tiktok.com/share/live/<room id> is what the application shares.
_ROOM_IN_URL = re.compile(r"(?<![0-9])([1-9][0-9]{17,18})(?![0-9])")
_HINT = "for example '@some.user' or 'https://www.tiktok.com/@some.user/live'"
# Copied text drags along marks that nobody sees: zero-width characters, direction marks, a byte order mark.
_INVISIBLE = (
    "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_LONGEST = 2000
_MOST_ROOM_ID = 2**63 - 1


def parse_user(value: object) -> str:
    """Return the handle, in lower case and without `@`.

    Takes `name`, `@name` and profile or live URLs, with any query, on any TikTok host.

    Raises:
        UserError: The value holds no handle; the hint shows the form.
    """
    if not isinstance(value, str):
        raise UserError(f"the user is {value!r}, and must be text", hint=_HINT)
    text = "".join(character for character in value[:_LONGEST] if character not in _INVISIBLE).strip()
    handle = _from_url(text) if _is_url(text) else re.split(r"[/?#]", text, maxsplit=1)[0]
    handle = handle.strip().lstrip("@").lower()
    if not _HANDLE.match(handle):
        raise UserError(_complaint(handle, value), hint=_HINT)
    return handle


def parse_room_id(value: object) -> int:
    """Return the room id as a number.

    Raises:
        UserError: The value is no positive 64-bit number.
    """
    hint = "room ids are 19 digits, for example 7300000000000000001"
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,19}", value.strip()):
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool):
        raise UserError(f"the room id is {_short(value)}, and must be a number", hint=hint)
    if not 0 < value <= _MOST_ROOM_ID:
        raise UserError("the room id must be positive and fit 64 bits", hint=hint)
    return value


def _is_url(text: str) -> bool:
    return "://" in text or re.match(r"([a-z0-9-]+\.)*tiktok\.com(/|\Z)", text, re.IGNORECASE) is not None


def _from_url(text: str) -> str:
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        host = (parts.hostname or "").rstrip(".")
    except ValueError as error:
        raise UserError(f"{_short(text)} is not a URL: {error}", hint=_HINT) from error
    if parts.scheme not in {"http", "https"} or not (host == "tiktok.com" or host.endswith(".tiktok.com")):
        raise UserError(f"{_short(text)} is not a TikTok URL", hint=_HINT)
    first = unquote(parts.path).lstrip("/").split("/")[0]
    if not first.startswith("@"):
        if room := _ROOM_IN_URL.search(f"{unquote(parts.path)}?{parts.query}"):
            raise UserError(
                f"{_short(text)} names a room, not a user", hint=f'pass room_id="{room[1]}" instead'
            )
        raise UserError(
            f"{_short(text)} does not name a user",
            hint="open the link in a browser and copy the address that holds an @name",
        )
    return first


def _complaint(handle: str, value: str) -> str:
    if not handle:
        return "the user is empty"
    who = f"the user {_short(value)}"
    if re.search(r"\s", handle):
        return f"{who} holds a space"
    for character in handle:
        if not character.isascii():
            name = unicodedata.name(character, f"U+{ord(character):04X}")
            return f"{who} holds {character!a} ({name}), which looks like a letter of handles at best"
        if not re.match(r"[a-z0-9._]", character):
            return f"{who} holds {character!r}; handles are letters, digits, dots and underscores"
    if handle.endswith("."):
        return f"{who} ends with a dot"
    return f"{who} must have 2 to 24 characters"


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}..."
