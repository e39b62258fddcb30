"""Checks of the network: proxy, names, TCP and TLS to every host that is needed."""

from __future__ import annotations

import ipaddress
import socket
import ssl
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import urlsplit
from urllib.request import getproxies

import anyio
from anyio.abc import ByteStream
from anyio.streams.tls import TLSAttribute

from livetok._net.proxy import open_tunnel
from livetok._net.streams import abort, connect_stream, start_tls
from livetok._webapi.trusted_hosts import is_tiktok_host
from livetok.cli.doctor.case import Address, Case
from livetok.cli.doctor.findings import Findings, Trouble
from livetok.errors import NetworkError

__all__ = ["check_hosts", "check_proxy"]

_CLOSING_SECONDS: Final = 0.5
_SOCKS_PORT: Final = 1080
_PORTS: Final = {"http": 80, "https": 443}


async def check_proxy(case: Case, findings: Findings) -> None:
    """See whether the proxy is there; without one, whether one is forgotten."""

    async def look() -> str | Trouble:
        case.http.renew()
        if case.http.proxy is None:
            return _none(case)
        parts = urlsplit(case.http.proxy)
        host, port = parts.hostname or "", parts.port or _PORTS.get(parts.scheme, _SOCKS_PORT)
        try:
            stream = await connect_stream(
                host, port, ssl_context=None, timeout=findings.deadline - anyio.current_time()
            )
        except NetworkError as error:
            raise NetworkError(
                f"the proxy does not answer: {error}", stage="proxy", hint="check the proxy's address"
            ) from error
        await abort(stream)
        return f"{parts.scheme}://{host}:{port} answers"

    if not (await findings.check("proxy", look)).good:
        case.cut_off = "the proxy does not work"


def _none(case: Case) -> str | Trouble:
    named = sorted(set(getproxies()) & {"http", "https", "all"})
    if not named or case.options.trust_env:
        return "of the environment" if named else "none"
    return Trouble(
        f"the environment names a proxy ({', '.join(named)}), and livetok does not use it unless told to",
        "if nothing works without it: --proxy URL",
    )


async def check_hosts(case: Case, findings: Findings) -> None:
    """See whether every host can be reached, all at the same time."""
    addresses = case.addresses()
    books = [Findings(findings.deadline) for _ in addresses]
    async with anyio.create_task_group() as group:
        for (address, uses), book in zip(addresses.items(), books, strict=True):
            group.start_soon(_check_host, case, address, uses, book)
    findings.entries += [finding for book in books for finding in book.entries]


async def _check_host(case: Case, address: Address, uses: Sequence[str], findings: Findings) -> None:
    stages = ("tcp", "tls") if address.secure else ("tcp",)
    subject = f"{address.where} ({', '.join(uses)})"
    if case.cut_off:
        findings.skip(case.cut_off, *stages, subject=subject)
        return
    proxy = case.proxy_for(f"{'wss' if address.secure else 'ws'}://{address.where}")
    if proxy is not None:
        findings.skip("the proxy looks names up", "dns", subject=address.host)
    elif not (await findings.check("dns", lambda: _resolve(address), subject=address.host)).good:
        findings.skip("the name is not known", *stages, subject=subject)
        return
    opened: list[ByteStream] = []

    async def connect() -> str:
        opened.append(await _connect(case, proxy, address, findings.deadline - anyio.current_time()))
        return "connected" if proxy is None else "connected through the proxy"

    async def secure() -> str:
        opened.append(await _secure(case, opened[0], address, findings.deadline - anyio.current_time()))
        return opened[-1].extra(TLSAttribute.tls_version)

    try:
        good = (await findings.check("tcp", connect, subject=subject)).good
        if address.secure and good:
            good = (await findings.check("tls", secure, subject=subject)).good
        elif address.secure:
            findings.skip("there is no connection", "tls", subject=subject)
    finally:
        with anyio.move_on_after(_CLOSING_SECONDS, shield=True):
            for stream in opened[-1:]:
                await abort(stream)
    if good:
        case.reached.add(address)


async def _resolve(address: Address) -> str | Trouble:
    if _is_number(address.host):
        return "this is an address already"
    try:
        addresses = await anyio.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        hint = "check the host name, the network, and the name server"
        raise NetworkError(f"cannot resolve {address.host}: {reason}", stage="dns", hint=hint) from error
    numbers = list(dict.fromkeys(str(address[4][0]).partition("%")[0] for address in addresses))
    text = f"{len(numbers)} address{'' if len(numbers) == 1 else 'es'}: {', '.join(numbers[:3])}"
    if is_tiktok_host(address.host) and any(_is_fake(number) for number in numbers):
        return Trouble(
            f"the name leads to {numbers[0]}, which is not TikTok's",
            "a filter or the provider answers in TikTok's place: use another name server, or a proxy",
        )
    return text


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _is_fake(number: str) -> bool:
    address = ipaddress.ip_address(number)
    return address.is_private or address.is_unspecified or address.is_loopback


async def _connect(case: Case, proxy: str | None, address: Address, timeout: float) -> ByteStream:
    context = case.options.ssl_context
    if proxy is None:
        return await connect_stream(address.host, address.port, ssl_context=None, timeout=timeout)
    return await open_tunnel(proxy, address.host, address.port, ssl_context=context, timeout=timeout)


async def _secure(case: Case, stream: ByteStream, address: Address, timeout: float) -> Any:
    context = case.options.ssl_context or ssl.create_default_context()
    return await start_tls(stream, address.host, ssl_context=context, timeout=timeout)
