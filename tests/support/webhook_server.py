"""A webhook's server in a process of its own, to be killed and started again. It keeps what it accepts in a file.

As a program: port and file. Requests that were accepted before, by their idempotency key, are not kept again.
"""

from __future__ import annotations

import base64
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from attrs import define, field


def serve(port: int, path: Path) -> None:
    path.touch()
    keys = {json.loads(line)["key"] for line in path.read_bytes().split(b"\n")[:-1]}
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            key = self.headers["Idempotency-Key"]
            headers = {name.lower(): value for name, value in self.headers.items()}
            kept = {
                "key": key,
                "path": self.path,
                "headers": headers,
                "body": base64.b64encode(body).decode(),
            }
            if key not in keys:
                os.write(descriptor, json.dumps(kept).encode() + b"\n")
                keys.add(key)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    server.serve_forever()


@define(eq=False)
class WebhookServer:
    port: int
    path: Path
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hooks/t0ken"

    def start(self) -> None:
        self.process = subprocess.Popen([sys.executable, __file__, str(self.port), str(self.path)])
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
                return
            time.sleep(0.02)
        raise AssertionError("the server does not start")

    def kill(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()

    @property
    def requests(self) -> list[dict[str, Any]]:
        if not self.path.exists():
            return []
        lines = [json.loads(line) for line in self.path.read_bytes().split(b"\n")[:-1]]
        return [{**line, "body": base64.b64decode(line["body"])} for line in lines]

    @property
    def events(self) -> list[dict[str, Any]]:
        bodies = [json.loads(request["body"]) for request in self.requests]
        return [event for body in bodies for event in (body if isinstance(body, list) else [body])]


@contextmanager
def webhook_server(path: Path, *, start: bool = True) -> Generator[WebhookServer]:
    from support.nats_server import free_port

    server = WebhookServer(free_port(), path)
    if start:
        server.start()
    try:
        yield server
    finally:
        server.kill()


if __name__ == "__main__":
    serve(int(sys.argv[1]), Path(sys.argv[2]))
