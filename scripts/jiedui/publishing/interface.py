"""How issues and merge requests are spoken of to GitHub, to Gitea or Forgejo, and to GitLab: addresses and words."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from jiedui.publishing.trouble import SHORT_ADDRESS, ForgeTroubleError
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jiedui.model.forge import Forge

_V4 = "/api/v4"


class Interface(Struct, frozen=True, kw_only=True):
    """The dialect of a kind of forge.

    ``address`` gives where the issues of a repository are, by its forge and the variables of the environment; it raises
    :class:`~jiedui.publishing.trouble.ForgeTroubleError` where the address of the repository is none. The token follows
    ``word`` in ``header``; ``listing`` asks for the open issues; an issue is known by ``number``, its text is ``body``,
    and ``change`` is what writes one anew. Below the address of the repository itself, ``comments`` are those of the
    merge request {request}, ``paging`` asks for many at once, and ``comment`` is one of them, written by who is called
    ``login`` in ``author``. ``robot`` is what an account is called that may not ask who it is.
    """

    address: Callable[[Forge, Mapping[str, str]], str]
    header: str
    word: str = ""
    listing: str
    number: str = "number"
    body: str = "body"
    change: str = "PATCH"
    comments: str = "/issues/{request}/comments"
    comment: str = "/issues/comments/{comment}"
    paging: str = "per_page=100"
    author: str = "user"
    login: str = "login"
    robot: str = ""


def _below_repos(forge: Forge, _variables: Mapping[str, str]) -> str:
    if not forge.owner:
        raise ForgeTroubleError(SHORT_ADDRESS)
    return f"{forge.api_address}/repos/{quote(forge.owner)}/{quote(forge.url.rpartition('/')[2])}/issues"


def _below_projects(forge: Forge, variables: Mapping[str, str]) -> str:
    # Groups nest, so that only GitLab itself knows which part of an address is its own; it tells its jobs.
    told = variables.get("CI_API_V4_URL", "")
    api = told if forge.url.startswith(f"{told.removesuffix(_V4)}/") else forge.api_address
    return f"{api}/projects/{quote(forge.url.removeprefix(f'{api.removesuffix(_V4)}/'), safe='')}/issues"


# By the kinds of ``policy/ledger.yml: forge``. Gitea gives fewer on a page where an office allows fewer.
INTERFACES = {
    "GitHub": Interface(
        address=_below_repos, header="Authorization", word="Bearer ", listing="state=open&per_page=100",
        robot="github-actions[bot]",
    ),
    "Gitea": Interface(
        address=_below_repos, header="Authorization", word="token ", listing="state=open&type=issues&limit=50",
        paging="limit=50",
    ),
    "GitLab": Interface(
        address=_below_projects, header="PRIVATE-TOKEN", listing="state=opened&per_page=100", number="iid",
        body="description", change="PUT", comments="/merge_requests/{request}/notes",
        comment="/merge_requests/{request}/notes/{comment}", author="author", login="username",
    ),
}  # fmt: skip
