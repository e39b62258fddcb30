"""What the generated classes are called and what they inherit from."""

import ast
from collections import Counter
from pathlib import Path

from tools.generate.compiler import File

WEBCAST_MARK = "Webcast"
"""Message names with this prefix are those of a webcast method, but for two of the transport."""

TRANSPORT = frozenset({"WebcastPushFrame", "WebcastImEnterRoomMessage"})

METHODS_WITHOUT_PREFIX = {
    "RoomMessage": "WebcastRoomMessage",
    "LinkMicMethod": "WebcastLinkMicMethod",
    "RoomVerifyMessage": "WebcastRoomVerifyMessage",
}
"""Method strings that TikTok sends without the usual prefix, and the message of each."""

SPECIAL_NAMES = {
    # Events whose name is older than their method.
    "WebcastChatMessage": "CommentEvent",
    "WebcastRoomUserSeqMessage": "ViewerUpdateEvent",
    "WebcastEmoteChatMessage": "EmoteEvent",
    "WebcastRankUpdateMessage": "RankingUpdateEvent",
    "WebcastRankTextMessage": "UserRankingUpdateEvent",
    "WebcastLinkMicArmies": "MicBattleUpdateEvent",
    "WebcastLinkMicBattle": "LinkMicBattleEvent",
    "WebcastLiveIntroMessage": "IntroMessageEvent",
    # A part of a message that carries the name of an event.
    "BarrageEvent": "BarrageTracking",
}


def find_mixins(folder: Path) -> dict[str, str]:
    """Finds the hand-written ``<ClassName>Mixin`` classes: class name to module. Imports nothing."""
    mixins: dict[str, str] = {}
    for path in sorted(folder.glob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and node.name.endswith("Mixin"):
                mixins[node.name.removesuffix("Mixin")] = f"livetok._mixins.{path.stem}"
    return mixins


class Names:
    """Answers every question about names, by the name in the ``.proto`` file."""

    def __init__(self, files: list[File], mixins: dict[str, str]):
        self.mixins = mixins
        self._public = {name: self._public_name(name) for file in files for name in file.names}
        self._module = {self.public(name): file.module for file in files for name in file.names}
        self._messages = {message.name for file in files for message in file.messages}
        self._events = {m.name for f in files for m in f.messages if self._is_event(f, m.name)}
        self._refuse_doubles()
        self._refuse_idle_mixins()

    @property
    def modules(self) -> dict[str, str]:
        """Class name to the module that holds it, sorted."""
        return dict(sorted(self._module.items()))

    @property
    def methods(self) -> dict[str, str]:
        """Webcast method string to event class name, sorted."""
        methods = {name: name for name in self._messages if self._is_webcast_method(name)}
        return {
            method: self.public(name) for method, name in sorted((methods | METHODS_WITHOUT_PREFIX).items())
        }

    def public(self, name: str) -> str:
        """The name of the class."""
        return self._public[name]

    def is_message(self, name: str) -> bool:
        """Tells a message from an enum."""
        return name in self._messages

    def is_event(self, name: str) -> bool:
        """Whether the class is one that a room yields."""
        return name in self._events

    @staticmethod
    def _is_webcast_method(name: str) -> bool:
        return name.startswith(WEBCAST_MARK) and name not in TRANSPORT

    def _is_event(self, file: File, name: str) -> bool:
        own = file.path.startswith("livetok/") and name.endswith("Event")
        return own or self._is_webcast_method(name)

    def _public_name(self, name: str) -> str:
        if name in SPECIAL_NAMES:
            return SPECIAL_NAMES[name]
        if self._is_webcast_method(name):
            return name.removeprefix(WEBCAST_MARK).removesuffix("Message") + "Event"
        return name

    def _refuse_doubles(self) -> None:
        doubles = [name for name, times in Counter(self._public.values()).items() if times > 1]
        if doubles:
            raise ValueError(f"two classes would have the same name: {sorted(doubles)}")

    def _refuse_idle_mixins(self) -> None:
        idle = self.mixins.keys() - self._module.keys()
        if idle:
            raise ValueError(f"mixins for classes that are not generated: {sorted(idle)}")
