"""Helpers of the original."""

from __future__ import annotations

__all__ = ["validate_and_normalize_unique_id"]


def validate_and_normalize_unique_id(unique_id: str) -> str:
    """Return a handle without `@`, out of `"@name"`, `"name"` or a profile or live URL.

    Raises:
        TypeError: This is no text.
    """
    if not isinstance(unique_id, str):
        raise TypeError("Missing or invalid value for 'uniqueId': pass the handle out of the host's URL.")
    name = unique_id.replace("https://www.tiktok.com/", "").replace("/live", "")
    return name.replace("@", "").strip()
