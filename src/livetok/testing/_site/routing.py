"""Which route of the simulated site answers a request (protocol notes 2 and 8.1)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from livetok.testing._site import control, pages, pictures, sign_server, webcast_api
from livetok.testing._site.http import Handler, Request, Response, json_response
from livetok.testing.simulator import Simulator

__all__ = ["respond"]


def respond(simulator: Simulator, request: Request) -> Response:
    """Answer a request.

    Args:
        simulator: The site.
        request: What was asked.
    """
    simulator.requests[request.path] += 1
    for routes, guard in (
        (control.ROUTES, control.guard),
        (pictures.ROUTES, pictures.guard),
        (sign_server.ROUTES, sign_server.guard),
        (pages.ROUTES, pages.guard),
        (webcast_api.ROUTES, webcast_api.guard),
    ):
        handler = _route(routes, request.path)
        if handler is not None:
            return guard(simulator, request) or handler(simulator, request)
    return json_response({"message": "url doesn't match"}, status=404)


def _route(routes: Mapping[re.Pattern[str], Handler], path: str) -> Handler | None:
    return next((handler for pattern, handler in routes.items() if pattern.fullmatch(path)), None)
