"""A notice as an issue: one of a kind, renewed and never piled up, and every fault told without token or answer."""

from __future__ import annotations

import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from tests.publishing.fake_forge import SIGNS, TOKEN, FakeForge, running

from jiedui.model.forge import Forge
from jiedui.publishing import client as module
from jiedui.publishing.issue import ForgeIssue, IssueText, Posted, post
from jiedui.publishing.trouble import ForgeTroubleError

NOTICE = IssueText("每周要办", "digest", "2026-11-23", "岳阳楼区残联 `YYL-7K3Q`\n")
BODY = "<!-- jiedui digest -->\n岳阳楼区残联 `YYL-7K3Q`\n"
OLD = "<!-- jiedui digest -->\n旧的"
SECRET = "张三的令牌 4306"


@pytest.fixture(params=list(SIGNS))
def fake(request: pytest.FixtureRequest) -> Iterator[FakeForge]:
    with running(FakeForge(request.param)) as forge:
        yield forge


@pytest.fixture
def gitea() -> Iterator[FakeForge]:
    with running(FakeForge("Gitea")) as forge:
        yield forge


def send(fake: FakeForge, token: str = TOKEN, **more: Any) -> Posted | None:
    forge = Forge(fake.kind, fake.repository, "main")
    return post(forge, NOTICE, {"JIEDUI_TOKEN": token}, **more)


def trouble(fake: FakeForge, token: str = TOKEN) -> str:
    with pytest.raises(ForgeTroubleError) as caught:
        send(fake, token)
    said = str(caught.value)
    assert TOKEN not in said
    assert SECRET not in said
    assert caught.value.__suppress_context__ or not caught.value.__context__
    return said


def test_the_first_notice_begins_an_issue(fake: FakeForge) -> None:
    fake.add("别的事", None)
    assert send(fake) == Posted(8, renewed=False)
    assert fake.told()[1:] == [("每周要办（2026-11-23）", BODY)]


def test_an_open_issue_of_the_kind_is_renewed_and_no_other_touched(fake: FakeForge) -> None:
    others = [
        ("每周要办，谁来做？", "我来"),
        ("保存期满的记录（2026-11-16）", "<!-- jiedui retention -->\n"),
        ("有人引用", OLD),
        ("别的事", None),
    ]
    number = fake.add("每周要办（2026-11-16）", OLD)
    for title, body in others:
        fake.add(title, body)
    assert send(fake) == Posted(number, renewed=True)
    assert fake.told() == [("每周要办（2026-11-23）", BODY), *others]
    # Three pages of two were looked at, and the issue written once.
    assert [method for method, _ in fake.asked] == ["GET", "GET", "GET", {"GitLab": "PUT"}.get(fake.kind, "PATCH")]
    assert send(fake) == Posted(number, renewed=True)
    assert len(fake.issues) == 5


def test_one_that_was_closed_is_followed_by_another(fake: FakeForge) -> None:
    fake.add("每周要办（2026-11-16）", OLD, state="closed")
    assert send(fake) == Posted(8, renewed=False)
    assert fake.told() == [("每周要办（2026-11-16）", OLD), ("每周要办（2026-11-23）", BODY)]


def test_where_there_is_nothing_to_say_none_is_begun_but_an_open_one_renewed(fake: FakeForge) -> None:
    assert send(fake, begin=False) is None
    assert fake.issues == []
    fake.add("每周要办（2026-11-16）", OLD)
    assert send(fake, begin=False) == Posted(7, renewed=True)


def test_no_more_pages_are_looked_at_than_is_bearable(gitea: FakeForge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAGES", 2)
    gitea.add("每周要办（2026-11-16）", OLD)
    for _ in range(4):
        gitea.add("别的事", "")
    assert send(gitea) == Posted(12, renewed=False)


def test_an_issue_is_of_a_kind_by_its_title_and_its_mark() -> None:
    assert ForgeIssue(1, "每周要办（2025-01-01）", BODY).is_of(NOTICE)
    assert not ForgeIssue(1, "每周要办", f"> {BODY}").is_of(NOTICE)
    assert not ForgeIssue(1, "Re: 每周要办", BODY).is_of(NOTICE)


# ---- what goes wrong ----


@pytest.mark.parametrize(
    ("token", "said"),
    [
        ("", "没有令牌。在代码平台上生成一个能读写议题（issue）的令牌，放进环境变量 JIEDUI_TOKEN。"),
        (" \n", "没有令牌。"),
        ("tok\nX-Other: 1", "环境变量 JIEDUI_TOKEN 里有空格、换行或者别的字符，不是令牌。"),
        (SECRET, "环境变量 JIEDUI_TOKEN 里有空格"),
    ],
)
def test_without_a_sound_token_nothing_is_asked(gitea: FakeForge, token: str, said: str) -> None:
    assert trouble(gitea, token).startswith(said)
    assert gitea.asked == []


def test_a_token_may_end_in_a_line_feed(gitea: FakeForge) -> None:
    assert send(gitea, f"{TOKEN}\n") == Posted(7, renewed=False)


def test_a_wrong_token_is_told_without_it(fake: FakeForge) -> None:
    assert trouble(fake, "tok-wrong").startswith("代码平台不认这个令牌")


def answer(code: int, text: bytes, *headers: tuple[str, str]) -> Any:
    def answered(request: BaseHTTPRequestHandler) -> bool:
        request.send_response(code)
        for name, value in (("Content-Length", str(len(text))), *headers):
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(text)
        return True

    return answered


@pytest.mark.parametrize("code", [403, 404, 410, 422, 500])
def test_a_refusal_is_told_without_what_was_answered(gitea: FakeForge, code: int) -> None:
    gitea.answer = answer(code, f'{{"message": "{SECRET} {TOKEN}"}}'.encode())
    assert re.search("权限|没有这个仓库|没有开议题|422|500", trouble(gitea))


@pytest.mark.parametrize("code", [301, 302, 307, 308])
def test_the_token_is_not_taken_along_to_another_address(gitea: FakeForge, code: int) -> None:
    with running(FakeForge("Gitea")) as other:
        gitea.answer = answer(code, b"", ("Location", f"{other.url}/git/api/v1/repos/office/ledger/issues"))
        assert trouble(gitea).startswith("仓库换了网址。")
        assert other.asked == []


@pytest.mark.parametrize(
    "text",
    [
        b"<html>login</html>", b"", b"\xff\xfe\x00", b"{}", b"[1]", b'[{"number": "x"}]', b'[{"title": 1}]', b"null",
        b"[" * 100_000, b'[{"number": Infinity, "title": ""}]', b'[{"number": ' + b"9" * 5000 + b"}]",
    ],
    ids=range(11),
)  # fmt: skip
def test_an_answer_that_is_none_of_a_forge_is_told(gitea: FakeForge, text: bytes) -> None:
    gitea.answer = answer(200, text)
    assert trouble(gitea).startswith("代码平台的回答读不懂，可能是代理或者登录页的回答。")


def test_an_answer_that_is_too_long_is_not_read_to_its_end(gitea: FakeForge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 9)
    gitea.answer = answer(200, b"[         ]")
    assert trouble(gitea).startswith("代码平台的回答读不懂")


def test_an_answer_that_breaks_off_is_told(gitea: FakeForge) -> None:
    gitea.answer = answer(200, b"[", ("Content-Length", "99"))
    assert trouble(gitea).startswith(("代码平台的回答读不懂", "连不上"))


def test_a_machine_that_is_not_there_is_told() -> None:
    fake = FakeForge("Gitea")
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        fake.url = f"http://127.0.0.1:{nobody.getsockname()[1]}"
        assert trouble(fake).startswith("连不上 127.0.0.1。核对 policy/ledger.yml 的 forge.url，和这台机器的网络和代理")


def test_one_that_does_not_answer_is_told(gitea: FakeForge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.1)
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        gitea.url = f"http://127.0.0.1:{deaf.getsockname()[1]}"
        assert "秒里没有回答" in trouble(gitea)


def test_one_that_answers_without_end_is_told(gitea: FakeForge, monkeypatch: pytest.MonkeyPatch) -> None:
    def drip(request: BaseHTTPRequestHandler) -> bool:
        request.send_response(200)
        request.end_headers()
        with suppress(OSError):
            for _ in range(100):
                request.wfile.write(b" ")
                request.wfile.flush()
                time.sleep(0.02)
        return True

    monkeypatch.setattr(module, "PATIENCE", 0.2)
    gitea.answer = drip
    assert "秒里没有回答" in trouble(gitea)


def test_https_where_there_is_http_is_told(gitea: FakeForge) -> None:
    gitea.url = gitea.url.replace("http:", "https:")
    assert trouble(gitea).startswith("和 127.0.0.1 的加密连接没有建立起来。")


def test_a_proxy_that_asks_for_a_password_is_told(gitea: FakeForge, monkeypatch: pytest.MonkeyPatch) -> None:
    gitea.answer = answer(407, b"")
    monkeypatch.setenv("http_proxy", gitea.url)
    monkeypatch.setenv("https_proxy", gitea.url)
    for url in ("http://git.example.invalid", "https://git.example.invalid"):
        fake = FakeForge("Gitea")
        fake.url = url
        assert trouble(fake).startswith("代理要用户名和密码。")


@pytest.fixture
def own_authority(tmp_path: Path) -> tuple[Path, ssl.SSLContext]:
    """A certificate that an office signed for itself, and what a forge shows it with."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is missing")
    key, certificate = tmp_path / "key.pem", tmp_path / "ca.pem"
    command = [
        openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
        "-subj", "/CN=office", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return certificate, context


def test_the_offices_own_certificate_is_told_and_taken_where_it_is_named(
    own_authority: tuple[Path, ssl.SSLContext], monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate, context = own_authority
    with running(FakeForge("Gitea"), lambda plain: context.wrap_socket(plain, server_side=True)) as fake:
        monkeypatch.delenv("SSL_CERT_FILE", raising=False)
        said = trouble(fake)
        assert said.startswith("这台机器不认 127.0.0.1 的证书。")
        assert "环境变量 SSL_CERT_FILE。" in said
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert send(fake) == Posted(7, renewed=False)
