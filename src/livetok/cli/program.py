"""Where the process begins: Ctrl-C is answered before anything else is loaded."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NoReturn

if TYPE_CHECKING:
    import argparse

__all__ = ["main", "run_program"]

_INTERRUPTED: Final = 130
# Garbage is collected every 50,000 objects more instead of 700, and in all of memory far more seldom yet. With
# thousands of rooms each look at everything takes seconds, in which nothing else is done.
_COLLECTING: Final = (50_000, 20, 100)


def run_program() -> NoReturn:
    """Run the command of this process and end the process with its exit code.

    Ctrl-C ends the process at once and silently until the command itself takes the signal over, and again after it has
    given it back. As an exception it would come out of whatever is being imported, or be printed by the interpreter
    as one that it must ignore.
    """
    if sys.platform != "win32":  # there the command has nothing but KeyboardInterrupt to hear of Ctrl-C
        signal.signal(signal.SIGINT, _leave_at_once)
    _open_what_is_closed()
    import gc  # only now, as whatever is imported: see above

    gc.set_threshold(*_COLLECTING)
    code = main()
    gc.freeze()  # or Python would look through all objects once more, which takes a fifth of a second
    sys.exit(code)


def _leave_at_once(number: int, frame: object) -> NoReturn:
    os._exit(_INTERRUPTED)


def _open_what_is_closed() -> None:
    """Let no file or socket become a standard stream that the caller has closed: uvloop aborts on closing it.

    `sys.stdin`, `sys.stdout` and `sys.stderr` stay `None`, and tell that there is none.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    Args:
        argv: Arguments without the program name; those of the process when left out.

    Raises:
        SystemExit: A help text or the version was asked for, and printed.
    """
    code = _INTERRUPTED
    try:
        code = _main(list(sys.argv[1:] if argv is None else argv))
    except* KeyboardInterrupt:
        pass  # where no signals are handled: a caller of this function, or Windows
    return code


def _main(argv: list[str]) -> int:
    # Imported here: see run_program.
    from livetok.cli import completion
    from livetok.cli.failures import exit_code, print_error
    from livetok.cli.parser import build_parser, parse_arguments
    from livetok.errors import UserError

    try:
        args = parse_arguments(argv)
        if args.command == "completion":
            return completion.run(args, *build_parser())
    except UserError as error:
        print_error(error)
        return exit_code(error)
    finally:
        _flush()
    return _run(args)


def _run(args: argparse.Namespace) -> int:
    # Imported here: a help text and a mistyped argument are to be answered at once.
    import anyio

    from livetok.cli.logs import logging_to_stderr
    from livetok.cli.parser import COMMANDS
    from livetok.cli.process import supervise

    with logging_to_stderr(args.verbose):
        return anyio.run(
            supervise,
            COMMANDS[args.command].run,
            args,
            backend=args.backend,
            backend_options=_loop_options(args.backend),
        )


def _loop_options(backend: str) -> dict[str, bool]:
    """Return what anyio is told about the event loop: under asyncio, that of the extra `speed` when it is installed."""
    if backend != "asyncio" or sys.platform == "win32":  # where anyio would look for another library
        return {}
    from importlib import util

    return {"use_uvloop": util.find_spec("uvloop") is not None}


def _flush() -> None:
    """Write out what argparse printed, a help text say, while a closed pipe can still be taken for an end."""
    out = sys.__stdout__
    if out is None:
        return
    try:
        out.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())
