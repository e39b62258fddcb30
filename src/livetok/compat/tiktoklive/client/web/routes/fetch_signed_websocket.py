"""What the signature server says to a connection: the first messages of a room, and where its websocket is."""

from __future__ import annotations

from enum import Enum
from typing import Any

from livetok.compat.tiktoklive._error_translation import translated
from livetok.compat.tiktoklive.client.errors import SignAPIError
from livetok.compat.tiktoklive.client.web.routes._route import ClientRoute
from livetok.errors import DecodeError, LiveError
from livetok.proto import ProtoMessageFetchResult

__all__ = ["FetchSignedWebSocketRoute", "WebcastPlatform"]


class WebcastPlatform(Enum):
    """Which of TikTok's programs to be; without effect."""

    WEB = "web"
    MOBILE = "mobile"


class FetchSignedWebSocketRoute(ClientRoute):
    """Asks the signature server of the client; livetok itself does so while it connects, and only with a key."""

    async def __call__(
        self,
        platform: Any = WebcastPlatform.WEB,
        room_id: int | str | None = None,
        session_id: str | None = None,
        tt_target_idc: str | None = None,
    ) -> ProtoMessageFetchResult:
        """Return the first fetch result of a room.

        Args:
            platform: Without effect.
            room_id: The room; None for the client's.
            session_id: Session from now on, which TikTok gets and the signature server does not; see `set_session`.
            tt_target_idc: Its data centre.

        Raises:
            SignAPIError: There is no key, or the server failed or refused.
            SignatureRateLimitError: The quota of the key is used up.
        """
        if session_id is not None:
            self._web.set_session(session_id, tt_target_idc)
        try:
            async with self._web.resolver(room_id=room_id) as resolver:
                if not resolver.options.signer:
                    reason = SignAPIError.ErrorReason.PREMIUM_ENDPOINT
                    raise SignAPIError(reason, "this needs a key: set WebDefaults.tiktok_sign_api_key")
                ticket = await resolver.fetch_ticket()
        except LiveError as error:
            raise translated(error) from error
        try:
            return ProtoMessageFetchResult.parse(ticket.first)
        except DecodeError as error:
            reason = SignAPIError.ErrorReason.EMPTY_PAYLOAD
            raise SignAPIError(reason, f"the signature server's answer is damaged: {error}") from error
