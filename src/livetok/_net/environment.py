"""What environment variables say about proxies and certificates, checked: a wrong one is named in the error."""

from __future__ import annotations

import logging
import os
import pathlib
import socket
import ssl
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from livetok._util.validators import check_proxy
from livetok.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

__all__ = [
    "check_proxies",
    "check_sockets",
    "key_log_problem",
    "make_context",
    "proxy_of",
    "trust_store",
]

_log = logging.getLogger("livetok.net")

_KEY_LOG: Final = "SSLKEYLOGFILE"
_STORES: Final = ("SSL_CERT_FILE", "SSL_CERT_DIR")
_KINDS: Final = ("http", "https", "all")


def check_sockets() -> None:
    """Check that sockets are Python's own, or work like these.

    gevent's work under asyncio. eventlet's have not all the methods that asyncio, trio and the HTTP client need.

    Raises:
        UserError: They are eventlet's.
    """
    if socket.socket.__module__.partition(".")[0] == "eventlet":
        raise UserError(
            "eventlet has replaced the sockets of this program, and no event loop can work with eventlet's",
            hint="leave out eventlet.monkey_patch() (Flask-SocketIO: async_mode='threading'), or run livetok in a "
            "process of its own",
        )


def trust_store() -> tuple[str | None, str | None]:
    """Return the file and the folder of certificates that the environment names."""
    file, folder = (os.environ.get(name) for name in _STORES)
    return file, folder


def make_context(make: Callable[[], ssl.SSLContext]) -> ssl.SSLContext:
    """Make a TLS context out of the defaults and the environment.

    A key log that cannot be written, which some security programs ask for, is for debugging only: it is left out.

    Args:
        make: Makes it.

    Raises:
        UserError: The environment names certificates that cannot be read.
    """
    problem = key_log_problem()
    if problem:
        _warn_once(problem)
    _check_store()
    try:
        with _without_key_log(leave_out=bool(problem)):
            return make()
    except OSError as error:  # ssl.SSLError is one
        named = [name for name in _STORES if os.environ.get(name)]
        if not named:
            raise UserError(
                f"the certificates of this system cannot be read: {error}", hint="pass ssl_context"
            ) from error
        raise _unusable(named[0], str(error)) from error


def key_log_problem() -> str:
    """Return why the file that `SSLKEYLOGFILE` names cannot be written; empty when it can, or none is named."""
    path = os.environ.get(_KEY_LOG)
    if not path:
        return ""
    try:
        with pathlib.Path(path).open("ab"):
            return ""
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        return f"the environment variable {_KEY_LOG} names a file that cannot be written ({reason})"


@lru_cache(maxsize=4)
def _warn_once(problem: str) -> None:
    _log.warning("%s: TLS keys are not logged", problem)


@contextmanager
def _without_key_log(*, leave_out: bool) -> Generator[None]:
    path = os.environ.pop(_KEY_LOG, None) if leave_out else None
    try:
        yield
    finally:
        if path is not None:
            os.environ[_KEY_LOG] = path


def _check_store() -> None:
    # OpenSSL says nothing of a store that is not there, and then trusts nobody.
    for name, is_there in zip(_STORES, (os.path.isfile, os.path.isdir), strict=True):
        path = os.environ.get(name)
        if path and not any(map(is_there, path.split(os.pathsep) if name == "SSL_CERT_DIR" else [path])):
            raise _unusable(name, "there is no such file or folder")


def _unusable(name: str, why: str) -> UserError:
    return UserError(
        f"the environment variable {name} cannot be used: {why}", hint=f"correct {name}, or unset it"
    )


def check_proxies(accepts_no_proxy: Callable[[str], bool]) -> None:
    """Check the proxies that the environment names, and the hosts that need none.

    Args:
        accepts_no_proxy: Tells whether the HTTP client understands one entry of `NO_PROXY`.

    Raises:
        UserError: One of them is wrong; the variable is named, its value may hold a password and is not.
    """
    for kind in _KINDS:
        proxy_of(kind)
    name = _variable("no")
    for entry in os.environ.get(name, "").split(","):
        if not accepts_no_proxy(entry.strip()):
            raise UserError(
                f"the environment variable {name} holds an entry that is no host name or address",
                hint=f"correct {name}, or unset it; addresses stand there without brackets",
            )


def proxy_of(kind: str) -> str:
    """Return the proxy that the environment names for `http`, `https` or `all`; empty for none.

    Raises:
        UserError: It is no URL of a known kind; the variable is named.
    """
    from urllib.request import getproxies

    proxy = getproxies().get(kind, "")
    if not proxy:
        return ""
    proxy = proxy if "://" in proxy else f"http://{proxy}"
    try:
        check_proxy(proxy)
    except UserError as error:
        name = _variable(kind)
        raise UserError(
            f"the environment variable {name} is no URL of a proxy with a known scheme, a host and a port",
            hint=f"correct {name}, or unset it: http://, https://, socks5:// or socks5h://",
        ) from error
    return proxy


def _variable(kind: str) -> str:
    """Return which spelling of a variable counts, as for urllib: the one in lower case goes first."""
    name = f"{kind}_proxy"
    return name if os.environ.get(name) else name.upper()
