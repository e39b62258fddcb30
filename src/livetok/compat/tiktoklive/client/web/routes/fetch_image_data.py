"""Pictures."""

from __future__ import annotations

from typing import Any

from livetok.compat.tiktoklive.client.web.routes._route import ClientRoute

__all__ = ["FetchImageDataRoute"]


class FetchImageDataRoute(ClientRoute):
    """Returns the bytes of a picture."""

    async def __call__(self, image: Any) -> bytes:
        """Fetch it.

        Args:
            image: A URL, or a picture of an event, of which the first URL counts.

        Raises:
            IndexError: The picture has no URL.
            FailedHTTPRequest: There was no answer, or another than 200.
        """
        url = image if isinstance(image, str) else image.url_list[0]
        return await self._web.get_image_from_tiktok_api(url)
