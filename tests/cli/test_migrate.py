"""`livetok migrate`: what a program uses, by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from livetok.cli import main
from livetok.cli.migrate import examine
from livetok.errors import UserError

PROGRAM = """\
from TikTokLive import TikTokLiveClient
from TikTokLive.events import CommentEvent, ViewerCountUpdateEvent
from TikTokLive.client.ws.ws_client import WebcastWSClient
import TikTokLive.types.events

client: TikTokLiveClient = TikTokLiveClient("@a", debug=True, request_headers={})

@client.on("viewer_count_update")
async def on_viewers(event): ...

@client.on("mine")
def mine(event): ...

client.web.fetch_user_unique_id(3)
client.web.set_session("a", "b")
client.send_message("hi")
client.run()
"""


def test_a_program() -> None:
    findings = [(finding.line, finding.use, finding.served) for finding in examine(PROGRAM)]
    assert findings == [
        (1, "from TikTokLive import TikTokLiveClient", True),
        (2, "from TikTokLive.events import CommentEvent", True),
        (2, "from TikTokLive.events import ViewerCountUpdateEvent", False),
        (3, "from TikTokLive.client.ws.ws_client import WebcastWSClient", False),
        (4, "import TikTokLive.types.events", True),
        (6, "option debug", True),
        (6, "option request_headers", True),
        (8, "client.on", True),
        (8, "event 'viewer_count_update'", True),
        (11, "client.on", True),
        (11, "event 'mine'", False),
        (14, "client.web", True),
        (14, "client.web.fetch_user_unique_id", True),
        (15, "client.web", True),
        (15, "client.web.set_session", True),
        (16, "client.send_message", True),
        (17, "client.run", True),
    ]
    becomes = {finding.use: finding.becomes for finding in examine(PROGRAM)}
    assert becomes["event 'viewer_count_update'"] == "'viewer_update', with a warning"
    assert "RoomUserSeqEvent" in becomes["from TikTokLive.events import ViewerCountUpdateEvent"]
    assert "livetok.compat.tiktoklive.events" in becomes["from TikTokLive.events import CommentEvent"]


def test_the_command(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    program = tmp_path / "bot.py"
    program.write_text(PROGRAM)
    other = tmp_path / "other.py"
    other.write_text("client.on('comment')")
    assert main(["migrate", str(program), str(other)]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert len(lines) == 19
    assert lines[-2:] == [
        f"{program}: 17 uses, 3 not served; see docs/migrating.md",
        f"{other}: uses nothing of TikTokLive",
    ]


@pytest.mark.parametrize("text", ["def (", "\0", None])
def test_what_is_no_program(tmp_path: Path, capfd: pytest.CaptureFixture[str], text: str | None) -> None:
    path = tmp_path / "bot.py"
    if text is not None:
        path.write_text(text)
    assert main(["migrate", str(path)]) == 2
    assert "hint" in capfd.readouterr().err
    if text is not None:
        with pytest.raises(UserError):
            examine(text)


def test_without_a_program(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["migrate"]) == 2
    assert "which program" in capfd.readouterr().err


def test_the_table(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["migrate", "--names"]) == 0
    assert "| `client` | 6, 7 |" in capfd.readouterr().out


DERIVED = """\
from TikTokLive import TikTokLiveClient
from TikTokLive.events import CommentEvent, GiftEvent

class Bot(Base):
    def __init__(self):
        super().__init__("@ann", request_headers={})
        self.add_listener(GiftEvent, self.on_gift)

    async def on_gift(self, event):
        event.mine = 3
        print(event.gift.name, event.user.follower_count, event.mine.x)
        await self.web.fetch_room_info()
        self.web.generate_device_id()

class Base(TikTokLiveClient): ...

bot = Bot()

@bot.on(CommentEvent)
async def on_comment(comment): print(comment.user.nick_name, comment.comment.upper(), comment.text)

@bot.on("viewer_count_update")
def on_viewers(event): print(event.viewerCount, event.viewers)

def helper(event: CommentEvent, other): return event.user_info.username, other.nothing

bot.wait_for_complete()
"""


def test_classes_that_are_derived_and_attributes_of_events() -> None:
    findings = [(finding.line, finding.use, finding.served) for finding in examine(DERIVED)]
    assert findings == [
        (1, "from TikTokLive import TikTokLiveClient", True),
        (2, "from TikTokLive.events import CommentEvent", True),
        (2, "from TikTokLive.events import GiftEvent", True),
        (6, "option request_headers", True),
        (7, "client.add_listener", True),
        (11, "GiftEvent.gift.name", True),
        (11, "GiftEvent.user.follower_count", False),
        (12, "client.web", True),
        (12, "client.web.fetch_room_info", True),
        (13, "client.web", True),
        (13, "client.web.generate_device_id", False),
        (19, "client.on", True),
        (20, "CommentEvent.comment.upper", True),
        (20, "CommentEvent.text", False),
        (20, "CommentEvent.user.nick_name", True),
        (22, "client.on", True),
        (22, "event 'viewer_count_update'", True),
        (23, "ViewerUpdateEvent.viewerCount", True),
        (23, "ViewerUpdateEvent.viewers", False),
        (25, "CommentEvent.user_info.username", True),
        (27, "client.wait_for_complete", False),
    ]
    becomes = {finding.use: finding.becomes for finding in examine(DERIVED)}
    assert becomes["GiftEvent.user.follower_count"] == "not served: there is no 'follower_count'"
