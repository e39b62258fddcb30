"""Real proxies, run by another project's program."""

from __future__ import annotations

import socket
import ssl
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
import trustme

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

PASSWORD = "s3cret%21"


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ssl.SSLContext]:
    """A certificate with its key in one file, and a context that trusts it."""
    authority, file = trustme.CA(), tmp_path_factory.mktemp("certificates") / "server.pem"
    authority.issue_cert("localhost", "127.0.0.1").private_key_and_cert_chain_pem.write_to_path(file)
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return file, context


@pytest.fixture(scope="module")  # gone before the next module, which may count its children
def proxies(certificates: tuple[Path, ssl.SSLContext]) -> Generator[dict[str, str]]:
    """URLs of running proxies by kind; they ask for a name and a password."""
    ports = {kind: _free_port() for kind in ("http", "socks5", "https")}
    login = "ann:s3cret!"
    # pproxy takes uvloop where it is installed, and does not start with a recent one.
    start = "import runpy, sys; sys.modules['uvloop'] = None; runpy.run_module('pproxy', run_name='__main__')"
    command = [sys.executable, "-c", start, "--auth", "0", "--ssl", str(certificates[0])]
    for kind, listen in (("http", "http"), ("socks5", "socks5"), ("https", "http+ssl")):
        command += ["-l", f"{listen}://127.0.0.1:{ports[kind]}#{login}"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for port in ports.values():
            _wait_for(port, process)
        urls = {kind: f"{kind}://ann:{PASSWORD}@localhost:{port}" for kind, port in ports.items()}
        yield urls | {"socks5h": urls["socks5"].replace("socks5", "socks5h")}
    finally:
        process.terminate()
        process.wait(10)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        assert process.poll() is None
        try:
            socket.create_connection(("127.0.0.1", port), timeout=0.5).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the proxy did not start")
