"""A forge on this machine that plays the interface of GitHub, Gitea or GitLab, and keeps what it was sent."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN = "tok-Sesame-42"
# By kind: the header that shows the token, and what it says; where issues are; what they are called in JSON.
SIGNS = {
    "GitHub": ("Authorization", f"Bearer {TOKEN}"),
    "Gitea": ("Authorization", f"token {TOKEN}"),
    "GitLab": ("PRIVATE-TOKEN", TOKEN),
}
PLACES = {
    "GitHub": "/api/v3/repos/office/ledger/issues",
    "Gitea": "/git/api/v1/repos/office/ledger/issues",
    "GitLab": "/api/v4/projects/office%2Fpeople%2Fledger/issues",
}
PATHS = {"GitHub": "/office/ledger", "Gitea": "/git/office/ledger", "GitLab": "/office/people/ledger"}
CHANGES = {"GitHub": "PATCH", "Gitea": "PATCH", "GitLab": "PUT"}

Answer = Callable[[BaseHTTPRequestHandler], bool]


class FakeForge:
    """``issues`` are those that it holds. ``page`` is how many of them it tells at once.

    ``answer`` answers in its place, where it returns true.
    """

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.number, self.body = ("iid", "description") if kind == "GitLab" else ("number", "body")
        self.issues: list[dict[str, Any]] = []
        self.asked: list[tuple[str, str]] = []
        self.page = 2
        self.answer: Answer | None = None
        self.url = ""

    @property
    def repository(self) -> str:
        """The address of the repository, as a browser has it."""
        return f"{self.url}{PATHS[self.kind]}"

    def add(self, title: str, body: str | None, state: str = "open", **more: Any) -> int:
        """Add an issue, and return its number."""
        number = 7 + len(self.issues)
        self.issues.append({self.number: number, "title": title, self.body: body, "state": state, **more})
        return number

    def told(self) -> list[tuple[str, str]]:
        """Title and text of each issue."""
        return [(issue["title"], issue[self.body]) for issue in self.issues]

    def handle(self, request: BaseHTTPRequestHandler) -> tuple[int, Any]:
        """Return the status and the data of an answer."""
        address = urlsplit(request.path)
        self.asked.append((request.command, request.path))
        header, sign = SIGNS[self.kind]
        if request.headers.get(header) != sign:
            return 401, {"message": f"bad token {request.headers.get(header)}"}
        sent = json.loads(request.rfile.read(int(request.headers.get("Content-Length") or 0)) or "null")
        place, _, number = address.path.partition("/issues/")
        if number:
            issue = next(item for item in self.issues if item[self.number] == int(number))
            assert (request.command, f"{place}/issues") == (CHANGES[self.kind], PLACES[self.kind])
            issue.update(sent)
            return 200, issue
        if address.path != PLACES[self.kind]:
            return 404, {"message": "Not Found"}
        if request.command == "POST":
            self.add(sent["title"], sent[self.body])
            return 201, self.issues[-1]
        asked = parse_qs(address.query)
        assert asked["state"] == ["opened" if self.kind == "GitLab" else "open"]
        found = [item for item in reversed(self.issues) if item["state"] == "open"]
        first = (int(asked["page"][0]) - 1) * self.page
        return 200, found[first : first + self.page]


@contextmanager
def running(forge: FakeForge, wrap: Callable[[Any], Any] | None = None) -> Iterator[FakeForge]:
    """Let a forge answer on a port of this machine; ``wrap`` changes its socket, for TLS."""

    class Handler(BaseHTTPRequestHandler):
        def handle_any(self) -> None:
            if forge.answer and forge.answer(self):
                return
            code, data = forge.handle(self)
            text = json.dumps(data).encode()
            self.send_response(code)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        do_GET = do_POST = do_PATCH = do_PUT = do_CONNECT = handle_any  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if wrap:
        server.socket = wrap(server.socket)
    forge.url = f"{'https' if wrap else 'http'}://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield forge
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
