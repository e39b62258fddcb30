"""Have a Minecraft server do something for each gift: RCON_PASSWORD=... python minecraft_sink.py @user localhost:25575

A sink of one's own over the server's remote console (`enable-rcon=true` in server.properties). Each diamond of a gift
is an emerald for everybody.

Without TikTok: run `livetok simulate --rooms anna` in another terminal, the lines that it prints here, and then
`python minecraft_sink.py @anna localhost:25575`.
"""

import json
import os
import socket
import struct
import sys
from collections.abc import Sequence
from typing import Any, Unpack

import anyio

from livetok import (
    ConnectOptions,
    GiftSettledEvent,
    LiveError,
    Row,
    SinkAddress,
    SinkError,
    SinkUnavailable,
    connect,
    open_sink,
    register_sink,
)

LOGIN, COMMAND, REFUSED = 3, 2, -1
MOST = 64


class MinecraftWriter:
    def __init__(self, host: str, port: int, password: str) -> None:
        self.address, self.password = (host, port), password
        self.socket: socket.socket | None = None

    def write(self, rows: Sequence[Row]) -> None:
        try:
            for row in rows:
                for command in commands_of(row.compact):
                    self.send(COMMAND, command)
        except OSError as error:
            self.close()
            raise SinkUnavailable(f"the Minecraft server cannot be reached: {error}") from error

    def send(self, kind: int, text: str) -> int:
        """Send a packet and read the answer; returns its id."""
        if self.socket is None:
            self.socket = socket.create_connection(self.address, timeout=10)
            if self.send(LOGIN, self.password) == REFUSED:
                raise SinkError("the Minecraft server refuses the password", hint="check RCON_PASSWORD")
        body = struct.pack("<ii", 1, kind) + text.encode() + b"\0\0"
        self.socket.sendall(struct.pack("<i", len(body)) + body)
        (length,) = struct.unpack("<i", self.receive(4))
        number: int = struct.unpack("<i", self.receive(length)[:4])[0]
        return number

    def receive(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            chunk = self.socket.recv(count - len(data)) if self.socket else b""
            if not chunk:
                raise ConnectionError("the connection ended")
            data += chunk
        return data

    def close(self) -> None:
        if self.socket is not None:
            self.socket.close()
            self.socket = None


def commands_of(event: dict[str, Any]) -> list[str]:
    """Return commands; a nickname is anybody's text, and stands in a JSON string alone."""
    name, gift = event.get("user", {}).get("nickname", "somebody"), event["gift"]
    text = json.dumps({"text": f"{name} sent {gift['count']} x {gift.get('name', 'a gift')}"})
    return [f"tellraw @a {text}", f"give @a emerald {max(1, min(MOST, gift.get('diamonds', 1)))}"]


def open_minecraft(address: SinkAddress) -> MinecraftWriter:
    host, _, port = address.url.partition(":")[2].partition(":")
    return MinecraftWriter(host, int(port or 25575), os.environ["RCON_PASSWORD"])


register_sink("minecraft", open_minecraft, batch=10)


async def main(user: str, server: str, **options: Unpack[ConnectOptions]) -> None:
    async with connect(user, **options) as live, open_sink(f"minecraft:{server}") as sink:
        async for event in live.only(GiftSettledEvent):
            await sink.put(event)


if __name__ == "__main__":
    if len(sys.argv) != 3 or "RCON_PASSWORD" not in os.environ:
        sys.exit(__doc__)
    try:
        anyio.run(main, sys.argv[1], sys.argv[2])
    except LiveError as error:
        sys.exit(f"{error}\nhint: {error.hint}")
