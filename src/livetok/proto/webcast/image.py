"""Pictures, wherever they appear.

Generated from proto/webcast/image.proto by `nox -s generate`; do not edit.
"""

import betterproto2

from livetok._codec import Message, message
from livetok._mixins.picture import ImageModelMixin


@message
class ImageModel(ImageModelMixin, Message):
    """A picture with its addresses, best first."""

    url_list: "list[str]" = betterproto2.field(1, betterproto2.TYPE_STRING, repeated=True)
    uri: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    height: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    width: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    avg_color: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    image_type: "int" = betterproto2.field(6, betterproto2.TYPE_INT32)
    open_web_url: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)
    content: "Content" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, optional=True)
    is_animated: "bool" = betterproto2.field(9, betterproto2.TYPE_BOOL)


@message
class Content(Message):
    name: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    font_color: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    level: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
