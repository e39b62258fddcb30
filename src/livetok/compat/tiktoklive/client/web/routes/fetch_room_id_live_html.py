"""The room of a host who is live."""

from __future__ import annotations

from livetok.compat.tiktoklive.client.errors import FailedParseRoomIdError, UserOfflineError
from livetok.compat.tiktoklive.client.web.routes._route import ClientRoute
from livetok.compat.tiktoklive.client.web.routes.fetch_room_id_api import FetchRoomIdAPIRoute
from livetok.models import RoomStatus

__all__ = ["FailedParseRoomIdError", "FetchRoomIdLiveHTMLRoute"]


class FetchRoomIdLiveHTMLRoute(ClientRoute):
    """Returns the id of a host's room as text."""

    async def __call__(self, unique_id: str) -> str:
        """Ask for it.

        Args:
            unique_id: The host.

        Raises:
            UserOfflineError: The host is not live.
            UserNotFoundError: There is no such user.
            FailedParseRoomIdError: TikTok refused.
            UnreachableError: TikTok cannot be reached.
        """
        data = await FetchRoomIdAPIRoute.fetch_user_room_data(self._web, unique_id)
        if data["data"]["liveRoom"]["status"] == RoomStatus.ENDED:
            raise UserOfflineError(f"@{unique_id} is not live")
        return FetchRoomIdAPIRoute.parse_room_id(data)
