"""A room in a window: python tkinter_window.py @user

Without TikTok: run `livetok simulate --rooms anna` in another terminal, the lines that it prints here, and then
`python tkinter_window.py @anna`.
"""

import sys
import threading
from queue import Empty, SimpleQueue

from typing_extensions import Unpack

from livetok import CommentEvent, Event, GiftSettledEvent, LiveError, open_live
from livetok.options import ConnectOptions

LOOK_EVERY = 50  # milliseconds


def read(user: str, events: SimpleQueue[Event | LiveError], **options: Unpack[ConnectOptions]) -> None:
    """Runs in a thread: hands on what happens, and the error that ends it."""
    try:
        with open_live(user, **options) as live:
            for event in live.only(CommentEvent, GiftSettledEvent):
                events.put(event)
    except LiveError as error:
        events.put(error)


def take(events: SimpleQueue[Event | LiveError]) -> list[str]:
    """Runs in the window's loop: the lines for what is there by now; never waits."""
    lines: list[str] = []
    while True:
        try:
            event = events.get_nowait()
        except Empty:
            return lines
        match event:
            case CommentEvent():
                lines.append(f"{event.user.nickname}: {event.content}")
            case GiftSettledEvent():
                lines.append(f"{event.user.nickname} gave {event.count} {event.gift.name}")
            case LiveError():
                lines.append(f"{event} ({event.hint})")
            case _:
                pass


def main(user: str) -> None:
    import tkinter as tk

    events: SimpleQueue[Event | LiveError] = SimpleQueue()
    # A daemon: closing the window ends the program, and with it the room.
    threading.Thread(target=read, args=(user, events), daemon=True).start()
    window = tk.Tk()
    window.title(user)
    text = tk.Text(window, width=60, height=20, wrap="word")
    text.pack(fill="both", expand=True)

    def look() -> None:
        for line in take(events):
            text.insert("end", line + "\n")
            text.see("end")
        window.after(LOOK_EVERY, look)

    look()
    window.mainloop()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
