"""Browser identity: the browser fingerprint of an anonymous client; browser, place and screen agree.

TikTok compares the User-Agent with the browser parameters of a request, so that everything here is derived
from one choice (protocol notes 2.1). An identity never changes; a blocked one is replaced as a whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import frozen

if TYPE_CHECKING:
    from livetok._util.random_source import RandomSource

__all__ = ["BrowserIdentity"]

_WEBKIT: Final = "AppleWebKit/537.36 (KHTML, like Gecko)"
_WINDOWS: Final = "Mozilla/5.0 (Windows NT 10.0; Win64; x64"
_MAC: Final = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7"
_LINUX: Final = "Mozilla/5.0 (X11; Linux x86_64"

_BROWSERS: Final = (
    f"{_WINDOWS}) {_WEBKIT} Chrome/147.0.0.0 Safari/537.36",
    f"{_MAC}) {_WEBKIT} Chrome/147.0.0.0 Safari/537.36",
    f"{_LINUX}) {_WEBKIT} Chrome/147.0.0.0 Safari/537.36",
    f"{_WINDOWS}; rv:150.0) Gecko/20100101 Firefox/150.0",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:150.0) Gecko/20100101 Firefox/150.0",
    f"{_LINUX}; rv:150.0) Gecko/20100101 Firefox/150.0",
    f"{_WINDOWS}) {_WEBKIT} Chrome/147.0.0.0 Safari/537.36 Edg/147.0.0.0",
)
_SCREENS: Final = ((1920, 1080), (2560, 1440), (3840, 2160), (1536, 864), (1680, 1050))

# Where a language is at home when the caller names no region.
_HOMES: Final = {
    "ar": "SA", "cs": "CZ", "da": "DK", "de": "DE", "el": "GR", "en": "US", "es": "ES", "fi": "FI",
    "fr": "FR", "he": "IL", "hi": "IN", "hu": "HU", "id": "ID", "it": "IT", "ja": "JP", "ko": "KR",
    "ms": "MY", "nb": "NO", "nl": "NL", "pl": "PL", "pt": "BR", "ro": "RO", "ru": "RU", "sv": "SE",
    "th": "TH", "tr": "TR", "uk": "UA", "vi": "VN", "zh": "TW",
}  # fmt: skip
_TIME_ZONES: Final = {
    "AE": "Asia/Dubai", "AR": "America/Argentina/Buenos_Aires", "AT": "Europe/Vienna",
    "AU": "Australia/Sydney", "BE": "Europe/Brussels", "BR": "America/Sao_Paulo",
    "CA": "America/Toronto", "CH": "Europe/Zurich", "CL": "America/Santiago", "CO": "America/Bogota",
    "CZ": "Europe/Prague", "DE": "Europe/Berlin", "DK": "Europe/Copenhagen", "EG": "Africa/Cairo",
    "ES": "Europe/Madrid", "FI": "Europe/Helsinki", "FR": "Europe/Paris", "GB": "Europe/London",
    "GR": "Europe/Athens", "HU": "Europe/Budapest", "ID": "Asia/Jakarta", "IE": "Europe/Dublin",
    "IL": "Asia/Jerusalem", "IN": "Asia/Kolkata", "IT": "Europe/Rome", "JP": "Asia/Tokyo",
    "KR": "Asia/Seoul", "MX": "America/Mexico_City", "MY": "Asia/Kuala_Lumpur",
    "NL": "Europe/Amsterdam", "NO": "Europe/Oslo", "NZ": "Pacific/Auckland", "PE": "America/Lima",
    "PH": "Asia/Manila", "PL": "Europe/Warsaw", "PT": "Europe/Lisbon", "RO": "Europe/Bucharest",
    "RU": "Europe/Moscow", "SA": "Asia/Riyadh", "SE": "Europe/Stockholm", "SG": "Asia/Singapore",
    "TH": "Asia/Bangkok", "TR": "Europe/Istanbul", "TW": "Asia/Taipei", "UA": "Europe/Kyiv",
    "US": "America/New_York", "VN": "Asia/Ho_Chi_Minh", "ZA": "Africa/Johannesburg",
}  # fmt: skip


@frozen(kw_only=True)
class BrowserIdentity:
    """What one browser says about itself: the fingerprint of a client.

    Attributes:
        user_agent: The header; the browser parameters are parts of it.
        platform: `navigator.platform`.
        os: Operating system as TikTok's parameter names it.
        language: Two or three letters.
        region: Two capital letters.
        time_zone: IANA name of a time zone of that region.
        screen: Width and height in pixels.
    """

    user_agent: str
    platform: str
    os: str
    language: str
    region: str
    time_zone: str
    screen: tuple[int, int]

    @classmethod
    def choose(
        cls,
        rng: RandomSource,
        *,
        language: str = "en-US",
        user_agent: str = "",
        unlike: BrowserIdentity | None = None,
    ) -> BrowserIdentity:
        """Choose one that speaks this language.

        Args:
            rng: Source of the choice.
            language: `de` or `de-AT`; without a region, the language's home is taken.
            user_agent: The browser the caller wants to be; empty to choose one.
            unlike: An identity whose browser was refused and is not chosen again.
        """
        code, _, region = language.partition("-")
        region = region or _HOMES.get(code, "US")
        browsers = [browser for browser in _BROWSERS if unlike is None or browser != unlike.user_agent]
        user_agent = user_agent or rng.choice(browsers)
        platform, os = _system(user_agent)
        return cls(
            user_agent=user_agent,
            platform=platform,
            os=os,
            language=code,
            region=region,
            time_zone=_TIME_ZONES.get(region, "Etc/UTC"),
            screen=rng.choice(_SCREENS),
        )

    @property
    def locale(self) -> str:
        """Language and region as browsers write them."""
        return f"{self.language}-{self.region}"

    @property
    def accept_language(self) -> str:
        """Value of the header `Accept-Language`."""
        return f"{self.locale},{self.language};q=0.9"

    @property
    def browser_name(self) -> str:
        """`navigator.appCodeName`."""
        return self.user_agent.partition("/")[0]

    @property
    def browser_version(self) -> str:
        """`navigator.appVersion`, which is the rest of the User-Agent."""
        return self.user_agent.partition("/")[2]


def _system(user_agent: str) -> tuple[str, str]:
    """`navigator.platform` and the operating system as TikTok's parameter `os` names it."""
    if "Macintosh" in user_agent:
        return "MacIntel", "mac"
    if "Linux" in user_agent:
        return "Linux x86_64", "linux"
    return "Win32", "windows"
