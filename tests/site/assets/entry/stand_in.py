"""A stand-in for the forge: a server over a bare repository that speaks as GitHub, Gitea and GitLab document it.

It makes real commits with git, wants a token, answers the questions that a browser asks before it lets a page speak to
another host, signs in by OAuth with PKCE, and misbehaves when it is told to.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

TOKEN = "stand-in-token"
CLIENT = "stand-in-client"
WHO = {key: value for role in ("AUTHOR", "COMMITTER") for key, value in (
    (f"GIT_{role}_NAME", "示例"), (f"GIT_{role}_EMAIL", "shili@example.cn"))}  # fmt: skip
SCOPES = {"Gitea": "write:repository", "GitLab": "api"}
API = {"GitHub": "/api/v3", "Gitea": "/api/v1", "GitLab": "/api/v4"}
KINDS = tuple(API)
_MISSING = 404, {"message": "Not Found"}


class RefusedError(Exception):
    """An answer that is none of success: its status, and what it says."""

    def __init__(self, status: int, said: Any = None) -> None:
        super().__init__(status)
        self.status, self.said = status, said if said is not None else {"message": "refused"}


class StandIn:
    """A forge of one kind with one repository, ``office/ledger``; ``url`` is its address.

    ``log`` has the requests. ``misbehave`` takes what to do to so many requests of a method whose path holds a text: a
    status to answer with, ``"slow"``, ``"cut"`` (the deed is done and no answer comes), ``"html"``, ``"redirect"``.
    Where it ``refuses``, whoever is asked to let a page sign in says no.
    """

    def __init__(self, kind: str, folder: Path) -> None:
        self.kind, self.repo = kind, folder / "ledger.git"
        self.log: list[str] = []
        self.tokens = {TOKEN}
        self.pulls: list[dict[str, Any]] = []
        self._moods: list[list[Any]] = []
        self._codes: dict[str, dict[str, str]] = {}
        self._refreshes: set[str] = set()
        self.refuses = False
        self._trees: dict[str, Any] = {}
        self._lock = threading.Lock()
        if not self.repo.exists():  # a copy of another's is sooner there
            self.git("init", "-q", "--bare", "-b", "main", str(self.repo), where=folder)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.top = f"http://127.0.0.1:{self._server.server_port}"
        self.url = f"{self.top}/office/ledger"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def settings(self) -> dict[str, str]:
        """What the form is told of it."""
        api = f"{self.top}{API[self.kind]}"
        return {"kind": self.kind, "url": self.url, "branch": "main", "folder": "records", "client": "", "api": api}

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def misbehave(self, mood: int | str, where: str, *, method: str = "", times: int = 1) -> None:
        self._moods.append([mood, where, method, times])

    def mood(self, method: str, path: str) -> int | str | None:
        for mood in self._moods:
            what, where, verb, left = mood
            if left and where in path and verb in ("", method):
                mood[3] -= 1
                return what  # type: ignore[no-any-return]
        return None

    # ---- the repository ----

    def git(self, *args: str, text: str | None = None, where: Path | None = None, **more: str) -> str:
        done = subprocess.run(
            ["git", *args], cwd=where or self.repo, input=text, capture_output=True, text=True, check=True,
            env={**os.environ, **WHO, **more},
        )  # fmt: skip
        return done.stdout

    def commit(self, files: dict[str, str], branch: str = "main", start: str = "", message: str = "start") -> str:
        """Commit texts by their paths on a branch, which begins at ``start`` where that is said; return the commit."""
        parent = self.sha(start or branch)
        index = {"GIT_INDEX_FILE": str(self.repo / f"index-{threading.get_ident()}")}
        Path(index["GIT_INDEX_FILE"]).unlink(missing_ok=True)
        if parent:
            self.git("read-tree", parent, **index)
        for path, text in files.items():
            blob = self.git("hash-object", "-w", "--stdin", text=text).strip()
            self.git("update-index", "--add", "--cacheinfo", f"100644,{blob},{path}", **index)
        tree = self.git("write-tree", **index).strip()
        made = self.git("commit-tree", tree, *(("-p", parent) if parent else ()), "-m", message).strip()
        self.git("update-ref", f"refs/heads/{branch}", made)
        return made

    def sha(self, ref: str) -> str:
        found = subprocess.run(
            ["git", "rev-parse", "-q", "--verify", f"{ref}^{{commit}}"],
            cwd=self.repo, capture_output=True, text=True, check=False,
        )  # fmt: skip
        return found.stdout.strip()

    def blob(self, path: str, ref: str = "main") -> str:
        found = self.git("ls-tree", ref, "--", path)
        return found.split()[2] if found else ""

    def text(self, path: str, ref: str = "main") -> str:
        return self.git("show", f"{ref}:{path}")

    def changed(self, branch: str) -> list[str]:
        """Return what a branch changes."""
        return self.git("-c", "core.quotePath=false", "diff", "--name-only", f"main...{branch}").split()

    def branches(self) -> list[str]:
        return [name for name in self.git("branch", "--format=%(refname:short)").split() if name != "main"]

    # ---- what it answers ----

    def answer(self, method: str, path: str, query: dict[str, str], body: Any) -> tuple[int, Any]:
        with self._lock:
            return getattr(self, f"_{self.kind.lower()}")(method, path, query, body)  # type: ignore[no-any-return]

    def _file(self, path: str, ref: str) -> tuple[str, str]:
        blob = self.blob(path, ref) if self.sha(ref) else ""
        if not blob:
            raise RefusedError(*_MISSING)
        return blob, base64.b64encode(self.text(path, ref).encode()).decode()

    def _pull(self, head: str, base: str, title: str, body: str, taken: int) -> dict[str, Any]:
        if any(pull["head"] == head for pull in self.pulls):
            raise RefusedError(taken)
        if not self.sha(head) or not self.sha(base):
            raise RefusedError(422)
        self.pulls.append({"number": len(self.pulls) + 1, "head": head, "title": title, "body": body})
        return self.pulls[-1]

    def _pull_said(self, pull: dict[str, Any]) -> dict[str, Any]:
        address = f"{self.url}/pulls/{pull['number']}"
        return {
            "number": pull["number"], "iid": pull["number"], "title": pull["title"], "html_url": address,
            "web_url": address, "head": {"ref": pull["head"]}, "source_branch": pull["head"],
        }  # fmt: skip

    def _github(self, method: str, path: str, query: dict[str, str], body: Any) -> tuple[int, Any]:
        part = path.removeprefix("/api/v3/repos/office/ledger")
        if part == path:
            return _MISSING
        if method == "GET" and part.startswith("/git/ref/heads/"):
            sha = self.sha(part.removeprefix("/git/ref/heads/"))
            return (200, {"object": {"sha": sha}}) if sha else _MISSING
        if method == "GET" and part.startswith("/git/commits/"):
            return 200, {"tree": {"sha": self.git("rev-parse", f"{part.rpartition('/')[2]}^{{tree}}").strip()}}
        if (method, part) == ("POST", "/git/trees"):
            key = f"tree-{len(self._trees)}"
            self._trees[key] = {item["path"]: item["content"] for item in body["tree"]}
            return 201, {"sha": key}
        if (method, part) == ("POST", "/git/commits"):
            [parent] = body["parents"]
            made = self.commit(self._trees[body["tree"]], "made", parent, body["message"])
            self.git("update-ref", "-d", "refs/heads/made")
            return 201, {"sha": made}
        if (method, part) == ("POST", "/git/refs"):
            if self.sha(body["ref"]):
                raise RefusedError(422, {"message": "Reference already exists"})
            self.git("update-ref", body["ref"], body["sha"])
            return 201, {}
        return self._gitea_like(method, part, query, body)

    def _gitea(self, method: str, path: str, query: dict[str, str], body: Any) -> tuple[int, Any]:
        part = path.removeprefix("/api/v1/repos/office/ledger")
        if part == path:
            return _MISSING
        if method == "GET" and part.startswith("/branches/"):
            sha = self.sha(part.removeprefix("/branches/"))
            return (200, {"commit": {"id": sha}}) if sha else _MISSING
        if (method, part) == ("POST", "/contents"):
            if self.sha(body["new_branch"]):
                raise RefusedError(422)
            files = {}
            for item in body["files"]:
                there = self.blob(item["path"], body["branch"])
                if item["operation"] == "update" and not there:
                    raise RefusedError(*_MISSING)
                if there and item.get("sha") != there:
                    raise RefusedError(422)
                files[item["path"]] = base64.b64decode(item["content"]).decode()
            return 201, {"commit": {"sha": self.commit(files, body["new_branch"], body["branch"], body["message"])}}
        return self._gitea_like(method, part, query, body)

    def _gitea_like(self, method: str, part: str, query: dict[str, str], body: Any) -> tuple[int, Any]:
        if method == "GET" and part.startswith("/contents/"):
            blob, content = self._file(part.removeprefix("/contents/"), query["ref"])
            return 200, {"type": "file", "encoding": "base64", "sha": blob, "content": content}
        if (method, part) == ("GET", "/pulls"):
            return 200, [self._pull_said(pull) for pull in reversed(self.pulls)]
        if (method, part) == ("POST", "/pulls"):
            taken = 422 if self.kind == "GitHub" else 409
            pull = self._pull(body["head"], body["base"], body["title"], body["body"], taken)
            return 201, self._pull_said(pull)
        if method == "GET" and part.startswith("/pulls/"):
            pull = self.pulls[int(part.split("/")[2]) - 1]
            return 200, [{"filename": name} for name in self.changed(pull["head"])]
        return _MISSING

    def _gitlab(self, method: str, path: str, query: dict[str, str], body: Any) -> tuple[int, Any]:
        part = path.removeprefix("/api/v4/projects/office%2Fledger")
        if part == path:
            return _MISSING
        if method == "GET" and part.startswith("/repository/branches/"):
            sha = self.sha(unquote(part.rpartition("/")[2]))
            return (200, {"commit": {"id": sha}}) if sha else _MISSING
        if method == "GET" and part.startswith("/repository/files/"):
            name = unquote(part.rpartition("/")[2])
            blob, content = self._file(name, query["ref"])
            last = self.git("log", "-1", "--format=%H", query["ref"], "--", name).strip()
            return 200, {"content": content, "encoding": "base64", "blob_id": blob, "last_commit_id": last}
        if (method, part) == ("POST", "/repository/commits"):
            return self._gitlab_commit(body)
        if (method, part) == ("GET", "/merge_requests"):
            return 200, [self._pull_said(pull) for pull in reversed(self.pulls)]
        if (method, part) == ("POST", "/merge_requests"):
            pull = self._pull(body["source_branch"], body["target_branch"], body["title"], body["description"], 409)
            return 201, self._pull_said(pull)
        if method == "GET" and part.startswith("/merge_requests/"):
            pull = self.pulls[int(part.split("/")[2]) - 1]
            return 200, [{"new_path": name, "old_path": name} for name in self.changed(pull["head"])]
        return _MISSING

    def _gitlab_commit(self, body: Any) -> tuple[int, Any]:
        if self.sha(body["branch"]):
            raise RefusedError(400, {"message": "A branch called so already exists."})
        files = {}
        for item in body["actions"]:
            name = item["file_path"]
            there = self.blob(name, body["start_branch"])
            last = there and self.git("log", "-1", "--format=%H", body["start_branch"], "--", name).strip()
            if (item["action"] == "create") is bool(there) or (there and item["last_commit_id"] != last):
                raise RefusedError(400, {"message": "A file with this name already exists"})
            files[name] = item["content"]
        return 201, {"id": self.commit(files, body["branch"], body["start_branch"], body["commit_message"])}

    # ---- signing in ----

    def authorize(self, query: dict[str, str]) -> str:
        """Return where the window is sent back to, as somebody has signed in who was asked nothing more.

        Of a public application a challenge is wanted. GitHub has no such applications.
        """
        assert (query["response_type"], query["client_id"], query["scope"]) == ("code", CLIENT, SCOPES[self.kind])
        assert query["code_challenge"]
        assert query["code_challenge_method"] in ("S256", "plain")
        if self.refuses:
            return f"{query['redirect_uri']}?error=access_denied&state={query['state']}"
        code = f"code-{len(self._codes)}"
        self._codes[code] = query
        return f"{query['redirect_uri']}?code={code}&state={query['state']}"

    def exchange(self, said: dict[str, str]) -> tuple[int, Any]:
        """Give a token for a code or for what renews one; each of them is good for one time, as GitLab has it."""
        if said.get("grant_type") == "refresh_token":
            known = said.get("refresh_token") in self._refreshes
            self._refreshes.discard(said.get("refresh_token", ""))
        else:
            asked = self._codes.pop(said.get("code", ""), None)
            known = asked is not None and asked["redirect_uri"] == said["redirect_uri"] and _proves(asked, said)
        if not known or said.get("client_id") != CLIENT or "client_secret" in said:
            return 400, {"error": "invalid_grant"}
        word, refresh = f"{TOKEN}-{len(self.tokens)}", f"refresh-{len(self.tokens)}"
        self.tokens.add(word)
        self._refreshes.add(refresh)
        return 200, {"access_token": word, "token_type": "bearer", "expires_in": 7200, "refresh_token": refresh}


def _proves(asked: dict[str, str], said: dict[str, str]) -> bool:
    digest = hashlib.sha256(said["code_verifier"].encode()).digest()
    wanted = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    return asked["code_challenge"] == (wanted if asked["code_challenge_method"] == "S256" else said["code_verifier"])


def _handler(forge: StandIn) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _say(self, status: int, said: Any, kind: str = "application/json", **headers: str) -> None:
            content = (said if isinstance(said, str) else json.dumps(said)).encode()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Access-Control-Allow-Origin", "*")
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            self.wfile.write(content)

        def do_OPTIONS(self) -> None:
            if "/oauth/" in self.path:  # not every version answers there
                self._say(405, "")
            else:
                self._say(
                    204, "", Access_Control_Allow_Methods="GET, POST",
                    Access_Control_Allow_Headers="Authorization, Content-Type",
                )  # fmt: skip

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {key: values[0] for key, values in parse_qs(parts.query).items()}
            content = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            forge.log.append(f"{self.command} {parts.path}")
            if parts.path in ("/login/oauth/authorize", "/oauth/authorize"):
                self._say(302, "", Location=forge.authorize(query))
                return
            if parts.path in ("/login/oauth/access_token", "/oauth/token"):
                self._say(*forge.exchange({key: values[0] for key, values in parse_qs(content).items()}))
                return
            self._spoken(parts.path, query, json.loads(content) if content else None)

        def do_POST(self) -> None:
            self.do_GET()

        def _spoken(self, path: str, query: dict[str, str], body: Any) -> None:
            mood = forge.mood(self.command, path)
            if isinstance(mood, int):
                self._say(mood, {"message": "示例"}, **({"Retry_After": "60"} if mood == 429 else {}))
            elif mood == "html":
                self._say(200, "<!doctype html><p>登录</p>", "text/html")
            elif mood == "redirect":
                self._say(302, "", Location="http://127.0.0.1:9/")
            elif self.headers.get("Authorization", "").removeprefix("Bearer ") not in forge.tokens:
                self._say(401, {"message": "token"})
            else:
                if mood == "slow":
                    time.sleep(3)
                where = path if forge.kind == "GitLab" else unquote(path)
                try:
                    status, said = forge.answer(self.command, where, query, body)
                except RefusedError as refused:
                    status, said = refused.status, refused.said
                if mood == "cut":
                    self.close_connection = True
                    self.connection.close()
                else:
                    self._say(status, said)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    return Handler
