"""The forge, spoken to by its API: read, looked through, given one commit and one pull request, whatever breaks off."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.site.assets.entry.stand_in import KINDS, TOKEN, StandIn

pytestmark = pytest.mark.node

HOME = "pingjiang/households/PJ-2222/household.yml"
VISIT = "pingjiang/households/PJ-2222/visits/2026-11-27.yml"
OLD, NEW = "note: 旧\n", "note: 新\n"
WORDS = {
    "branch": "dengji/2026-11-27-bcdfgh", "title": "登记 2 份", "body": "- 走访\n",
    "message": "登记 2 份\n\n- 走访\n",
}  # fmt: skip
Do = Callable[..., list[Any]]


@pytest.fixture(scope="module")
def began(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with one household."""
    made = StandIn("Gitea", tmp_path_factory.mktemp("began"))
    made.commit({f"records/{HOME}": OLD})
    made.close()
    return made.repo


@pytest.fixture(params=KINDS)
def forge(request: pytest.FixtureRequest, tmp_path: Path, began: Path) -> Iterator[StandIn]:
    """A forge of each kind in turn, with one household in its repository."""
    shutil.copytree(began, tmp_path / began.name)
    made = StandIn(request.param, tmp_path)
    yield made
    made.close()


@pytest.fixture
def do(node_run: Callable[[str, Any], Any], forge: StandIn) -> Do:
    """What a client that has a token gives for deeds, one after another."""

    def doing(*deeds: list[Any], token: str = TOKEN, patience: int = 200_000) -> list[Any]:
        payload = {"settings": forge.settings, "token": token, "patience": patience, "deeds": deeds}
        return list(node_run("entry-forge.mjs", payload))

    return doing


def request(forge: StandIn, blob: str = "") -> dict[str, Any]:
    files = [
        {"path": HOME, "text": NEW, "blob": blob or forge.blob(f"records/{HOME}")},
        {"path": VISIT, "text": "date: 2026-11-27\n", "blob": None},
    ]
    return WORDS | {"files": files}


def sent_once(forge: StandIn) -> None:
    """Say that all has arrived: in one branch with one commit, and in one pull request."""
    [branch] = forge.branches()
    assert forge.git("rev-list", "--count", f"main..{branch}").strip() == "1"
    assert forge.changed(branch) == [f"records/{HOME}", f"records/{VISIT}"]
    assert forge.text(f"records/{HOME}", branch) == NEW
    assert forge.git("log", "-1", "--format=%B", branch).strip() == WORDS["message"].strip()
    [pull] = forge.pulls
    assert (pull["head"], pull["title"], pull["body"]) == (branch, WORDS["title"], WORDS["body"])


def test_a_file_is_read_with_its_blob_and_one_that_is_not_there_is_none(forge: StandIn, do: Do) -> None:
    assert [found and (found["text"], found["blob"]) for found in do(["read", HOME], ["read", VISIT])] == [
        (OLD, forge.blob(f"records/{HOME}")),
        None,
    ]


def test_several_files_are_one_commit_and_one_pull_request(forge: StandIn, do: Do) -> None:
    [found] = do(["send", request(forge)])
    sent_once(forge)
    assert (found["number"], found["url"]) == (1, f"{forge.url}/pulls/1")


def test_open_pull_requests_that_change_the_same_are_named(forge: StandIn, do: Do) -> None:
    do(["send", request(forge)])
    mine, others = do(["open", [HOME]], ["open", ["city/unit.yml"]])
    assert mine == [{"title": WORDS["title"], "url": f"{forge.url}/pulls/1", "number": 1}]
    assert others == []


def test_a_file_that_somebody_has_changed_since_is_a_conflict_and_nothing_is_written(forge: StandIn, do: Do) -> None:
    stale = request(forge)
    forge.commit({f"records/{HOME}": "note: 别人\n"})
    [found] = do(["send", stale])
    assert found["trouble"] == "conflict"
    assert (forge.branches(), forge.pulls) == ([], [])


def test_a_new_file_whose_name_is_taken_by_now_is_a_conflict(forge: StandIn, do: Do) -> None:
    fresh = request(forge)
    forge.commit({f"records/{VISIT}": "date: 别人\n"})
    assert do(["send", fresh])[0]["trouble"] == "conflict"
    assert forge.branches() == []


def test_a_file_that_is_changed_here_and_gone_by_now_is_a_conflict(forge: StandIn, do: Do) -> None:
    stale = request(forge)
    forge.git("update-ref", "refs/heads/main", forge.commit({"records/other.yml": OLD}, "other"))
    assert do(["send", stale])[0]["trouble"] == "conflict"
    assert forge.branches() == ["other"]


COMMITS = {"GitHub": "/git/refs", "Gitea": "/contents", "GitLab": "/repository/commits"}


def test_an_answer_lost_after_the_commit_is_gone_on_with(forge: StandIn, do: Do) -> None:
    forge.misbehave("cut", COMMITS[forge.kind], method="POST")
    first, again = do(["send", request(forge)], ["send", request(forge)])
    assert first["trouble"] == "unreachable"
    assert again["number"] == 1
    sent_once(forge)


@pytest.mark.parametrize("mood", ["cut", pytest.param(502, marks=pytest.mark.soak)])
def test_a_pull_request_that_failed_or_was_made_unheard_is_made_once(forge: StandIn, do: Do, mood: Any) -> None:
    forge.misbehave(mood, "/merge_requests" if forge.kind == "GitLab" else "/pulls", method="POST")
    first, again = do(["send", request(forge)], ["send", request(forge)])
    assert first["trouble"] == ("unreachable" if mood == "cut" else "strange")
    assert again["number"] == 1
    sent_once(forge)


@pytest.mark.parametrize("forge", ["Gitea"], indirect=True)
def test_what_was_changed_after_a_sending_that_broke_off_goes_into_a_branch_of_its_own(forge: StandIn, do: Do) -> None:
    forge.misbehave(502, "/merge_requests" if forge.kind == "GitLab" else "/pulls", method="POST")
    other = request(forge)
    other["files"][1]["text"] = "date: 2026-11-26\n"
    do(["send", request(forge)], ["send", other])
    assert forge.branches() == [WORDS["branch"], f"{WORDS['branch']}-2"]
    assert [pull["head"] for pull in forge.pulls] == [f"{WORDS['branch']}-2"]


# All kinds are asked by the same function.
@pytest.mark.parametrize("forge", ["Gitea"], indirect=True)
def test_what_a_forge_refuses_is_told_in_words_of_ours(forge: StandIn, do: Do) -> None:
    moods = {
        403: "denied", 423: "denied", 429: "slow", 500: "strange", "html": "strange", "redirect": "unreachable",
        "cut": "unreachable", 401: "expired",
    }  # fmt: skip
    for mood in moods:
        forge.misbehave(mood, "office")
    *found, before, last, after = do(*[["read", HOME]] * (len(moods) - 1), ["signedIn"], ["read", HOME], ["signedIn"])
    assert [told["trouble"] for told in (*found, last)] == list(moods.values())
    assert not any("示例" in told["message"] for told in (*found, last))
    assert (before, after) == (True, False)


@pytest.mark.parametrize("forge", ["Gitea"], indirect=True)
def test_a_forge_that_does_not_answer_is_not_waited_for(forge: StandIn, do: Do) -> None:
    forge.misbehave("slow", "office")
    assert do(["read", HOME], patience=200)[0]["trouble"] == "slow"


@pytest.mark.parametrize("forge", ["Gitea"], indirect=True)
def test_without_a_token_nothing_is_given_and_a_wrong_one_is_forgotten(do: Do) -> None:
    assert [found["trouble"] for found in do(["read", HOME], token="")] == ["expired"]
    found, signed_in = do(["read", HOME], ["signedIn"], token="wrong")
    assert (found["trouble"], signed_in) == ("expired", False)


@pytest.mark.parametrize("forge", ["Gitea"], indirect=True)
def test_a_token_that_has_run_out_is_renewed_once_for_all(do: Do) -> None:
    read = ["read", HOME]
    _, found, signed_in = do(["renewable"], ["together", read, read, read], ["signedIn"])
    assert [each["text"] for each in found] == [OLD] * 3
    assert signed_in is True
