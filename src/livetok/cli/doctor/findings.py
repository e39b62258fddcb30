"""What the doctor writes down: one finding for each check."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from enum import Enum
from typing import Any, Final

import anyio
from attrs import define, field, frozen

from livetok.errors import LiveError, NetworkError, RateLimited

__all__ = ["Finding", "Findings", "Outcome", "Trouble", "cause_of", "phase"]


class Outcome(Enum):
    """How a check went."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"
    SKIP = "skip"


@frozen(kw_only=True)
class Finding:
    """The result of one check.

    Attributes:
        stage: What was checked: `dns`, `lookup`, `handshake`, ...
        outcome: How it went. A warning does not keep anybody out.
        subject: Of which host, signer, ...; empty where there is one only.
        found: What was found, or why nothing was looked for.
        cause: Of a warning or failure, with its evidence.
        fix: What to do about it.
        seconds: How long it took.
        error: The failure itself.
    """

    stage: str
    outcome: Outcome
    subject: str = ""
    found: str = ""
    cause: str = ""
    fix: str = ""
    seconds: float = 0.0
    error: LiveError | None = None

    @property
    def good(self) -> bool:
        """Whether what builds on this can be checked."""
        return self.outcome in {Outcome.OK, Outcome.WARN}

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        return {
            "stage": self.stage,
            "subject": self.subject,
            "result": self.outcome.value,
            "found": self.found,
            "cause": self.cause,
            "fix": self.fix,
            "seconds": round(self.seconds, 3),
        }


@frozen
class Trouble:
    """What a check returns that worked, and found something odd."""

    cause: str
    fix: str


# For failures that come without advice: a peer that breaks off, or talks nonsense.
_FIX: Final = "try again; if it stays so, try another network: something on the way breaks connections"

Look = Callable[[], Awaitable[str | Trouble]]


def cause_of(error: LiveError) -> str:
    """Return what went wrong, with what was asked and what came back."""
    text = str(error) or type(error).__name__
    if isinstance(error, RateLimited) and error.retry_after:
        text = f"{text.rstrip('.')}: wait {error.retry_after:.0f} s"
    return f"{text} ({error.evidence})" if error.evidence else text


@define
class Findings:
    """The findings of one part of the examination.

    Attributes:
        deadline: Moment at which its checks are given up.
    """

    deadline: float
    entries: list[Finding] = field(factory=list[Finding])

    async def check(self, stage: str, look: Look, *, subject: str = "", lenient: bool = False) -> Finding:
        """Carry out one check and record the result; what it raises of our tree is a result.

        Args:
            stage: Name of the check.
            look: Returns what it found, or a `Trouble`.
            subject: What it is about.
            lenient: A failure keeps nobody out, and is a warning.
        """
        began = anyio.current_time()
        result: str | Trouble | LiveError | None = None
        try:
            with anyio.CancelScope(deadline=self.deadline):
                result = await look()
        except LiveError as error:
            result = error
        if result is None:
            result = self.late(began)
        return self.add(stage, result, subject=subject, lenient=lenient, seconds=anyio.current_time() - began)

    def late(self, began: float) -> NetworkError:
        """Return the failure of a check that took too long."""
        waited = max(0.0, anyio.current_time() - began)
        return NetworkError(f"no result within {waited:.1f} s", stage="read", hint="try again later")

    def add(
        self,
        stage: str,
        result: str | Trouble | LiveError,
        *,
        subject: str = "",
        lenient: bool = False,
        seconds: float = 0.0,
    ) -> Finding:
        """Record the result of a check."""
        about: dict[str, Any] = {"stage": stage, "subject": subject, "seconds": seconds}
        match result:
            case str():
                finding = Finding(outcome=Outcome.OK, found=result, **about)
            case Trouble():
                finding = Finding(outcome=Outcome.WARN, cause=result.cause, fix=result.fix, **about)
            case LiveError():
                outcome = Outcome.WARN if lenient else Outcome.FAIL
                finding = Finding(
                    outcome=outcome, cause=cause_of(result), fix=result.hint or _FIX, error=result, **about
                )
        self.entries.append(finding)
        return finding

    def skip(self, why: str, *stages: str, subject: str = "") -> None:
        """Finding that something was not checked."""
        for stage in stages:
            self.entries.append(Finding(stage=stage, subject=subject, outcome=Outcome.SKIP, found=why))


async def phase(seconds: float, *parts: Callable[[Findings], Coroutine[Any, Any, None]]) -> list[Finding]:
    """Carry out independent parts at once; return their findings in the order of the parts."""
    deadline = anyio.current_time() + seconds
    books = [Findings(deadline) for _ in parts]
    async with anyio.create_task_group() as group:
        for part, book in zip(parts, books, strict=True):
            group.start_soon(part, book)
    return [finding for book in books for finding in book.entries]
