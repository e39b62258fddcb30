"""Comments."""

from __future__ import annotations

from typing import Any

from livetok.compat.tiktoklive._error_translation import translated
from livetok.compat.tiktoklive.client.web.routes._route import ClientRoute
from livetok.errors import LiveError, SessionRequired

__all__ = ["SendRoomChatRoute"]


class SendRoomChatRoute(ClientRoute):
    """Writes a comment as the user of `set_session`."""

    async def __call__(
        self,
        content: str,
        room_id: int | str | None = None,
        session_id: str | None = None,
        tt_target_idc: str | None = None,
    ) -> dict[str, Any]:
        """Write it; returns `code`, `message` and `data`.

        Args:
            content: At most 150 characters.
            room_id: Another room; None for the client's.
            session_id: Another session from now on; see `set_session`.
            tt_target_idc: Its data centre.

        Raises:
            ValueError: There is no session, or the text is empty or too long.
            TikTokLiveError: TikTok, or the signature server, refused.
        """
        if session_id is not None:
            self._web.set_session(session_id, tt_target_idc)
        try:
            async with self._web.resolver(room_id=room_id) as resolver:
                data = await resolver.send_chat(content)
        except SessionRequired as error:
            raise ValueError(f"{error}: call client.web.set_session(session_id, tt_target_idc)") from error
        except ValueError:
            raise
        except LiveError as error:
            raise translated(error) from error
        return {"code": 0, "message": "", "data": data}
