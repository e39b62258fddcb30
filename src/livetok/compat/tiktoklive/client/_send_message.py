"""`send_message()` of release 4: a comment whose address the program signs by itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final, TypeAlias

from attrs import evolve

from livetok._resolver.web_client import WebClient
from livetok._util.json_view import Json
from livetok._webapi.user_responses import check_comment
from livetok.compat.tiktoklive.types.errors import (
    ChatMessageRepeat,
    ChatMessageSendFailure,
    InvalidSessionId,
)
from livetok.errors import LiveError

__all__ = ["SignUrl", "send_comment"]

SignUrl: TypeAlias = Callable[[str, str], Awaitable[tuple[str, Mapping[str, Any]]]]

_SESSION_EXPIRED: Final = 20003
_REPEATED: Final = 50007


async def send_comment(
    client: WebClient, room_id: int, text: str, sign_url: SignUrl, session_id: str
) -> dict[str, Any]:
    """Write a comment, and return what TikTok says of it.

    Args:
        client: Sends the request, with the session in it.
        room_id: The room.
        text: At most 150 characters.
        sign_url: Is called with the address and the session; returns the signed address and more headers.
        session_id: The session.

    Raises:
        ValueError: The text is empty or too long.
        InvalidSessionId: The session has expired.
        ChatMessageRepeat: It repeats the last comment, or there were too many.
        ChatMessageSendFailure: TikTok refused, or cannot be reached.
    """
    request = client.requests.chat(room_id, check_comment(text))
    url, headers = await sign_url(request.full_url, session_id)
    given = {name.lower() for name in headers}
    kept = [pair for pair in request.headers if pair[0].lower() not in given]
    if not client.requests.can_send_session(
        url
    ):  # wherever the program sends it, the session stays with TikTok
        kept = [pair for pair in kept if pair[0].lower() != "cookie"]
    more = [(name, str(value)) for name, value in headers.items()]
    try:
        answer = await client.send(evolve(request, url=url, params=(), headers=(*kept, *more)))
    except LiveError as error:
        raise ChatMessageSendFailure(f"the comment was not sent: {error}") from error
    document = Json.parse(answer.body)
    code, data = document.integer("status_code"), document["data"]
    if code == 0 and document.object:
        return data.object
    said = data.text("message")[:100] or f"TikTok answered with {answer.status}"
    kinds = {_SESSION_EXPIRED: InvalidSessionId, _REPEATED: ChatMessageRepeat}
    raise kinds.get(code, ChatMessageSendFailure)(f"{said} (code {code})")
