"""`livetok doctor` against the simulator: every fault has its name."""

from __future__ import annotations

import json
import math
import re
import socket
import ssl
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import anyio
import anyio.lowlevel
import pytest
import trustme
from attrs import frozen

from livetok._net.websocket import WebSocket, open_websocket
from livetok._session.environment import Environment
from livetok.cli import doctor
from livetok.cli.doctor import case, machine, wires
from livetok.cli.doctor.findings import Finding, Outcome
from livetok.cli.doctor.report import Report
from livetok.errors import ClosedByServer, RecordingError
from livetok.options import Endpoints, Options, Session
from livetok.signers import EulerSigner, UrlSigner
from livetok.testing import KINDS, Simulator, Switches
from livetok.testing.server import Server, serve
from resolver.conftest import PASSWORD, certificates, proxies

pytestmark = pytest.mark.anyio

# Fixtures of the resolver's tests.
__all__ = ["certificates", "proxies"]

KEY, SESSION_ID, COOKIE = "k3y-of-the-signer", "session-s3cret", "cookie-s3cret"
TLS = ssl.create_default_context()  # made once, which is most of what a client costs
# For peers that do not answer; whoever answers is given the time that a busy machine takes.
IMPATIENT = {"http_timeout": 0.3, "ws_timeout": 0.3}
SILENT = {"http_slow", "handshake_hang", "sign_slow"}
TTWID = re.compile(r"1(%7C|\|)[\w-]+(%7C|\|)")


async def no_pause(seconds: float) -> None:
    await anyio.lowlevel.checkpoint()


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def no_ffmpeg(monkeypatch: pytest.MonkeyPatch) -> None:
    """Saves a process."""

    def nothing(_: object) -> None:
        raise RecordingError("recording needs ffmpeg, and there is none", hint="install ffmpeg")

    monkeypatch.setattr(machine, "find_ffmpeg", nothing)


@frozen
class Examined:
    report: Report
    shown: list[Finding]

    def finding(self, stage: str) -> Finding:
        (matching,) = [finding for finding in self.report.findings if finding.stage == stage]
        return matching

    def outcomes(self) -> dict[str, str]:
        return {finding.stage: finding.outcome.value for finding in self.report.findings}


async def examine(user: str = "@ann", *, environment: Environment | None = None, **options: Any) -> Examined:
    shown: list[Finding] = []

    async def tell(finding: Finding) -> None:
        await anyio.lowlevel.checkpoint()
        shown.append(finding)

    given = Options(**{"http_timeout": 30.0, "ws_timeout": 30.0, "ssl_context": TLS, **options})
    report = await doctor.examine(user, given, environment or Environment(sleep=no_pause), tell)
    assert list(report.findings) == shown
    return Examined(report, shown)


def patience(fault: str) -> dict[str, float]:
    return IMPATIENT if fault in SILENT else {}


@asynccontextmanager
async def site(*faults: str, live: bool = True, **switches: Any) -> AsyncGenerator[Server]:
    simulator = Simulator(seed=1, switches=Switches(**switches))
    simulator.room("ann", live=live)
    for name in faults:
        value = {"http_huge": 9e6, "http_slow": 60.0}.get(name, KINDS[name].value or 0.0)
        simulator.fault(name, times=None, value=value)
    async with serve(simulator) as server:
        yield server


# --- every fault: the check that names it, how, in which words, and the exit code

REFUSED = {
    "http_403": "refused with 403",
    "http_429": "too many requests",
    "http_500": "answered 500",
    "not_json": "something else than data",
    "empty_json": "answered nothing",
    "json_list": "something else than data",
}
WARNED = {
    "user_not_found": ("lookup", "19881007 user_not_found"),
    "params_error": ("lookup", "19881005 params_error"),
    "code_404000": ("lookup", "code 404000"),
    "offline": ("lookup", "ended, room 76"),
    "verify_page": ("live page", "captcha page"),
    "no_sigi": ("live page", "no SIGI_STATE"),
    "broken_sigi": ("live page", "SIGI_STATE is not JSON"),
    "no_live_room": ("live page", "no LiveRoom"),
    "restricted": ("room info", "for logged-in adults"),
    "alive_empty": ("check alive", "nothing known"),
    "gifts_403": ("gift list", "refused with 403"),
    **{name: ("lookup", words) for name, words in REFUSED.items()},
}
FAILED = {
    "please_wait": ("room", "'Please wait' page", 4),
    "no_ttwid": ("cookie", "no ttwid in Set-Cookie", 4),
    "challenge": ("cookie", "bot challenge, X-TT-System-Error 3", 4),
    "http_abort": ("room", "the answer broke off", 5),
    "http_slow": ("room", "did not answer within 0.3 s", 5),
    "http_cut": ("ticket", "is not proper HTTP", 5),
    "http_huge": ("ticket", "longer than 8388608 bytes", 5),
    "device_blocked": ("handshake", "DEVICE_BLOCKED", 4),
    "illegal_secret_key": ("handshake", "illegal secret key", 4),
    "illegal_app_id": ("handshake", "illegal app_id", 4),
    "handshake_400": ("handshake", "did not understand", 4),
    "handshake_403": ("handshake", "refused with 403", 4),
    "handshake_415": ("handshake", "DEVICE_BLOCKED", 4),
    "handshake_502": ("handshake", "answered 502", 5),
    "handshake_abort": ("handshake", "the connection broke", 5),
    "handshake_hang": ("handshake", "timed out after 0.", 5),
    "handshake_garbage": ("handshake", "not an HTTP/1 status line", 5),
    "handshake_bad_accept": ("handshake", "bad answer to the upgrade", 5),
    "enter_refused": ("enter", "payload_handler_im_enter_room", 4),
    "accept_then_close": ("enter", "accepted the websocket and did not let us into the room", 5),
}
# What livetok does not ask for or is not hurt by, and a state that is no fault of anybody.
UNHURT = {"alive_always", "fetch_empty", "fetch_403", "handshake_1xx", "paused"}
# Tickets to hosts of TikTok that no simulator can be: tests/session/test_getting_in.py follows them.
ELSEWHERE = {"push_tiktokn", "push_eu"}
# What becomes of the signer's relay, which the doctor sees after the signer did its part.
RELAYS = {"sign_relay": "", "relay_silent": "over its quota", "sign_stub": "relay did not let us in"}
SIGNERS = {
    "sign_429": "wait 7 s",
    "sign_429_bare": "Too many connections",
    "sign_429_account": "Too many connections",
    "sign_fallback": "illegal web id",
    "sign_401": "does not accept the API key",
    "sign_402": "wants a paid plan",
    "sign_403": "does not allow this",
    "sign_404": "does not know the room",
    "sign_420": "gateway blocks this address",
    "sign_500": "failed with 500",
    "sign_502": "failed with 502",
    "sign_503": "failed with 503",
    "sign_504": "failed with 504",
    "sign_json_403": "code 403",
    "sign_empty": "answered nothing",
    "sign_no_cookie": "no cookies for the websocket",
    "sign_garbage": "answer is damaged",
    "sign_abort": "the answer broke off",
    "sign_slow": "did not answer within 0.3 s",
}


def test_every_fault_on_the_way_in_has_its_row() -> None:
    named = {name for name, kind in KINDS.items() if kind.stage in {"http", "sign", "handshake"}}
    assert named == {*WARNED, *FAILED, *UNHURT, *SIGNERS, *RELAYS, *ELSEWHERE}


async def test_a_way_without_faults() -> None:
    async with site() as server:
        examined = await examine(endpoints=server.endpoints)
        violations = [str(violation) for violation in server.simulator.violations if not violation.tolerated]
    assert violations == []
    assert set(examined.outcomes().values()) == {"ok", "skip"}
    assert [stage for stage, how in examined.outcomes().items() if how == "skip"] == ["clock", "signer"]
    assert examined.report.verdict() == "@ann can be entered"
    assert examined.report.code == 0


@pytest.mark.parametrize("name", WARNED)
async def test_what_does_not_keep_us_out_is_a_warning(name: str, no_ffmpeg: None) -> None:
    stage, words = WARNED[name]
    async with site(name) as server:
        examined = await examine(endpoints=server.endpoints)
    finding = examined.finding(stage)
    assert finding.outcome is Outcome.WARN
    assert words in finding.cause
    assert finding.fix
    assert (examined.report.entered, examined.report.code) == (True, 0)
    assert stage in examined.report.verdict()


@pytest.mark.parametrize("name", FAILED)
async def test_what_keeps_us_out_is_named(name: str, no_ffmpeg: None) -> None:
    stage, words, code = FAILED[name]
    async with site(name) as server:
        examined = await examine(endpoints=server.endpoints, **patience(name))
    culprit = examined.report.culprit
    assert culprit is not None
    assert culprit.stage == stage
    assert words in culprit.cause
    assert culprit.fix
    assert examined.report.code == code
    assert examined.report.verdict().startswith(f"@ann cannot be entered: {stage}: ")


@pytest.mark.parametrize("name", sorted(UNHURT))
async def test_what_is_not_asked_for_does_not_matter(name: str) -> None:
    async with site(name) as server:
        examined = await examine(endpoints=server.endpoints)
    assert set(examined.outcomes().values()) == {"ok", "skip"}
    if name == "paused":
        assert examined.finding("lookup").found.startswith("paused, room ")


@pytest.mark.parametrize("name", SIGNERS)
async def test_faults_of_a_signer_are_named(name: str, no_ffmpeg: None) -> None:
    async with site(name) as server:
        signer = EulerSigner(api_key=KEY)
        examined = await examine(endpoints=server.endpoints, signer=signer, **patience(name))
    culprit = examined.report.culprit
    assert culprit is not None
    assert (culprit.stage, examined.report.code) == ("signer", 4)
    assert SIGNERS[name] in culprit.cause
    assert culprit.fix
    assert examined.finding("handshake").found == "no signer signed"


@pytest.mark.parametrize("name", RELAYS)
async def test_the_relay_of_a_signer(name: str, no_ffmpeg: None) -> None:
    words = RELAYS[name]
    async with site(*{name, "sign_stub" if name == "sign_stub" else "sign_relay"}) as server:
        signer = EulerSigner(api_key=KEY)
        waits = {"ws_timeout": 0.5} if name == "relay_silent" else {}
        examined = await examine(endpoints=server.endpoints, signer=signer, **waits)
    assert "relay" in examined.finding("signer").found
    culprit = examined.report.culprit
    if not words:
        assert (culprit, examined.report.entered) == (None, True)
        return
    assert culprit is not None
    assert words in culprit.cause
    assert (examined.report.code, bool(culprit.fix)) == (4, True)


# --- more than one thing


async def test_one_signer_that_works_is_enough() -> None:
    async def sign(url: str, user_agent: str) -> str:
        await anyio.lowlevel.checkpoint()
        return f"{url}&X-Gnarly=1"

    async with site("sign_500") as server:
        signers = [EulerSigner(api_key=KEY), UrlSigner(sign)]
        examined = await examine(endpoints=server.endpoints, signer=signers)
    matching = [
        (finding.outcome.value, finding.subject[:5])
        for finding in examined.report.findings
        if finding.stage == "signer"
    ]
    assert matching == [("warn", "euler"), ("ok", "url s")]
    assert examined.report.entered


async def test_the_signer_brings_the_cookie() -> None:
    async with site("no_ttwid") as server:
        examined = await examine(endpoints=server.endpoints, signer=EulerSigner(api_key=KEY))
    assert examined.finding("cookie").outcome is Outcome.WARN
    assert examined.report.entered


async def test_it_costs_one_call_of_the_quota() -> None:
    async with site(sign_quota=1) as server:
        first = await examine(endpoints=server.endpoints, signer=EulerSigner())
        second = await examine(endpoints=server.endpoints, signer=EulerSigner())
    assert first.report.entered
    assert "1 of 1 this minute" in first.finding("quota").found
    assert second.finding("quota").outcome is Outcome.WARN
    assert "0 of 1 this minute" in second.finding("quota").cause
    assert second.finding("signer").outcome is Outcome.FAIL
    assert second.report.code == 4


async def test_a_refusal_that_another_identity_overcomes() -> None:
    async with site() as server:
        server.simulator.fault("device_blocked")
        examined = await examine(endpoints=server.endpoints)
    finding = examined.finding("handshake")
    assert finding.outcome is Outcome.WARN
    assert "DEVICE_BLOCKED" in finding.cause
    assert examined.report.entered


@frozen
class Mute:
    """A websocket that lets us in, and then says nothing, or ends."""

    socket: WebSocket
    ends: bool

    async def receive(self) -> bytes:
        await anyio.sleep(0.3 if self.ends else math.inf)
        raise ClosedByServer(code=4003)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.socket, name)


def mute(*, ends: bool) -> Environment:
    @asynccontextmanager
    async def dial(
        url: str, *, headers: Sequence[tuple[str, str]], timeout: float, max_message_size: int
    ) -> AsyncGenerator[WebSocket]:
        async with open_websocket(url, headers=headers, timeout=timeout) as socket:
            yield Mute(socket, ends)

    return Environment(dial=dial, sleep=no_pause)


async def test_a_room_that_ends_the_connection_soon() -> None:
    async with site() as server:
        examined = await examine(endpoints=server.endpoints, environment=mute(ends=True))
    assert examined.report.culprit == examined.finding("enter")
    assert "4003" in str(examined.finding("enter").error)
    assert examined.report.code == 5


async def test_a_room_that_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("livetok.cli.doctor.entry._QUIET_SECONDS", 0.1)
    async with site() as server:
        examined = await examine(endpoints=server.endpoints, environment=mute(ends=False))
    assert examined.finding("messages").outcome is Outcome.WARN
    assert "no message came within 0.1 s" in examined.finding("messages").cause
    assert examined.report.code == 0


@pytest.mark.parametrize(
    ("user", "words"), [("@ann", "@ann is not live"), ("@nobody", "there is no user @nobody")]
)
async def test_nobody_there(user: str, words: str) -> None:
    async with site(live=False) as server:
        examined = await examine(user, endpoints=server.endpoints)
    culprit = examined.report.culprit
    assert culprit is not None
    assert culprit.stage == "room"
    assert words in culprit.cause
    assert examined.report.code == 3
    assert examined.finding("cookie").outcome is Outcome.OK  # it does not need the room
    assert examined.finding("handshake").found == "there is no room to enter"


async def test_a_bad_name_does_not_stop_the_network_from_being_checked() -> None:
    async with site() as server:
        examined = await examine("@a b\x1b[2J", endpoints=server.endpoints)
    assert examined.report.code == 2
    assert examined.finding("name").outcome is Outcome.FAIL
    assert examined.finding("tcp").outcome is Outcome.OK
    assert examined.finding("lookup").outcome is Outcome.SKIP
    assert "\x1b" not in examined.report.text()


# --- the network


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


async def test_a_host_that_is_not_there() -> None:
    async with site() as server:
        there = server.endpoints
        nowhere = f"127.0.0.1:{closed_port()}"
        lost = Endpoints(
            web=there.web, webcast=there.webcast, websocket=f"ws://{nowhere}", sign=f"http://{nowhere}"
        )
        examined = await examine(endpoints=lost)
    culprit = examined.report.culprit
    assert culprit is not None
    assert (culprit.stage, culprit.subject) == ("tcp", f"{nowhere} (websocket)")
    assert examined.finding("lookup").outcome is Outcome.OK
    assert examined.finding("handshake").found == f"{nowhere} cannot be reached"
    assert examined.report.code == 5


async def test_a_name_that_is_not_known() -> None:
    lost = Endpoints(
        web="http://livetok.invalid", webcast="http://livetok.invalid", websocket="ws://livetok.invalid"
    )
    examined = await examine(endpoints=lost)
    culprit = examined.report.culprit
    assert culprit is not None
    assert (culprit.stage, examined.report.code) == ("dns", 5)
    assert "cannot resolve livetok.invalid" in culprit.cause
    assert examined.finding("tcp").found == "the name is not known"
    assert examined.finding("ffmpeg").outcome in {Outcome.OK, Outcome.WARN}


async def test_a_name_that_somebody_else_answers_for(monkeypatch: pytest.MonkeyPatch) -> None:
    async def blocked(host: str, port: int, **_: Any) -> list[Any]:
        await anyio.lowlevel.checkpoint()
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("0.0.0.0", port))]

    monkeypatch.setattr(wires.anyio, "getaddrinfo", blocked)
    trouble = await wires._resolve(case.Address("www.tiktok.com", 443, True))
    assert isinstance(trouble, wires.Trouble)
    assert "0.0.0.0" in trouble.cause


@pytest.mark.parametrize("trusted", [True, False])
async def test_tls(trusted: bool) -> None:
    authority = trustme.CA()
    theirs = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(theirs)
    ours = ssl.create_default_context()
    if trusted:
        authority.configure_trust(ours)
    simulator = Simulator(seed=1)
    simulator.room("ann")
    async with serve(simulator, ssl_context=theirs) as server:
        examined = await examine(endpoints=server.endpoints, ssl_context=ours)
    assert examined.finding("tcp").outcome is Outcome.OK
    assert examined.report.code == (0 if trusted else 5)
    if trusted:
        assert examined.finding("tls").found.startswith("TLSv1")
    else:
        assert "certificate" in examined.finding("tls").cause
        assert examined.finding("lookup").outcome is Outcome.SKIP


async def test_a_proxy_that_is_not_there() -> None:
    proxy = f"http://ann:{PASSWORD}@127.0.0.1:{closed_port()}"
    async with site() as server:
        examined = await examine(endpoints=server.endpoints, proxy=proxy)
    assert examined.report.culprit == examined.finding("proxy")
    assert "the proxy does not answer" in examined.finding("proxy").cause
    assert examined.finding("tcp").found == "the proxy does not work"
    assert examined.report.code == 5


async def test_a_proxy_that_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    async with site() as server:
        examined = await examine(endpoints=server.endpoints)
    assert examined.finding("proxy").outcome is Outcome.WARN
    assert "--proxy" in examined.finding("proxy").fix
    assert examined.report.code == 0


# --- this machine


async def test_no_ffmpeg_is_a_warning(no_ffmpeg: None) -> None:
    async with site() as server:
        examined = await examine(endpoints=server.endpoints)
    finding = examined.finding("ffmpeg")
    assert (finding.outcome, finding.fix) == (Outcome.WARN, "install ffmpeg")
    assert examined.report.code == 0


@pytest.mark.parametrize(
    ("date", "outcome"),
    [
        ("Tue, 15 Nov 1994 08:12:31 GMT", "warn"),
        ("Tue, 15 Nov 2094 08:12:31 GMT", "warn"),
        ("", "skip"),
        ("soon", "skip"),
    ],
)
async def test_the_clock(date: str, outcome: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from livetok.testing import server as module

    answer = module.respond

    def dated(simulator: Simulator, request: Any) -> Any:
        from attrs import evolve

        response = answer(simulator, request)
        return evolve(response, headers=[*response.headers, ("Date", date)])

    monkeypatch.setattr(module, "respond", dated)
    async with site() as server:
        examined = await examine(endpoints=server.endpoints)
    finding = examined.finding("clock")
    assert finding.outcome.value == outcome
    if outcome == "warn":
        assert ("ahead of" if "1994" in date else "behind") in finding.cause
    assert examined.report.code == 0


# --- time, secrets, and the command


async def test_it_takes_no_longer_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_PHASES", (5.0, 0.3, 0.3, 0.3))
    async with site("http_slow") as server:
        began = anyio.current_time()
        examined = await examine(endpoints=server.endpoints, http_timeout=60.0)
        assert anyio.current_time() - began < 5
    assert "no result within 0.3 s" in examined.finding("lookup").cause
    assert examined.report.code == 5


async def test_cancelling_ends_it() -> None:
    async with site("http_slow") as server:
        with anyio.move_on_after(0.6) as scope:
            await examine(endpoints=server.endpoints, http_timeout=60.0)
        assert scope.cancelled_caught


@pytest.mark.parametrize("kind", ["http", "socks5"])
@pytest.mark.parametrize("faults", [(), ("handshake_403",), ("sign_401",)])
async def test_the_report_holds_no_secrets(
    kind: str, faults: tuple[str, ...], proxies: dict[str, str]
) -> None:
    signer = EulerSigner(api_key=KEY, share_session_with="127.0.0.1")
    async with site(*faults) as server:
        examined = await examine(
            endpoints=server.endpoints,
            proxy=proxies[kind],
            signer=signer,
            session=Session(session_id=SESSION_ID, target_idc="useast1a"),
            headers={"Cookie": f"mine={COOKIE}", "X-Token": "t0ken-of-mine"},
            http_timeout=3.0,
            ws_timeout=3.0,
        )
    assert examined.finding("proxy").found.startswith(f"{kind}://localhost:")
    assert examined.finding("tcp").found == "connected through the proxy"
    assert examined.report.entered is not bool(faults)
    shown = examined.report.text() + json.dumps(examined.report.to_dict()) + repr(examined.shown)
    for secret in (KEY, SESSION_ID, COOKIE, "t0ken-of-mine", "s3cret", "ann:"):
        assert secret not in shown
    assert TTWID.search(shown) is None


async def test_a_server_that_gives_secrets_back_is_not_quoted(monkeypatch: pytest.MonkeyPatch) -> None:
    from livetok.testing._site import sign_server as _sign

    echo = _sign._failed(401, f"bad key {KEY}; apiKey={KEY} sessionid=abcdef msToken: xyz1234")
    monkeypatch.setitem(_sign._JSON_FAULTS, "sign_401", echo)
    async with site("sign_401") as server:
        examined = await examine(endpoints=server.endpoints, signer=EulerSigner(api_key=KEY))
    cause = examined.finding("signer").cause
    assert "bad key ...; apiKey=... sessionid=... msToken: ..." in cause


@pytest.mark.parametrize(("fault", "code"), [("", 0), ("handshake_502", 5)])
def test_the_command(livetok: Any, anyio_backend: str, fault: str, code: int, command_site: Any) -> None:
    command_site.room()
    if fault:
        command_site.call(lambda: command_site.simulator.fault(fault, times=None))
    outcome = livetok("doctor", "@Ann", "--backend", anyio_backend, site=command_site)
    assert (outcome.code, outcome.errors) == (code, [])
    assert outcome.lines[0] == "ok    name        @ann"
    start = outcome.lines.index("```")
    assert outcome.lines[-1] == "```"
    assert outcome.lines[start + 1].startswith("livetok ")
    if fault:
        assert any(
            line.startswith("fail  handshake   the websocket host answered 502") for line in outcome.lines
        )
        assert any(line.startswith("      fix: ") for line in outcome.lines[:start])


@pytest.fixture
def command_site(request: pytest.FixtureRequest) -> Any:
    return request.getfixturevalue("site")


def test_the_command_in_json(livetok: Any, anyio_backend: str, command_site: Any) -> None:
    command_site.room()
    signer = ("--signer", "euler", "--sign-api-key", KEY)
    outcome = livetok("doctor", "ann", "--json", *signer, "--backend", anyio_backend, site=command_site)
    *checks, last = map(json.loads, outcome.lines)
    assert {check["type"] for check in checks} == {"check"}
    assert all(
        set(check["check"]) == {"stage", "subject", "result", "found", "cause", "fix", "seconds"}
        for check in checks
    )
    assert last["type"] == "report"
    assert (last["report"]["entered"], last["report"]["exit_code"], outcome.code) == (True, 0, 0)
    assert last["report"]["versions"]["livetok"]
    assert KEY not in "".join(outcome.lines)


async def test_every_check_is_described() -> None:
    page = (Path(__file__).parents[2] / "docs" / "doctor.md").read_text(encoding="utf-8")
    described = re.findall(r"^\| `([a-z ]+)` \|", page, re.MULTILINE)
    nowhere = f"https://127.0.0.1:{closed_port()}"
    endpoints = Endpoints(web=nowhere, webcast=nowhere, websocket=nowhere.replace("http", "ws"), sign=nowhere)
    examined = await examine(endpoints=endpoints, signer=EulerSigner())
    assert list(dict.fromkeys(finding.stage for finding in examined.report.findings)) == described
