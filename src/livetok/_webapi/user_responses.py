"""Responses about users: profiles, the audience, the result of a comment (protocol notes 2.4, 2.9, 2.10)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from livetok._webapi.responses import (
    LOG_IN,
    LOOKS_LIKE_A_BOT,
    OUTDATED,
    by_code,
    challenge,
    not_found,
    page_state,
    read_json,
    refused,
    with_evidence,
)
from livetok.errors import AgeRestricted, Detected, LiveError, SignerError, UserError
from livetok.models import Audience, Profile, Viewer

if TYPE_CHECKING:
    from livetok._util.json_view import Json
    from livetok.http_types import HttpResponse

__all__ = ["check_comment", "read_audience", "read_chat", "read_profile"]

_PRIVATE: Final = 10222
_NOT_FOUND: Final = frozenset({10221, 10223})
_MOST_CHARACTERS: Final = 150


def read_profile(answer: HttpResponse, *, user: str) -> Profile | LiveError:
    """The user's profile out of the profile page."""
    if (failed := refused(answer)) is not None:
        return failed
    state = page_state(answer.body, "__UNIVERSAL_DATA_FOR_REHYDRATION__")
    detail = state["__DEFAULT_SCOPE__"]["webapp.user-detail"] if state is not None else None
    if detail is None or not detail.object:
        error = Detected("the profile page holds no data", hint=LOOKS_LIKE_A_BOT, status=answer.status)
        return with_evidence(error, answer, challenge(answer) or "no webapp.user-detail")
    return _profile(detail, answer, user)


def _profile(detail: Json, answer: HttpResponse, user: str) -> Profile | LiveError:
    code = detail.integer("statusCode")
    if code in _NOT_FOUND:
        return with_evidence(not_found(user), answer, f"code {code}")
    if code == _PRIVATE:
        private = AgeRestricted(
            f"the account @{user} is private", hint=LOG_IN, user=user, restriction="private"
        )
        return with_evidence(private, answer, f"code {code}")
    if code:
        return by_code(code, detail.text("statusMsg")[:100], answer)
    profile = Profile.from_json(detail["userInfo"])
    if not profile.user.unique_id:
        error = Detected("the profile page names no user", hint=OUTDATED, status=answer.status)
        return with_evidence(error, answer)
    return profile


def read_audience(answer: HttpResponse) -> Audience | LiveError:
    """Who watches. Needs a session."""
    document = read_json(answer)
    if isinstance(document, LiveError):
        return document
    data = document["data"]
    if code := document.integer("status_code"):
        return by_code(code, data.text("message")[:100], answer)
    viewers = (Viewer.from_json(rank) for rank in data["ranks"].items)
    return Audience(
        total=data.unsigned("total"),
        anonymous=data.unsigned("anonymous"),
        viewers=tuple(viewer for viewer in viewers if viewer.user.id or viewer.user.unique_id),
    )


# --- comments


def check_comment(text: object) -> str:
    """Return the comment as it will be sent.

    Raises:
        UserError: It is no text, empty, or longer than TikTok allows.
    """
    if not isinstance(text, str) or not text.strip():
        raise UserError("a comment must be text that is not empty", hint='for example "hello"')
    text = text.strip()
    if len(text) > _MOST_CHARACTERS:
        hint = f"TikTok allows {_MOST_CHARACTERS} characters"
        raise UserError(f"the comment has {len(text)} characters", hint=hint)
    return text


def read_chat(answer: HttpResponse, *, signed: bool) -> dict[str, Any] | LiveError:
    """What TikTok says to a comment: its data, or why it was not taken.

    Args:
        answer: The answer.
        signed: Whether a signer vouched for the request; TikTok refuses the others without a reason.
    """
    silent = answer.status == 200 and not answer.body.strip()
    if not signed and (silent or answer.status == 403):
        hint = "pass a signer that signs requests, such as EulerSigner(api_key=...)"
        error = SignerError("TikTok takes no comment without a signature", hint=hint)
        return with_evidence(error, answer)
    document = read_json(answer)
    if isinstance(document, LiveError):
        return document
    data = document["data"]
    if code := document.integer("status_code"):
        return by_code(code, data.text("message")[:100], answer)
    return data.object
