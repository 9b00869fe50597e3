"""The addresses of a forge's editor, spelled as each kind of forge spells them."""

from __future__ import annotations

import pytest

from jiedui.model.forge import KINDS, Forge
from jiedui.records.schema import SchemaLibrary
from jiedui.review.trigger import Runner

URL = "https://git.example.cn/office/ledger"
VISIT = "pingjiang/households/PJ-2222/visits/2026-11-23.yml"
FOLDER = "pingjiang/households/PJ-2222/visits"


def test_a_ledger_may_name_each_kind_and_a_check_knows_the_runners_of_each(library: SchemaLibrary) -> None:
    named = next(field for field in library["policy-ledger"].fields() if field.path == ("forge", "kind"))
    assert tuple(named.schema["enum"]) == KINDS
    assert tuple(filter(None, Runner)) == KINDS


@pytest.mark.parametrize(
    ("kind", "address"),
    [
        ("GitHub", f"{URL}/new/main/records/{FOLDER}?filename=2026-11-23.yml"),
        ("Gitea", f"{URL}/_new/main/records/{FOLDER}?filename=2026-11-23.yml"),
        ("GitLab", f"{URL}/-/new/main/records/{FOLDER}?file_name=2026-11-23.yml"),
    ],
)
def test_a_new_file_is_begun_with_its_name_and_never_with_its_text(kind: str, address: str) -> None:
    assert Forge(kind, URL, "main").new_file(VISIT) == address


@pytest.mark.parametrize(("kind", "verb"), [("GitHub", "edit"), ("Gitea", "_edit"), ("GitLab", "-/edit")])
def test_a_file_is_opened_for_editing(kind: str, verb: str) -> None:
    assert Forge(kind, URL, "main").edit("city/unit.yml") == f"{URL}/{verb}/main/records/city/unit.yml"


def test_a_branch_may_have_a_slash_and_the_records_may_lie_elsewhere() -> None:
    deep = Forge("GitHub", URL, "office/main", "a/b")
    assert deep.path("city/unit.yml") == "a/b/city/unit.yml"
    assert deep.edit("city/unit.yml") == f"{URL}/edit/office/main/a/b/city/unit.yml"
    top = Forge("Gitea", URL, "main", ".")
    assert top.path("city/unit.yml") == "city/unit.yml"
    assert top.new_file("city/unit.yml") == f"{URL}/_new/main/city?filename=unit.yml"


def test_the_settings_of_a_ledger_may_leave_the_folder_out() -> None:
    data = {"kind": "GitLab", "url": f"{URL}/", "branch": "main"}
    assert Forge.of(data) == Forge("GitLab", URL, "main", "records")
    assert Forge.of({**data, "folder": "."}) == Forge("GitLab", URL, "main", ".")
    assert Forge.of({**data, "client": "abcdef12"}) == Forge("GitLab", URL, "main", "records", "abcdef12")


@pytest.mark.parametrize(
    ("forge", "address", "origin"),
    [
        (Forge("GitHub", "https://github.com/office/ledger", "main"), "https://api.github.com", "https://api.github.com"),
        (Forge("GitHub", URL, "main"), "https://git.example.cn/api/v3", "https://git.example.cn"),
        (
            Forge("Gitea", "http://git.example.cn:3000/git/office/ledger", "main"),
            "http://git.example.cn:3000/git/api/v1", "http://git.example.cn:3000",
        ),
        (Forge("GitLab", f"{URL}/deep", "main"), "https://git.example.cn/api/v4", "https://git.example.cn"),
        (
            Forge("GitLab", URL, "main", api="https://api.example.cn/gitlab/api/v4"),
            "https://api.example.cn/gitlab/api/v4", "https://api.example.cn",
        ),
    ],
)  # fmt: skip
def test_the_api_stands_where_the_ledger_says_or_beside_the_repository(forge: Forge, address: str, origin: str) -> None:
    assert (forge.api_address, forge.spoken_to_at) == (address, origin)


@pytest.mark.parametrize(
    ("kind", "url", "owner"),
    [
        ("GitHub", URL, "office"),
        ("Gitea", "https://git.example.cn/git/office/ledger", "office"),
        ("GitLab", "https://git.example.cn/city/office/ledger", "city/office"),
        ("Gitea", "https://git.example.cn/ledger", ""),
    ],
)
def test_whose_a_repository_is_stands_before_its_name(kind: str, url: str, owner: str) -> None:
    assert Forge(kind, url, "main").owner == owner
