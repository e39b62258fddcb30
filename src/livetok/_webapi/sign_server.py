"""The sign server's API: requests for signatures and quotas, and readers of the answers (protocol notes 3).

Pure, like its neighbours: readers return a value or an error instance and never raise on input.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from attrs import evolve, field, frozen

from livetok._util.json_view import Json
from livetok._webapi.responses import header, retry_after, with_evidence
from livetok.errors import DecodeError, LiveError, RateLimited, SignerError
from livetok.http_types import HttpRequest, HttpResponse
from livetok.proto import ProtoMessageFetchResult

if TYPE_CHECKING:
    from livetok.options import Session, SignRequest

__all__ = [
    "Quota",
    "Signature",
    "Signed",
    "connect_request",
    "quota_request",
    "read_connect",
    "read_quota",
    "read_signature",
    "signature_request",
    "signed",
    "socket_url",
]

_CLIENT: Final = "ttlive-other"
_MOST_BODY_KEPT: Final = 500
# Older moments than this are seconds to wait, younger ones points in time.
_EPOCH_FROM: Final = 10**9

_MEANINGS: Final = {
    401: ("the signer does not accept the API key", "check the API key"),
    402: (
        "the signer wants a paid plan for this",
        "look at the plan of your API key, or connect without a signer",
    ),
    403: ("the signer does not allow this", "look at the plan of your API key, or connect without a signer"),
    404: ("the signer does not know the room", "check that the user is live, or connect without a signer"),
    420: (
        "the signer's gateway blocks this address",
        "wait, use another network or connect without a signer",
    ),
}
_LATER: Final = "try again later, add a second signer, or connect without one"


# --- asking


def connect_request(
    base: str, api_key: str, request: SignRequest, *, old: bool, jwt_key: str = ""
) -> HttpRequest:
    """Ask for a first fetch result and a websocket to go on with (3.2).

    Args:
        base: Scheme, host and port of the signer.
        api_key: Empty for an anonymous call.
        request: What the resolver wants.
        old: Ask by the path of 2025, for servers that do not have the present one.
        jwt_key: Short-lived key of an account, in place of the API key.
    """
    path = "/webcast/fetch" if old else f"/webcast/rooms/{request.room_id}/connect"
    params = {
        "client": _CLIENT,
        **({"room_id": str(request.room_id)} if old else {}),
        "cursor": request.cursor,
        "user_agent": request.user_agent,
        "client_enter": "true",
        "platform": "web",
    }
    headers = {
        "Accept": "application/protobuf, application/json",
        **_credentials(api_key, jwt_key, request.session),
    }
    return HttpRequest(url=f"{base}{path}", params=tuple(params.items()), headers=tuple(headers.items()))


def signature_request(
    base: str, api_key: str, request: SignRequest, *, old: bool = True, jwt_key: str = ""
) -> HttpRequest:
    """Ask for the signature of one HTTP request to TikTok (3.5, 10.4).

    Args:
        base: Scheme, host and port of the signer.
        api_key: Empty for an anonymous call.
        request: Whose URL and method are signed.
        old: Ask by the path that everybody may use. The newest servers have another one, by arrangement only.
        jwt_key: Short-lived key of an account, in place of the API key.
    """
    question = {
        "url": request.url,
        "userAgent": request.user_agent,
        "method": request.method,
        "type": "fetch",
        "payload": "",
        "ttwid": _cookies(request.cookie).get("ttwid", ""),
    }
    if request.session is not None:
        question |= {"sessionId": request.session.session_id, "ttTargetIdc": request.session.target_idc}
    headers = {
        "Accept": "application/json",
        "Content-Type": "application/json",
        **_credentials(api_key, jwt_key, None),
    }
    return HttpRequest(
        method="POST",
        url=f"{base}/tiktok/{'' if old else 'signing/encrypt/'}sign_url",
        headers=tuple(headers.items()),
        body=json.dumps(question).encode(),
    )


def quota_request(base: str, api_key: str, *, old: bool, jwt_key: str = "") -> HttpRequest:
    """Ask how many calls are left (3.4)."""
    headers = {"Accept": "application/json", **_credentials(api_key, jwt_key, None)}
    path = "/webcast/rate_limits" if old else "/accounts/me/rate_limits"
    return HttpRequest(url=f"{base}{path}", headers=tuple(headers.items()))


def _credentials(api_key: str, jwt_key: str, session: Session | None) -> dict[str, str]:
    headers = {"User-Agent": "livetok"}
    if jwt_key:
        headers["X-Jwt-Key"] = jwt_key
    elif api_key:
        headers["X-Api-Key"] = api_key
    if session is not None:
        headers["x-cookie-header"] = f"sessionid={session.session_id}; tt-target-idc={session.target_idc}"
    return headers


# --- answers


@frozen(kw_only=True)
class Signed:
    """A usable answer to a connect request.

    Attributes:
        server: Websocket URL; a relay's has parameters of its own.
        params: Parameters that lead to the right machine, with cursor and internal_ext.
        cookies: Cookies that the upgrade must carry.
        room_id: The room as the signer sees it, 0 when it did not say.
        body: The fetch result, whole.
        is_relay: Whether the websocket is a relay of the signer's own (10.4).
    """

    server: str
    params: dict[str, str] = field(repr=False)
    cookies: dict[str, str] = field(repr=False)
    room_id: int
    body: bytes = field(repr=False)
    is_relay: bool = False


def read_connect(answer: HttpResponse, *, relay: bool = True) -> Signed | LiveError:
    """Read the answer to a connect request (3.3).

    Content-Type is ignored: the server labels protobuf bodies wrongly.

    Args:
        answer: The answer.
        relay: Whether a relay of the signer's own will do where the signer does not name a server of TikTok's.
    """
    if (failed := _failure(answer)) is not None:
        return failed
    try:
        result = ProtoMessageFetchResult.parse(answer.body)
        params = {
            "cursor": result.cursor,
            "internal_ext": result.internal_ext.decode(errors="replace"),
            **result.route_params,
        }
        server = result.push_server
    except DecodeError as error:
        return _unusable("the signer's answer is damaged", answer, str(error))
    if missing := _missing(server, result.cursor, result.route_params):
        return _unusable(missing, answer)
    # TikTok's protocol is not spoken at the root of a host; a relay of the signer's is found there (1.3, 10.4).
    is_relay = not urlsplit(server).path.startswith("/webcast/")
    if is_relay and not relay:
        return _unusable("the signer offers a relay of its own, not TikTok's websocket", answer)
    cookies = _cookies(header(answer.headers, "x-set-tt-cookie"))
    if not cookies and not is_relay:
        return _unusable(
            "the signer sent no cookies for the websocket",
            answer,
            header(answer.headers, "handshake-msg")[:100],
        )
    room = header(answer.headers, "x-room-id")
    return Signed(
        server=server,
        params={name: value for name, value in params.items() if value},
        cookies=cookies,
        room_id=int(room) if re.fullmatch(r"[0-9]{1,18}|[0-8][0-9]{18}", room) else 0,
        body=answer.body,
        is_relay=is_relay,
    )


def _missing(server: str, cursor: str, route_params: dict[str, str]) -> str:
    """What makes a decoded answer unusable, empty when nothing does."""
    if not server or not cursor or not any(route_params.values()):
        return "the signer's answer lacks the websocket's address"
    try:
        parts = urlsplit(server)
    except ValueError:
        return "the signer's answer names a broken websocket address"
    if parts.scheme not in {"ws", "wss"} or not parts.hostname:
        return "the signer's answer names no websocket"
    return ""


@frozen(kw_only=True)
class Signature:
    """A signed HTTP request.

    Attributes:
        url: To be used as it stands.
        user_agent: The one that the signature is bound to.
        headers: More headers that must be sent.
    """

    url: str = field(repr=False)
    user_agent: str
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)


def read_signature(answer: HttpResponse, request: SignRequest) -> Signature | LiveError:
    """Read the answer to a signature request (3.5)."""
    if (failed := _failure(answer)) is not None:
        return failed
    signed = Json.parse(answer.body)["response"]
    url = signed.text("signedUrl")
    if url.partition("?")[0] != request.url.partition("?")[0]:
        # Following it would carry the user's cookies wherever the signer wants.
        return _unusable("the signer sent no signed form of this URL", answer)
    more = signed["requestHeaders"]
    return Signature(
        url=url,
        user_agent=signed.text("userAgent") or request.user_agent,
        headers=tuple(
            (name, more.text(name)) for name in more.object if name.lower() not in _NOT_FROM_SIGNERS
        ),
    )


_NOT_FROM_SIGNERS: Final = frozenset({"cookie", "host", "content-length", "connection", "user-agent"})


@frozen(kw_only=True)
class Quota:
    """What is left of one allowance.

    Attributes:
        period: `minute`, `hour` or `day`.
        most: Calls in a period, 0 when unknown.
        remaining: Calls left in the present one.
    """

    period: str
    most: int
    remaining: int


def read_quota(answer: HttpResponse) -> tuple[Quota, ...] | LiveError:
    """Read the answer to a quota request, shortest period first."""
    if (failed := _failure(answer)) is not None:
        return failed
    quotas_by_period = Json.parse(answer.body)
    quotas = tuple(
        Quota(
            period=period,
            most=quotas_by_period[period].unsigned("max"),
            remaining=quotas_by_period[period].unsigned("remaining"),
        )
        for period in ("minute", "hour", "day")
        if quotas_by_period[period].object
    )
    return quotas or _unusable("the signer did not tell its quota", answer)


# --- failures (3.4)


def _failure(answer: HttpResponse) -> LiveError | None:
    document = Json.parse(answer.body)
    # Some refusals come as HTTP 200 with the code in a JSON body.
    code = document.integer("code")
    status = answer.status if answer.status != 200 or not 400 <= code < 600 else code
    refused_device = document.text("fallback_message")
    said = (document.text("message", "error") or refused_device)[:200]
    if status == 429:
        return _limited(answer, said, document.text("limit_label")[:50])
    if status != 200:
        text, hint = _MEANINGS.get(status, (f"the signer failed with {status}", _LATER))
        error = SignerError(
            f"{text}: {said}" if said else text, hint=hint, body=answer.body[:_MOST_BODY_KEPT]
        )
        error.device_refused = bool(refused_device)
        return with_evidence(error, answer, f"code {code} {said}" if code else said)
    return None if answer.body else _unusable("the signer answered nothing", answer)


def _limited(answer: HttpResponse, said: str, label: str) -> RateLimited:
    reset = [_number(header(answer.headers, name)) for name in ("ratelimit-reset", "x-ratelimit-reset")]
    wait = retry_after(answer.headers)
    if wait is None:
        wait = next((float(seconds) for seconds in reset if 0 < seconds < _EPOCH_FROM), None)
    moment = next(
        (datetime.fromtimestamp(timestamp, UTC) for timestamp in reset if timestamp >= _EPOCH_FROM), None
    )
    error = RateLimited(
        said or "the signer's quota is used up",
        hint="wait, use an API key with a larger quota, or connect without a signer",
        retry_after=wait,
        reset_at=moment,
    )
    return with_evidence(error, answer, f"limit per {label}" if label else said)


def _unusable(message: str, answer: HttpResponse, what: str = "") -> SignerError:
    error = SignerError(message, hint=_LATER, body=answer.body[:_MOST_BODY_KEPT])
    return with_evidence(error, answer, what)


def _number(text: str) -> int:
    match = re.fullmatch(r"([0-9]{1,11})(\.[0-9]+)?", text)
    return int(match.group(1)) if match else 0


def _cookies(text: str) -> dict[str, str]:
    """The cookies in a header that mixes several of them with their attributes."""
    cookies: dict[str, str] = {}
    for part in re.split(r"[;,]", text):
        name, equals, value = part.strip().partition("=")
        if equals and value and name.lower() not in _ATTRIBUTES:
            cookies[name] = value
    return cookies


_ATTRIBUTES: Final = frozenset({"path", "domain", "expires", "max-age", "samesite", "priority", "version"})


# --- putting it together


def signed(request: HttpRequest, signature: Signature) -> HttpRequest:
    """A request as the signer wants it: its URL, its User-Agent, and whatever headers belong to the signature."""
    more = (("User-Agent", signature.user_agent), *signature.headers)
    given = {name.lower() for name, _ in more}
    kept = tuple(pair for pair in request.headers if pair[0].lower() not in given)
    return evolve(request, url=signature.url, params=(), headers=(*kept, *more))


def socket_url(signed: Signed, unsigned_url: str) -> str:
    """The websocket URL for a signed answer: its route first, then the client's own parameters (4.1).

    The version is given twice, as TikTok's player does: some push servers want the one, some the other. A relay wants
    its own parameters back as they are, whatever ours are (10.4).
    """
    ours = dict(parse_qsl(urlsplit(unsigned_url).query, keep_blank_values=True))
    ours.pop("cursor", None)
    ours.pop("internal_ext", None)
    if signed.is_relay:
        server, _, given = signed.server.partition("?")
        named = {name for name, _ in parse_qsl(given, keep_blank_values=True)}
        more = {**signed.params, **{name: value for name, value in ours.items() if name not in signed.params}}
        query = urlencode({name: value for name, value in more.items() if name not in named}, quote_via=quote)
        return f"{server}?{given}{'&' if given else ''}{query}"
    return f"{signed.server.partition('?')[0]}?{urlencode({**signed.params, **ours})}&version_code=270000"
