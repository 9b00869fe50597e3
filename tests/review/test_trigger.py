"""What each forge's variables tell, as its runner sets them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from jiedui.review.trigger import MergeRequest, Runner, Trigger, Whereabouts, Wording, trigger

COMMIT = "c" * 40


def actions(folder: Path, event: Any = None, **more: str) -> dict[str, str]:
    """Return the variables of GitHub's kind, with the file of an event."""
    path = folder / "event.json"
    path.write_text(json.dumps(event), "utf-8")
    return {"GITHUB_ACTIONS": "true", "GITHUB_EVENT_PATH": str(path), **more}


def test_a_computer_of_a_person_tells_nothing() -> None:
    assert trigger({"HOME": "/root", "CI": "true"}) == Trigger()


@pytest.mark.parametrize(
    ("own", "runner"),
    [({}, Runner.GITHUB), ({"GITEA_ACTIONS": "true"}, Runner.GITEA), ({"FORGEJO_ACTIONS": "true"}, Runner.GITEA)],
)
def test_a_pull_request(tmp_path: Path, own: dict[str, str], runner: Runner) -> None:
    event = {"pull_request": {"title": "走访", "body": None}, "repository": {"default_branch": "trunk"}}
    asked = {"GITHUB_EVENT_NAME": "pull_request", "GITHUB_BASE_REF": "main", "GITHUB_HEAD_REF": "mine"}
    assert trigger(actions(tmp_path, event, **asked, **own)) == Trigger(
        runner=runner,
        target="main",
        wordings=(Wording(Whereabouts.BRANCH, "mine"), Wording(Whereabouts.TITLE, "走访")),
    )


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"pull_request": "x"}', "[" * 5000, "\udc80"])
def test_a_file_of_an_event_that_is_faulty_tells_nothing(tmp_path: Path, text: str) -> None:
    asked = actions(tmp_path, GITHUB_BASE_REF="main")
    Path(asked["GITHUB_EVENT_PATH"]).write_text(text, "utf-8", errors="surrogateescape")
    assert trigger(asked) == Trigger(runner=Runner.GITHUB, target="main")
    assert trigger(asked | {"GITHUB_EVENT_PATH": str(tmp_path)}) == Trigger(runner=Runner.GITHUB, target="main")


OWN = {"GITHUB_API_URL": "https://git.x.cn/api/v3", "GITHUB_REPOSITORY": "office/ledger", "GITHUB_BASE_REF": "main"}


@pytest.mark.parametrize(
    ("number", "source", "expected"),
    [
        (7, "office/ledger", MergeRequest("https://git.x.cn/api/v3", "/repos/office/ledger", 7)),
        (7, "somebody/ledger", None),
        (7, None, None),
        ("7", "office/ledger", None),
    ],
)
def test_a_request_is_answered_unless_it_comes_from_another_repository(
    tmp_path: Path, number: object, source: object, expected: MergeRequest | None
) -> None:
    event = {"pull_request": {"number": number, "head": {"repo": source and {"full_name": source}}}}
    assert trigger(actions(tmp_path, event, **OWN)).request == expected
    for name in ("GITHUB_API_URL", "GITHUB_REPOSITORY"):
        assert trigger(actions(tmp_path, event, **OWN) | {name: ""}).request is None


def test_so_is_one_of_gitlab() -> None:
    asked = {
        "GITLAB_CI": "true",
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
        "CI_API_V4_URL": "https://git.x.cn/api/v4",
        "CI_PROJECT_ID": "12",
        "CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "12",
        "CI_MERGE_REQUEST_IID": "7",
    }
    assert trigger(asked).request == MergeRequest("https://git.x.cn/api/v4", "/projects/12", 7)
    assert trigger(asked | {"CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "13"}).request is None
    assert trigger(asked | {"CI_MERGE_REQUEST_IID": ""}).request is None


def test_a_queue_of_github(tmp_path: Path) -> None:
    event = {"merge_group": {"base_ref": "refs/heads/main", "base_sha": COMMIT}}
    ref = "refs/heads/gh-readonly-queue/main/pr-7-abc"
    asked = actions(tmp_path, event, GITHUB_EVENT_NAME="merge_group", GITHUB_REF=ref)
    assert trigger(asked) == Trigger(runner=Runner.GITHUB, target="main", queued=True, base=COMMIT)


@pytest.mark.parametrize(
    ("ref", "expected"),
    [
        ("refs/heads/main", Trigger(runner=Runner.GITHUB, target="main", is_main=True, base=COMMIT)),
        ("refs/tags/v1", Trigger(runner=Runner.GITHUB, target="main", is_main=True, base=COMMIT)),
        (
            "refs/heads/mine/x",
            Trigger(runner=Runner.GITHUB, target="main", wordings=(Wording(Whereabouts.BRANCH, "mine/x"),)),
        ),
    ],
)
def test_a_push(tmp_path: Path, ref: str, expected: Trigger) -> None:
    event = {"before": COMMIT, "repository": {"default_branch": "main"}}
    assert trigger(actions(tmp_path, event, GITHUB_EVENT_NAME="push", GITHUB_REF=ref)) == expected


@pytest.mark.parametrize("before", ["0" * 40, "--output=x", None, 7])
def test_a_commit_that_is_none_is_not_taken_for_one(tmp_path: Path, before: object) -> None:
    event = {"before": before, "repository": {"default_branch": "main"}}
    asked = actions(tmp_path, event, GITHUB_EVENT_NAME="push", GITHUB_REF="refs/heads/main")
    assert trigger(asked).base == ""


def test_requests_and_trains_of_gitlab() -> None:
    asked = {
        "GITLAB_CI": "true",
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
        "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": "mine",
        "CI_MERGE_REQUEST_TITLE": "走访",
        "CI_MERGE_REQUEST_DESCRIPTION": "两户",
        "CI_DEFAULT_BRANCH": "trunk",
    }
    wordings = (
        Wording(Whereabouts.BRANCH, "mine"), Wording(Whereabouts.TITLE, "走访"), Wording(Whereabouts.BODY, "两户"),
    )  # fmt: skip
    assert trigger(asked) == Trigger(runner=Runner.GITLAB, target="main", wordings=wordings)
    train = trigger(asked | {"CI_MERGE_REQUEST_EVENT_TYPE": "merge_train"})
    assert train == Trigger(runner=Runner.GITLAB, target="main", queued=True, wordings=wordings)


def test_pushes_of_gitlab() -> None:
    asked = {"GITLAB_CI": "true", "CI_DEFAULT_BRANCH": "main", "CI_COMMIT_BEFORE_SHA": COMMIT}
    main = Trigger(runner=Runner.GITLAB, target="main", is_main=True, base=COMMIT)
    assert trigger(asked | {"CI_COMMIT_BRANCH": "main"}) == main
    assert trigger(asked | {"CI_COMMIT_TAG": "v1"}) == main
    assert trigger(asked | {"CI_COMMIT_BRANCH": "mine"}) == Trigger(
        runner=Runner.GITLAB, target="main", wordings=(Wording(Whereabouts.BRANCH, "mine"),)
    )
