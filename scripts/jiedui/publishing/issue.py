"""A notice as an issue (议题) on the forge of the ledger, spoken to by its interface alone.

One open issue of a kind is enough: where one is open, its text becomes the new one; who closes it gets another with the
next notice. The token goes to no other host, and nothing of what a forge answers is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from jiedui.publishing.client import ForgeClient, token_in
from jiedui.publishing.interface import INTERFACES
from jiedui.publishing.trouble import NO_TOKEN, STRANGE, ForgeTroubleError
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jiedui.model.forge import Forge


class IssueText(Struct, frozen=True):
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
    token = token_in(variables)
    if not token:
        raise ForgeTroubleError(NO_TOKEN)
    interface = INTERFACES[forge.kind]
    issues = _Issues(ForgeClient(interface, interface.address(forge, variables), token))
    for issue in issues.open():
        if issue.is_of(notice):
            return Posted(issues.renew(issue, notice).number, renewed=True)
    return Posted(issues.begin(notice).number, renewed=False) if begin else None


class _Issues:
    """The issues of a repository, as its forge tells of them."""

    def __init__(self, client: ForgeClient) -> None:
        self._client, self._interface = client, client.interface

    def open(self) -> Iterator[ForgeIssue]:
        """Yield the open ones, page by page for as long as somebody asks."""
        return map(self._read, self._client.listed(f"?{self._interface.listing}"))

    def begin(self, notice: IssueText) -> ForgeIssue:
        """Begin one."""
        return self._read(self._client.ask("POST", "", self._said(notice)))

    def renew(self, issue: ForgeIssue, notice: IssueText) -> ForgeIssue:
        """Write one anew."""
        return self._read(self._client.ask(self._interface.change, f"/{issue.number}", self._said(notice)))

    def _said(self, notice: IssueText) -> dict[str, str]:
        return {"title": notice.title, self._interface.body: notice.body}

    def _read(self, data: Any) -> ForgeIssue:  # noqa: ANN401  (whatever was answered)
        try:
            return ForgeIssue(
                int(data[self._interface.number]), str(data["title"]), str(data.get(self._interface.body) or "")
            )
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
            raise ForgeTroubleError(STRANGE) from None
