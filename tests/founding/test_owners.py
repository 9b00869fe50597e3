"""Who is asked to review what: each forge reads its file by rules of its own, and all come to the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from fnmatch import fnmatchcase

import pytest
from tests.founding.conftest import about_of

from jiedui.founding.machinery import machinery

# Every sort of path that a ledger has, and whose it is; beside the machinery itself, which is the stewards'.
PATHS = {
    "records/divisions.yml": "admins",
    "records/policy/ledger.yml": "admins",
    "records/policy/quotas.yml": "admins",
    "records/city/unit.yml": "city",
    "records/city/bulletins/2026Q3.yml": "city",
    "records/qingshi/unit.yml": "qingshi",
    "records/qingshi/helpers/QS-B-7K3Q.yml": "qingshi",
    "records/qingshi/households/QS-7K3Q/household.yml": "qingshi",
    "records/qingshi/households/QS-7K3Q/visits/2026-03-05.yml": "qingshi",
    "records/baishui/events/2026-03-05-meeting.yml": "baishui",
    "records/newcounty/unit.yml": "admins",  # a federation that nobody has entered yet
    "records/qingshixin/unit.yml": "admins",
    "requirements.txt": "admins",
    "管理员手册.md": "admins",
    "wheels/jiedui-1.2.3-py3-none-any.whl": "admins",
    "docs/records/qingshi/unit.yml": "admins",
}

Owners = Callable[[str, str], set[str]]


def _lines(text: str) -> list[list[str]]:
    return [line.split() for line in text.splitlines() if line and not line.startswith(("#", "["))]


def _globbed(text: str, path: str) -> set[str]:
    """Read as GitHub does, and GitLab within a section: of the lines that match, the last counts."""
    found: set[str] = set()
    for pattern, *owners in _lines(text):
        folder = pattern.startswith("/") and pattern.endswith("/") and path.startswith(pattern[1:])
        if folder or ("/" not in pattern and fnmatchcase(path.rpartition("/")[2], pattern)):
            found = set(owners)
    return found


def _expressed(text: str, path: str) -> set[str]:
    """Read as Gitea does: regular expressions of Go over the whole path, `!` before one for all others; all count.

    A backslash would be taken away before Go sees it. What is used here means the same to Python.
    """
    found: set[str] = set()
    for pattern, *owners in _lines(text):
        assert re.fullmatch(r"!?[a-z/().*|]+", pattern)
        if bool(re.match(f"^{pattern.removeprefix('!')}$", path)) != pattern.startswith("!"):
            found.update(owners)
    return found


@pytest.mark.parametrize(
    ("kind", "file", "read"),
    [
        ("GitHub", ".github/CODEOWNERS", _globbed),
        ("Gitea", ".gitea/CODEOWNERS", _expressed),
        ("GitLab", ".gitlab/CODEOWNERS", _globbed),
    ],
)
def test_each_path_of_a_ledger_has_one_owner(kind: str, file: str, read: Owners) -> None:
    files = machinery(about_of(kind))
    expected = {**dict.fromkeys(files, "admins"), **PATHS}
    told = {path: read(files[file], path) for path in expected}
    assert told == {path: {f"@office/{owner}"} for path, owner in expected.items()}


def test_gitlab_reads_one_section_so_that_the_last_line_counts() -> None:
    text = machinery(about_of("GitLab"))[".gitlab/CODEOWNERS"]
    assert [line for line in text.splitlines() if line.startswith("[")] == ["[台账]"]
    assert text.index("[台账]") < text.index("\n* @")
