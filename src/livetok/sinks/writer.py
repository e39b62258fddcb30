"""`Writer`, what writes rows to one place, and the kinds of it by the schemes of their URLs."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from operator import attrgetter
from typing import Any, Final, Protocol

from attrs import frozen

from livetok._util.did_you_mean import did_you_mean
from livetok.errors import UserError
from livetok.sinks.address import SinkAddress
from livetok.sinks.row import Row

__all__ = ["Opener", "SinkKind", "Writer", "check_options", "kind_of", "register_sink"]

ENTRY_POINTS: Final = "livetok.sinks"


class Writer(Protocol):
    """What writes rows to one place. A sink calls one method at a time, and none after `close()`.

    Both methods may be functions, which run in a worker thread, or coroutine functions.
    """

    def write(self, rows: Sequence[Row], /) -> Awaitable[None] | None:
        """Write all of the rows, in their order; on return they outlive a killed process.

        Args:
            rows: At least one.

        Raises:
            SinkUnavailable: None of them could be written now. The same rows come again later, before any other.
            SinkError: They cannot be written, and the sink has failed. So it has with any other exception.
        """
        ...

    def close(self) -> Awaitable[None] | None:
        """Close files and connections. Called once, also after a failure."""
        ...


Opener = Callable[..., Writer | Awaitable[Writer] | AbstractAsyncContextManager[Writer]]
"""Opens a writer at a `SinkAddress`; its keyword arguments are the options that there are. A function (run in a worker
thread), a coroutine function, or a function that returns an asynchronous context manager that gives the writer."""


@frozen(kw_only=True)
class SinkKind:
    """A kind of sink.

    Attributes:
        opener: Opens a writer; or its module and name, with a colon between.
        needs: Packages that it imports beyond those of livetok.
        extra: The extra of livetok that installs them.
        batch: Rows that are written at once, at most.
        interval: Seconds that a row waits for others to be written with, at most.
        spool: Whether rows are kept on disk while what they go to cannot be reached.
        columns_only: Whether it writes the columns alone, so that rows need hold nothing else.
    """

    opener: Opener | str
    needs: tuple[str, ...] = ()
    extra: str = ""
    batch: int = 1000
    interval: float = 0.25
    spool: bool = False
    columns_only: bool = False

    def load(self) -> Opener:
        """Return the opener.

        Raises:
            UserError: A package is missing; the hint says how to install it.
        """
        missing = [package for package in self.needs if find_spec(package) is None]
        if missing:
            raise UserError(
                f"this sink needs the package {missing[0]}", hint=f"pip install 'livetok[{self.extra}]'"
            )
        if isinstance(self.opener, str):
            module, _, name = self.opener.partition(":")
            opener: Opener = attrgetter(name)(import_module(module))
            return opener
        return self.opener


def _kind(module: str, **facts: Any) -> SinkKind:
    return SinkKind(opener=f"livetok.sinks.{module}:open_writer", **facts)


_postgresql: Final = _kind(
    "postgresql", needs=("psycopg",), extra="postgresql", interval=0.5, spool=True, columns_only=True
)
_nats: Final = _kind("nats", needs=("nats",), extra="nats", batch=256, spool=True)
_webhook: Final = _kind("webhook", batch=100, interval=0.5, spool=True)
_kinds: Final[dict[str, SinkKind]] = {
    "sqlite": _kind("sqlite", columns_only=True),
    "jsonl": _kind("json_lines"),
    "csv": _kind("csv_file", columns_only=True),
    "parquet": _kind("parquet", needs=("pyarrow",), extra="parquet", interval=0.1, columns_only=True),
    "duckdb": _kind("duckdb", needs=("duckdb", "pyarrow"), extra="duckdb", interval=0.1, columns_only=True),
    "postgresql": _postgresql,
    "postgres": _postgresql,
    "nats": _nats,
    "tls": _nats,
    "http": _webhook,
    "https": _webhook,
}


def register_sink(
    scheme: str, opener: Opener, *, batch: int = 1000, interval: float = 0.25, spool: bool = False
) -> None:
    """Have `open_sink()` and `--to` open URLs of a scheme with one's own writer.

    A package can do the same with an entry point of the group `livetok.sinks`: its name is the scheme, its object
    the opener.

    Args:
        scheme: What stands before the first colon. One of livetok's own is replaced.
        opener: Is called with a `SinkAddress`, and with the options behind the URL's `#` as keyword arguments (as
            text, or as the program gave them). Returns a `Writer`, or an asynchronous context manager that gives one.
            A function runs in a worker thread; it may as well be a coroutine function.
        batch: Rows that are written at once, at most (default 1000).
        interval: Seconds that a row waits for others to be written with, at most (default 0.25).
        spool: Whether rows are kept on disk while `write` raises `SinkUnavailable` (default False).
    """
    _kinds[scheme.lower()] = SinkKind(opener=opener, batch=batch, interval=interval, spool=spool)


def kind_of(scheme: str) -> SinkKind:
    """Return the kind of sink of a scheme.

    Args:
        scheme: In lower case.

    Raises:
        UserError: There is none.
    """
    kind = _kinds.get(scheme) or _of_entry_points().get(scheme)
    if kind is None:
        known = [*_kinds, *_of_entry_points()]
        nearest = did_you_mean(scheme, known)
        hint = f"did you mean {nearest}:?" if nearest else f"there are {', '.join(known)}"
        raise UserError(f"there is no sink {scheme}:", hint=hint)
    return kind


@cache
def _of_entry_points() -> dict[str, SinkKind]:
    from importlib.metadata import entry_points  # takes milliseconds, and hardly anybody has one

    return {
        point.name.lower(): SinkKind(opener=point.value.partition(" ")[0])
        for point in entry_points(group=ENTRY_POINTS)
    }


def check_options(
    opener: Opener, address: SinkAddress, options: dict[str, Any], general: Sequence[str]
) -> None:
    """Refuse options that an opener does not take.

    Args:
        opener: Its keyword arguments are the options that there are.
        address: What is opened.
        options: What was given.
        general: Names of options of every sink, for the hint.

    Raises:
        UserError: An option is unknown; the hint names the nearest.
    """
    parameters = inspect.signature(opener).parameters.values()
    if any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters):
        return
    known = [parameter.name for parameter in parameters if parameter.kind is parameter.KEYWORD_ONLY]
    for name in options:
        if name not in known:
            nearest = did_you_mean(name, [*known, *general])
            hint = f"did you mean {nearest}?" if nearest else f"there are {', '.join([*known, *general])}"
            raise UserError(f"{address.scheme}: has no option {name!r}", hint=hint)
