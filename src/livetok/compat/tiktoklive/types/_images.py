"""The base of all objects, and pictures."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, field
from typing import Any, cast

from livetok.compat.tiktoklive._renamed import Renamed

__all__ = ["AbstractObject", "Avatar", "EmoteImage", "TikTokImage"]


class AbstractObject(Renamed):
    """Base of all objects."""

    # How pictures of a client are fetched. No field of the dataclasses below: this class is none.
    _fetch: Callable[[str], Awaitable[bytes]] | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the fields as a dict, nested ones too."""
        return asdict(cast(Any, self))  # every subclass is a dataclass


@dataclass
class TikTokImage(
    AbstractObject,
    renamed={"avatar_url": "url", "imageUrl": "url", "giftPictureUrl": "url", "url_list": "urls"},
):
    """A picture that is served from several addresses."""

    urls: list[str] = field(default_factory=list[str])
    uri: str = ""

    def fetch_with(self, fetch: Callable[[str], Awaitable[bytes]]) -> None:
        """Say how to fetch the picture; for the client."""
        self._fetch = fetch

    @property
    def url(self) -> str | None:
        """The last address, None when there is none."""
        return self.urls[-1] if self.urls else None

    async def download(self) -> bytes | None:
        """Fetch the picture; None when it has no address, or does not come from a client.

        Raises:
            FailedHTTPRequest: There was no answer, or another than 200.
        """
        return await self._fetch(self.url) if self._fetch and self.url else None


class Avatar(TikTokImage):
    """The name of release 4 for a user's picture."""


class EmoteImage(TikTokImage):
    """The picture of an emote."""
