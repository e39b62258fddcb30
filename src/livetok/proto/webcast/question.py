"""Questions and answers.

Generated from proto/webcast/question.proto by `nox -s generate`; do not edit.
"""

from typing import TYPE_CHECKING

import betterproto2

from livetok import proto
from livetok._codec import Message, message
from livetok._mixins.event import Event

if TYPE_CHECKING:
    from livetok.proto.webcast.common import CommonMessageData
    from livetok.proto.webcast.user import User

_proto = proto  # where the codec looks for the classes of other modules


@message
class QuestionNewEvent(Event):
    """A viewer asked a question in the Q&A."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    data: "Question" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    """The question, and who asked it."""


@message
class Question(Message):
    question_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    content: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    answer_status: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    create_time: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    user: "User" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    create_from: "int" = betterproto2.field(20, betterproto2.TYPE_INT32)
    answer_from: "int" = betterproto2.field(21, betterproto2.TYPE_INT32)


@message
class QuestionSelectedEvent(Event):
    """A Q&A question was chosen to answer."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    question: "Question" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class QuestionSlideDownEvent(Event):
    """The chosen Q&A question was closed."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    question_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)


@message
class QuestionDeleteEvent(Event):
    """A Q&A question was deleted."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    question_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    user_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    scene: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)


@message
class QuestionSwitchEvent(Event):
    """Q&A switched on or off."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    on: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)
