"""What the doctor says in the end, without anything that is secret."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from attrs import evolve, frozen

from livetok.cli.doctor.case import Case
from livetok.cli.doctor.machine import versions
from livetok.cli.doctor.notes import Note, Outcome
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

    def cleaned(self, note: Note) -> Note:
        """Return a note without secrets."""
        return evolve(
            note,
            subject=self.hidden(note.subject),
            found=self.hidden(note.found),
            cause=self.hidden(note.cause),
            fix=self.hidden(note.fix),
        )


def line(note: Note) -> str:
    """Return a note as a line for people."""
    subject = f"{note.subject}: " if note.subject else ""
    return f"{note.outcome.value:<5} {note.stage:<11} {subject}{note.cause or note.found}"


@frozen(kw_only=True)
class Report:
    """The whole examination.

    Attributes:
        user: The handle, or what was given for one.
        notes: All notes, without secrets.
        options: What was set, without secrets.
    """

    user: str
    notes: tuple[Note, ...]
    options: dict[str, str]

    @classmethod
    def of(cls, case: Case, notes: Iterable[Note]) -> Report:
        """Sum a case up."""
        secrets = Secrets.of(case)
        return cls(
            user=f"@{case.unique_id}" if case.unique_id else secrets.hidden(case.text),
            notes=tuple(map(secrets.cleaned, notes)),
            options={name: secrets.hidden(text) for name, text in _options(case)},
        )

    @property
    def entered(self) -> bool:
        """Whether the room was entered and stayed open."""
        return any(note.stage == "enter" and note.good for note in self.notes) and not any(
            note.stage == "messages" and note.outcome is Outcome.FAIL for note in self.notes
        )

    @property
    def culprit(self) -> Note | None:
        """The first failure that keeps the user out; None when nothing does."""
        if self.entered:
            return None
        return next((note for note in self.notes if note.outcome is Outcome.FAIL), None)

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
        odd = [note.stage for note in self.notes if note.outcome in {Outcome.WARN, Outcome.FAIL}]
        return f"{self.user} can be entered" + (f", in spite of: {', '.join(odd)}" if odd else "")

    def text(self) -> str:
        """Return what can be pasted into an issue."""
        known = [f"{name} {text}" for name, text in versions().items()]
        given = [f"{name} {text}" for name, text in self.options.items()]
        timed = [f"{line(note)}{f' [{note.seconds:.2f} s]' if note.seconds else ''}" for note in self.notes]
        rows = [", ".join(known), ", ".join(given), *timed, self.verdict()]
        return "\n".join(("```", *rows, "```"))

    def to_dict(self) -> dict[str, Any]:
        """Return the sum as JSON has it; the notes have lines of their own."""
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
