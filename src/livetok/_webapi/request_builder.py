"""Request builder: makes the HTTP requests to TikTok, one method per endpoint. A new HTTP route goes here.

All requests carry one browser identity. Cookies of a logged-in user are put only where TikTok asks for them, and
only into requests to the configured TikTok endpoints (protocol notes 2.1 to 2.10, 4.1, 4.2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from attrs import field, frozen

from livetok.http_types import HttpRequest, Pairs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from livetok._util.random_source import RandomSource
    from livetok._webapi.browser_identity import BrowserIdentity
    from livetok.options import Options, Session

__all__ = ["RequestBuilder", "callers_header", "callers_ttwid", "session_cookies"]

_ORIGIN: Final = "https://www.tiktok.com"
_SOCKET_PATH: Final = "/webcast/im/ws_proxy/ws_reuse_supplement/"


@frozen(kw_only=True)
class RequestBuilder:
    """Builds the requests of one identity.

    Attributes:
        identity: Who asks.
        options: Endpoints, session, and the caller's own headers and parameters, which win over ours.
        ttwid: The anonymous device cookie exactly as received, empty when there is none yet.
    """

    identity: BrowserIdentity
    options: Options
    ttwid: str = field(default="", repr=False)

    # --- the web host

    def room_lookup(self, unique_id: str) -> HttpRequest:
        """Build the request for room id and status by handle (2.2). Needs no cookie.

        Args:
            unique_id: Handle without `@`.
        """
        return self._json(
            f"{self.options.endpoints.web}/api-live/user/room/",
            {
                **self._base(),
                "region": self.identity.region,
                "sourceType": "54",
                "staleTime": "600000",
                "uniqueId": unique_id,
            },
        )

    def live_page(self, unique_id: str) -> HttpRequest:
        """Build the request for the room as HTML (2.3). A redirect is an answer of its own and is not followed.

        Args:
            unique_id: Handle without `@`.
        """
        return self._page(f"/@{unique_id}/live", session=True)

    def profile_page(self, unique_id: str) -> HttpRequest:
        """Build the request for the profile as HTML (2.4), where TikTok also hands out the device cookie (2.5).

        Args:
            unique_id: Handle without `@`.
        """
        return self._page(f"/@{unique_id}", redirects=5)

    def start_page(self) -> HttpRequest:
        """The page of all broadcasts; hands out the device cookie too, though not always (10.3)."""
        return self._page("/live", redirects=5)

    # --- the webcast host

    def room_info(self, room_id: int) -> HttpRequest:
        """Build the request for the details of a room (2.6). The session opens rooms for adults.

        Args:
            room_id: The room.
        """
        return self._webcast("/webcast/room/info/", {"room_id": str(room_id)}, session=True)

    def check_alive(self, room_ids: Iterable[int]) -> HttpRequest:
        """Build the request that asks which of some rooms are live (2.7). Needs no cookie.

        Args:
            room_ids: The rooms.
        """
        return self._webcast("/webcast/room/check_alive/", {"room_ids": ",".join(map(str, room_ids))})

    def gift_list(self, room_id: int) -> HttpRequest:
        """Build the request for the gift catalogue (2.8).

        Args:
            room_id: The room, whose region decides what is in it.
        """
        return self._webcast("/webcast/gift/list/", {"room_id": str(room_id)}, session=True)

    def online_audience(self, room_id: int, anchor_id: int) -> HttpRequest:
        """Build the request for the full list of viewers (2.10). Needs a session.

        Args:
            room_id: The room.
            anchor_id: User id of the host.
        """
        params = {"channel": "tiktok_web", "room_id": str(room_id), "anchor_id": str(anchor_id)}
        return self._webcast("/webcast/ranklist/online_audience/", params, session=True)

    def chat(self, room_id: int, text: str) -> HttpRequest:
        """Build the request that sends a comment (2.9). Needs a session, and in practice a signature.

        Args:
            room_id: The room.
            text: The comment.
        """
        params = {"room_id": str(room_id), "content": text}
        return self._webcast("/webcast/room/chat/", params, session=True, method="POST")

    # --- the websocket

    def websocket_url(
        self, room_id: int, rng: RandomSource, *, cursor: str = "", internal_ext: str = ""
    ) -> str:
        """The event stream of a room (4.1).

        Args:
            room_id: Room to enter.
            rng: Source of the round-trip time that a browser would have measured.
            cursor: Resume token of the last fetch result.
            internal_ext: Acknowledgement token of the last fetch result.
        """
        tokens = {"cursor": cursor, "internal_ext": internal_ext}
        params = {
            "version_code": "180800",
            "device_platform": "web",
            **self._browser(),
            "app_name": "tiktok_web",
            "sup_ws_ds_opt": "1",
            "update_version_code": "2.0.0",
            "compress": "gzip" if self.options.compress else "",
            "webcast_language": self.identity.language,
            "ws_direct": "1",
            "aid": "1988",
            "live_id": "12",
            "app_language": self.identity.language,
            "client_enter": "1",
            "room_id": str(room_id),
            "identity": "audience",
            "history_comment_count": "6",
            "last_rtt": f"{rng.uniform(100, 200):.3f}",
            "heartbeat_duration": str(round(self.options.heartbeat_interval * 1000)),
            "resp_content_type": "protobuf",
            "did_rule": "3",
            **{name: value for name, value in tokens.items() if value},
            **self.options.params,
        }
        return f"{self.options.endpoints.websocket}{_SOCKET_PATH}?{urlencode(params)}"

    def websocket_headers(self, *, cookie: str | None = None) -> Pairs:
        """Headers of the upgrade (4.2). Without a User-Agent the device is refused at once.

        Args:
            cookie: Cookie header that a signer demands instead of our own.
        """
        ours = {
            "User-Agent": self.identity.user_agent,
            "Cookie": self.cookie(session=True, device=True) if cookie is None else cookie,
            "Origin": _ORIGIN,
            "Referer": f"{_ORIGIN}/",
            "Accept-Language": self.identity.accept_language,
            "Cache-Control": "no-cache",
        }
        return self._headers(ours)

    def cookie(self, *, session: bool = False, device: bool = False) -> str:
        """A cookie header: the caller's own cookies, and on demand the device cookie and the session."""
        pairs = self._callers_cookies()
        if device and self.ttwid:
            pairs = {"ttwid": self.ttwid, **pairs}
        if session and self.options.session is not None:
            pairs |= session_cookies(self.options.session)
        return "; ".join(f"{name}={value}" for name, value in pairs.items())

    # --- parts

    def _base(self) -> dict[str, str]:
        return {
            "aid": "1988",
            "app_name": "tiktok_web",
            "device_platform": "web_pc",
            "app_language": self.identity.language,
            "browser_language": self.identity.locale,
            "user_is_login": "false",
        }

    def _browser(self) -> dict[str, str]:
        width, height = self.identity.screen
        return {
            "cookie_enabled": "true",
            "screen_width": str(width),
            "screen_height": str(height),
            "browser_language": self.identity.locale,
            "browser_platform": self.identity.platform,
            "browser_name": self.identity.browser_name,
            "browser_version": self.identity.browser_version,
            "browser_online": "true",
            "tz_name": self.identity.time_zone,
        }

    def _json(
        self,
        url: str,
        params: Mapping[str, str],
        *,
        session: bool = False,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
    ) -> HttpRequest:
        ours = {
            "User-Agent": self.identity.user_agent,
            "Accept": "application/json, text/plain, */*",
            "Accept-Language": self.identity.accept_language,
            "Referer": f"{_ORIGIN}/",
            "Cookie": self.cookie(session=session),
            **(headers or {}),
        }
        merged = {**params, **self.options.params}
        return HttpRequest(method=method, url=url, params=tuple(merged.items()), headers=self._headers(ours))

    def _webcast(
        self, path: str, params: Mapping[str, str], *, session: bool = False, method: str = "GET"
    ) -> HttpRequest:
        logged_in = session and self.options.session is not None
        known = {
            **self._base(),
            **self._browser(),
            "user_is_login": "true" if logged_in else "false",
            "region": self.identity.region,
            "os": self.identity.os,
            "webcast_language": self.identity.language,
        }
        return self._json(
            f"{self.options.endpoints.webcast}{path}",
            {**known, **params},
            session=session,
            method=method,
            headers={"Origin": _ORIGIN},
        )

    def _page(self, path: str, *, session: bool = False, redirects: int = 0) -> HttpRequest:
        ours = {
            "User-Agent": self.identity.user_agent,
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language": self.identity.accept_language,
            "Cookie": self.cookie(session=session, device=True),
        }
        return HttpRequest(
            url=f"{self.options.endpoints.web}{path}", headers=self._headers(ours), redirects=redirects
        )

    def _headers(self, ours: Mapping[str, str]) -> Pairs:
        """Ours, overridden by the caller's; cookies are merged elsewhere, and empty headers are left out."""
        merged = {name.lower(): (name, value) for name, value in ours.items()}
        for name, value in self.options.headers.items():
            if name.lower() != "cookie":
                merged[name.lower()] = (name, value)
        return tuple(pair for pair in merged.values() if pair[1])

    def _callers_cookies(self) -> dict[str, str]:
        """The cookies among the caller's headers, but for the device cookie, which has a life of its own."""
        pairs = _cookie_pairs(callers_header(self.options, "cookie"))
        return {name: value for name, value in pairs if name != "ttwid"}


def session_cookies(session: Session) -> dict[str, str]:
    """Return the cookies of a logged-in browser; three of them have the same value (protocol notes 7).

    Args:
        session: The login.
    """
    secret = session.session_id
    cookies = {"sessionid": secret, "sessionid_ss": secret, "sid_tt": secret}
    return cookies | {"tt-target-idc": session.target_idc}


def callers_header(options: Options, name: str) -> str:
    """Return the value of a header that the caller set, empty when not set.

    Args:
        options: The caller's.
        name: Name of the header, in lower case.
    """
    return next((value for key, value in options.headers.items() if key.lower() == name), "")


def callers_ttwid(options: Options) -> str:
    """Return the device cookie that the caller brought along, empty when there is none.

    Args:
        options: The caller's.
    """
    return dict(_cookie_pairs(callers_header(options, "cookie"))).get("ttwid", "")


def _cookie_pairs(header: str) -> Iterator[tuple[str, str]]:
    for part in header.split(";"):
        name, equals, value = part.strip().partition("=")
        if name and equals:
            yield name, value
