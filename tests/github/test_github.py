"""The forge's own files: workflows that are sound and least-privileged, owners in step with the ledger."""

from __future__ import annotations

import subprocess
import sysconfig
from pathlib import Path

import pytest
import yaml
from tests.workflows import have_shape

MACHINERY = ("/.github/", "/schemas/", "/scripts/", "/records/policy/")


def _owners(repo_root: Path) -> dict[str, str]:
    """Pattern → owner, of every line of CODEOWNERS that is not a comment."""
    text = (repo_root / ".github" / "CODEOWNERS").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    owners = dict(line.split() for line in lines)
    assert len(owners) == len(lines), "a pattern stands twice"
    return owners


def test_every_unit_folder_has_its_team(repo_root: Path, shipped_root: Path) -> None:
    folders = {entry.name for entry in shipped_root.iterdir() if entry.is_dir()} - {"policy"}
    owned = {
        pattern: owner
        for pattern, owner in _owners(repo_root).items()
        if pattern.startswith("/records/") and owner != "@jiedui/maintainers"
    }
    assert owned == {f"/records/{name}/": f"@jiedui/{name}" for name in folders}
    assert len(owned) == 14  # 市残联, nine counties and districts, four functional areas


def test_machinery_belongs_to_the_maintainers(repo_root: Path) -> None:
    owners = _owners(repo_root)
    assert {owners[pattern] for pattern in MACHINERY} == {"@jiedui/maintainers"}


def test_workflows_pass_the_security_audit(repo_root: Path) -> None:
    # A command that the test requirements installed beside this Python.
    audit = Path(sysconfig.get_path("scripts")) / "zizmor"
    command = [audit, "--offline", "--no-progress", "--color=never", repo_root / ".github"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("schema", "pattern", "count"),
    [
        ("github-workflows", "workflows/*.yml", 6),
        ("dependabot", "dependabot.yml", 1),
        ("github-issue-forms", "ISSUE_TEMPLATE/[!c]*.yml", 2),
        ("github-issue-config", "ISSUE_TEMPLATE/config.yml", 1),
    ],
)
def test_files_have_the_shape_that_the_forge_reads(repo_root: Path, schema: str, pattern: str, count: int) -> None:
    files = sorted((repo_root / ".github").glob(pattern))
    assert len(files) == count
    have_shape(schema, *files)


@pytest.mark.parametrize("name", ["data", "rule"])
def test_whoever_reports_a_fault_first_confirms_that_nobody_is_named(repo_root: Path, name: str) -> None:
    form = yaml.safe_load((repo_root / ".github" / "ISSUE_TEMPLATE" / f"{name}.yml").read_text("utf-8"))
    last = form["body"][-1]
    assert last["type"] == "checkboxes"
    assert last["attributes"]["options"] == [
        {"label": "没有写姓名、电话、证件号码、住址，没有贴截图", "required": True}
    ]
    asked = [part["attributes"]["label"] for part in form["body"] if part["type"] in ("input", "textarea")]
    assert not [label for label in asked if any(word in label for word in ("姓名", "电话", "证", "住址"))]
