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

# Where the API is and the repository on it, as a job is told; its merge request is number 3.
APIS = {
    "GitHub": ("/api/v3", "/repos/office/ledger"),
    "Gitea": ("/git/api/v1", "/repos/office/ledger"),
    "GitLab": ("/api/v4", "/projects/7"),
}
# What the account of the token is called.
MYSELF = "jiedui-bot"

Answer = Callable[[BaseHTTPRequestHandler], bool]


class FakeForge:
    """``issues`` are those that it holds. ``page`` is how many of them it tells at once.

    ``comments`` are those of merge request 3, ``labels`` the names that it bears, ``known`` those of the repository.
    ``myself`` is what the account of the token is called, empty where it may not ask.
    ``answer`` answers in its place, where it returns true.
    """

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.number, self.body = ("iid", "description") if kind == "GitLab" else ("number", "body")
        self.issues: list[dict[str, Any]] = []
        self.asked: list[tuple[str, str]] = []
        self.comments: list[dict[str, Any]] = []
        self.labels: list[str] = []
        self.known: list[str] = []
        self.page = 2
        self.myself = MYSELF
        self.author, self.login = ("author", "username") if kind == "GitLab" else ("user", "login")
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

    def say(self, body: str, name: str) -> None:
        """Comment on merge request 3 as somebody."""
        self.comments.append({"id": 40 + len(self.comments), "body": body, self.author: {self.login: name}})

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
        api, repository = APIS[self.kind]
        if address.path == f"{api}/user":
            return (200, {self.login: self.myself}) if self.myself else (403, {"message": "not accessible"})
        at = address.path.removeprefix(f"{api}{repository}")
        if found := self._request(request.command, at, address.query, sent):
            return found
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
        issues = [item for item in reversed(self.issues) if item["state"] == "open"]
        first = (int(asked["page"][0]) - 1) * self.page
        return 200, issues[first : first + self.page]

    def _request(self, method: str, place: str, query: str, sent: Any) -> tuple[int, Any] | None:
        """Answer what concerns merge request 3; ``None`` for all else."""
        gitlab = self.kind == "GitLab"
        comments = "/merge_requests/3/notes" if gitlab else "/issues/3/comments"
        one = comments if gitlab else "/issues/comments"
        match method, place:
            case "GET", found if found == comments:
                page = int(parse_qs(query)["page"][0])
                whole = self.kind == "Gitea"  # which tells all of them on each page
                return 200, self.comments if whole else self.comments[(page - 1) * self.page : page * self.page]
            case "POST", found if found == comments:
                self.say(sent["body"], self.myself or "github-actions[bot]")
                return 201, self.comments[-1]
            case verb, found if verb == CHANGES[self.kind] and found.startswith(f"{one}/"):
                comment = next(item for item in self.comments if item["id"] == int(found.rpartition("/")[2]))
                comment.update(sent)
                return 200, comment
            case "PUT", "/merge_requests/3" if gitlab:
                self.labels += [name for name in sent["add_labels"].split(",") if name not in self.labels]
                return 200, {}
            case "GET", "/labels" if self.kind == "Gitea":
                first = (int(parse_qs(query)["page"][0]) - 1) * self.page
                known = [{"id": 90 + place, "name": name} for place, name in enumerate(self.known)]
                return 200, known[first : first + self.page]
            case "POST", "/labels" if self.kind == "Gitea":
                assert sent["color"].startswith("#")
                self.known.append(sent["name"])
                return 201, {"id": 89 + len(self.known), "name": sent["name"]}
            case "POST", "/issues/3/labels":
                names = [self.known[name - 90] for name in sent["labels"]] if self.kind == "Gitea" else sent["labels"]
                self.labels += [name for name in names if name not in self.labels]
                return 200, []
        return None


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
