"""Signed websocket addresses, which livetok makes by itself while connecting."""

from __future__ import annotations

from enum import Enum
from typing import Any

from livetok.compat.tiktoklive.client.errors import SignAPIError
from livetok.compat.tiktoklive.client.web.routes._route import ClientRoute

__all__ = ["FetchSignedWebSocketRoute", "WebcastPlatform"]


class WebcastPlatform(Enum):
    """Which of TikTok's programs to be; without effect."""

    WEB = "web"
    MOBILE = "mobile"


class FetchSignedWebSocketRoute(ClientRoute):
    """Not served."""

    async def __call__(self, *_: Any, **__: Any) -> Any:
        """Raise.

        Raises:
            SignAPIError: Always.
        """
        reason = SignAPIError.ErrorReason.CONNECT_ERROR
        raise SignAPIError(
            reason, "livetok signs while it connects; a signer of your own is livetok's option `signer`"
        )
