"""How much of a core the simulator needs: 500 rooms with 10 messages a second, each watched by one client.

Client and simulator are processes of their own. The client does no more than it must (it takes frames apart far enough
to count messages and to acknowledge), so that the simulator is what is measured.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import zlib
from pathlib import Path
from urllib.parse import urlencode

import anyio
from anyio.abc import ByteStream
from attrs import define

__all__ = ["measure_simulator"]

_TICKS = os.sysconf("SC_CLK_TCK")
_KEY = "AAAAAAAAAAAAAAAAAAAAAA=="
_WARM_UP = 5.0


@define
class Count:
    """What all clients together have received."""

    messages: int = 0
    frames: int = 0
    bytes: int = 0


def measure_simulator(rooms: int = 500, rate: float = 10.0, seconds: float = 20.0) -> str:
    """Run it and say how it went, in one line."""
    command = [sys.executable, "-m", "livetok", "simulate", "--rooms", str(rooms), "--rate", str(rate)]
    with subprocess.Popen([*command, "--backend", "asyncio"], stdout=subprocess.PIPE, text=True) as simulator:
        try:
            assert simulator.stdout is not None
            facts = json.loads(simulator.stdout.readline())
            return anyio.run(_watch, facts, simulator.pid, seconds)
        finally:
            simulator.terminate()


async def _watch(facts: dict[str, dict[str, str]], pid: int, seconds: float) -> str:
    host, port = facts["endpoints"]["web"].removeprefix("http://").split(":")
    cookie = await _cookie(host, int(port))
    count = Count()
    async with anyio.create_task_group() as clients:
        for room_id in facts["rooms"].values():
            clients.start_soon(_client, host, int(port), int(room_id), cookie, count)
        await anyio.sleep(_WARM_UP)
        before, cpu, began = count.messages, _cpu(pid), time.perf_counter()
        await anyio.sleep(seconds)
        passed = time.perf_counter() - began
        rate, share = (count.messages - before) / passed, (_cpu(pid) - cpu) / passed
        clients.cancel_scope.cancel()
    rooms = len(facts["rooms"])
    each = share / rate * 1e6 if rate else float("nan")
    return f"{rooms} rooms, {rate:,.0f} messages a second: {share:.0%} of a core, {each:.0f} us a message"


def _cpu(pid: int) -> float:
    """Processor time of a process so far, in seconds."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


async def _cookie(host: str, port: int) -> str:
    async with await anyio.connect_tcp(host, port) as stream:
        await stream.send(b"GET / HTTP/1.1\r\nHost: x\r\nUser-Agent: bench\r\nConnection: close\r\n\r\n")
        head = await stream.receive()
    return head.partition(b"ttwid=")[2].partition(b";")[0].decode()


# A client


async def _client(host: str, port: int, room_id: int, cookie: str, count: Count) -> None:
    query = urlencode(
        {"aid": "1988", "room_id": room_id, "compress": "gzip", "client_enter": "1", "did_rule": "3"}
    )
    lines = [
        f"GET /webcast/im/ws_proxy/ws_reuse_supplement/?{query} HTTP/1.1",
        *(
            "Host: x",
            "User-Agent: bench",
            f"Cookie: ttwid={cookie}",
            "Upgrade: websocket",
            "Connection: Upgrade",
        ),
        *("Sec-WebSocket-Version: 13", f"Sec-WebSocket-Key: {_KEY}", "", ""),
    ]
    async with await anyio.connect_tcp(host, port) as stream:
        await stream.send("\r\n".join(lines).encode())
        await stream.receive()
        room = b"\x08" + _varint(room_id)
        await _send(
            stream,
            b"\x32\x02pb"
            + _block(7, b"im_enter_room")
            + _block(8, room + b"\x20\x0c\x2a\x08audience\x4a\x010"),
        )
        await _read(stream, b"\x32\x02pb" + _block(7, b"hb") + _block(8, room), count)


async def _read(stream: ByteStream, heartbeat: bytes, count: Count) -> None:
    data, beat_at = b"", 0.0
    while True:
        if time.monotonic() >= beat_at:  # in a busy room something always comes in between
            beat_at = time.monotonic() + 10
            await _send(stream, heartbeat)
        data += await stream.receive(1 << 17)
        while len(data) >= 4 and len(data) >= (end := _frame_end(data)):
            await _take(stream, data[end - _length(data) : end], count)
            data = data[end:]


def _length(data: bytes) -> int:
    short = data[1] & 0x7F
    return short if short < 126 else int.from_bytes(data[2:4] if short == 126 else data[2:10])


def _frame_end(data: bytes) -> int:
    return _length(data) + (2 if data[1] < 126 else 4 if data[1] == 126 else 10)


async def _take(stream: ByteStream, frame: bytes, count: Count) -> None:
    outer = dict(_fields(frame))
    payload = outer.get(8, b"")
    if not isinstance(payload, bytes) or outer.get(7) == b"hb":
        return
    body = list(_fields(zlib.decompress(payload, wbits=47)))
    count.messages += sum(field == 1 for field, _ in body)
    count.frames += 1
    count.bytes += len(frame)
    result = dict(body)
    if result.get(9):
        log_id = outer[2]
        assert isinstance(log_id, int)
        ack = b"\x10" + _varint(log_id) + b"\x32\x02pb" + _block(7, b"ack")
        internal_ext = result.get(5, b"")
        assert isinstance(internal_ext, bytes)
        await _send(stream, ack + (_block(8, internal_ext) if internal_ext else b""))


async def _send(stream: ByteStream, payload: bytes) -> None:
    size = len(payload)
    head = bytes([0x82, 0x80 | size]) if size < 126 else b"\x82\xfe" + size.to_bytes(2)
    await stream.send(head + bytes(4) + payload)  # a mask of zeros leaves the payload as it is


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def _block(field: int, data: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(data)) + data


def _fields(data: bytes) -> list[tuple[int, int | bytes]]:
    fields: list[tuple[int, int | bytes]] = []
    at = 0
    while at < len(data):
        tag, at = _read_varint(data, at)
        value, at = _read_varint(data, at)
        if tag & 7 == 2:
            fields.append((tag >> 3, data[at : at + value]))
            at += value
        else:
            fields.append((tag >> 3, value))
    return fields


def _read_varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7


if __name__ == "__main__":
    print(measure_simulator(*(int(argument) for argument in sys.argv[1:2])))
