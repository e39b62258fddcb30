"""Where the pictures of a simulator are: the addresses of avatars, gifts and covers."""

from __future__ import annotations

from typing import Any

from attrs import define

from livetok.proto import ImageModel

__all__ = ["PictureHost", "image_model"]


@define(eq=False)
class PictureHost:
    """Base URL of all pictures; the server puts its own address here once it has one.

    Attributes:
        base: Scheme, host and port, without a slash at its end.
    """

    base: str = "https://p16-webcast.tiktokcdn.example"

    def avatar(self, unique_id: str, size: int) -> dict[str, Any]:
        """Return a user's picture as TikTok's JSON has it.

        Args:
            unique_id: Handle.
            size: Pixels on each side.
        """
        uri = f"tos-alisg-avt-0068/{unique_id}"
        return _image(uri, f"{self.base}/{uri}~tplv-tiktokx-cropcenter:{size}:{size}.png", 0)

    def picture(self, path: str, *, size: int = 100) -> dict[str, Any]:
        """Return any other picture as TikTok's JSON has it.

        Args:
            path: What it shows, for example `gift-5655`.
            size: Pixels on each side, as the JSON says.
        """
        uri = f"webcast-va/{path}"
        return _image(uri, f"{self.base}/img/{uri}~tplv-obj.png", size)


def _image(uri: str, url: str, size: int) -> dict[str, Any]:
    return {"uri": uri, "url_list": [url], "avg_color": "#EBCAFF" if size else "", "height": size, "width": size,
            "image_type": 0, "is_animated": False, "open_web_url": ""}  # fmt: skip


def image_model(facts: dict[str, Any]) -> ImageModel:
    """Return the same as a message.

    Args:
        facts: What `PictureHost` returned.
    """
    return ImageModel(
        url_list=facts["url_list"],
        uri=facts["uri"],
        height=facts["height"],
        width=facts["width"],
        avg_color=facts["avg_color"],
    )
