"""Objects and errors; events are in `types.events`."""

from livetok.compat.tiktoklive.types import errors, objects
from livetok.compat.tiktoklive.types.errors import *  # noqa: F403
from livetok.compat.tiktoklive.types.objects import *  # noqa: F403

__all__: list[str] = []
__all__ += errors.__all__
__all__ += objects.__all__
