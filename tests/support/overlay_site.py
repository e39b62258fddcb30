"""An overlay on a port, in a thread of its own, that can be stopped and started while pages look at it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from anyio.from_thread import BlockingPortal, start_blocking_portal
from attrs import define, field

from livetok.overlay import AccessRules, Hub, OverlayServer, overlay_app, serve_app
from livetok.overlay.images import ImageProxy

__all__ = ["OverlaySite", "comment", "gift", "open_overlay"]


@define(eq=False)
class OverlaySite:
    """A running overlay; `hub` may be replaced between `stop` and `start`."""

    portal: BlockingPortal
    rules: AccessRules
    images: ImageProxy | None
    hub: Hub = field(factory=Hub)
    port: int = 0
    _running: AbstractContextManager[OverlayServer] | None = field(default=None, init=False)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        app = overlay_app(self.hub, rules=self.rules, images=self.images)
        # made where the event loop is: it binds the port at once
        manager = self.portal.call(lambda: serve_app(app, port=self.port))
        self._running = self.portal.wrap_async_context_manager(manager)
        self.port = self._running.__enter__().port

    def stop(self) -> None:
        if self._running is not None:
            self._running.__exit__(None, None, None)
            self._running = None

    def call(self, act: Callable[[], Any]) -> Any:
        return self.portal.call(act)

    def publish(self, *events: Mapping[str, Any]) -> None:
        self.call(lambda: [self.hub.publish(event) for event in events])

    def state(self, host: str = "ann", **facts: Any) -> None:
        self.call(lambda: self.hub.update_state(host, {"connected": True, **facts}))


@contextmanager
def open_overlay(
    backend: str, *, rules: AccessRules | None = None, images: ImageProxy | None = None
) -> Generator[OverlaySite]:
    with start_blocking_portal(backend) as portal:
        site = OverlaySite(portal, rules or AccessRules(), images)
        site.start()
        try:
            yield site
        finally:
            site.stop()


def comment(number: int, text: str = "", *, host: str = "ann", **user: Any) -> dict[str, Any]:
    """A comment in the compact form; its text is its number unless told otherwise."""
    person = {"id": str(number), "name": f"user{number}", "nickname": f"User {number}", **user}
    facts = {"v": 1, "id": f"7-{number}", "type": "comment", "host": host, "history": False}
    return {**facts, "user": person, "text": text or str(number)}


def gift(
    number: int, name: str = "Rose", *, count: int = 1, price: int = 1, over: bool = True
) -> dict[str, Any]:
    """A gift of user 1 in the compact form."""
    form = {"id": name, "name": name, "count": count, "delta": 1, "diamonds": price * count, "over": over}
    return {
        **comment(number),
        "type": "gift",
        "gift": form,
        "user": {"id": "1", "name": "bo", "nickname": "Bo"},
    }
