"""The room of a host, out of TikTok's lookup."""

from __future__ import annotations

from typing import Any

from livetok._resolver.room_lookup import find_room
from livetok._webapi.handles import parse_user
from livetok.compat.tiktoklive._error_translation import translated
from livetok.compat.tiktoklive.client.errors import FailedParseRoomIdError, UserNotFoundError
from livetok.compat.tiktoklive.client.web.routes._route import ClientRoute, RouteClient
from livetok.errors import LiveError
from livetok.models import RoomStatus

__all__ = ["FetchRoomIdAPIRoute"]


class FetchRoomIdAPIRoute(ClientRoute):
    """Returns the id of a host's room as a number; also when the host is offline."""

    async def __call__(self, unique_id: str) -> int:
        """Ask for it.

        Args:
            unique_id: The host.

        Raises:
            UserNotFoundError: There is no such user, or the user never had a room.
            FailedParseRoomIdError: TikTok refused.
            UnreachableError: TikTok cannot be reached.
        """
        return int(self.parse_room_id(await self.fetch_user_room_data(self._web, unique_id)))

    @classmethod
    async def fetch_user_room_data(cls, web: RouteClient, unique_id: str) -> dict[str, Any]:
        """Ask for what TikTok says of a host and the host's room.

        Args:
            web: The web client.
            unique_id: The host.

        Raises:
            UserNotFoundError: There is no such user.
            FailedParseRoomIdError: TikTok refused.
            UnreachableError: TikTok cannot be reached.
        """
        try:
            async with web.client() as client:
                room = (await find_room(client, parse_user(unique_id))).result
        except LiveError as error:
            raise translated(error) from error
        if isinstance(room, LiveError):
            raise translated(room) from room
        status = room.status if room.status is not RoomStatus.UNKNOWN else RoomStatus.ENDED
        user = {"uniqueId": room.host.unique_id or unique_id, "roomId": str(room.room_id or "")}
        return {"data": {"user": user, "liveRoom": {"status": int(status), "title": room.title}}}

    @classmethod
    def parse_room_id(cls, data: dict[str, Any]) -> str:
        """Return the id out of what `fetch_user_room_data` returned, as text.

        Args:
            data: The answer.

        Raises:
            UserNotFoundError: There is none.
            FailedParseRoomIdError: The answer makes no sense.
        """
        try:
            room_id = str(data["data"]["user"]["roomId"])
        except (KeyError, TypeError) as error:
            raise FailedParseRoomIdError("the answer holds no room id") from error
        if not room_id.isdecimal():
            raise UserNotFoundError(str(data["data"]["user"].get("uniqueId", "")), "the user has no room")
        return room_id
