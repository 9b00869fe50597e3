"""The nginx of an intranet with the configuration of a ledger: what it serves of a built site, to whom, and how."""

from __future__ import annotations

import base64
import gzip
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from tests.conftest import _unavailable
from tests.founding.conftest import about_of

from jiedui.founding.machinery import machinery
from jiedui.imprint import SiteImprint, finish
from jiedui.publishing.folder import ServedFolder

pytestmark = pytest.mark.engine

WRAPPER = """\
pid {place}/nginx.pid;
worker_processes 1;
events {{ }}
http {{
    client_body_temp_path {place}/temp; proxy_temp_path {place}/temp; fastcgi_temp_path {place}/temp;
    uwsgi_temp_path {place}/temp; scgi_temp_path {place}/temp;
    include {place}/jiedui.conf;
}}
"""
# As an ordinary user where root runs the tests.
NOBODY = {"user": "nobody", "group": "nogroup"} if hasattr(os, "geteuid") and os.geteuid() == 0 else {}
INTERNAL, COUNTY = ("city", "全市"), ("qingshi", "青石")
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
    "Server": "nginx",
}
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".map": "application/json; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".webmanifest": "application/manifest+json; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".png": "image/png",
    ".gz": "application/gzip",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


@dataclass(frozen=True)
class Server:
    """A running nginx: where the sites begin on it, and the folder that all lies in."""

    port: int
    base: str
    place: Path

    def get(self, path: str, who: tuple[str, str] | None = INTERNAL, **headers: str) -> Answer:
        """Ask for a path from where the sites begin, or, with ``/`` before it, from the top."""
        if who:
            headers["Authorization"] = f"Basic {base64.b64encode(':'.join(who).encode()).decode()}"
        asked = HTTPConnection("127.0.0.1", self.port, timeout=10)
        asked.request("GET", path if path.startswith("/") else self.base + path, headers=headers)
        answer = asked.getresponse()
        found = Answer(answer.status, answer.headers, answer.read())
        asked.close()
        return found


def policy(text: str) -> dict[str, str]:
    """Return what a Content-Security-Policy says, by the names of its rules."""
    return {name: value for name, _, value in (rule.strip().partition(" ") for rule in text.split(";"))}


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.fixture(scope="module")
def nginx() -> str:
    """The nginx of this machine."""
    found = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if found is None:
        _unavailable("nginx is missing", required_by="JIEDUI_REQUIRE_NGINX")
    return str(found)


@pytest.fixture(scope="module")
def published(built: Path) -> Iterator[Path]:
    """The folder of a server: the site of the city and a small one of a county, and the passwords."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        place.chmod(0o755)
        (place / "temp").mkdir()
        city = place / "built"
        shutil.copytree(built, city)
        for path in ("list.csv", "site.webmanifest", "sheet.xlsx", "paper.docx", "paper.pdf"):
            (city / path).write_text("一,二\n" * 500, "utf-8")
        finish(city, SiteImprint("2026-11-23", "0123456789"))
        ServedFolder(place / "web" / "internal").publish(city, 3)
        publish_county(place, "一")
        (place / "users").mkdir()
        for folder, (user, word) in (("internal", INTERNAL), ("county-qingshi", COUNTY)):
            (place / "users" / folder).write_text(f"{user}:{kept(word)}\n", "utf-8")
        yield place


def kept(word: str) -> str:
    """Return a password as the manual of a ledger has it kept, where this machine can do so."""
    if not shutil.which("openssl"):
        return f"{{PLAIN}}{word}"
    done = subprocess.run(["openssl", "passwd", "-6", "-stdin"], input=word, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def publish_county(place: Path, words: str) -> None:
    county = place / "county"
    county.mkdir(exist_ok=True)
    (county / "index.html").write_text(words, "utf-8")
    os.utime(county / "index.html", (time.time(), ord(words)))  # the machine's own clock is too coarse for a test
    (county / "404.html").write_text('<h1>县里没有</h1><a href="/index.html">首页</a>', "utf-8")
    finish(county, SiteImprint("2026-11-23", "0123456789"))
    ServedFolder(place / "web" / "county-qingshi").publish(county, 3)


@contextmanager
def running(nginx: str, published: Path, base: str) -> Iterator[Server]:
    """Start nginx with the configuration of a ledger, its folders changed as its head says, at ``base``."""
    port = free_port()
    text = machinery(about_of("GitHub"))["deploy/nginx.conf"]
    changes = {
        "listen 80;": f"listen 127.0.0.1:{port};", "/srv/jiedui-web/": f"{published}/web/",
        "/etc/nginx/jiedui-users/": f"{published}/users/", "/var/log/nginx/": f"{published}/temp/",
    }  # fmt: skip
    if base == "/":
        text = re.sub(r".*# 从根上转过来\n", "", text).replace("/jiedui/", "/")
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    (published / "jiedui.conf").write_text(text, "utf-8")
    (published / "nginx.conf").write_text(WRAPPER.format(place=published), "utf-8")
    (published / "temp" / "jiedui.log").unlink(missing_ok=True)
    if NOBODY:
        shutil.chown(published, **NOBODY)
        shutil.chown(published / "temp", **NOBODY)
    command = [nginx, "-e", "stderr", "-p", str(published), "-c", str(published / "nginx.conf"), "-g", "daemon off;"]
    assert subprocess.run([*command, "-t"], capture_output=True, check=False, **NOBODY).returncode == 0
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL, **NOBODY)
    try:
        for _ in range(200):
            with socket.socket() as asked:
                if asked.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert server.poll() is None
            time.sleep(0.02)
        yield Server(port, base, published)
    finally:
        server.terminate()
        server.wait(10)


@pytest.fixture(scope="module")
def server(nginx: str, published: Path) -> Iterator[Server]:
    with running(nginx, published, "/jiedui/") as found:
        yield found


def test_every_kind_of_file_of_the_site_has_its_type_and_characters(server: Server, built: Path) -> None:
    kinds = {path.suffix: path for path in built.rglob("*") if path.is_file() and not path.name.startswith(".")}
    assert kinds.keys() <= TYPES.keys()
    asked = {suffix: path.relative_to(built).as_posix() for suffix, path in kinds.items()}
    asked |= {
        Path(name).suffix: name for name in ("list.csv", "site.webmanifest", "sheet.xlsx", "paper.docx", "paper.pdf")
    }
    answers = {suffix: server.get(path) for suffix, path in asked.items()}
    assert {suffix: answer.status for suffix, answer in answers.items()} == dict.fromkeys(asked, 200)
    assert {suffix: answer.headers["Content-Type"] for suffix, answer in answers.items()} == {
        suffix: TYPES[suffix] for suffix in asked
    }


def test_text_is_packed_and_the_rest_is_not(server: Server, built: Path) -> None:
    longest = [
        max(built.rglob(kind), key=lambda path: path.stat().st_size) for kind in ("*.html", "*.css", "*.ics", "*.atom")
    ]
    packed = [
        "assets/find.js",
        "assets/entry.js",
        "assets/entry-data/index.js",
        "list.csv",
        *(path.relative_to(built).as_posix() for path in longest),
    ]
    for path in packed:
        answer = server.get(path, **{"Accept-Encoding": "gzip"})
        assert (answer.headers["Content-Encoding"], answer.headers["Vary"]) == ("gzip", "Accept-Encoding"), path
        assert len(answer.body) < len(gzip.decompress(answer.body)) / 1.5
        assert gzip.decompress(answer.body) == server.get(path).body
    for path in ("sitemap.xml.gz", "paper.pdf"):
        assert server.get(path, **{"Accept-Encoding": "gzip"}).headers["Content-Encoding"] is None, path


def test_what_has_not_changed_is_not_sent_again_and_what_has_is_seen_at_once(server: Server) -> None:
    paths = ("", "index.html", "assets/site.css", "assets/find/index.js", "feeds/city.atom", "entry.html",
             "assets/entry.js", "assets/entry-data/index.js")  # fmt: skip
    for path in paths:
        answer = server.get(path)
        assert answer.headers["Cache-Control"] == "private, no-cache", path
        again = server.get(path, **{"If-None-Match": answer.headers["ETag"]})
        assert (again.status, again.body) == (304, b""), path


@pytest.mark.parametrize(
    ("path", "who", "status"),
    [("index.html", INTERNAL, 200), ("none.html", INTERNAL, 404), ("index.html", None, 401), ("/", INTERNAL, 302)],
)
def test_every_answer_forbids_frames_guessing_and_search_engines(
    server: Server, path: str, who: tuple[str, str] | None, status: int
) -> None:
    answer = server.get(path, who)
    assert answer.status == status
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS


@pytest.mark.parametrize("path", ["entry.html", "signed-in.html?code=a&state=b"])
def test_the_pages_of_the_form_run_and_show_what_is_the_sites_own_alone(server: Server, path: str) -> None:
    """The header says what the page says of itself; which forge may be spoken to only the page knows."""
    answer = server.get(path)
    said = policy(answer.headers["Content-Security-Policy"])
    found = re.search('http-equiv="Content-Security-Policy" content="([^"]+)"', answer.text)
    assert found
    own = policy(unescape(found[1]))
    assert said.pop("frame-ancestors") == "'none'"
    assert said.pop("connect-src") == "http: https:"
    own.pop("connect-src", None)
    assert {name: said.get(name) for name in own} == own | {"form-action": "'self'"}  # one of them has no form
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Frame-Options"] == "DENY"


def test_the_address_that_a_sign_in_comes_back_to_is_kept_nowhere(server: Server) -> None:
    assert server.get("signed-in.html?code=geheim&state=b").headers["Cache-Control"] == "no-store"
    log = (server.place / "temp" / "jiedui.log").read_text("utf-8")
    assert "GET /jiedui/signed-in.html 200" in log
    assert "geheim" not in log


@pytest.mark.parametrize("path", ["", "county/qingshi/"])
def test_each_audience_has_its_own_password(server: Server, path: str) -> None:
    own, other = (COUNTY, INTERNAL) if path else (INTERNAL, COUNTY)
    answers = {who: server.get(path, who) for who in (own, other, (own[0], "wrong"), None)}
    assert [answer.status for answer in answers.values()] == [200, 401, 401, 401]
    folder = "county-qingshi" if path else "internal"
    assert answers[None].headers["WWW-Authenticate"] == f'Basic realm="jiedui {folder}"'
    assert "户" not in answers[None].text
    assert ("一" if path else "结对帮扶台账") in answers[own].text


@pytest.mark.parametrize("path", ["office/", "public/", "county/baishui/", "county/baishui/index.html"])
def test_without_a_password_file_nobody_comes_in(server: Server, path: str) -> None:
    """nginx opens nothing whose file of passwords is not there, whoever asks."""
    assert [server.get(path, who).status for who in (INTERNAL, COUNTY)] == [403, 403]


def test_every_federation_but_the_citys_has_a_place_of_its_own() -> None:
    about = about_of("GitHub")
    text = machinery(about)["deploy/nginx.conf"]
    for unit in about.units[1:]:
        assert text.count(f"location /jiedui/county/{unit.slug}/ {{") == 1
        assert text.count(f"/etc/nginx/jiedui-users/county-{unit.slug};") == 1
    assert f"county/{about.units[0].slug}/" not in text


@pytest.mark.parametrize(
    "path",
    ["households/", "assets/", ".jiedui-site", "households/.x", "none.html", "households/none/deep/x.html", "404.html",
     "/jiedui../users/internal", "/jiedui/..%2f..%2fusers/internal", "/jiedui/%2e%2e/%2e%2e/users/internal", "/other"],
)  # fmt: skip
def test_no_folder_is_listed_no_dot_file_served_and_nothing_outside(server: Server, path: str) -> None:
    answer = server.get(path)
    assert answer.status in ((400, 404) if "%2" in path else (404,))
    assert "city:" not in answer.text
    if answer.status == 404:
        assert '<h1 id="top">没有这一页</h1>' in answer.text


def leads_on(server: Server, path: str) -> None:
    """Follow all that the page for missing addresses at ``path`` links to and loads."""
    answer = server.get(path)
    assert answer.status == 404
    links = set(re.findall(r'(?:href|src|action)="([^"]*)"', answer.text))
    assert len(links) > 40
    at = f"http://x{path if path.startswith('/') else server.base + path}"
    paths = {urlsplit(urljoin(at, link)).path for link in links if not link.startswith(("tel:", "#"))}
    assert all(found.startswith(server.base) for found in paths)
    assert [found for found in sorted(paths) if server.get(found).status != 200] == []


@pytest.mark.parametrize("path", ["none", "households/none.html", "a/b/c/d.html"])
def test_the_page_for_missing_addresses_leads_on_from_every_depth(server: Server, path: str) -> None:
    leads_on(server, path)


def test_a_missing_page_of_a_county_leads_into_its_own_site(server: Server) -> None:
    answer = server.get("county/qingshi/none/x.html", COUNTY)
    assert (answer.status, answer.text) == (
        404,
        '<h1>县里没有</h1><a href="/jiedui/county/qingshi/index.html">首页</a>',
    )


def test_who_leaves_out_the_last_stroke_is_asked_for_no_password_but_his_own(server: Server) -> None:
    answer = server.get("county/qingshi", None)
    assert (answer.status, answer.headers["Location"]) == (302, "/jiedui/county/qingshi/")


def test_who_comes_by_the_top_is_led_on(server: Server) -> None:
    assert [(answer.status, answer.headers["Location"]) for answer in map(server.get, ("/", "/jiedui"))] == [
        (302, "/jiedui/"), (302, "/jiedui/"),
    ]  # fmt: skip
    assert server.get("units").headers["Location"] == "/jiedui/units/"


def test_a_site_that_is_published_is_served_at_once(server: Server) -> None:
    before = server.get("county/qingshi/", COUNTY)
    publish_county(server.place, "二")
    after = server.get("county/qingshi/", COUNTY, **{"If-None-Match": before.headers["ETag"]})
    assert (before.text, after.status, after.text) == ("一", 200, "二")


def test_the_log_holds_no_word_that_was_searched_for(server: Server) -> None:
    server.get("find.html?q=%E7%A4%BA%E4%BE%8B", Referer=f"http://x{server.base}find.html?q=%E7%A4%BA")
    log = (server.place / "temp" / "jiedui.log").read_text("utf-8")
    assert "GET /jiedui/find.html 200" in log
    assert "q=" not in log
    assert "city [" in log


def test_at_the_top_of_a_server_it_does_the_same(nginx: str, published: Path) -> None:
    with running(nginx, published, "/") as server:
        assert server.get("").status == 200
        assert server.get("", None).status == 401
        leads_on(server, "households/none.html")
        assert server.get("county/qingshi/x", COUNTY).text.endswith('<a href="/county/qingshi/index.html">首页</a>')
