"""What the check answers to a merge request: one comment, renewed with each run, and a label for each federation.

Who may: the job that checks a request gets a token as ``JIEDUI_TOKEN`` where the office gives it one, and without one
the log and the page of the run say it all. A request from another repository (a fork) is checked like any other, but
never answered: it runs what somebody from outside wrote. For the same reason the check is set off by ``pull_request``,
to which GitHub, Gitea and Forgejo give neither secrets nor a token that writes where it comes from a fork, and not by
``pull_request_target``, to which they give both. What runs with the token is, on a branch of the repository itself,
written by somebody who may write there anyway. Where the forge is, the runner says, never the records.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.publishing.client import ForgeClient, token_in
from jiedui.publishing.interface import INTERFACES
from jiedui.publishing.trouble import STRANGE, ForgeTroubleError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jiedui.review.trigger import MergeRequest

# What the comment begins with, and nobody sees.
MARK = "<!-- jiedui review -->"
# Of a label that is not there yet.
_COLOUR = "#5b8db8"


def answer(kind: str, request: MergeRequest, text: str, labels: Sequence[str], variables: Mapping[str, str]) -> bool:
    """Put a text into the comment of the check, or into a new one, and label the request.

    Tells whether there is a token; without one nothing is asked. ``kind`` is the forge's, ``variables`` are those of
    the environment. Raises :class:`~jiedui.publishing.trouble.ForgeTroubleError`.
    """
    token = token_in(variables)
    if not token:
        return False
    client = ForgeClient(INTERFACES[kind], request.api, token)
    try:
        _comment(client, request, f"{MARK}\n{text}")
        if labels:
            _LABELLING[kind](client, request, labels)
    except (KeyError, TypeError, ValueError):  # what was answered is no comment, or no label
        raise ForgeTroubleError(STRANGE) from None
    return True


def _comment(client: ForgeClient, request: MergeRequest, body: str) -> None:
    """Write each comment of ours anew, two of runs that went at once, or begin one; what others wrote is left alone."""
    interface = client.interface
    comments = f"{request.repository}{interface.comments.format(request=request.number)}"
    marked = [found for found in client.listed(f"{comments}?{interface.paging}") if str(found["body"]).startswith(MARK)]
    myself = _myself(client) if marked else ""
    ours = [found for found in marked if not myself or found[interface.author][interface.login] == myself]
    for found in ours:
        if found["body"] != body:
            place = interface.comment.format(request=request.number, comment=int(found["id"]))
            client.ask(interface.change, f"{request.repository}{place}", {"body": body})
    if not ours:
        client.ask("POST", comments, {"body": body})


def _myself(client: ForgeClient) -> str:
    """Return what the account of the token is called; empty where nobody says it."""
    try:
        return str(client.ask("GET", "/user")[client.interface.login])
    except ForgeTroubleError:  # a token for a few things alone
        return client.interface.robot


def _label_by_names(client: ForgeClient, request: MergeRequest, names: Sequence[str]) -> None:
    client.ask("POST", f"{request.repository}/issues/{request.number}/labels", {"labels": names})


def _label_by_numbers(client: ForgeClient, request: MergeRequest, names: Sequence[str]) -> None:
    labels = f"{request.repository}/labels"
    known = {label["name"]: label["id"] for label in client.listed(f"{labels}?limit=50")}
    new = {
        name: client.ask("POST", labels, {"name": name, "color": _COLOUR})["id"] for name in names if name not in known
    }
    said = {"labels": [{**known, **new}[name] for name in names]}
    client.ask("POST", f"{request.repository}/issues/{request.number}/labels", said)


def _label_in_request(client: ForgeClient, request: MergeRequest, names: Sequence[str]) -> None:
    place = f"{request.repository}/merge_requests/{request.number}"
    client.ask("PUT", place, {"add_labels": ",".join(names)})


# By the kinds of forge: each gives a request more labels by their names, new ones too.
_LABELLING = {"GitHub": _label_by_names, "Gitea": _label_by_numbers, "GitLab": _label_in_request}
