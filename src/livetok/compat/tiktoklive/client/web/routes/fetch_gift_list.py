"""TikTok's gift list."""

from __future__ import annotations

from typing import Any

from livetok.compat.tiktoklive.client.errors import FailedFetchGiftListError
from livetok.compat.tiktoklive.client.web.routes._route import ClientRoute
from livetok.errors import LiveError

__all__ = ["FailedFetchGiftListError", "FetchGifListRoute"]


class FetchGifListRoute(ClientRoute):
    """Returns the gifts that can be sent in the client's room, as TikTok describes them."""

    async def __call__(self, room_id: int | str | None = None) -> dict[str, Any]:
        """Ask for it.

        Args:
            room_id: Another room; None for the client's.

        Raises:
            FailedFetchGiftListError: There was no usable answer.
        """
        try:
            async with self._web.resolver(room_id=room_id) as resolver:
                gifts = await resolver.fetch_gifts()
        except LiveError as error:
            raise FailedFetchGiftListError(str(error)) from error
        return {"gifts": [gift.raw for gift in gifts.values()], "pages": []}
