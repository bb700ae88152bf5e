"""A network that can fail: a proxy on loopback between browser and office, told for each request what to do with it."""

from __future__ import annotations

import socket
import threading
from collections import deque

# What may happen to a PUT, once each time it is asked for; everything else passes.
FAULTS = ("cut", "drop", "double", "stall", "half", "portal")
PORTAL = b"<!doctype html><title>Wi-Fi</title><p>Welcome"


class Proxy:
    """Listens on one port, which is the browser's only way; `faults` waits for the next PUTs, `cut` cuts everything."""

    def __init__(self, upstream: int) -> None:
        self.upstream = upstream
        self.faults: deque[str] = deque()
        self.cut = False
        self.portal = False
        self.done: list[str] = []
        self._stalled: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._listener.close()
        self.heal()

    def heal(self) -> None:
        """Everything passes again; connections that were left hanging end."""
        self.faults.clear()
        self.cut = self.portal = False
        for each in self._stalled:
            each.close()
        self._stalled.clear()

    def _accept(self) -> None:
        while True:
            try:
                client, _address = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        try:
            request = _message(client)
            if not request or self.cut:
                client.close()
                return
            fault = "portal" if self.portal else self._next(request)
            getattr(self, f"_{fault}")(client, request)
        except OSError:
            client.close()

    def _next(self, request: bytes) -> str:
        if not request.startswith(b"PUT /field/records") or not self.faults:
            return "pass"
        fault = self.faults.popleft()
        self.done.append(fault)
        return fault

    def _ask(self, request: bytes) -> bytes:
        """The office's whole answer, on a connection of its own."""
        head, _blank, body = request.partition(b"\r\n\r\n")
        lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
        with socket.create_connection(("127.0.0.1", self.upstream), timeout=60) as office:
            office.sendall(b"\r\n".join([*lines, b"Connection: close"]) + b"\r\n\r\n" + body)
            found = b""
            while part := office.recv(65536):
                found += part
        return found

    def _pass(self, client: socket.socket, request: bytes) -> None:
        client.sendall(self._ask(request))
        client.close()

    def _cut(self, client: socket.socket, _request: bytes) -> None:
        client.close()

    def _drop(self, client: socket.socket, request: bytes) -> None:
        """The office has it, and nobody hears of it."""
        self._ask(request)
        client.close()

    def _double(self, client: socket.socket, request: bytes) -> None:
        self._ask(request)
        self._pass(client, request)

    def _stall(self, client: socket.socket, _request: bytes) -> None:
        """An open connection on which nothing comes."""
        self._stalled.append(client)

    def _half(self, client: socket.socket, request: bytes) -> None:
        """Half an answer, then silence on a connection that looks open."""
        answer = self._ask(request)
        client.sendall(answer[: answer.find(b"\r\n\r\n") + 20])
        self._stalled.append(client)

    def _portal(self, client: socket.socket, _request: bytes) -> None:
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
        client.sendall(head % len(PORTAL) + PORTAL)
        client.close()


def _message(client: socket.socket) -> bytes:
    """One request, whole."""
    found = b""
    while b"\r\n\r\n" not in found:
        part = client.recv(65536)
        if not part:
            return b""
        found += part
    head, _blank, body = found.partition(b"\r\n\r\n")
    length = next((int(x.split(b":")[1]) for x in head.split(b"\r\n") if x.lower().startswith(b"content-length:")), 0)
    while len(body) < length:
        part = client.recv(65536)
        if not part:
            return b""
        found += part
        body += part
    return found
