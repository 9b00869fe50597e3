"""Fictional identities: a demonstration ledger holds no real person, and a real one no fictional."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jiedui.model.identity import check_digit
from jiedui.rules.report import Report

Check = Callable[..., Report]


@pytest.mark.parametrize(
    ("rule", "files", "identities"),
    [
        ("fictional-helper", "*/helpers/*.yml", r"^(?:name|mobile|office_phone): "),
        ("fictional-household", "*/households/*/household.yml", r"^(?:phone|village| +name| +(?:- )?number): "),
        ("fictional-unit", "*/unit.yml", r"^(?:phone|supervision_phone| +holder): "),
    ],
)
def test_real_ledger_refuses_every_fictional_identity(
    check: Check, patcher: Any, ledger: Path, rule: str, files: str, identities: str
) -> None:
    patcher.apply({"file": "policy/ledger.yml", "replace": {"fictional: true": "fictional: false"}})
    found = [finding for finding in check().findings if finding.rule.id == rule]
    assert {(finding.message, finding.remedy) for finding in found} == {
        ("这里是示例用的虚构内容。", "填写真实内容，或者删掉示例记录。")
    }
    places = {(finding.path, finding.line) for finding in found}
    assert places == {
        (file.relative_to(ledger).as_posix(), number)
        for file in ledger.glob(files)
        for number, line in enumerate(file.read_text("utf-8").split("\n"), 1)
        if re.search(identities, line)
    }


def test_a_real_ledger_takes_a_foreign_name_that_only_begins_alike(check: Check, patcher: Any) -> None:
    household = "yueyanglou/households/YYL-2A3C/household.yml"
    names = {"members.0.name": "Shilin Wang", "members.1.name": "Shili Wang"}
    patcher.apply({"file": household, "set": names})
    patcher.apply({"file": "policy/ledger.yml", "replace": {"fictional: true": "fictional: false"}})
    told = {finding.pointer for finding in check().findings if finding.path == household}
    assert ("members", 1, "name") in told
    assert ("members", 0, "name") not in told


def test_a_ledger_without_a_beginning_for_foreign_names_has_none(check: Check, patcher: Any) -> None:
    patcher.apply({"file": "yueyanglou/households/YYL-2A3C/household.yml", "set": {"members.1.name": "Shili Wang"}})
    assert check().findings == ()
    patcher.apply({"file": "policy/ledger.yml", "remove": ["fictional_identity.latin_name_prefix"]})
    (finding,) = check().findings
    assert (finding.rule.id, finding.remedy) == ("fictional-household", "示例台账只用虚构的：以 示例 开头。")


def looking_real(text: str) -> str:
    """Return a record with identities as real ones look: nobody has them, for there is no such district nor prefix."""

    def number(found: re.Match[str]) -> str:
        body = f"11{found[1]}"
        return body + check_digit(body) + found[2]

    text = re.sub(r"49([0-9]{15})[0-9X]([0-9]{2}(?:B[0-9])?)", number, text)
    for fictional, real in {
        "示例村": "幸福村", "示例社区": "幸福社区", "示例": "李", "Shili ": "Anna ",
        "1540000": "1541000", "0730-0": "0300-8",
    }.items():  # fmt: skip
        text = text.replace(fictional, real)
    return text


def test_a_real_ledger_takes_every_identity_that_looks_real(check: Check, ledger: Path) -> None:
    for file in ledger.rglob("*.yml"):
        if file.parent.name != "policy":
            file.write_text(looking_real(file.read_text("utf-8")), "utf-8")
    told = {finding.rule.id for finding in check().findings}
    assert {"fictional-helper", "fictional-household", "fictional-unit"} <= told
    policy = ledger / "policy" / "ledger.yml"
    policy.write_text(policy.read_text("utf-8").replace("fictional: true", "fictional: false"), "utf-8")
    assert check().findings == ()
