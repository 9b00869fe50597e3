"""A built site behind a web server, as an office has it; its ledger may be given another forge."""

from __future__ import annotations

import json
import re
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

_SETTING = re.compile("connect-src .*?;(?= base)")


class ServedSite:
    """Serves ``folder`` at ``url`` until it is closed. ``forge`` are the settings that its form is given."""

    def __init__(self, folder: Path, forge: dict[str, str] | None = None) -> None:
        self.forge = forge
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, self, directory=str(folder)))
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, site: ServedSite, *args: Any, **more: Any) -> None:
        self._site = site
        super().__init__(*args, **more)

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        if self._site.forge and self.path.startswith("/entry.html"):
            reached = f"connect-src {self._site.forge['api'].partition('/api')[0]};"
            self._send(_SETTING.sub(reached, file.read_text("utf-8")), "text/html")
        elif self._site.forge and self.path == "/assets/entry-data/index.js":
            forge = json.dumps(self._site.forge)
            self._send(f"{file.read_text('utf-8')}\nJIEDUI_ENTRY_DATA.index.forge = {forge};\n", "text/javascript")
        else:
            super().do_GET()

    def _send(self, text: str, kind: str) -> None:
        body = text.encode("utf-8")
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""
