"""What asks a forge by its interface: the token goes to no other host, and nothing of an answer is shown."""

from __future__ import annotations

import json
import re
from http.client import HTTPException
from time import monotonic
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from jiedui.publishing.trouble import ODD_TOKEN, PATIENCE, STRANGE, TOKEN, ForgeTroubleError, refused, unreached

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from http.client import HTTPResponse

    from jiedui.publishing.interface import Interface

# So many pages of a list are looked through.
PAGES = 40
# An answer is never as large, in bytes.
MOST = 64 * 1024 * 1024
_TOKEN = re.compile(r"[!-~]+")


def token_in(variables: Mapping[str, str]) -> str:
    """Return the token of the environment, empty where there is none.

    Raises :class:`~jiedui.publishing.trouble.ForgeTroubleError` for one that is none.
    """
    token = variables.get(TOKEN, "").strip()
    if token and not _TOKEN.fullmatch(token):
        raise ForgeTroubleError(ODD_TOKEN)
    return token


class ForgeClient:
    """Asks a forge below an ``address`` of its API, in the dialect of its ``interface``."""

    def __init__(self, interface: Interface, address: str, token: str) -> None:
        self.interface, self._address = interface, address
        self._headers = {
            interface.header: f"{interface.word}{token}",
            "Accept": "application/json",
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "jiedui",
        }
        self._opener = build_opener(_NoRedirect)

    def listed(self, place: str) -> Iterator[Any]:
        """Yield what a list holds, page by page for as long as somebody asks. ``place`` ends with a question."""
        told: object = []
        for page in range(1, PAGES + 1):
            found = self.ask("GET", f"{place}&page={page}")
            if not isinstance(found, list):
                _fail(STRANGE)
            if found in ([], told):  # some lists have no pages: all of it is told each time
                return
            yield from found
            told = found

    def ask(self, method: str, place: str, said: Mapping[str, Any] | None = None) -> Any:  # noqa: ANN401
        """Return what is answered, as data. Raises :class:`~jiedui.publishing.trouble.ForgeTroubleError`."""
        data = json.dumps(said).encode("ascii") if said else None
        request = Request(f"{self._address}{place}", data=data, headers=self._headers, method=method)
        try:
            with self._opener.open(request, timeout=PATIENCE) as answer:
                text = _whole(answer)
        except HTTPError as error:
            error.close()
            _fail(refused(error.code))
        except (OSError, HTTPException, ValueError, OverflowError) as error:
            _fail(unreached(error, urlsplit(self._address).hostname or ""))
        try:
            return json.loads(text) if len(text) <= MOST else _fail(STRANGE)
        except (ValueError, RecursionError):
            _fail(STRANGE)


def _whole(answer: HTTPResponse) -> bytes:
    """Return what is answered: no more than is bearable, and no longer than one waits, however slowly it comes."""
    until = monotonic() + PATIENCE
    said = bytearray()
    while len(said) <= MOST and (part := answer.read1(MOST)):
        said += part
        if monotonic() > until:
            raise TimeoutError
    return bytes(said)


class _NoRedirect(HTTPRedirectHandler):
    """Follows nowhere: the token would go along, and what is to be written would be asked for instead."""

    def redirect_request(self, *_asked: Any, **_named: Any) -> None:  # noqa: ANN401
        """Return nothing, so that the answer is told as it is."""


def _fail(message: str) -> NoReturn:
    raise ForgeTroubleError(message) from None
