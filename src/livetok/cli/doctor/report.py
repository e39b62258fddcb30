"""What the doctor says in the end, without anything that is secret."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from attrs import evolve, frozen

from livetok.cli.doctor.case import Case
from livetok.cli.doctor.findings import Finding, Outcome
from livetok.cli.doctor.machine import versions
from livetok.cli.failures import exit_code
from livetok.cli.text import harmless
from livetok.options import Endpoints

__all__ = ["Report", "Secrets", "line"]

_NAMED: Final = re.compile(
    r"(?i)\b(ttwid|sessionid\w*|sid_\w+|ms_?token|api[_-]?key|x-bogus|x-gnarly|_signature|imprp|password)"
    r"(['\"]?\s*[=:]\s*)[^\s;&,'\")]+"
)
_USERINFO: Final = re.compile(r"(\w+://)[^\s/@]+@")
_TTWID: Final = re.compile(r"\b1(%7C|\|)[\w-]+(%7C|\|)\S+")
_SHORTEST: Final = 4  # a shorter secret would tear holes into every other word


@frozen
class Secrets:
    """Takes out of texts what nobody else may see."""

    known: tuple[str, ...]

    @classmethod
    def of(cls, case: Case) -> Secrets:
        """Collect the secrets of a case."""
        options = case.options
        secrets = [case.client.requests.ttwid, *(getattr(signer, "api_key", "") for signer in options.signer)]
        if options.session is not None:
            secrets.append(options.session.session_id)
        if case.http.proxy is not None:
            parts = urlsplit(case.http.proxy)
            secrets += [
                part for text in (parts.username, parts.password) if text for part in (text, unquote(text))
            ]
        for value in options.headers.values():
            secrets += [part.partition("=")[2].strip() or part.strip() for part in value.split(";")]
        long = {text for text in secrets if len(text) >= _SHORTEST}
        return cls(tuple(sorted(long, key=len, reverse=True)))

    def hidden(self, text: str) -> str:
        """Return a text without secrets, in one harmless line."""
        for secret in self.known:
            text = text.replace(secret, "...")
        text = _TTWID.sub("...", _NAMED.sub(r"\1\2...", _USERINFO.sub(r"\1", text)))
        home = str(Path("~").expanduser())
        return harmless(text.replace(home, "~") if len(home) > 1 else text)

    def cleaned(self, finding: Finding) -> Finding:
        """Return a finding without secrets."""
        return evolve(
            finding,
            subject=self.hidden(finding.subject),
            found=self.hidden(finding.found),
            cause=self.hidden(finding.cause),
            fix=self.hidden(finding.fix),
        )


def line(finding: Finding) -> str:
    """Return a finding as a line for people."""
    subject = f"{finding.subject}: " if finding.subject else ""
    return f"{finding.outcome.value:<5} {finding.stage:<11} {subject}{finding.cause or finding.found}"


@frozen(kw_only=True)
class Report:
    """The whole examination.

    Attributes:
        user: The handle, or what was given for one.
        findings: All findings, without secrets.
        options: What was set, without secrets.
    """

    user: str
    findings: tuple[Finding, ...]
    options: dict[str, str]

    @classmethod
    def of(cls, case: Case, findings: Iterable[Finding]) -> Report:
        """Sum a case up."""
        secrets = Secrets.of(case)
        return cls(
            user=f"@{case.unique_id}" if case.unique_id else secrets.hidden(case.text),
            findings=tuple(map(secrets.cleaned, findings)),
            options={name: secrets.hidden(text) for name, text in _options(case)},
        )

    @property
    def entered(self) -> bool:
        """Whether the room was entered and stayed open."""
        return any(finding.stage == "enter" and finding.good for finding in self.findings) and not any(
            finding.stage == "messages" and finding.outcome is Outcome.FAIL for finding in self.findings
        )

    @property
    def culprit(self) -> Finding | None:
        """The first failure that keeps the user out; None when nothing does."""
        if self.entered:
            return None
        return next((finding for finding in self.findings if finding.outcome is Outcome.FAIL), None)

    @property
    def code(self) -> int:
        """The exit code: 0 when the room can be entered, else what `livetok watch` would exit with."""
        culprit = self.culprit
        return 0 if culprit is None or culprit.error is None else exit_code(culprit.error)

    def verdict(self) -> str:
        """Return the outcome in one line."""
        culprit = self.culprit
        if culprit is not None:
            return f"{self.user} cannot be entered: {culprit.stage}: {culprit.cause}"
        odd = [finding.stage for finding in self.findings if finding.outcome in {Outcome.WARN, Outcome.FAIL}]
        return f"{self.user} can be entered" + (f", in spite of: {', '.join(odd)}" if odd else "")

    def text(self) -> str:
        """Return what can be pasted into an issue."""
        known = [f"{name} {text}" for name, text in versions().items()]
        given = [f"{name} {text}" for name, text in self.options.items()]
        timed = [
            f"{line(finding)}{f' [{finding.seconds:.2f} s]' if finding.seconds else ''}"
            for finding in self.findings
        ]
        rows = [", ".join(known), ", ".join(given), *timed, self.verdict()]
        return "\n".join(("```", *rows, "```"))

    def to_dict(self) -> dict[str, Any]:
        """Return the sum as JSON has it; the findings have lines of their own."""
        culprit = self.culprit
        return {
            "user": self.user,
            "entered": self.entered,
            "exit_code": self.code,
            "verdict": self.verdict(),
            "stage": culprit.stage if culprit else "",
            "cause": culprit.cause if culprit else "",
            "fix": culprit.fix if culprit else "",
            "versions": versions(),
            "options": self.options,
        }


def _options(case: Case) -> Iterator[tuple[str, str]]:
    options, ours = case.options, Endpoints()
    yield "signer", " then ".join(str(signer.name) for signer in options.signer) or "none"
    yield "proxy", urlsplit(case.http.proxy).scheme if case.http.proxy else "none"
    yield "session", "yes" if options.session is not None else "no"
    for name in ("web", "webcast", "websocket", "sign"):
        if (url := getattr(options.endpoints, name)) != getattr(ours, name):
            yield name, url
