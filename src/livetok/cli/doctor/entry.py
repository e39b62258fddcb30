"""Checks of the way in: every signer, the websocket's handshake, the room, the first message."""

from __future__ import annotations

from functools import partial
from random import Random

import anyio
from attrs import define, evolve, field

from livetok._client.connect import open_room
from livetok._client.live import Live
from livetok._net.websocket import HandshakeRefused
from livetok._resolver.signer_chain import sign_socket
from livetok._resolver.signer_quota import SignerQuotas
from livetok._webapi.responses import refusal
from livetok.cli.doctor.case import Case
from livetok.cli.doctor.findings import Finding, Findings, Outcome, Trouble, cause_of
from livetok.cli.doctor.sources import note_clock
from livetok.errors import LiveError, NetworkError, SignerError
from livetok.http_types import HttpRequest, HttpResponse
from livetok.options import Options, Retry, Signer, SignRequest, Ticket
from livetok.signers import EulerSigner

__all__ = ["check_entry", "check_quotas"]

_QUIET_SECONDS = 4.0
_STAGES = ("ticket", "handshake", "enter", "messages")


async def check_quotas(case: Case, findings: Findings) -> None:
    """Ask each signer how many calls are left, which costs none."""
    for signer in case.options.signer:
        if not isinstance(signer, EulerSigner):
            findings.skip("this signer has none", "quota", subject=signer.name)
            continue

        await findings.check("quota", partial(_quota, case, signer), subject=signer.name, lenient=True)


async def _quota(case: Case, signer: EulerSigner) -> str | Trouble:
    left = await signer.quota(case.sign_request())
    text = ", ".join(f"{quota.remaining} of {quota.most} this {quota.period}" for quota in left)
    if all(quota.remaining for quota in left):
        return text
    return Trouble(f"the quota is used up: {text}", "wait, or use a key with a larger quota")


@define(eq=False)
class _Chain:
    """The signers as one, which hands out what was signed already before it has more signed: calls are few."""

    signers: tuple[Signer, ...]
    brings_cookie: bool
    share_session_with: str
    name: str
    tickets: list[Ticket] = field(factory=list[Ticket])

    async def sign(self, request: SignRequest) -> Ticket:
        """Return a ticket that nobody used yet."""
        # Quotas of its own: a signer whose circuit breaker is open elsewhere is asked all the same.
        return (
            self.tickets.pop(0) if self.tickets else await sign_socket(self.signers, request, SignerQuotas())
        )


async def _check_signers(case: Case, findings: Findings) -> _Chain | None:
    """Have each signer sign once; return them, None when there is no signature to be had."""
    signers = case.options.signer
    shared = next((name for signer in signers if (name := getattr(signer, "share_session_with", ""))), "")
    # Failures of signers are counted by name in the whole process, and a second look must not suffer from the first.
    chain = _Chain(signers, case.brought, shared, f"doctor {case.seed}")
    if not signers or case.room is None:
        findings.skip("there is no room to sign for" if signers else "none is used", "signer")
        return chain
    book = Findings(findings.deadline)
    for signer in signers:
        await book.check("signer", partial(_sign, case, signer, chain), subject=signer.name)
    findings.entries += [_softened(finding) if chain.tickets else finding for finding in book.entries]
    return chain if chain.tickets else None


async def _sign(case: Case, signer: Signer, chain: _Chain) -> str:
    try:
        ticket = await sign_socket([signer], case.sign_request(), SignerQuotas())
    except SignerError as error:
        if not error.device_refused:
            raise
        # A session asks once more too, and usually passes.
        ticket = await sign_socket([signer], case.sign_request(), SignerQuotas())
    chain.tickets.append(ticket)
    return "signed; the way in is the signer's relay" if ticket.relay else "signed"


def _softened(finding: Finding) -> Finding:
    return finding if finding.error is None else evolve(finding, outcome=Outcome.WARN)


@define(eq=False)
class _Witness:
    """Sees how a session gets in.

    Attributes:
        opened_at: When a websocket was opened for the first time.
        refused: Why it was not, before that.
    """

    opened_at: float | None = None
    refused: list[LiveError] = field(factory=list[LiveError])

    @property
    def dialled(self) -> bool:
        """Whether a websocket was asked for at all."""
        return self.opened_at is not None or bool(self.refused)

    def answered(self, request: HttpRequest, answer: HttpResponse) -> None: ...
    def received(self, data: bytes) -> None: ...
    def sent(self, data: bytes) -> None: ...
    def close(self) -> None: ...

    def opened(self) -> None:
        self.opened_at = self.opened_at or anyio.current_time()

    def lost(self, error: LiveError | HandshakeRefused) -> None:
        if isinstance(error, HandshakeRefused):
            error = refusal(error.status, error.headers.items())
        if self.opened_at is None:
            self.refused.append(error)


@define
class _Landing:
    """How far the session came, and what stopped it."""

    entered_at: float | None = None
    first_at: float | None = None
    error: LiveError | None = None


async def check_entry(case: Case, findings: Findings) -> None:
    """Have it signed, enter the room as `connect()` does, and wait for a message."""
    note_clock(case, findings)
    chain = await _check_signers(case, findings)
    why = _obstacle(case)
    if why or chain is None:
        findings.skip(why or "no signer signed", *_STAGES)
        return
    witness, landing, began = _Witness(), _Landing(), anyio.current_time()
    with anyio.CancelScope(deadline=findings.deadline):
        await _land(case, chain, witness, landing)
    _note_landing(findings, witness, landing, began)


def _obstacle(case: Case) -> str:
    if why := case.obstacle(case.options.endpoints.websocket):
        return why
    if case.room is None:
        return "there is no room to enter"
    has_cookie = case.client.requests.ttwid or case.brought
    return "" if has_cookie else "there is no cookie to enter with"


async def _land(case: Case, chain: _Chain, witness: _Witness, landing: _Landing) -> None:
    # The same random numbers, and the cookie at hand: the session is the client that the site has seen already.
    environment = evolve(case.environment, rng=Random(case.seed), observers=(witness,))
    try:
        async with open_room(case.unique_id, 0, _as_client(case, chain), environment) as live:
            landing.entered_at = anyio.current_time()
            with anyio.move_on_after(_QUIET_SECONDS):
                await _first_message(live)
                landing.first_at = anyio.current_time()
    except LiveError as error:
        landing.error = error


def _as_client(case: Case, chain: _Chain) -> Options:
    headers = {name: value for name, value in case.options.headers.items() if name.lower() != "cookie"}
    cookie = case.client.requests.cookie(device=True)
    return evolve(
        case.options,
        headers={**headers, "Cookie": cookie} if cookie else headers,
        signer=(chain,) if chain.signers else (),
        retry=Retry(attempts=0),
        fetch_room_info=False,
    )


async def _first_message(live: Live) -> None:
    async for event in live:
        if event.meta.message_id:
            return


def _note_landing(findings: Findings, witness: _Witness, landing: _Landing, began: float) -> None:
    now = anyio.current_time()
    if not witness.dialled:
        # Before it dials, a session looks the room up once more.
        findings.add("ticket", landing.error or findings.late(began), seconds=now - began)
        findings.skip("there is no ticket", "handshake", "enter", "messages")
        return
    findings.add("ticket", "room, cookie and address are ready")
    if witness.opened_at is None:
        last = landing.error or witness.refused[-1]
        findings.add("handshake", last, seconds=now - began)
        findings.skip("there is no connection", "enter", "messages")
        return
    findings.add("handshake", _accepted(witness), seconds=witness.opened_at - began)
    _note_entering(findings, landing, witness.opened_at)


def _accepted(witness: _Witness) -> str | Trouble:
    if not witness.refused:
        return "accepted"
    cause = f"accepted at the second try or later; before that: {cause_of(witness.refused[0])}"
    fix = "none needed: livetok took another identity; if it happens often, use another network"
    return Trouble(cause, fix)


def _note_entering(findings: Findings, landing: _Landing, opened_at: float) -> None:
    if landing.entered_at is None:
        finding = findings.add("enter", landing.error or findings.late(opened_at))
        early = f"the server accepted the websocket and did not let us into the room: {finding.cause}"
        findings.entries[-1] = evolve(finding, cause=early)
        findings.skip("the room was not entered", "messages")
        return
    findings.add("enter", "the room was entered", seconds=landing.entered_at - opened_at)
    if landing.first_at is not None:
        findings.add("messages", "the first one came", seconds=landing.first_at - landing.entered_at)
        return
    quiet = NetworkError(
        f"no message came within {_QUIET_SECONDS:g} s",
        stage="read",
        hint="the room may just be quiet: look at it in a browser, or try another one",
    )
    findings.add("messages", landing.error or quiet, lenient=landing.error is None)
