"""Send one HTTP request for every gift, once, whatever happens: python gift_trigger.py @user http://127.0.0.1:9000/gift

Kill it at any moment and start it again: it goes on where it stopped. The gift is written down under its key before the
request is sent and crossed off after it, so after a crash in between it is sent again, with the same key. A receiver
that knows `Idempotency-Key` acts on it once.

Without TikTok: run `livetok simulate --rooms anna` in another terminal, the lines that it prints here, and then
`python gift_trigger.py @anna http://127.0.0.1:9000/gift`.
"""

import json
import sqlite3
import sys

import anyio
import httpx
from typing_extensions import Unpack

from livetok import GiftSettledEvent, LiveError, connect
from livetok.options import ConnectOptions


def open_store(path: str) -> sqlite3.Connection:
    store = sqlite3.connect(path, isolation_level=None)
    store.execute(
        "CREATE TABLE IF NOT EXISTS gifts (key TEXT PRIMARY KEY, body TEXT, sent INTEGER DEFAULT 0)"
    )
    store.execute("CREATE TABLE IF NOT EXISTS resume (host TEXT PRIMARY KEY, point TEXT)")
    return store


async def send(store: sqlite3.Connection, client: httpx.AsyncClient, url: str) -> None:
    """Send what is written down and not crossed off."""
    for key, body in store.execute("SELECT key, body FROM gifts WHERE NOT sent ORDER BY rowid").fetchall():
        headers = {"Idempotency-Key": key, "Content-Type": "application/json"}
        (await client.post(url, content=body, headers=headers)).raise_for_status()
        store.execute("UPDATE gifts SET sent = 1 WHERE key = ?", (key,))


async def main(user: str, url: str, path: str, **options: Unpack[ConnectOptions]) -> None:
    store = open_store(path)
    row = store.execute("SELECT point FROM resume WHERE host = ?", (user,)).fetchone()
    options["resume"] = row[0] if row else None
    async with httpx.AsyncClient() as client, connect(user, **options) as live:
        await send(store, client, url)  # what the last run left
        async for event in live:
            store.execute("BEGIN")  # the gift and the point are written together, or neither is
            if isinstance(event, GiftSettledEvent):
                body = json.dumps(event.compact())
                store.execute("INSERT OR IGNORE INTO gifts (key, body) VALUES (?, ?)", (event.key, body))
            store.execute("INSERT OR REPLACE INTO resume VALUES (?, ?)", (user, str(live.resume)))
            store.execute("COMMIT")
            await send(store, client, url)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    try:
        anyio.run(main, sys.argv[1], sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else "gifts.sqlite")
    except LiveError as error:
        sys.exit(f"{error}\nhint: {error.hint}")
