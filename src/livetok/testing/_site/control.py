"""`/_simulator/`: makes things happen in a running simulator by HTTP, from this machine only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit

from livetok.errors import UserError
from livetok.testing._site.http import Handler, Request, Response
from livetok.testing.console import HELP, run_line
from livetok.testing.simulator import Simulator

__all__ = ["ROUTES", "guard"]


def guard(_: Simulator, request: Request) -> Response | None:
    """Refuse whoever is not on this machine, and pages of other sites that a browser on it shows.

    A page can have a browser send a plain text to any address, and can have its own name lead here: so the peer's
    address, `Host` and `Origin` all have to be this machine's.
    """
    if not request.is_local or not _is_loopback(f"//{request.header('host')}"):
        return _text(403, "only from this machine, at its loopback address\n")
    origin = request.header("origin")
    if origin and not _is_loopback(origin):
        return _text(403, "not from pages of other sites\n")
    return None


def _is_loopback(url: str) -> bool:
    try:
        host = urlsplit(url).hostname or ""
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _control(simulator: Simulator, request: Request) -> Response:
    if request.method == "GET":
        return _text(200, HELP)
    if request.method != "POST":
        return _text(405, "POST a line, or GET this help\n")
    kind = request.header("content-type").partition(";")[0].strip().lower()
    if kind not in {"", "text/plain"}:
        return _text(415, "the body is a line of text/plain\n")
    try:
        lines = [line for line in request.body.decode().splitlines() if line.strip()]
        answers = [run_line(simulator, line) for line in lines]
    except UnicodeDecodeError:
        return _text(400, "the body is not UTF-8\n")
    except UserError as error:
        return _text(400, f"{error}\n{error.hint}\n")
    return _text(200, "".join(f"{answer}\n" for answer in answers)) if answers else _text(400, HELP)


def _text(status: int, text: str) -> Response:
    return Response(
        status=status, headers=[("Content-Type", "text/plain; charset=utf-8")], body=text.encode()
    )


ROUTES: Mapping[re.Pattern[str], Handler] = {re.compile("/_simulator"): _control}
