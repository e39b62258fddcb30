"""The URL of a sink, taken apart."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from attrs import field, frozen

from livetok._util.control_characters import escape_controls
from livetok.errors import UserError

__all__ = ["SinkAddress"]


@frozen
class SinkAddress:
    """Where a sink writes to. Its text shows neither password nor path of a server's address, which may be secret.

    Attributes:
        scheme: What stands before the first colon, in lower case; it says which kind of sink this is.
        url: The URL without what stands behind `#`.
        options: What stands behind `#`, name to text.
    """

    scheme: str
    url: str = field(repr=False)
    options: Mapping[str, Any] = field(repr=False)

    @classmethod
    def parse(cls, url: str) -> SinkAddress:
        """Take a URL apart.

        Args:
            url: For example `sqlite:events.db`, or `jsonl:events.jsonl#rotate=100MB&every=1h`.

        Raises:
            UserError: It is none. The message does not quote it.
        """
        hint = "for example sqlite:events.db, jsonl:events.jsonl, https://example.com/hook"
        if not isinstance(url, str) or not (match := re.match(r"([A-Za-z][A-Za-z0-9+.-]*):(?=.)", url)):
            raise UserError("a sink is named by a URL", hint=hint)
        if re.match(r"[A-Za-z]:[\\/]", url):
            raise UserError(
                "a sink is named by a URL, and this is a path", hint="write jsonl: before it, say"
            )
        if re.search(r"[\0\r\n]", url):
            raise UserError("the URL of a sink holds a control character", hint=hint)
        address, _, fragment = url.partition("#")
        pairs = parse_qsl(fragment, keep_blank_values=True)
        names = [name for name, _ in pairs]
        if any(names.count(name) > 1 for name in names):
            raise UserError("an option of a sink is given twice", hint="options stand behind #: #batch=10")
        return cls(match[1].lower(), address, dict(pairs))

    @property
    def path(self) -> Path:
        """The file or folder that the URL of a local sink names, percent-decoded.

        Raises:
            UserError: It names none, or a host.
        """
        rest = self.url.partition(":")[2]
        if rest.startswith("//") and not rest.startswith("///"):
            raise UserError(
                f"{self.scheme}:// is followed by a host, and a file has none",
                hint=f"write {self.scheme}:{unquote(rest[2:])}, or {self.scheme}:///folder/file from the root",
            )
        path = unquote(rest[2:] if rest.startswith("///") else rest)
        if not path or "\0" in path:
            raise UserError(f"{self.scheme}: names no file", hint=f"for example {self.scheme}:events")
        return Path(path)

    def __str__(self) -> str:
        rest = self.url.partition(":")[2]
        if not rest.startswith("//") or rest.startswith("///"):
            return escape_controls(f"{self.scheme}:{rest}")
        try:
            parts = urlsplit(self.url)
            port = f":{parts.port}" if parts.port else ""
        except ValueError:
            return f"{self.scheme}://..."
        host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname or ""
        return escape_controls(f"{self.scheme}://{host}{port}")
