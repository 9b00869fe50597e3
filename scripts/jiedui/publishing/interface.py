"""How the issues of a repository are spoken of to GitHub, to Gitea or Forgejo, and to GitLab: addresses and words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from jiedui.publishing.trouble import SHORT_ADDRESS, ForgeTroubleError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_PUBLIC = "github.com"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interface:
    """The dialect of a kind of forge.

    ``address`` gives where the issues of a repository are, from its own address and the variables of the environment;
    it raises :class:`~jiedui.publishing.trouble.ForgeTroubleError` for one that is none. The token follows ``word`` in
    ``header``; ``listing`` asks for the open issues; an issue is known by ``number``, its text is ``body``, and
    ``change`` is what writes one anew.
    """

    address: Callable[[str, Mapping[str, str]], str]
    header: str
    word: str = ""
    listing: str
    number: str = "number"
    body: str = "body"
    change: str = "PATCH"


def _repository(url: str) -> tuple[str, str]:
    """Return the address that a forge stands at, and owner/name of the repository: the last two parts of its path."""
    top, _, rest = url.partition("://")
    parts = rest.split("/")
    if len(parts) < 3:
        raise ForgeTroubleError(SHORT_ADDRESS)
    return f"{top}://{'/'.join(parts[:-2])}", "/".join(map(quote, parts[-2:]))


def _github(url: str, _variables: Mapping[str, str]) -> str:
    top, repository = _repository(url)
    is_public = urlsplit(top).hostname == _PUBLIC
    return f"{f'https://api.{_PUBLIC}' if is_public else f'{top}/api/v3'}/repos/{repository}/issues"


def _gitea(url: str, _variables: Mapping[str, str]) -> str:
    top, repository = _repository(url)
    return f"{top}/api/v1/repos/{repository}/issues"


def _gitlab(url: str, variables: Mapping[str, str]) -> str:
    # Groups nest, so that only GitLab itself knows which part of an address is its own; it tells its jobs.
    told = variables.get("CI_API_V4_URL", "").removesuffix("/api/v4")
    top = told if told and url.startswith(f"{told}/") else "/".join(url.split("/")[:3])
    return f"{top}/api/v4/projects/{quote(url.removeprefix(f'{top}/'), safe='')}/issues"


# By the kinds of ``policy/ledger.yml: forge``. Gitea gives fewer on a page where an office allows fewer.
INTERFACES = {
    "GitHub": Interface(
        address=_github, header="Authorization", word="Bearer ", listing="state=open&per_page=100"
    ),
    "Gitea": Interface(
        address=_gitea, header="Authorization", word="token ", listing="state=open&type=issues&limit=50"
    ),
    "GitLab": Interface(
        address=_gitlab, header="PRIVATE-TOKEN", listing="state=opened&per_page=100", number="iid", body="description",
        change="PUT",
    ),
}  # fmt: skip
