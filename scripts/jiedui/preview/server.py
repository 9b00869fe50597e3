"""The web server of the preview: on this machine alone, and for nobody who comes by another name."""

from __future__ import annotations

import mimetypes
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from jiedui.confinement import confined
from jiedui.records.parallel import PARTING

if TYPE_CHECKING:
    from collections.abc import Callable

HOST = "127.0.0.1"
_NAMES = (HOST, "localhost")
_NOT_FOUND = "404.html"
# Until the first pages are there, whoever asks is told to come again, after so many seconds: a browser does by itself.
_AGAIN = 1
_NOTHING_YET = confined(
    f"""<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="refresh" content="{_AGAIN}">
<title>网页还没有做好</title>
</head>
<body>
<p>网页还没有做好，做好了，这一页自己会换成它。等了很久还是这样，看看终端里写了什么。</p>
</body>
</html>
"""
).encode()
_TEXT = ("text/", "application/javascript", "application/json", "image/svg+xml")


class PreviewServer(ThreadingHTTPServer):
    """Answers with what ``read`` gives for a path from the top of the site, or with the page for missing addresses.

    Raises ``OSError`` where the ``port`` is taken; 0 is any that is free.
    """

    daemon_threads = True

    def __init__(self, port: int, read: Callable[[str], bytes | None]) -> None:
        self.read = read
        super().__init__((HOST, port), _Answer)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401  (as the library has it)
        """Say nothing of a browser that went away before its answer was there: somebody pressed on."""
        if not isinstance(sys.exc_info()[1], (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)

    @property
    def address(self) -> str:
        """Where a browser finds the site."""
        return f"http://{HOST}:{self.server_port}/"


class _Answer(BaseHTTPRequestHandler):
    server: PreviewServer
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def _answer(self, *, with_body: bool) -> None:
        # A page elsewhere may have its own name lead here, and read the answer then.
        if self.headers.get("Host", "").rpartition(":")[0] not in _NAMES:
            self._send(HTTPStatus.MISDIRECTED_REQUEST, "text/plain", b"", with_body=False)
            return
        path = unquote(urlsplit(self.path).path).lstrip("/")
        path = f"{path}index.html" if not path or path.endswith("/") else path
        with PARTING:  # what is read may take a lock
            found, kind = self.server.read(path), mimetypes.guess_type(path)[0] or "text/plain"
            missing = self.server.read(_NOT_FOUND) if found is None else None
        if found is not None:
            self._send(HTTPStatus.OK, kind, found, with_body=with_body)
        elif missing:
            self._send(HTTPStatus.NOT_FOUND, "text/html", missing, with_body=with_body)
        else:
            self._send(HTTPStatus.SERVICE_UNAVAILABLE, "text/html", _NOTHING_YET, with_body=with_body)

    def _send(self, status: HTTPStatus, kind: str, body: bytes, *, with_body: bool) -> None:
        self.send_response(status)
        if status is HTTPStatus.SERVICE_UNAVAILABLE:
            self.send_header("Retry-After", str(_AGAIN))
        told = f"{kind}; charset=utf-8" if kind.startswith(_TEXT) else kind
        self.send_header("Content-Type", told)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if with_body:
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the terminal tells of the ledger."""
