"""Where the issues of a repository are, for each kind of forge and wherever it stands."""

from __future__ import annotations

import pytest

from jiedui.model.forge import KINDS, Forge
from jiedui.publishing.interface import INTERFACES
from jiedui.publishing.trouble import ForgeTroubleError

JOB = {"CI_API_V4_URL": "https://git.example.cn/gitlab/api/v4"}


def test_every_kind_of_forge_is_spoken_to() -> None:
    assert tuple(INTERFACES) == KINDS


@pytest.mark.parametrize(
    ("kind", "url", "variables", "address"),
    [
        ("GitHub", "https://github.com/office/ledger", {}, "https://api.github.com/repos/office/ledger/issues"),
        ("GitHub", "https://git.x.cn/o/l", {}, "https://git.x.cn/api/v3/repos/o/l/issues"),
        ("GitHub", "http://git.x.cn:8080/o/l", {}, "http://git.x.cn:8080/api/v3/repos/o/l/issues"),
        ("Gitea", "https://git.x.cn/o/l", {}, "https://git.x.cn/api/v1/repos/o/l/issues"),
        ("Gitea", "http://x.cn:3000/a/git/o/l", {}, "http://x.cn:3000/a/git/api/v1/repos/o/l/issues"),
        ("GitLab", "https://git.x.cn/o/l", {}, "https://git.x.cn/api/v4/projects/o%2Fl/issues"),
        ("GitLab", "https://git.x.cn/o/a/b/l", {}, "https://git.x.cn/api/v4/projects/o%2Fa%2Fb%2Fl/issues"),
        (
            "GitLab", "https://git.example.cn/gitlab/o/l", JOB,
            "https://git.example.cn/gitlab/api/v4/projects/o%2Fl/issues",
        ),
        # What a job is told of another machine, or of one whose name begins alike, is not asked: the token stays here.
        ("GitLab", "https://git.x.cn/o/l", JOB, "https://git.x.cn/api/v4/projects/o%2Fl/issues"),
        (
            "GitLab", "https://git.x.cn.example/o/l", {"CI_API_V4_URL": "https://git.x.cn/api/v4"},
            "https://git.x.cn.example/api/v4/projects/o%2Fl/issues",
        ),
    ],
)  # fmt: skip
def test_the_address_follows_from_that_of_the_repository(
    kind: str, url: str, variables: dict[str, str], address: str
) -> None:
    assert INTERFACES[kind].address(Forge(kind, url, "main"), variables) == address


def test_it_stands_where_the_ledger_says_that_the_api_does() -> None:
    forge = Forge("GitLab", "https://git.x.cn/gitlab/o/l", "main", api="https://git.x.cn/gitlab/api/v4")
    assert INTERFACES["GitLab"].address(forge, {}) == "https://git.x.cn/gitlab/api/v4/projects/o%2Fl/issues"


@pytest.mark.parametrize("kind", ["GitHub", "Gitea"])
def test_an_address_that_ends_before_the_repository_is_refused(kind: str) -> None:
    with pytest.raises(ForgeTroubleError, match=r"仓库网址没有写全：.*forge\.url 要写到仓库为止。"):
        INTERFACES[kind].address(Forge(kind, "https://git.x.cn/office", "main"), {})
