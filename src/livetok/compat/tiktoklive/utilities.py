"""Helpers of the original."""

from __future__ import annotations

__all__ = ["validate_and_normalize_unique_id"]


def validate_and_normalize_unique_id(unique_id: str | int) -> str:
    """Return a handle without `@`, out of `"@name"`, `"name"` or a profile or live URL.

    Args:
        unique_id: What the user typed; a number is a handle that consists of digits.

    Raises:
        TypeError: This is no text.
    """
    if isinstance(unique_id, int) and not isinstance(unique_id, bool):
        return str(unique_id)
    if not isinstance(unique_id, str):
        raise TypeError("Missing or invalid value for 'uniqueId': pass the handle out of the host's URL.")
    name = unique_id.replace("https://www.tiktok.com/", "").replace("/live", "")
    return name.replace("@", "").strip()
