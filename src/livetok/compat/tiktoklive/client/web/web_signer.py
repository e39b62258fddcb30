"""`client.web.signer`: the key and the address of the signature server."""

from __future__ import annotations

from typing import Protocol

__all__ = ["TikTokSigner"]


class _SignSettings(Protocol):
    """What holds the two; the web client does."""

    sign_api_key: str | None
    sign_api_base: str | None


class _Own:
    def __init__(self, key: str | None, base: str | None) -> None:
        self.sign_api_key = key
        self.sign_api_base = base


class TikTokSigner:
    """The signature server as a client uses it; a change counts from the next connection on.

    livetok asks it only where there is a key, while it connects and writes comments.
    """

    def __init__(self, sign_api_key: str | None = None, sign_api_base: str | None = None) -> None:
        self._settings: _SignSettings = _Own(sign_api_key, sign_api_base)

    @classmethod
    def of(cls, settings: _SignSettings) -> TikTokSigner:
        """Return the signer of a web client.

        Args:
            settings: The web client; changed with the signer.
        """
        signer = cls()
        signer._settings = settings
        return signer

    @property
    def sign_api_key(self) -> str | None:
        """The key; None to connect without the server."""
        return self._settings.sign_api_key

    @sign_api_key.setter
    def sign_api_key(self, key: str | None) -> None:
        self._settings.sign_api_key = key

    @property
    def sign_api_base(self) -> str | None:
        """Address of the server; None for the usual one."""
        return self._settings.sign_api_base

    @sign_api_base.setter
    def sign_api_base(self, base: str | None) -> None:
        self._settings.sign_api_base = base
