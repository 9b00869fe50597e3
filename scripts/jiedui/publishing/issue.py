"""A notice as an issue (议题) on the forge of the ledger, spoken to by its interface alone.

One open issue of a kind is enough: where one is open, its text becomes the new one; who closes it gets another with the
next notice. The token goes to no other host, and nothing of what a forge answers is shown.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from http.client import HTTPException
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from jiedui.publishing.interface import INTERFACES, Interface
from jiedui.publishing.trouble import (
    NO_TOKEN,
    ODD_TOKEN,
    PATIENCE,
    STRANGE,
    TOKEN,
    ForgeTroubleError,
    refused,
    unreached,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from http.client import HTTPResponse

    from jiedui.model.forge import Forge

# So many pages of open issues are looked through for the one of the kind.
PAGES = 40
# A page of issues is never as large, in bytes.
MOST = 64 * 1024 * 1024
_TOKEN = re.compile(r"[!-~]+")


@dataclass(frozen=True, slots=True)
class IssueText:
    """What an issue says. ``kind`` begins its title, ``name`` marks its text; both tell it from every other issue."""

    kind: str
    name: str
    day: str
    text: str

    @property
    def title(self) -> str:
        """The title of the issue."""
        return f"{self.kind}（{self.day}）"

    @property
    def mark(self) -> str:
        """What its text begins with, and nobody sees."""
        return f"<!-- jiedui {self.name} -->"

    @property
    def body(self) -> str:
        """The text of the issue."""
        return f"{self.mark}\n{self.text}"


class ForgeIssue(NamedTuple):
    """An issue, whichever forge tells of it."""

    number: int
    title: str
    body: str

    def is_of(self, notice: IssueText) -> bool:
        """Tell whether it holds an earlier notice of the same kind."""
        return self.title.startswith(notice.kind) and self.body.startswith(notice.mark)


class Posted(NamedTuple):
    """Which issue holds a notice, and whether it was open before."""

    number: int
    renewed: bool


def post(forge: Forge, notice: IssueText, variables: Mapping[str, str], *, begin: bool = True) -> Posted | None:
    """Put a notice into the open issue of its kind, or into a new one, and return which.

    ``variables`` are those of the environment. Where ``begin`` is false none is begun, and ``None`` is returned where
    none is open. Raises :class:`~jiedui.publishing.trouble.ForgeTroubleError`.
    """
    token = variables.get(TOKEN, "").strip()
    if not _TOKEN.fullmatch(token):
        raise ForgeTroubleError(ODD_TOKEN if token else NO_TOKEN)
    interface = INTERFACES[forge.kind]
    issues = _Issues(interface, interface.address(forge, variables), token)
    for issue in issues.open():
        if issue.is_of(notice):
            return Posted(issues.renew(issue, notice).number, renewed=True)
    return Posted(issues.begin(notice).number, renewed=False) if begin else None


class _Issues:
    """The issues of a repository, as its forge tells of them."""

    def __init__(self, interface: Interface, address: str, token: str) -> None:
        self._interface, self._address = interface, address
        self._headers = {
            interface.header: f"{interface.word}{token}",
            "Accept": "application/json",
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "jiedui",
        }
        self._opener = build_opener(_NoRedirect)

    def open(self) -> Iterator[ForgeIssue]:
        """Yield the open ones, page by page for as long as somebody asks."""
        for page in range(1, PAGES + 1):
            found = self._ask("GET", f"?{self._interface.listing}&page={page}")
            if not isinstance(found, list):
                _fail(STRANGE)
            if not found:
                return
            yield from map(self._read, found)

    def begin(self, notice: IssueText) -> ForgeIssue:
        """Begin one."""
        return self._read(self._ask("POST", "", notice))

    def renew(self, issue: ForgeIssue, notice: IssueText) -> ForgeIssue:
        """Write one anew."""
        return self._read(self._ask(self._interface.change, f"/{issue.number}", notice))

    def _read(self, data: Any) -> ForgeIssue:  # noqa: ANN401  (whatever was answered)
        try:
            return ForgeIssue(
                int(data[self._interface.number]), str(data["title"]), str(data.get(self._interface.body) or "")
            )
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
            _fail(STRANGE)

    def _ask(self, method: str, place: str, notice: IssueText | None = None) -> Any:  # noqa: ANN401
        """Return what is answered, as data."""
        data = None
        if notice:
            data = json.dumps({"title": notice.title, self._interface.body: notice.body}).encode("ascii")
        request = Request(f"{self._address}{place}", data=data, headers=self._headers, method=method)
        try:
            with self._opener.open(request, timeout=PATIENCE) as answer:
                said = _whole(answer)
        except HTTPError as error:
            error.close()
            _fail(refused(error.code))
        except (OSError, HTTPException, ValueError, OverflowError) as error:
            _fail(unreached(error, urlsplit(self._address).hostname or ""))
        try:
            return json.loads(said) if len(said) <= MOST else _fail(STRANGE)
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
