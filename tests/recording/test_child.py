"""The supervised child: whatever it does, it ends, its last words arrive, and nobody remains."""

from __future__ import annotations

import sys

import anyio
import pytest

from livetok._net.process import Exit, run_program

pytestmark = pytest.mark.anyio

STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('x', flush=True); time.sleep(60)"


class Ears:
    """Keeps what a child says."""

    def __init__(self) -> None:
        self.output = b""
        self.lines = list[str]()

    async def take(self, data: bytes) -> None:
        self.output += data
        await anyio.lowlevel.checkpoint()

    async def run(self, program: str, **options: float | bytes) -> Exit:
        command = [sys.executable, "-c", program]
        return await run_program(command, output=self.take, line=self.lines.append, **options)  # type: ignore[arg-type]


async def test_output_lines_and_code() -> None:
    ears = Ears()
    ended = await ears.run("import sys; print('out'); sys.stderr.write('a\\rb\\n\\nc'); sys.exit(3)")
    assert (ended, ears.output, ears.lines) == (Exit(3), b"out\n", ["a", "b", "c"])


async def test_much_on_both_pipes() -> None:
    ears = Ears()
    await ears.run("import sys; sys.stderr.write('e' * 10**6 + '\\n'); sys.stdout.write('o' * 10**6)")
    assert len(ears.output) == 10**6
    assert max(map(len, ears.lines)) <= 8192


async def test_silence_ends_it() -> None:
    ears = Ears()
    with anyio.fail_after(10):
        ended = await ears.run("import time; print('x', flush=True); time.sleep(60)", silence=0.5)
    assert ended.silent
    assert ears.output == b"x\n"


async def test_a_farewell_and_its_last_words() -> None:
    ears = Ears()
    with anyio.move_on_after(1):
        await ears.run("print('x', flush=True); print('said', input())", farewell=b"q\n")
    assert ears.output == b"x\nsaid q\n"


async def test_a_stubborn_child_is_killed_in_time() -> None:
    ears = Ears()
    began = anyio.current_time()
    with anyio.move_on_after(1):
        await ears.run(STUBBORN, farewell=b"q")
    assert ears.output == b"x\n"
    assert anyio.current_time() - began < 1 + 4.5


async def test_cancelled_while_the_output_is_taken() -> None:
    taken = anyio.Event()

    async def slowly(_: bytes) -> None:
        taken.set()
        await anyio.sleep(60)

    async with anyio.create_task_group() as group:

        async def child() -> None:
            command = [sys.executable, "-c", "print('x', flush=True); input()"]
            await run_program(command, output=slowly, line=str, farewell=b"\n")

        group.start_soon(child)
        await taken.wait()
        group.cancel_scope.cancel()


async def test_a_program_that_is_not_there() -> None:
    with pytest.raises(OSError, match="nowhere"):
        await run_program(["/nowhere/ffmpeg"], output=Ears().take, line=str)


async def test_a_grandchild_that_keeps_the_pipe_open() -> None:
    ears = Ears()
    with anyio.fail_after(20):
        ended = await ears.run(
            "import subprocess, sys; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(8)'])",
            silence=1.0,
        )
    assert ended.silent
