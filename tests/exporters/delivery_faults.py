"""A proxy before a real HTTP server that breaks connections where it is told to, with or without TLS.

It takes one request at a time, whole, so every fault is exact: before the server saw anything, after so many bytes of
the request, after the server has done it, after so many bytes of the answer.
"""

from __future__ import annotations

import contextlib
import random
import socket
import socketserver
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

LINGER = 0.6
"""How long a swallowed answer is held back: longer than the tests' clients wait."""


@dataclass(frozen=True)
class Fault:
    """What happens to one request.

    ``kind``: drop (at once), cut_up (after ``at`` of the request's bytes), cut_down (after ``at`` of the answer's),
    swallow (carried out, no answer), deaf (not carried out, no answer), slow (answer in small pieces), status
    (``at`` is answered, not carried out), status_after (carried out, but ``at`` is answered), wrong_certificate.
    """

    kind: str
    at: float = 0
    headers: tuple[tuple[str, str], ...] = ()


STATUSES = (401, 403, 404, 409, 412, 413, 422, 423, 429, 500, 502, 503, 507)


def any_fault(draw: random.Random, *, statuses: tuple[int, ...] = STATUSES, tls: bool = False) -> Fault:
    """A fault at random; cuts fall anywhere in the bytes."""
    kinds = ["drop", "cut_up", "cut_down", "status", "status_after"] * 3 + ["swallow", "deaf", "slow"]
    kind = draw.choice([*kinds, *(["wrong_certificate"] * 3 if tls else [])])
    if kind.startswith("cut"):
        return Fault(kind, draw.random())
    if kind == "status":
        status = draw.choice(statuses)
        return Fault(kind, status, (("Retry-After", "30"),) if status in {429, 503} and draw.random() < 0.5 else ())
    return Fault(kind, draw.choice((500, 502, 503, 504)) if kind == "status_after" else 0)


@dataclass
class Seen:
    """What passed through."""

    requests: list[tuple[str, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


class Proxy:
    """Listens on loopback on a free ``port``; every connection is served in a thread of its own."""

    def __init__(self) -> None:
        proxy = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                with contextlib.suppress(OSError):  # a client that hangs up is what this is about
                    proxy._serve(self.request)

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True
            allow_reuse_address = True
            request_queue_size = 64

            def handle_error(self, request: object, client_address: object) -> None:
                """So is one that breaks off while it begins."""

        self._server = Server(("127.0.0.1", 0), Handler)
        self.port = int(self._server.server_address[1])
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

    def _serve(self, raw: socket.socket) -> None:
        raise NotImplementedError


class FaultProxy(Proxy):
    """Listens on loopback before ``upstream`` (host, port). ``plan(method, path)`` says what breaks, None: nothing."""

    def __init__(
        self, upstream: tuple[str, int], *, tls: ssl.SSLContext | None = None, wrong_tls: ssl.SSLContext | None = None
    ) -> None:
        self.plan: Callable[[str, str], Fault | None] = lambda _method, _path: None
        self.plan_connection: Callable[[], Fault | None] = lambda: None
        self.seen = Seen()
        self._upstream, self._tls, self._wrong_tls = upstream, tls, wrong_tls
        super().__init__()

    def _serve(self, raw: socket.socket) -> None:
        raw.settimeout(10)
        fault = self.plan_connection()
        if self._tls is not None:
            wrong = fault is not None and fault.kind == "wrong_certificate" and self._wrong_tls is not None
            context = self._wrong_tls if wrong and self._wrong_tls is not None else self._tls
            if wrong:
                self.seen.faults.append("wrong_certificate")
            raw = context.wrap_socket(raw, server_side=True)
        with raw as client:
            request = _read_message(client)
            if not request:
                return
            method, path = request.split(b" ", 2)[:2]
            self.seen.requests.append((method.decode(), path.decode()))
            fault = fault or self.plan(method.decode(), path.decode())
            if fault and fault.kind != "wrong_certificate":
                self.seen.faults.append(fault.kind)
            self._answer(client, request, fault)

    def _answer(self, client: socket.socket, request: bytes, fault: Fault | None) -> None:
        kind = fault.kind if fault else ""
        if fault is None:
            client.sendall(self._ask(request))
        elif kind in {"drop", "wrong_certificate"}:
            return
        elif kind == "status":
            client.sendall(_canned(fault))
        elif kind == "deaf":
            time.sleep(LINGER)
        elif kind == "cut_up":
            self._ask(request[: int(len(request) * fault.at)], wait=False)
        else:
            answer = self._ask(request)
            if kind == "cut_down":
                client.sendall(answer[: int(len(answer) * fault.at)])
            elif kind == "status_after":
                client.sendall(_canned(fault))
            elif kind == "swallow":
                time.sleep(LINGER)
            elif kind == "slow":
                for start in range(0, len(answer), max(1, len(answer) // 4)):
                    client.sendall(answer[start : start + max(1, len(answer) // 4)])
                    time.sleep(0.01)

    def _ask(self, request: bytes, *, wait: bool = True) -> bytes:
        """Hand a request on and read the answer to its end."""
        head, _, body = request.partition(b"\r\n\r\n")
        lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
        if _ or wait:
            request = b"\r\n".join([*lines, b"Connection: close"]) + b"\r\n\r\n" + body
        with socket.create_connection(self._upstream, 10) as server:
            server.sendall(request)
            if not wait:
                # Cut in the middle of the bytes: the server notices, and what it does then must do no harm.
                server.shutdown(socket.SHUT_WR)
                with contextlib.suppress(OSError):
                    server.settimeout(0.2)
                    server.recv(65536)
                return b""
            pieces = []
            while piece := server.recv(65536):
                pieces.append(piece)
        head, _, body = b"".join(pieces).partition(b"\r\n\r\n")
        lines = [line for line in head.split(b"\r\n") if not line.lower().startswith((b"connection:", b"keep-alive:"))]
        return b"\r\n".join([*lines, b"Connection: close"]) + b"\r\n\r\n" + body


def _read_message(client: socket.socket) -> bytes:
    data = b""
    while b"\r\n\r\n" not in data:
        piece = client.recv(65536)
        if not piece:
            return b""
        data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    length = next(
        (int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0
    )
    while len(body) < length:
        piece = client.recv(65536)
        if not piece:
            return b""
        body += piece
    return head + b"\r\n\r\n" + body


def _canned(fault: Fault) -> bytes:
    headers = "".join(f"{name}: {value}\r\n" for name, value in fault.headers)
    return f"HTTP/1.1 {int(fault.at)} Injected\r\n{headers}Content-Length: 0\r\nConnection: close\r\n\r\n".encode()
