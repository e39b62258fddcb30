"""Helpers, where release 4 had them."""

from livetok.compat.tiktoklive.utilities import validate_and_normalize_unique_id

__all__ = ["validate_and_normalize_unique_id"]
