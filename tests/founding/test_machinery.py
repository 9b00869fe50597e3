"""The files beside the records, as each forge is given them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from tests.founding.conftest import about_of

from jiedui.founding import machinery as module
from jiedui.founding.about import FoundedUnit, LedgerAbout
from jiedui.founding.machinery import FILES, machinery
from jiedui.struct import replace

OWN = {
    "GitHub": [".github/CODEOWNERS", ".github/pull_request_template.md"],
    "Gitea": [".gitea/CODEOWNERS", ".gitea/pull_request_template.md"],
    "GitLab": [".gitlab/CODEOWNERS", ".gitlab/merge_request_templates/Default.md"],
}


@pytest.mark.parametrize("kind", OWN)
def test_each_forge_is_given_the_common_files_and_its_own(kind: str) -> None:
    paths = set(machinery(about_of(kind)))
    assert {".gitattributes", ".gitignore", *OWN[kind]} <= paths
    others = {path.split("/")[0] for other in OWN if other != kind for path in OWN[other]}
    assert not {path for path in paths if path.split("/")[0] in others}


def test_names_are_as_in_a_ledger_and_nothing_is_left_to_fill_in(about: LedgerAbout) -> None:
    for path, text in machinery(about).items():
        assert not re.search(r"(^|/)dot\.|\.j2$", path)
        assert not re.search(r"\{%|\{#(?!\w)", text), path
        assert text.endswith("\n"), path


def test_every_file_is_as_its_kind_asks(about: LedgerAbout) -> None:
    for path, text in machinery(about).items():
        if path.endswith((".yml", ".yaml")):
            assert yaml.safe_load(text), path
        elif path.endswith(".json"):
            assert json.loads(text), path
        elif path.endswith((".cmd", ".bat")):
            assert text.count("\n") == text.count("\r\n"), path


@pytest.mark.parametrize("kind", ["GitHub", "Gitea"])
@pytest.mark.parametrize("branch", ["main", "on", "1.0", "null"])
def test_the_name_of_a_branch_stays_a_text(kind: str, branch: str) -> None:
    about = about_of(kind)
    texts = machinery(replace(about, forge=replace(about.forge, branch=branch)))
    asked = [text.partition("branches: ")[2].partition("\n")[0] for text in texts.values() if "branches: " in text]
    assert [yaml.safe_load(each) for each in asked] == [[branch]] * 3


@pytest.mark.parametrize("kind", ["GitHub", "Gitea"])
def test_a_fault_is_reported_as_here_by_codes_alone(kind: str, repo_root: Path) -> None:
    unit = FoundedUnit(slug="yueyanglou", name="岳阳楼区残疾人联合会", short="岳阳楼区", prefix="YYL")
    found = machinery(replace(about_of(kind), units=(unit,)))
    for name in ("data", "rule", "config"):
        ours = (repo_root / ".github" / "ISSUE_TEMPLATE" / f"{name}.yml").read_text("utf-8")
        assert found[f".{kind.lower()}/ISSUE_TEMPLATE/{name}.yml"] == ours
    request = (repo_root / ".github" / "pull_request_template.md").read_text("utf-8").splitlines()
    assert found[f".{kind.lower()}/pull_request_template.md"].splitlines()[:-1] == request[:-1]


def test_gitlab_asks_as_the_forms_of_the_others_do() -> None:
    forms = {name: machinery(about_of("Gitea"))[f".gitea/ISSUE_TEMPLATE/{name}.yml"] for name in ("data", "rule")}
    for form in map(yaml.safe_load, forms.values()):
        text = machinery(about_of("GitLab"))[f".gitlab/issue_templates/{form['name']}.md"]
        asked = [part["attributes"]["label"] for part in form["body"] if part.get("validations", {}).get("required")]
        assert asked == re.findall("^## (.+)$", text, re.MULTILINE)


def test_nothing_is_said_of_the_city_that_the_notice_is_from(about: LedgerAbout) -> None:
    for path, text in machinery(about).items():
        assert not re.search("岳阳|岳市|yueyang|4306", text), path


def test_no_file_is_stored_that_tools_of_ours_would_read() -> None:
    assert not [
        file for file in FILES.rglob("*") if any(part.startswith(".") for part in file.relative_to(FILES).parts)
    ]


@pytest.fixture
def stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of templates of its own."""
    for folder in ("common", "gitea"):
        (tmp_path / folder).mkdir()
    monkeypatch.setattr(module, "FILES", tmp_path)
    return tmp_path


def test_what_is_stored_is_rendered_copied_and_laid_over(stored: Path) -> None:
    (stored / "common" / "dot.ci").mkdir()
    (stored / "common" / "dot.ci" / "check").write_text("#!/bin/sh\n{{ raw }}\n", "utf-8")
    (stored / "common" / "a.txt.j2").write_text("{% for unit in units %}\n{{ unit.short }}\n{% endfor %}\n", "utf-8")
    (stored / "common" / "b.txt").write_text("一般的\n", "utf-8")
    (stored / "gitea" / "b.txt").write_text("平台的\n", "utf-8")
    (stored / "common" / "run.cmd").write_text("@echo off\r\npause\n", "utf-8", newline="")
    assert machinery(about_of("Gitea")) == {
        ".ci/check": "#!/bin/sh\n{{ raw }}\n",
        "a.txt": "市残联\n青石县\n白水区\n",
        "b.txt": "平台的\n",
        "run.cmd": "@echo off\r\npause\r\n",
    }
