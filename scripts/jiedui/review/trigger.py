"""What sets a check off: a change that is to be merged, a queue of such, or main itself, as each forge tells it.

GitHub, Gitea and Forgejo tell it in the same variables and in a file of the event, GitLab in its own variables; a
person's computer tells nothing.
"""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jiedui.pattern import pattern
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_HEADS = "refs/heads/"
# What a forge writes for a commit that there is not, such as the one before the first.
_NO_COMMIT = pattern("0*")


class Runner(StrEnum):
    """Whose machine a check runs on."""

    GITHUB = "GitHub"
    GITEA = "Gitea"
    GITLAB = "GitLab"
    PERSON = ""


class Whereabouts(StrEnum):
    """Where something is written about a change beside its files, as staff call it."""

    COMMIT = "提交说明"
    BRANCH = "分支名"
    TITLE = "合并请求的标题"
    BODY = "合并请求的说明"


class Wording(NamedTuple):
    """A text and where it stands; of the message of a commit also the commit's full name."""

    where: Whereabouts
    text: str
    commit: str = ""


class MergeRequest(NamedTuple):
    """A request to merge a branch of the repository itself: by the API, the repository on it, and a number.

    The address is what the runner was told, not what the ledger says of its forge: whoever changes records could name
    another host there, and a token would go to it.
    """

    api: str
    repository: str
    number: int


class Trigger(Struct, frozen=True, kw_only=True):
    """What a check is asked about.

    ``target`` is the branch that a change is to be merged into, without ``refs/heads/``, empty where nobody told it;
    ``is_main`` tells that what is checked out is that branch already, and ``queued`` that it holds the branch and what
    comes before it in the queue. ``base`` is the full name of the commit that a queue, or a push to main, goes on from,
    where the forge tells it. ``wordings`` are what was written beside the files, messages of commits aside. ``request``
    is where the change may be answered; of one from another repository (a fork) it is ``None``.
    """

    runner: Runner = Runner.PERSON
    target: str = ""
    is_main: bool = False
    queued: bool = False
    base: str = ""
    wordings: tuple[Wording, ...] = ()
    request: MergeRequest | None = None


def trigger(environment: Mapping[str, str]) -> Trigger:
    """Return what the variables of a forge's runner tell; on a person's computer nothing.

    A file of the event that is missing or faulty tells nothing either.
    """
    if environment.get("GITLAB_CI"):
        return _of_gitlab(environment)
    if any(environment.get(name) for name in ("GITHUB_ACTIONS", "GITHUB_EVENT_NAME", "GITHUB_BASE_REF")):
        return _of_actions(environment)
    return Trigger()


def _of_actions(environment: Mapping[str, str]) -> Trigger:
    is_gitea = environment.get("GITEA_ACTIONS") or environment.get("FORGEJO_ACTIONS")
    runner = Runner.GITEA if is_gitea else Runner.GITHUB
    event = _event(environment.get("GITHUB_EVENT_PATH", ""))
    branch = environment.get("GITHUB_REF", "").removeprefix(_HEADS)
    if target := environment.get("GITHUB_BASE_REF", ""):
        request = "pull_request"
        return Trigger(
            runner=runner,
            target=target.removeprefix(_HEADS),
            wordings=_wordings(
                environment.get("GITHUB_HEAD_REF", ""), _at(event, request, "title"), _at(event, request, "body")
            ),
            request=_request_of_actions(environment, event),
        )
    if environment.get("GITHUB_EVENT_NAME") == "merge_group":
        target = _at(event, "merge_group", "base_ref").removeprefix(_HEADS)
        base = _commit(_at(event, "merge_group", "base_sha"))
        return Trigger(runner=runner, target=target, queued=True, base=base)
    main = _at(event, "repository", "default_branch")
    if branch.startswith("refs/") or branch in ("", main):  # a tag holds what main held
        return Trigger(runner=runner, target=main, is_main=True, base=_commit(_at(event, "before")))
    return Trigger(runner=runner, target=main, wordings=_wordings(branch))


def _of_gitlab(environment: Mapping[str, str]) -> Trigger:
    asked = environment.get
    if target := asked("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", ""):
        return Trigger(
            runner=Runner.GITLAB,
            target=target,
            queued=asked("CI_MERGE_REQUEST_EVENT_TYPE") == "merge_train",
            wordings=_wordings(
                asked("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", ""),
                asked("CI_MERGE_REQUEST_TITLE", ""),
                asked("CI_MERGE_REQUEST_DESCRIPTION", ""),
            ),
            request=_request_of_gitlab(environment),
        )
    main, branch = asked("CI_DEFAULT_BRANCH", ""), asked("CI_COMMIT_BRANCH", "")
    if branch in ("", main):
        base = _commit(asked("CI_COMMIT_BEFORE_SHA", ""))
        return Trigger(runner=Runner.GITLAB, target=main, is_main=True, base=base)
    return Trigger(runner=Runner.GITLAB, target=main, wordings=_wordings(branch))


def _request_of_actions(environment: Mapping[str, str], event: object) -> MergeRequest | None:
    api, own = environment.get("GITHUB_API_URL", ""), environment.get("GITHUB_REPOSITORY", "")
    source = _at(event, "pull_request", "head", "repo", "full_name")
    number = _part(event, "pull_request", "number")
    if not (api and own and source == own and isinstance(number, int)):
        return None
    return MergeRequest(api, f"/repos/{own}", number)


def _request_of_gitlab(environment: Mapping[str, str]) -> MergeRequest | None:
    names = ("CI_API_V4_URL", "CI_PROJECT_ID", "CI_MERGE_REQUEST_SOURCE_PROJECT_ID", "CI_MERGE_REQUEST_IID")
    api, own, source, number = (environment.get(name, "") for name in names)
    if not (api and own.isdecimal() and source == own and number.isdecimal()):
        return None
    return MergeRequest(api, f"/projects/{own}", int(number))


def _wordings(*texts: str) -> tuple[Wording, ...]:
    """Return what is written, of a branch's name and of the title and the body of a request."""
    places: Iterable[Whereabouts] = (Whereabouts.BRANCH, Whereabouts.TITLE, Whereabouts.BODY)
    return tuple(Wording(where, text) for where, text in zip(places, texts, strict=False) if text)


def _event(path: str) -> object:
    try:
        return json.loads(Path(path).read_bytes()) if path else None
    except (OSError, ValueError, RecursionError):
        return None


def _at(event: object, *keys: str) -> str:
    found = _part(event, *keys)
    return found if isinstance(found, str) else ""


def _part(event: Any, *keys: str) -> object:  # noqa: ANN401  (whatever a file of JSON may hold)
    for key in keys:
        event = event.get(key) if isinstance(event, dict) else None
    return event


def _commit(name: str) -> str:
    return "" if _NO_COMMIT.fullmatch(name) or not name.isalnum() else name
