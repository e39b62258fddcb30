"""What streamers see: pages for OBS, and a local relay of events for games and other programs.

::

    hub = Hub()
    app = overlay_app(hub)  # an ASGI app, to be served as it is or mounted below any path
    async with connect("@user") as live:
        await feed(hub, live)

See docs/overlay.md; `livetok overlay @user` is all of it in one command. Needs the extra `overlay`.
"""

from livetok.overlay.app import overlay_app
from livetok.overlay.feed import feed, state_of
from livetok.overlay.hub import Hub, Packet, Subscription, TooManySubscribers
from livetok.overlay.images import Image, ImageProxy, open_image_proxy
from livetok.overlay.security import AccessRules, Refusal
from livetok.overlay.server import OverlayServer, serve_app

__all__ = [
    "AccessRules",
    "Hub",
    "Image",
    "ImageProxy",
    "OverlayServer",
    "Packet",
    "Refusal",
    "Subscription",
    "TooManySubscribers",
    "feed",
    "open_image_proxy",
    "overlay_app",
    "serve_app",
    "state_of",
]
