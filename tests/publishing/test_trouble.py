"""Why nothing got to a forge: for each status and each fault of the way a sentence that says what to do."""

from __future__ import annotations

import socket
import ssl
from urllib.error import URLError

import pytest

from jiedui.publishing.trouble import refused, unreached


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (301, "仓库换了网址。"),
        (308, "仓库换了网址。"),
        (400, "代码平台不接受（400）。"),
        (401, "代码平台不认这个令牌：写错了，或者过期了。重新生成一个，放进环境变量 JIEDUI_TOKEN。"),
        (403, "令牌没有写议题（issue）、合并请求的权限"),
        (404, "代码平台上没有这个仓库，或者令牌看不到它"),
        (407, "代理要用户名和密码。"),
        (410, "仓库没有开议题（issue）功能。"),
        (422, "代码平台不接受（422）。"),
        (429, "代码平台说用得太多。"),
        (500, "代码平台出错（500）。"),
        (503, "代码平台出错（503）。过一会儿再试；还不行，告诉管平台的人。"),
    ],
)
def test_each_status_is_told_with_what_helps(code: int, said: str) -> None:
    assert refused(code).startswith(said)
    assert refused(code).endswith("。")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (URLError(ssl.SSLCertVerificationError(1, "self-signed")), "这台机器不认 git.x.cn 的证书。"),
        (URLError(ssl.SSLError(1, "WRONG_VERSION_NUMBER")), "和 git.x.cn 的加密连接没有建立起来。"),
        (TimeoutError("timed out"), "git.x.cn 在 30 秒里没有回答。"),
        (URLError(TimeoutError("timed out")), "git.x.cn 在 30 秒里没有回答。"),
        (URLError(socket.gaierror(-2, "Name or service not known")), "连不上 git.x.cn。"),
        (URLError(ConnectionRefusedError(111, "refused")), "连不上 git.x.cn。"),
        (URLError(OSError("Tunnel connection failed: 407 Proxy Authentication Required")), "代理要用户名和密码。"),
        (OverflowError("port must be 0-65535"), "连不上 git.x.cn。"),
    ],
)
def test_each_fault_of_the_way_is_told_with_what_helps(error: Exception, said: str) -> None:
    assert unreached(error, "git.x.cn").startswith(said)
    assert unreached(error, "git.x.cn").endswith("。")
