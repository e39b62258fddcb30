"""Tokens of NATS subjects: handles hold dots, which separate tokens there."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["escape_token", "unescape_token"]

_SPECIAL: Final = re.compile(rb"[^A-Za-z0-9_-]")
_ESCAPED: Final = re.compile(rb"=([0-9A-F]{2})")


def escape_token(text: str) -> str:
    """Return a text as one token of a subject: what is no letter, digit, `_` or `-` becomes `=` and two hex digits.

    `ann.b` becomes `ann=2Eb`. Different texts stay different. The result has no meaning to NATS, and may
    stand in keys of its key-value stores.

    Args:
        text: Any text but the empty one, which no token can stand for.

    Raises:
        ValueError: The text is empty.
    """
    if not text:
        raise ValueError("a token of a subject cannot be empty")
    return _SPECIAL.sub(lambda found: b"=%02X" % found[0][0], text.encode(errors="surrogatepass")).decode()


def unescape_token(token: str) -> str:
    """Return the text that `escape_token` made a token of.

    Args:
        token: One token, without dots.
    """
    raw = _ESCAPED.sub(lambda found: bytes.fromhex(found[1].decode()), token.encode(errors="surrogatepass"))
    return raw.decode(errors="surrogatepass")
