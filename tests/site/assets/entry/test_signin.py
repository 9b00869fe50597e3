"""Signing in to a forge: by a challenge without a secret, over https and http; renewed, and refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.site.assets.entry.stand_in import CLIENT, SCOPES, StandIn

pytestmark = pytest.mark.node

HOME = "pingjiang/households/PJ-2222/household.yml"
SignedIn = Callable[..., tuple[dict[str, str], list[Any]]]


@pytest.fixture(params=SCOPES)
def forge(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[StandIn]:
    """A forge of each kind that lets a page sign in, with one household in its repository."""
    made = StandIn(request.param, tmp_path)
    made.commit({f"records/{HOME}": "note: 旧\n"})
    yield made
    made.close()


@pytest.fixture
def signed_in(node_run: Callable[[str, Any], Any], forge: StandIn) -> SignedIn:
    """What the window asked of the forge, and what the sign-in and each deed behind it gave."""

    def doing(*deeds: list[Any], secure: bool = True, client: str = CLIENT) -> tuple[dict[str, str], list[Any]]:
        payload = {"settings": forge.settings | {"client": client}, "secure": secure, "deeds": deeds}
        found = node_run("entry-signin.mjs", payload)
        return found["asked"], found["answers"]

    return doing


@pytest.mark.parametrize("method", ["S256", "plain"])
def test_a_page_signs_in_without_a_secret(signed_in: SignedIn, forge: StandIn, method: str) -> None:
    asked, (_, found) = signed_in(["read", HOME], secure=method == "S256")
    assert found["text"] == "note: 旧\n"
    assert asked["code_challenge_method"] == method
    assert len(asked["code_challenge"]) == 43
    assert asked["redirect_uri"] == "http://site.example.cn/jiedui/signed-in.html"
    assert asked["scope"] == SCOPES[forge.kind]


def test_what_has_run_out_is_renewed_again_and_again(signed_in: SignedIn, forge: StandIn) -> None:
    forge.misbehave(401, HOME.rpartition("/")[2], times=1)
    forge.misbehave(401, "/branches/", times=1)
    request = {"branch": "dengji/2026-11-27-bcdfgh", "title": "登记", "body": "", "message": "登记"}
    files = [{"path": HOME, "text": "note: 新\n", "blob": forge.blob(f"records/{HOME}")}]
    _, (_, found, sent) = signed_in(["read", HOME], ["send", request | {"files": files}])
    assert (found["text"], sent["number"]) == ("note: 旧\n", 1)
    assert sum("oauth" in line for line in forge.log) == 4  # the window, the code, and twice what renews


@pytest.mark.parametrize("forge", ["Gitea"], indirect=True)
def test_who_refuses_is_told_so_and_nothing_is_asked(signed_in: SignedIn, forge: StandIn) -> None:
    forge.refuses = True
    _, (refused, missing) = signed_in(["read", HOME])
    assert (refused["trouble"], missing["trouble"]) == ("denied", "expired")
    assert not any("access_token" in line for line in forge.log)
