"""Thousands of hosts in several processes, one compact object a line: python many_processes.py hosts.txt 8

hosts.txt has a handle on each line. A process that ends with an error is started again.

Without TikTok: run `livetok simulate --rooms 20` in another terminal, the lines that it prints here, and then give a
file with room1 to room20.
"""

import gc
import json
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path

import anyio
from typing_extensions import Unpack

from livetok import LiveError, follow
from livetok.options import ConnectOptions

DIALS_A_SECOND = 10.0  # of all processes together: they share one address
PAUSE = 5.0  # seconds before a process is started again


def share_of(hosts: Sequence[str], index: int, count: int) -> list[str]:
    """The hosts of one process: by name, so that a host stays where it is when others come and go."""
    return [host for host in hosts if zlib.crc32(host.lower().encode()) % count == index]


async def read(hosts: Sequence[str], count: int, **options: Unpack[ConnectOptions]) -> None:
    """One process: follow its share of the hosts, and print what happens."""
    async with follow(hosts, dial_rate=DIALS_A_SECOND / count, **options) as lives:
        async for _, event in lives:
            print(json.dumps(event.compact()), flush=True)


async def keep_running(command: Sequence[str]) -> None:
    """Start a process, again and again, until it ends because there is nobody left to follow."""
    while True:
        async with await anyio.open_process(command, stdin=None, stdout=None, stderr=None) as process:
            if await process.wait() == 0:
                return
        await anyio.sleep(PAUSE)


async def main(path: str, count: int) -> None:
    async with anyio.create_task_group() as tasks:
        for index in range(count):
            tasks.start_soon(keep_running, [sys.executable, __file__, path, str(count), str(index)])


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    try:
        if len(sys.argv) == 3:
            anyio.run(main, sys.argv[1], int(sys.argv[2]))
        else:
            gc.set_threshold(50_000, 20, 100)  # with many rooms, looking for garbage takes seconds
            everybody = Path(sys.argv[1]).read_text(encoding="utf-8").split()
            share = share_of(everybody, index=int(sys.argv[3]), count=int(sys.argv[2]))
            anyio.run(read, share, int(sys.argv[2]))
    except LiveError as error:
        sys.exit(f"{error}\nhint: {error.hint}")
    except KeyboardInterrupt:
        sys.exit(130)
