"""Sessions are tested in virtual time, on both backends."""

from support.virtual_time import anyio_backend, second

__all__ = ["anyio_backend", "second"]
