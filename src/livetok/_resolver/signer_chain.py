"""The signer chain: signers are asked in order until one succeeds; each call counts against its quota."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

from attrs import evolve

from livetok._net.ws_handshake import UpgradeRequest
from livetok._util.user_code import wrap_user_errors
from livetok._webapi.sign_server import Signature
from livetok.errors import LiveError, SignerError, UserError
from livetok.options import Signer, Ticket

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence

    from livetok._resolver.signer_quota import SignerQuotas
    from livetok.options import SignRequest

__all__ = ["sign_request", "sign_socket"]

_log = logging.getLogger("livetok.signing")
_T = TypeVar("_T")


class _RequestSigner(Signer, Protocol):
    async def sign_request(self, request: SignRequest) -> Signature: ...


async def sign_socket(signers: Sequence[Signer], request: SignRequest, signer_quotas: SignerQuotas) -> Ticket:
    """Get a ticket from the first signer that gives one.

    Raises:
        SignerError: None did; this is the last one's failure, and the evidence names the others.
        RateLimited: The last one's quota is used up.
        UserError: A signer is set up wrongly.
    """
    return await _first(((signer, _checked(signer.sign)) for signer in signers), request, signer_quotas)


def _checked(sign: Callable[[SignRequest], Awaitable[Ticket]]) -> Callable[[SignRequest], Awaitable[Ticket]]:
    """Return `sign` with a check that its ticket can be used: else the next signer has its turn."""

    async def checked(request: SignRequest) -> Ticket:
        ticket = await sign(request)
        if not isinstance(ticket, Ticket):  # users' code: reported as a mistake of theirs
            return ticket
        try:
            UpgradeRequest.build(ticket.url, tuple(ticket.headers))
        except UserError as error:
            raise SignerError(f"the signer returned an unusable ticket: {error}", hint=error.hint) from error
        return ticket

    return checked


async def sign_request(
    signers: Sequence[Signer], request: SignRequest, signer_quotas: SignerQuotas
) -> Signature | None:
    """Get the signature of an HTTP request; None when no signer can do that.

    Raises:
        SignerError: None did.
        RateLimited: The last one's quota is used up.
        UserError: A signer is set up wrongly.
    """
    able = [
        cast("_RequestSigner", signer)
        for signer in signers
        if callable(getattr(signer, "sign_request", None))
    ]
    return (
        await _first(((signer, signer.sign_request) for signer in able), request, signer_quotas)
        if able
        else None
    )


async def _first(
    ways: Iterable[tuple[Signer, Callable[[SignRequest], Awaitable[_T]]]],
    request: SignRequest,
    signer_quotas: SignerQuotas,
) -> _T:
    error: LiveError = SignerError("no signer was given")
    failures: list[str] = []
    for signer, way in ways:
        name = str(getattr(signer, "name", type(signer).__name__))
        try:
            return await _asked(signer, name, way, request, signer_quotas)
        except UserError:
            raise
        except LiveError as failure:
            _log.info("%s: %s", name, failure)
            failures.append(f"{name}: {failure}")
            error = failure
    if len(failures) > 1:
        error.evidence = "; ".join(filter(None, [error.evidence, *failures[:-1]]))
    raise error


def _check_result(name: str, result: object) -> None:
    if not isinstance(result, Ticket | Signature):
        raise UserError(
            f"the signer {name} returned {type(result).__name__}, not a Ticket",
            hint='return Ticket(url="wss://...") from sign(), Signature(...) from sign_request()',
        )


async def _asked(
    signer: Any,
    name: str,
    way: Callable[[SignRequest], Awaitable[_T]],
    request: SignRequest,
    signer_quotas: SignerQuotas,
) -> _T:
    account = signer_quotas.quota_of(name)
    account.check(name, getattr(signer, "limits", ()), signer_quotas.clock())
    if not getattr(signer, "share_session_with", ""):
        request = evolve(request, session=None)
    try:
        with wrap_user_errors(
            lambda what: SignerError(f"{name} failed: {what}", hint="see the error's cause")
        ):
            result = await way(request)
            _check_result(name, result)
    except UserError:
        raise
    except LiveError as error:
        account.failed(error, signer_quotas.clock())
        raise
    account.succeeded()
    return result
