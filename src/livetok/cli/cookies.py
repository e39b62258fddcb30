"""Cookies of a browser, from a `cookies.txt` in Netscape form.

A line is seven fields with tabs between them: domain, whether subdomains count, path, whether it is for TLS only, the
second since 1970 at which it expires (0: with the browser's session), name, value. `#HttpOnly_` before the domain marks
a cookie that no script can see; other lines that begin with `#` are comments.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from livetok.errors import UserError

__all__ = ["read_cookies"]

_HTTP_ONLY: Final = "#HttpOnly_"
_FIELDS: Final = 7
_DOMAIN: Final = "tiktok.com"
_HINT: Final = "export it in Netscape form (cookies.txt): a line is seven fields with tabs between them"


def read_cookies(path: str) -> dict[str, str]:
    """Return TikTok's cookies in a file that have not expired, by name.

    Raises:
        UserError: The file cannot be read, or has another form. The message quotes nothing of it.
    """
    try:
        # A file of settings names it without a shell to expand the tilde.
        text = Path(os.path.expanduser(path)).read_text(encoding="utf-8-sig")  # noqa: PTH111 -- Path raises
    except OSError as error:
        raise UserError(f"cannot read {path}: {error.strerror}", hint="check --cookies") from error
    except UnicodeDecodeError:
        raise UserError(f"{path} is no file of cookies", hint=_HINT) from None  # the cause would quote it
    cookies: dict[str, str] = {}
    now = datetime.now(UTC).timestamp()
    for number, line in enumerate(text.splitlines(), 1):
        content = line.removeprefix(_HTTP_ONLY)
        if not content.strip() or content.startswith("#"):
            continue
        fields = content.split("\t")
        if len(fields) != _FIELDS:
            raise UserError(f"line {number} of {path} is no cookie", hint=_HINT)
        domain, _, _, _, expires, name, value = fields
        if _is_tiktok(domain) and not _is_over(expires, now):
            cookies[name] = value
    return cookies


def _is_tiktok(domain: str) -> bool:
    host = domain.lstrip(".").lower()
    return host == _DOMAIN or host.endswith(f".{_DOMAIN}")


def _is_over(expires: str, now: float) -> bool:
    try:
        moment = float(expires)
    except ValueError:
        return False  # a time that cannot be read is left to the server to judge
    return 0 < moment < now
