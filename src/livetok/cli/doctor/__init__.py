"""`livetok doctor @user`: look at every step on the way into a room, and say what is wrong."""

from __future__ import annotations

import argparse
import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Final

from livetok.cli import common
from livetok.cli.text import escaped

if TYPE_CHECKING:
    from livetok._session.environment import Environment
    from livetok.cli.doctor.findings import Finding
    from livetok.cli.doctor.report import Report
    from livetok.options import Options

__all__ = ["add_parser", "examine", "run"]

# Seconds for a request, and for each phase: this machine, its network, TikTok's site, the way in. 30 in all.
_REQUEST: Final = 4.0
_PHASES: Final = (4.0, 6.0, 10.0, 10.0)


def add_parser(commands: common.Commands) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "doctor",
        help="find out why a room cannot be entered",
        description="Check every step on the way into a room, at most half a minute long, and say what is wrong. "
        "Ends with a report without secrets, to be pasted into an issue.",
    )
    common.add_connection(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object a line, and nothing else")


async def run(args: argparse.Namespace) -> int:
    """Examine the way into a room; return the exit code of the first failure that keeps us out.

    Raises:
        UserError: An option is wrong. A handle that is wrong is a finding.
    """
    from livetok._session.environment import Environment
    from livetok.cli.doctor.report import line
    from livetok.cli.output import open_output
    from livetok.options import Options

    given = {**common.connect_options(args), "http_timeout": _REQUEST, "ws_timeout": _REQUEST}
    async with open_output() as output:

        async def on_finding(finding: Finding) -> None:
            if args.json:
                await output.line(_json("check", finding.to_dict()))
            else:
                await output.line(line(finding) + (f"\n      fix: {finding.fix}" if finding.fix else ""))

        report = await examine(args.user, Options.of(given), Environment(), on_finding)
        if args.json:
            await output.line(_json("report", report.to_dict()))
        else:
            await output.line(_closing(report))
    return report.code


def _closing(report: Report) -> str:
    culprit = report.culprit
    fix = f"\nfix: {culprit.fix}" if culprit is not None and culprit.fix else ""
    return f"\n{report.verdict()}{fix}\n\nFor an issue (there are no secrets in it):\n\n{report.text()}"


def _json(kind: str, facts: dict[str, object]) -> str:
    return escaped(json.dumps({"type": kind, kind: facts}, ensure_ascii=False, separators=(",", ":")))


async def examine(
    user: str, options: Options, environment: Environment, on_finding: Callable[[Finding], Awaitable[None]]
) -> Report:
    """Carry out all checks, and tell each result as soon as its phase is over.

    One failing check does not stop those that do not build on it. Takes at most half a minute.

    Args:
        user: A handle or URL; a wrong one is a finding.
        options: As for `connect()`.
        environment: How HTTP clients and websockets are opened.
        on_finding: Is called with each finding, without secrets.
    """
    from functools import partial
    from random import SystemRandom

    from livetok.cli.doctor.case import Case
    from livetok.cli.doctor.entry import check_entry, check_quotas
    from livetok.cli.doctor.findings import phase
    from livetok.cli.doctor.machine import check_machine
    from livetok.cli.doctor.report import Report, Secrets
    from livetok.cli.doctor.sources import check_cookie, check_sources
    from livetok.cli.doctor.wires import check_hosts, check_proxy

    findings: list[Finding] = []
    async with environment.open_http(options) as http:
        case = Case(
            text=user,
            options=options,
            environment=environment,
            http=http,
            seed=SystemRandom().getrandbits(32),
        )
        plan = (
            (partial(check_machine, case), partial(check_proxy, case)),
            (partial(check_hosts, case),),
            (partial(check_sources, case), partial(check_cookie, case), partial(check_quotas, case)),
            (partial(check_entry, case),),
        )
        for seconds, parts in zip(_PHASES, plan, strict=True):
            new = await phase(seconds, *parts)
            findings += new
            for finding in map(Secrets.of(case).cleaned, new):
                await on_finding(finding)
        return Report.of(case, findings)
