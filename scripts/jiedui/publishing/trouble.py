"""Why nothing got to a forge, in Chinese, with what to do: never a token, nor anything of what a forge answered."""

from __future__ import annotations

import ssl
from http import HTTPStatus
from urllib.error import URLError

TOKEN = "JIEDUI_TOKEN"
# Seconds that a forge may take for an answer.
PATIENCE = 30

_ADDRESS = "policy/ledger.yml 的 forge（种类 kind、网址 url）"
_NETWORK = "网络和代理（环境变量 HTTPS_PROXY、NO_PROXY）"

SHORT_ADDRESS = "仓库网址没有写全：policy/ledger.yml 的 forge.url 要写到仓库为止。"
NO_TOKEN = f"没有令牌。在代码平台上生成一个能读写议题（issue）的令牌，放进环境变量 {TOKEN}。"
ODD_TOKEN = f"环境变量 {TOKEN} 里有空格、换行或者别的字符，不是令牌。重新复制一遍。"
STRANGE = f"代码平台的回答读不懂，可能是代理或者登录页的回答。核对 {_ADDRESS}，和这台机器的{_NETWORK}。"

_PROXY = "代理要用户名和密码。在环境变量 HTTPS_PROXY 里写好，或者用 NO_PROXY 绕开代理。"
_MOVED = "仓库换了网址。用浏览器打开仓库，把现在的网址写进 policy/ledger.yml 的 forge.url，注意 http 和 https。"
_REFUSED = {
    HTTPStatus.UNAUTHORIZED: f"代码平台不认这个令牌：写错了，或者过期了。重新生成一个，放进环境变量 {TOKEN}。",
    HTTPStatus.FORBIDDEN: (
        "令牌没有写议题（issue）、合并请求的权限，或者一时用得太多。给它读写的权限；还不行，过一小时再试。"
    ),
    HTTPStatus.NOT_FOUND: (
        "代码平台上没有这个仓库，或者令牌看不到它，或者仓库没有开议题（issue）功能。"
        f"核对 {_ADDRESS}、令牌的范围和仓库的设置。"
    ),
    HTTPStatus.PROXY_AUTHENTICATION_REQUIRED: _PROXY,
    HTTPStatus.GONE: "仓库没有开议题（issue）功能。在仓库的设置里打开。",
    HTTPStatus.TOO_MANY_REQUESTS: "代码平台说用得太多。过一小时再试。",
}


class ForgeTroubleError(Exception):
    """Something did not get to a forge; the message says in Chinese why not and what to do."""


def refused(code: int) -> str:
    """Return what is said of an answer that tells of no success, by its status."""
    if code in _REFUSED:
        return _REFUSED[HTTPStatus(code)]
    if HTTPStatus.MULTIPLE_CHOICES <= code < HTTPStatus.BAD_REQUEST:
        return _MOVED
    if code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return f"代码平台出错（{code}）。过一会儿再试；还不行，告诉管平台的人。"
    return f"代码平台不接受（{code}）。核对 {_ADDRESS}。"


def unreached(error: Exception, host: str) -> str:
    """Return what is said where a host gave no answer at all."""
    reason = error.reason if isinstance(error, URLError) else error
    if isinstance(reason, ssl.SSLCertVerificationError):
        return (
            f"这台机器不认 {host} 的证书。证书是单位自己签发的，把单位根证书的文件（.pem）写进环境变量 SSL_CERT_FILE。"
        )
    if isinstance(reason, ssl.SSLError):
        return f"和 {host} 的加密连接没有建立起来。核对 policy/ledger.yml 的 forge.url 是 http 还是 https。"
    if isinstance(reason, TimeoutError):
        return f"{host} 在 {PATIENCE} 秒里没有回答。核对{_NETWORK}，过一会儿再试。"
    if str(HTTPStatus.PROXY_AUTHENTICATION_REQUIRED.value) in str(reason):
        return _PROXY
    return f"连不上 {host}。核对 policy/ledger.yml 的 forge.url，和这台机器的{_NETWORK}。"
