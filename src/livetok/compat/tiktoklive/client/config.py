"""Constants of the original."""

from typing import Final

from livetok.options import Endpoints

__all__ = ["TIKTOK_SIGN_API", "TIKTOK_URL_WEB", "TIKTOK_URL_WEBCAST"]

TIKTOK_URL_WEB: Final = f"{Endpoints().web}/"
TIKTOK_URL_WEBCAST: Final = f"{Endpoints().webcast}/webcast/"
TIKTOK_SIGN_API: Final = f"{Endpoints().sign}/"
