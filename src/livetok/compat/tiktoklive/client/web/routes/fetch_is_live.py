"""Whether rooms and hosts are live."""

from __future__ import annotations

from livetok._resolver.room_lookup import which_are_alive
from livetok.compat.tiktoklive._error_translation import translated
from livetok.compat.tiktoklive.client.errors import InvalidFetchIsLiveRequest, MissingRoomIdInResponse
from livetok.compat.tiktoklive.client.web.routes._route import ClientRoute
from livetok.compat.tiktoklive.client.web.routes.fetch_room_id_api import FetchRoomIdAPIRoute
from livetok.errors import LiveError
from livetok.models import RoomStatus

__all__ = [
    "FetchIsLiveRoute",
    "FetchRoomIdAPIRoute",
    "InvalidFetchIsLiveRequest",
    "MissingRoomIdInResponse",
]


class FetchIsLiveRoute(ClientRoute):
    """Tells whether a room, or a host, is live; a paused room is."""

    async def __call__(self, room_id: int | str | None = None, unique_id: str | None = None) -> bool:
        """Ask for it.

        Args:
            room_id: The room.
            unique_id: The host, when no room is given.

        Raises:
            InvalidFetchIsLiveRequest: Neither is given.
            MissingRoomIdInResponse: TikTok knows no such room.
            UserNotFoundError: There is no such user.
            FailedParseRoomIdError: TikTok refused.
            UnreachableError: TikTok cannot be reached.
        """
        if room_id is not None:
            return (await self.fetch_is_live_room_ids(room_id))[0]
        if unique_id is None:
            raise InvalidFetchIsLiveRequest("fetch_is_live() needs a room_id or a unique_id")
        return await self.fetch_is_live_unique_id(unique_id)

    async def fetch_is_live_room_ids(self, *room_ids: int | str) -> list[bool]:
        """Ask about rooms, with one request.

        Args:
            *room_ids: The rooms.

        Raises:
            MissingRoomIdInResponse: TikTok does not know one of them.
            FailedParseRoomIdError: TikTok refused.
            UnreachableError: TikTok cannot be reached.
        """
        ids = [int(room_id) for room_id in room_ids]
        try:
            async with self._web.client() as client:
                alive = await which_are_alive(client, ids)
        except LiveError as error:
            raise translated(error) from error
        if missing := [room_id for room_id in ids if room_id not in alive]:
            raise MissingRoomIdInResponse(f"TikTok says nothing of room {missing[0]}")
        return [alive[room_id] for room_id in ids]

    async def fetch_is_live_unique_id(self, unique_id: str) -> bool:
        """Ask about a host.

        Args:
            unique_id: The host.

        Raises:
            UserNotFoundError: There is no such user.
            FailedParseRoomIdError: TikTok refused.
            UnreachableError: TikTok cannot be reached.
        """
        data = await FetchRoomIdAPIRoute.fetch_user_room_data(self._web, unique_id)
        return data["data"]["liveRoom"]["status"] != RoomStatus.ENDED
