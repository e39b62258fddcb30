"""TikTok's data of a room."""

from __future__ import annotations

from typing import Any

from livetok.compat.tiktoklive._error_translation import translated
from livetok.compat.tiktoklive.client.errors import FailedFetchRoomInfoError, InvalidFetchRoomInfoPayload
from livetok.compat.tiktoklive.client.web.routes._route import ClientRoute
from livetok.errors import LiveError

__all__ = ["FailedFetchRoomInfoError", "FetchRoomInfoRoute", "InvalidFetchRoomInfoPayload"]


class FetchRoomInfoRoute(ClientRoute):
    """Returns TikTok's data of a room, as a dict."""

    async def __call__(
        self, room_id: int | str | None = None, unique_id: str | None = None
    ) -> dict[str, Any]:
        """Ask for it; without arguments for the client's own room.

        Args:
            room_id: The room.
            unique_id: The host.

        Raises:
            InvalidFetchRoomInfoPayload: Both are given.
            UserOfflineError: The host is not live.
            UserNotFoundError: There is no such user.
            AgeRestrictedError: The room is not for everybody.
            FailedFetchRoomInfoError: There was no usable answer.
            UnreachableError: TikTok cannot be reached.
        """
        if room_id is not None and unique_id is not None:
            raise InvalidFetchRoomInfoPayload("pass a room_id or a unique_id")
        try:
            async with self._web.resolver(unique_id, room_id) as resolver:
                return (await resolver.fetch_room_info()).raw
        except LiveError as error:
            raise translated(error) from error
