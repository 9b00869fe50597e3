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
    client = ForgeClient(INTERFACES[kind], request.repository, token)
    try:
        _comment(client, request.number, f"{MARK}\n{text}")
        if labels:
            _LABELLING[kind](client, request.number, labels)
    except (KeyError, TypeError, ValueError):  # what was answered is no comment, or no label
        raise ForgeTroubleError(STRANGE) from None
    return True


def _comment(client: ForgeClient, request: int, body: str) -> None:
    interface = client.interface
    comments = interface.comments.format(request=request)
    for found in client.listed(f"{comments}?{interface.paging}"):
        if str(found["body"]).startswith(MARK):
            if found["body"] != body:
                place = interface.comment.format(request=request, comment=int(found["id"]))
                client.ask(interface.change, place, {"body": body})
            return
    client.ask("POST", comments, {"body": body})


def _label_by_names(client: ForgeClient, request: int, names: Sequence[str]) -> None:
    client.ask("POST", f"/issues/{request}/labels", {"labels": names})


def _label_by_numbers(client: ForgeClient, request: int, names: Sequence[str]) -> None:
    known = {label["name"]: label["id"] for label in client.listed("/labels?limit=50")}
    new = {
        name: client.ask("POST", "/labels", {"name": name, "color": _COLOUR})["id"]
        for name in names
        if name not in known
    }
    client.ask("POST", f"/issues/{request}/labels", {"labels": [{**known, **new}[name] for name in names]})


def _label_in_request(client: ForgeClient, request: int, names: Sequence[str]) -> None:
    client.ask("PUT", f"/merge_requests/{request}", {"add_labels": ",".join(names)})


# By the kinds of forge: each gives a request more labels by their names, new ones too.
_LABELLING = {"GitHub": _label_by_names, "Gitea": _label_by_numbers, "GitLab": _label_in_request}
