"""What can be asked of TikTok without a connection."""

from livetok.compat.tiktoklive.client.web.routes.fetch_gift_list import FetchGifListRoute
from livetok.compat.tiktoklive.client.web.routes.fetch_image_data import FetchImageDataRoute
from livetok.compat.tiktoklive.client.web.routes.fetch_is_live import FetchIsLiveRoute
from livetok.compat.tiktoklive.client.web.routes.fetch_room_id_api import FetchRoomIdAPIRoute
from livetok.compat.tiktoklive.client.web.routes.fetch_room_id_live_html import FetchRoomIdLiveHTMLRoute
from livetok.compat.tiktoklive.client.web.routes.fetch_room_info import FetchRoomInfoRoute
from livetok.compat.tiktoklive.client.web.routes.fetch_signed_websocket import FetchSignedWebSocketRoute
from livetok.compat.tiktoklive.client.web.routes.fetch_user_unique_id import FetchUserUniqueIdRoute
from livetok.compat.tiktoklive.client.web.routes.fetch_video_data import FetchVideoDataRoute
from livetok.compat.tiktoklive.client.web.routes.send_room_chat import SendRoomChatRoute

__all__ = [
    "FetchGifListRoute",
    "FetchImageDataRoute",
    "FetchIsLiveRoute",
    "FetchRoomIdAPIRoute",
    "FetchRoomIdLiveHTMLRoute",
    "FetchRoomInfoRoute",
    "FetchSignedWebSocketRoute",
    "FetchUserUniqueIdRoute",
    "FetchVideoDataRoute",
    "SendRoomChatRoute",
]
