"""The HTTP client: time and size limits, redirects, one retry on a dead connection. The only file that knows httpx.

httpx is imported when the first client is made, since it takes longer to import than the rest of the package.
Its exceptions stop here.
"""

from __future__ import annotations

import ipaddress
import logging
import socket
import ssl
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator, Sequence
from contextlib import AbstractAsyncContextManager, aclosing, asynccontextmanager, contextmanager, suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Protocol
from urllib.parse import urljoin, urlsplit

import anyio
from attrs import define, evolve, field

from livetok._net.environment import (
    check_proxies,
    check_sockets,
    make_context,
    proxy_of,
    trust_store,
)
from livetok._net.http_body import Body
from livetok._net.http_errors import PROXY_HINT, causes, failure
from livetok._net.http_trace import RequestTrace, close_on_failure
from livetok._net.log_redaction import redact_logs, shown_url
from livetok._net.proxy import next_proxy
from livetok._util.control_characters import escape_controls
from livetok._util.event_loop import under_trio
from livetok._util.task_group import unwrap_interrupts
from livetok.errors import LiveError, NetworkError, UserError
from livetok.http_types import HttpRequest, HttpResponse

if TYPE_CHECKING:
    import httpx

    from livetok.options import Options

__all__ = [
    "AddressCheck",
    "Handler",
    "Http",
    "HttpClient",
    "HttpStream",
    "StreamingHttp",
    "check_environment",
    "memory_client",
    "open_http",
]

_log = logging.getLogger("livetok.http")

Pairs = Sequence[tuple[str, str]]
Handler = Callable[[str, str, Pairs, bytes], Awaitable[tuple[int, Pairs, bytes]]]
AddressCheck = Callable[[str], Awaitable[Sequence[str]]]

_MOST_BODY: Final = 8 * 1024 * 1024
_CLOSING_SECONDS: Final = 1.0
# What another host may have when a redirect leads there. Whatever else a caller set may be a secret: an allow list.
_FOR_EVERYBODY: Final = frozenset(
    {"accept", "accept-encoding", "accept-language", "cache-control", "content-type", "user-agent"}
)
_OF_HTTP: Final = frozenset({"host", "connection", "content-length", "transfer-encoding"})
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})


class Http(Protocol):
    """What sends requests: an `HttpClient`, or a wrapper around one such as `_capture.observers.ObservedHttp`."""

    @property
    def proxy(self) -> str | None: ...
    def renew(self) -> None: ...
    async def send(self, request: HttpRequest) -> HttpResponse: ...


class StreamingHttp(Http, Protocol):
    """What also hands on bodies as they come: an `HttpClient`. See there."""

    def stream(
        self, request: HttpRequest, *, check: AddressCheck
    ) -> AbstractAsyncContextManager[HttpStream]: ...


@define(kw_only=True, eq=False)
class HttpClient:
    """Sends requests and returns whole answers, within bounds of time and size.

    Keeps no cookies: `Set-Cookie` is in the answer's headers, and a request carries its own `Cookie`. Made by
    `open_http`, which also closes it.

    Attributes:
        options: The caller's own client, time limit, proxy, TLS and environment settings.
        max_body: Bytes; a longer answer is given up.
        proxy: The proxy that connections go through now; None for none, and when the caller's own client sees to it.
    """

    options: Options
    max_body: int = _MOST_BODY
    proxy: str | None = field(default=None, init=False, repr=False)
    _client: httpx.AsyncClient | None = field(default=None, init=False, repr=False)
    _retired: list[httpx.AsyncClient] = field(factory=list["httpx.AsyncClient"], init=False, repr=False)
    _busy: int = field(default=0, init=False, repr=False)

    def renew(self) -> None:
        """Take the next proxy, where the option `proxy` is a function; requests under way end as they began.

        Raises:
            UserError: The proxy is no URL of a known kind, or needs a package that is not installed.
            NetworkError: The function failed.
        """
        self._renewed()

    def _renewed(self) -> httpx.AsyncClient:
        proxy, present = next_proxy(self.options.proxy), self._client
        if present is not None and proxy == self.proxy:
            return present
        client = self.options.http or _own_client(self.options, proxy)
        if present is not None and present is not client:
            self._retired.append(present)
        self._client, self.proxy = client, proxy
        return client

    async def send(self, request: HttpRequest) -> HttpResponse:
        """Send a request and read its answer.

        Raises:
            NetworkError: There was no whole answer; `stage` says how far it came.
            UserError: The caller's own client is closed, or the proxy is not usable.

        On cancellation the connection is dropped.
        """
        client = self._client or self._renewed()
        if client.is_closed:
            hint = "keep your httpx.AsyncClient open while livetok uses it"
            raise UserError("the HTTP client is closed", hint=hint)
        self._busy += 1
        try:
            return await self._send_with_timeout(client, request)
        finally:
            self._busy -= 1
            with anyio.move_on_after(_CLOSING_SECONDS, shield=True):
                await self._close_retired()

    @asynccontextmanager
    async def stream(self, request: HttpRequest, *, check: AddressCheck) -> AsyncGenerator[HttpStream]:
        """Send a GET and give its body as it comes, for the length of a block; leaving drops the connection.

        The option `http_timeout` bounds the time until the answer begins. Between two portions of the body the
        caller's patience counts, not ours. The observer sees nothing of it.

        Args:
            request: What to ask for; `redirects` are followed.
            check: Is asked about each URL before it is requested, the targets of redirects included. It returns the IP
                addresses of the URL's host: a client of livetok's own that uses no proxy connects to one of these, and
                does not look the name up again. Empty to have it looked up as usual.

        Raises:
            NetworkError: There was no answer; `stage` says how far it came.
            UserError: The caller's own client is closed, or the proxy is not usable.
        """
        client = self._client or self._renewed()
        if client.is_closed:
            hint = "keep your httpx.AsyncClient open while livetok uses it"
            raise UserError("the HTTP client is closed", hint=hint)
        self._busy += 1
        stream = None
        try:
            response, url = await self._begin_stream(client, request, check)
            stream = HttpStream(status=response.status_code, url=url, response=response)
            yield stream
        finally:
            self._busy -= 1
            with anyio.move_on_after(_CLOSING_SECONDS, shield=True):
                if stream is not None:
                    await stream.aclose()
                await self._close_retired()

    async def _begin_stream(
        self, client: httpx.AsyncClient, request: HttpRequest, check: AddressCheck
    ) -> tuple[httpx.Response, str]:
        seconds, proxied = (
            self.options.http_timeout,
            self.proxy is not None and client is not self.options.http,
        )
        url, params, headers, left = request.url, request.params, request.headers, request.redirects
        while True:
            host = _host(url)
            addresses = await check(url) or ("",)
            if not self._resolves_names(client):
                addresses = ("",)
            built = client.build_request(
                request.method, url, params=list(params) or None, headers=list(headers)
            )
            built.headers["Accept-Encoding"] = "identity"
            try:
                with anyio.fail_after(seconds), _map_errors(host, proxied=proxied):
                    response = await self._first_response(client, built, addresses)
            except TimeoutError as error:
                raise NetworkError(
                    f"{host} did not answer within {seconds:g} s",
                    hint="check the network, or raise http_timeout",
                    stage="proxy" if proxied else "read",
                ) from error
            head = HttpResponse(
                status=response.status_code, headers=_header_pairs(response), body=b"", url=url
            )
            target = _target(head)
            if not left or not target:
                return response, url
            await response.aclose()
            _release(response)
            left -= 1
            if urlsplit(target)[:2] != urlsplit(url)[:2]:
                headers = tuple(pair for pair in headers if pair[0].lower() in _FOR_EVERYBODY)
            url, params = target, ()

    def _resolves_names(self, client: httpx.AsyncClient) -> bool:
        """Whether connections go straight from here to the server: through no proxy, and no client of the caller's."""
        if client is self.options.http or self.proxy is not None:
            return False
        return not (self.options.trust_env and any(proxy_of(kind) for kind in ("http", "https", "all")))

    async def _first_response(
        self, client: httpx.AsyncClient, request: httpx.Request, addresses: Sequence[str]
    ) -> httpx.Response:
        """Send a request to the first of some addresses that accepts a connection; `""` stands for the URL's host."""
        import httpx

        seconds, name = self.options.http_timeout, request.url.raw_host.decode()
        timeout = httpx.Timeout(seconds, connect=seconds / len(addresses), read=None)
        for number, address in enumerate(addresses, 1):
            trace = RequestTrace()
            extensions: dict[str, Any] = {"trace": trace.on_trace, "timeout": timeout.as_dict()}
            request.extensions = extensions
            if address:
                request.url = request.url.copy_with(host=address)
                extensions["sni_hostname"] = name  # also the name that the certificate must be for
            try:
                async with close_on_failure(trace):
                    return await client.send(request, stream=True, follow_redirects=False)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                if number == len(addresses):
                    raise
        raise AssertionError("there is an address always")

    async def aclose(self) -> None:
        """Close the connections, but for the caller's own client."""
        if self._client is not None and self._client is not self.options.http:
            self._retired.append(self._client)
        with anyio.move_on_after(_CLOSING_SECONDS, shield=True):
            await self._close_retired()

    async def _close_retired(self) -> None:
        while self._retired and not self._busy:
            await self._retired.pop().aclose()

    async def _send_with_timeout(self, client: httpx.AsyncClient, request: HttpRequest) -> HttpResponse:
        host, seconds = _host(request.url), self.options.http_timeout
        # The caller's own client has connections, and proxies, of its own.
        proxied = self.proxy is not None and client is not self.options.http
        try:
            with anyio.fail_after(seconds), _map_errors(host, proxied=proxied):
                return await self._follow_redirects(client, request)
        except TimeoutError as error:
            through = " through the proxy" if proxied else ""
            hint = "check the network, or raise http_timeout"
            raise NetworkError(
                f"{host} did not answer{through} within {seconds:g} s",
                hint=hint,
                stage="proxy" if proxied else "read",
            ) from error

    async def _follow_redirects(self, client: httpx.AsyncClient, request: HttpRequest) -> HttpResponse:
        url, params, headers = request.url, request.params, request.headers
        left, seen, elsewhere = request.redirects, (), False
        while True:
            answer = await self._send_with_retry(
                client, request.method, url, params, headers, request.body, elsewhere=elsewhere
            )
            target = _target(answer)
            if not left or not target:
                return evolve(answer, headers=(*answer.headers, *seen))
            left, seen = left - 1, (*seen, *answer.headers)
            if urlsplit(target)[:2] != urlsplit(url)[:2]:
                elsewhere = True
                headers = tuple(pair for pair in headers if pair[0].lower() in _FOR_EVERYBODY)
            url, params = target, ()

    async def _send_with_retry(
        self,
        client: httpx.AsyncClient,
        method: str,
        url: str,
        params: Pairs,
        headers: Pairs,
        body: bytes,
        *,
        elsewhere: bool,
    ) -> HttpResponse:
        """Send, and retry once when the connection had been closed since the request before.

        Servers close idle keep-alive connections at any time, which may be just when one is used again.
        """
        import httpx

        trace = RequestTrace()
        try:
            return await self._send_once(
                client, method, url, params, headers, body, trace, elsewhere=elsewhere
            )
        except (httpx.ReadError, httpx.WriteError, httpx.RemoteProtocolError):
            if method != "GET" or not trace.reused_dead_connection:
                raise
        return await self._send_once(
            client, method, url, params, headers, body, RequestTrace(), elsewhere=elsewhere
        )

    async def _send_once(
        self,
        client: httpx.AsyncClient,
        method: str,
        url: str,
        params: Pairs,
        headers: Pairs,
        body: bytes,
        trace: RequestTrace,
        *,
        elsewhere: bool,
    ) -> HttpResponse:
        import httpx

        from livetok._net.request_body import RequestBody

        sent = [pair for pair in headers if pair[0].lower() != "accept-encoding"]
        sent.append(("Accept-Encoding", "gzip, deflate"))
        http_request = client.build_request(
            method,
            url,
            params=list(params) or None,
            headers=sent,
            content=body or None,
            extensions={"trace": trace.on_trace},
        )
        http_request.stream = RequestBody(body)
        if elsewhere:
            # The caller's own client adds its cookies, headers and password to whatever it sends.
            for name in set(http_request.headers) - _FOR_EVERYBODY - _OF_HTTP:
                del http_request.headers[name]
        auth = None if elsewhere else httpx.USE_CLIENT_DEFAULT
        async with (
            close_on_failure(trace),
            aclosing(
                await client.send(http_request, stream=True, follow_redirects=False, auth=auth)
            ) as response,
        ):
            received = await self._body(response)
            pairs = _header_pairs(response)
            status = response.status_code
        _release(response)
        # Only now that the connection is back in its pool, or closed: what is raised within closes it under the pool.
        content = received.whole()
        shown = escape_controls(shown_url(url))
        _log.debug("%s %s: %d, %d bytes", method, shown, status, len(content))
        if status == 407:
            raise NetworkError("the proxy asks for a password", hint=PROXY_HINT, stage="proxy")
        return HttpResponse(status=status, headers=pairs, body=content, url=url)

    async def _body(self, response: httpx.Response) -> Body:
        if response.is_stream_consumed:
            # A hook or a test transport of the caller has read (and decompressed) it already.
            body = Body(encoding="", limit=self.max_body)
            body.feed(response.content)
            return body
        body = Body(
            encoding=response.headers.get("content-encoding", "").strip().lower(), limit=self.max_body
        )
        with anyio.CancelScope() as enough:
            async for chunk in response.aiter_raw():
                if not body.feed(chunk):
                    # Ends the readers below from within; leaving the loop here would orphan them half-way.
                    enough.cancel()
        return body


class HttpStream:
    """The body of an answer, as it comes.

    Attributes:
        status: HTTP status.
        url: Where it came from in the end.
    """

    def __init__(self, *, status: int, url: str, response: httpx.Response) -> None:
        self.status = status
        self.url = url
        self._response = response
        self._chunks = response.aiter_raw()

    async def receive(self) -> bytes:
        """Return the next bytes, empty at the end. Cancelled, the stream is of no use any more.

        Raises:
            NetworkError: It broke off.
        """
        with _map_errors(_host(self.url), proxied=False):
            return await anext(self._chunks, b"")

    async def aclose(self) -> None:
        """Drop the connection, unless the whole body was received. Never raises."""
        # Ends the readers below from within; closing this one would orphan those that it reads from half-way.
        with anyio.CancelScope() as reading, suppress(Exception):
            reading.cancel()
            while await anext(self._chunks, b""):
                pass
        await self._response.aclose()
        _release(self._response)


def _release(response: httpx.Response) -> None:
    """Let go of the stream of an answer that was closed: it refers to the answer, and would wait for the collector."""
    import httpx

    response.stream = httpx.ByteStream(b"")


def _header_pairs(response: httpx.Response) -> tuple[tuple[str, str], ...]:
    return tuple((name.lower(), value) for name, value in response.headers.multi_items())


@contextmanager
def _map_errors(host: str, *, proxied: bool) -> Generator[None]:
    try:
        with unwrap_interrupts():
            yield
    except (LiveError, TimeoutError):
        raise
    except Exception as error:  # whatever comes out of a client: nothing but our tree leaves this package
        stage = _stage(error)
        if proxied and stage in {"dns", "tcp"}:
            stage = "proxy"
        raise failure(stage, host, error) from error


def _stage(error: BaseException) -> str:
    import httpx

    for cause in causes(error):
        if isinstance(cause, socket.gaierror | UnicodeError):
            return "dns"
        if isinstance(cause, ssl.SSLError):
            return "tls"
    if isinstance(error, httpx.RemoteProtocolError) and "without sending a response" in str(error):
        return "read"  # a reset, too, which asyncio's streams told as an end before anyio 4.16
    stages = {
        "proxy": (httpx.ProxyError,),
        "tcp": (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout),
        "read": (httpx.ReadError, httpx.ReadTimeout, httpx.CloseError),
        "write": (httpx.WriteError, httpx.WriteTimeout),
        "http": (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError),
    }
    return next((stage for stage, kinds in stages.items() if isinstance(error, kinds)), "tcp")


@asynccontextmanager
async def open_http(options: Options) -> AsyncGenerator[HttpClient]:
    """Open an HTTP client: around the caller's own, which stays open, or with one that is closed at the end.

    Nothing is connected, and httpx not imported, before the first request.

    Raises:
        UserError: The program's sockets have been replaced by such as cannot be used.
    """
    check_sockets()
    if under_trio():
        from livetok._net.trio_signals import keep_interrupts

        keep_interrupts()
    http = HttpClient(options=options)
    try:
        yield http
    finally:
        await http.aclose()


def _own_client(options: Options, proxy: str | None) -> httpx.AsyncClient:
    from http.cookiejar import CookieJar, DefaultCookiePolicy

    import httpx

    redact_logs()
    if options.trust_env:
        check_environment()
    verify = options.ssl_context or _default_context(trust_store() if options.trust_env else None)
    try:
        # A context for the proxy itself is accepted only where it is spoken to by TLS.
        secure = options.ssl_context if proxy is not None and proxy.startswith("https:") else None
        return httpx.AsyncClient(
            proxy=None if proxy is None else httpx.Proxy(proxy, ssl_context=secure),
            verify=verify,
            trust_env=options.trust_env,
            timeout=httpx.Timeout(options.http_timeout),
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        )
    except ImportError as error:
        raise UserError("a SOCKS proxy needs another package", hint="pip install 'livetok[proxy]'") from error
    except (ValueError, httpx.InvalidURL) as error:
        # The URL may hold a password, so it is not shown.
        raise UserError("the proxy is not a URL with a known scheme", hint="see the option proxy") from error


@lru_cache(maxsize=2)
def _default_context(store: tuple[str | None, str | None] | None) -> ssl.SSLContext:
    """Make httpx's own defaults once, for a store that the environment names or for its own.

    Not the websocket's: the client tells servers, in the context, which protocols of HTTP it speaks.
    """
    import httpx

    return make_context(lambda: httpx.create_ssl_context(trust_env=store is not None))


def check_environment() -> None:
    """Check what the environment says about proxies, as the option `trust_env` makes a client read it.

    Raises:
        UserError: A variable is wrong; it is named.
    """
    check_proxies(_accepts_no_proxy)


def _accepts_no_proxy(entry: str) -> bool:
    """Tell whether httpx understands an entry of `NO_PROXY`, by having it read that entry alone."""
    import httpx

    if not entry or entry == "*" or "://" in entry:
        host = urlsplit(entry).hostname if "://" in entry else "x"
        return bool(host)
    try:
        ipaddress.ip_address(entry.partition("/")[0])
    except ValueError:
        try:
            httpx.URL(f"all://*{entry}")
        except httpx.InvalidURL:
            return False
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


def _target(answer: HttpResponse) -> str:
    """Where a redirect leads, empty when it is none or leads out of HTTP."""
    location = next((value for name, value in answer.headers if name == "location"), "")
    if answer.status not in _REDIRECTS or not location:
        return ""
    try:
        target = urljoin(answer.url, location)
        return target if urlsplit(target).scheme in {"http", "https"} else ""
    except ValueError:
        return ""
