"""The web server of the preview: what it gives, and to whom it gives nothing."""

from __future__ import annotations

import socket
import struct
import threading
from http.client import HTTPConnection

import pytest

from jiedui.confinement import faults
from jiedui.preview.server import HOST, PreviewServer
from jiedui.records.parallel import PARTING

FILES = {"index.html": "首页", "404.html": "没有", "units/index.html": "县", "assets/a.js": "1", "a b.txt": "x"}


@pytest.fixture
def files():
    return {path: text.encode() for path, text in FILES.items()}


@pytest.fixture
def ask(files):
    def read(path):
        assert PARTING.locked()  # no process parts while something is read
        return files.get(path)

    server = PreviewServer(0, read)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def get(path, host="", method="GET"):
        connection = HTTPConnection(HOST, server.server_port, timeout=10)
        connection.request(method, path, headers={"Host": host} if host else {})
        answer = connection.getresponse()
        found = answer.status, answer.getheader("Content-Type"), answer.read().decode()
        get.headers = answer.headers
        connection.close()
        return found

    assert server.address == f"http://127.0.0.1:{server.server_port}/"
    yield get
    server.shutdown()
    server.server_close()


HTML = "text/html; charset=utf-8"


def test_pages_and_assets_are_given_by_their_kind(ask):
    assert ask("/") == ask("/index.html?q=1") == (200, HTML, "首页")
    assert ask("/units/") == (200, HTML, "县")
    assert ask("/assets/a.js") == (200, "text/javascript; charset=utf-8", "1")
    assert ask("/a%20b.txt") == (200, "text/plain; charset=utf-8", "x")
    assert ask("/", method="HEAD") == (200, HTML, "")


def test_what_is_not_there_has_a_page_of_its_own(ask):
    assert ask("/nowhere.html") == (404, HTML, "没有")
    assert ask.headers["Retry-After"] is None


def test_who_comes_before_the_first_pages_are_made_is_brought_to_them_by_the_browser(ask, files):
    files.clear()
    status, kind, text = ask("/nowhere.html")
    assert (status, kind, ask.headers["Retry-After"]) == (503, HTML, "1")
    assert '<meta http-equiv="refresh" content="1">' in text
    assert "网页还没有做好" in text
    assert not [*faults(text)]


def test_of_a_browser_that_went_away_nothing_is_said(capfd):
    gone, answered = threading.Event(), threading.Event()

    class Server(PreviewServer):
        def shutdown_request(self, request):
            super().shutdown_request(request)
            answered.set()

    def read(_path):
        assert gone.wait(10)
        return b" " * 10_000_000

    server = Server(0, read)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with socket.create_connection((HOST, server.server_port)) as browser:
        browser.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # it waits for nothing
        browser.sendall(f"GET / HTTP/1.1\r\nHost: {HOST}:80\r\n\r\n".encode())
    gone.set()
    assert answered.wait(10)
    server.shutdown()
    server.server_close()
    assert capfd.readouterr() == ("", "")


def test_what_fails_otherwise_is_a_fault_of_the_program_and_told(capfd):
    server = PreviewServer(0, FILES.get)
    try:
        raise ValueError("fault")
    except ValueError:
        server.handle_error(None, HOST)
    server.server_close()
    assert "ValueError: fault" in capfd.readouterr().err


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example:80"])
def test_a_name_from_elsewhere_gets_nothing(ask, host):
    assert ask("/", host) == (421, "text/plain; charset=utf-8", "")
    assert ask("/", "localhost:8000")[0] == 200
