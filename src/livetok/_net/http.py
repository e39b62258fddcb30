"""The HTTP client, and the only place that knows httpx.

httpx is imported when the first client is made, since it takes longer to import than the rest of the package.
Its exceptions stop here.
"""

from __future__ import annotations

import logging
import re
import socket
import ssl
import zlib
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import TYPE_CHECKING, Final, Protocol
from urllib.parse import urljoin, urlsplit

import anyio
from attrs import define, evolve, field, frozen

from livetok.errors import NetworkError, UserError

if TYPE_CHECKING:
    import httpx

    from livetok.options import Options

__all__ = ["Handler", "HttpAnswer", "HttpClient", "RequestLike", "memory_client", "open_http"]

_log = logging.getLogger("livetok.http")

Pairs = Sequence[tuple[str, str]]
Handler = Callable[[str, str, Pairs, bytes], Awaitable[tuple[int, Pairs, bytes]]]

_MOST_BODY: Final = 8 * 1024 * 1024
# Compressions whose output can be bounded while they are undone.
_PACKED: Final = frozenset({"gzip", "x-gzip", "deflate"})
_ANSWER_HINT: Final = (
    "something between you and the server mangles answers, or it is not the server you think"
)
_PROXY_HINT: Final = "check the proxy's address, name and password"
_HINTS: Final = {
    "dns": "check the host name and the network",
    "tcp": "check the network, a firewall, or whether the server runs",
    "tls": "check the clock, or pass ssl_context when the network brings its own certificates",
    "proxy": _PROXY_HINT,
    "read": "try again; a firewall or a proxy may cut connections",
    "write": "try again; a firewall or a proxy may cut connections",
    "http": _ANSWER_HINT,
}
_HAPPENED: Final = {
    "dns": "the name is not known",
    "tcp": "no connection",
    "tls": "no trusted connection",
    "proxy": "did not connect us",
    "read": "the answer broke off",
    "write": "the request broke off",
    "http": "the answer is not proper HTTP",
}
_LOGGED_COOKIE: Final = re.compile(r"""(?i)(set-cookie', b)('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")""")
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})


class RequestLike(Protocol):
    """A request, as its builders make it."""

    @property
    def method(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def params(self) -> Pairs: ...
    @property
    def headers(self) -> Pairs: ...
    @property
    def body(self) -> bytes: ...
    @property
    def redirects(self) -> int: ...


@frozen(kw_only=True)
class HttpAnswer:
    """A whole answer.

    Attributes:
        status: HTTP status.
        headers: Names in lower case, repeated ones kept; those of the redirects that led here come last.
        body: Decompressed.
        url: Where the answer came from in the end.
    """

    status: int
    headers: tuple[tuple[str, str], ...] = field(repr=False)
    body: bytes = field(repr=False)
    url: str = field(repr=False)


@define(kw_only=True)
class HttpClient:
    """Sends requests and returns whole answers, within bounds of time and size.

    Keeps no cookies: `Set-Cookie` is in the answer's headers, and a request carries its own `Cookie`. Made by
    `open_http`, which also closes it.

    Attributes:
        timeout: Seconds for one request with all its redirects.
        max_body: Bytes; a longer answer is given up.
        proxied: Whether connections go through a proxy of ours, which then is to blame when none comes about.
    """

    _client: httpx.AsyncClient = field(alias="client")
    timeout: float
    max_body: int = _MOST_BODY
    proxied: bool = False

    async def send(self, request: RequestLike) -> HttpAnswer:
        """Send a request and read its answer.

        Raises:
            NetworkError: There was no whole answer; `stage` says how far it came.
            UserError: The caller's own client is closed.

        On cancellation the connection is dropped.
        """
        if self._client.is_closed:
            raise UserError(
                "the HTTP client is closed", hint="keep your httpx.AsyncClient open while livetok uses it"
            )
        host = _host(request.url)
        try:
            with anyio.fail_after(self.timeout), _mapped(host, proxied=self.proxied):
                return await self._follow(request)
        except TimeoutError as error:
            hint = "check the network, or raise http_timeout"
            stage = "proxy" if self.proxied else "read"
            raise NetworkError(
                f"{host} did not answer within {self.timeout:g} s", hint=hint, stage=stage
            ) from error

    async def _follow(self, request: RequestLike) -> HttpAnswer:
        url, params, headers = request.url, request.params, request.headers
        left, seen = request.redirects, ()
        while True:
            answer = await self._once(request.method, url, params, headers, request.body)
            target = _target(answer)
            if not left or not target:
                return evolve(answer, headers=(*answer.headers, *seen))
            left, seen = left - 1, (*seen, *answer.headers)
            if urlsplit(target)[:2] != urlsplit(url)[:2]:
                # Cookies are for the host they were meant for.
                headers = [pair for pair in headers if pair[0].lower() != "cookie"]
            url, params = target, ()

    async def _once(self, method: str, url: str, params: Pairs, headers: Pairs, body: bytes) -> HttpAnswer:
        sent = [pair for pair in headers if pair[0].lower() != "accept-encoding"]
        sent.append(("Accept-Encoding", "gzip, deflate"))
        stream = self._client.stream(
            method,
            url,
            params=list(params) or None,
            headers=sent,
            content=body or None,
            follow_redirects=False,
        )
        async with stream as response:
            content = await self._body(response)
            pairs = tuple((name.lower(), value) for name, value in response.headers.multi_items())
            _log.debug(
                "%s %s: %d, %d bytes", method, url.partition("?")[0], response.status_code, len(content)
            )
            if response.status_code == 407:
                raise NetworkError("the proxy asks for a password", hint=_PROXY_HINT, stage="proxy")
            return HttpAnswer(status=response.status_code, headers=pairs, body=content, url=url)

    async def _body(self, response: httpx.Response) -> bytes:
        if response.is_stream_consumed:
            # A hook or a test transport of the caller has read (and decompressed) it already.
            body = _Body(encoding="", limit=self.max_body)
            body.feed(response.content)
            return body.whole()
        body = _Body(
            encoding=response.headers.get("content-encoding", "").strip().lower(), limit=self.max_body
        )
        with anyio.CancelScope() as enough:
            async for chunk in response.aiter_raw():
                if not body.feed(chunk):
                    # Ends the readers below from within; leaving the loop here would orphan them half-way.
                    enough.cancel()
        return body.whole()


class _Body:
    """Puts an answer together: decompressed, and never longer than the limit."""

    def __init__(self, *, encoding: str, limit: int) -> None:
        self._encoding = encoding
        self._limit = limit
        self._unpacker = zlib.decompressobj(wbits=47) if encoding in _PACKED else None
        self._whole = bytearray()
        self._problem = "" if encoding in _PACKED | {"", "identity"} else f"is packed as {encoding[:20]!r}"

    def feed(self, chunk: bytes) -> bool:
        """Take the next bytes as received; false when more of them are of no use."""
        if not self._problem:
            try:
                self._whole += self._unpack(chunk)
            except zlib.error:
                self._problem = "is damaged"
        if len(self._whole) > self._limit:
            self._problem = f"is longer than {self._limit} bytes"
        return not self._problem

    def _unpack(self, chunk: bytes) -> bytes:
        if self._unpacker is None:
            return chunk
        return self._unpacker.decompress(chunk, max_length=self._limit + 1 - len(self._whole))

    def whole(self) -> bytes:
        """All of it.

        Raises:
            NetworkError: It is too long, damaged or cut short.
        """
        if not self._problem and self._whole and self._unpacker is not None and not self._unpacker.eof:
            self._problem = "is cut short"
        if self._problem:
            raise NetworkError(f"the answer {self._problem}", hint=_ANSWER_HINT, stage="http")
        return bytes(self._whole)


@contextmanager
def _mapped(host: str, *, proxied: bool) -> Generator[None]:
    import httpx

    try:
        yield
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError, UnicodeError) as error:
        if isinstance(error, TimeoutError):
            raise
        stage = _stage(error)
        if proxied and stage in {"dns", "tcp"}:
            stage = "proxy"
        what = "the proxy" if stage == "proxy" else host
        raise NetworkError(
            f"{what}: {_HAPPENED[stage]} ({_reason(error)})", hint=_HINTS[stage], stage=stage
        ) from error


def _stage(error: BaseException) -> str:
    import httpx

    for cause in _chain(error):
        if isinstance(cause, socket.gaierror | UnicodeError):
            return "dns"
        if isinstance(cause, ssl.SSLError):
            return "tls"
    stages = {
        "proxy": (httpx.ProxyError,),
        "tcp": (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout),
        "read": (httpx.ReadError, httpx.ReadTimeout, httpx.CloseError),
        "write": (httpx.WriteError, httpx.WriteTimeout),
        "http": (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError),
    }
    return next((stage for stage, kinds in stages.items() if isinstance(error, kinds)), "tcp")


def _chain(error: BaseException) -> Iterator[BaseException]:
    link: BaseException | None = error
    while link is not None:
        yield link
        link = link.__cause__ or link.__context__


def _reason(error: BaseException) -> str:
    return str(error).splitlines()[0][:200] if str(error) else type(error).__name__


@asynccontextmanager
async def open_http(options: Options, *, proxy: str | None = None) -> AsyncGenerator[HttpClient]:
    """Open an HTTP client: around the caller's own, which stays open, or with one that is closed at the end.

    Args:
        options: Client, time limit, TLS and environment settings.
        proxy: Proxy URL of a client of our own.

    Raises:
        UserError: The proxy needs a package that is not installed.
    """
    if options.http is not None:
        yield HttpClient(client=options.http, timeout=options.http_timeout)
        return
    client = _own_client(options, proxy)
    try:
        yield HttpClient(client=client, timeout=options.http_timeout, proxied=proxy is not None)
    finally:
        with anyio.move_on_after(1, shield=True):
            await client.aclose()


def _own_client(options: Options, proxy: str | None) -> httpx.AsyncClient:
    import httpx

    # httpcore writes whole answer headers to its debug log.
    logging.getLogger("httpcore.http11").addFilter(_hide_cookies)
    try:
        return httpx.AsyncClient(
            proxy=proxy,
            verify=options.ssl_context or True,
            trust_env=options.trust_env,
            timeout=httpx.Timeout(options.http_timeout),
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        )
    except ImportError as error:
        raise UserError("a SOCKS proxy needs another package", hint="pip install 'livetok[proxy]'") from error
    except (ValueError, httpx.InvalidURL) as error:
        # The URL may hold a password, so it is not shown.
        raise UserError("the proxy is not a URL with a known scheme", hint="see the option proxy") from error


def _hide_cookies(record: logging.LogRecord) -> bool:
    if isinstance(record.msg, str):
        record.msg = _LOGGED_COOKIE.sub(r"\1'...'", record.msg)
    return True


def memory_client(handler: Handler) -> httpx.AsyncClient:
    """An `httpx.AsyncClient` that asks a function instead of the network, for tests and simulations.

    Args:
        handler: Called with method, URL with query, headers and body; returns status, headers and body.
    """
    import httpx

    class MemoryTransport(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            body = await request.aread()
            status, headers, content = await handler(
                request.method, str(request.url), request.headers.multi_items(), body
            )
            return httpx.Response(status, headers=list(headers), content=content)

    return httpx.AsyncClient(transport=MemoryTransport(), trust_env=False)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""  # the client says what is wrong with it


def _target(answer: HttpAnswer) -> str:
    """Where a redirect leads, empty when it is none or leads out of HTTP."""
    location = next((value for name, value in answer.headers if name == "location"), "")
    if answer.status not in _REDIRECTS or not location:
        return ""
    try:
        target = urljoin(answer.url, location)
        return target if urlsplit(target).scheme in {"http", "https"} else ""
    except ValueError:
        return ""
