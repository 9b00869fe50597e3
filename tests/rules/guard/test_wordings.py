"""Numbers in what is written about a change: found wherever it is, named by its place, and never shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from jiedui.check import run
from jiedui.records.schema import SchemaLibrary
from jiedui.review.trigger import Whereabouts, Wording
from jiedui.rules.change import change_since, merged_since
from jiedui.rules.report import Report
from jiedui.rules.reporters import REPORTERS

MOBILE, CERTIFICATE = "15400001234", "49060219580312101741"
Git = Callable[..., str]


@pytest.fixture
def told(ledger: Path, library: SchemaLibrary, committed: str) -> Callable[..., Report]:
    """Check the ledger as a change since its first commit about which something is written."""

    def look(*wordings: Wording) -> Report:
        change = change_since(ledger, committed, library, wordings)
        return run(ledger, library, date(2026, 11, 23), change=change)

    return look


Told = Callable[..., Report]


def said(report: Report) -> list[str]:
    assert all(item.rule.id == "change-number" and item.severity == "错误" for item in report.findings)
    for reporter in REPORTERS.values():
        for line in reporter(report, "records"):
            assert not re.search(r"[0-9]{11}", line)
    return [item.message for item in report.findings]


@pytest.mark.parametrize("number", [MOBILE, "154 0000 1234", CERTIFICATE, "一五四零零零零一二三四"])
def test_a_number_in_a_message_is_told_by_its_commit(told: Told, git: Git, number: str) -> None:
    git("commit", "--quiet", "--allow-empty", "--message=先有的")
    git("commit", "--quiet", "--allow-empty", f"--message=走访一次\n\n电话改成{number}。")
    short = git("rev-parse", "HEAD")[:10]
    git("commit", "--quiet", "--allow-empty", "--message=后来的")
    assert said(told()) == [f"提交 {short} 的说明里有证件、银行卡或者电话的号码。"]


def test_messages_that_name_codes_days_and_commits_are_fine(told: Told, git: Git) -> None:
    base = git("rev-parse", "HEAD")
    message = f"--message=YYL-7K3Q 2026-11-23 走访\n\nThis reverts commit {base}. 20261123 第 12345 号"
    git("commit", "--quiet", "--allow-empty", message)
    assert said(told()) == []


def test_messages_of_what_the_change_goes_on_from_are_not_its_own(
    ledger: Path, library: SchemaLibrary, git: Git, committed: str
) -> None:
    git("commit", "--quiet", "--allow-empty", f"--message={MOBILE}")
    git("checkout", "--quiet", "-b", "mine")
    git("commit", "--quiet", "--allow-empty", "--message=我的")
    assert [item.text for item in change_since(ledger, "main", library).wordings] == ["我的\n"]
    assert len(change_since(ledger, committed, library).wordings) == 2


@pytest.mark.parametrize("where", [Whereabouts.BRANCH, Whereabouts.TITLE, Whereabouts.BODY])
def test_a_number_in_a_name_or_a_request_is_told_by_its_place(told: Told, where: Whereabouts) -> None:
    assert said(told(Wording(where, "走访"), Wording(where, f"fix/{MOBILE}"))) == [
        f"{where}里有证件、银行卡或者电话的号码。"
    ]


def test_a_landline_is_a_number_where_it_is_the_one_of_a_household(told: Told, ledger: Path) -> None:
    file = ledger / "pingjiang" / "households" / "PJ-2H3J" / "household.yml"
    file.write_text(file.read_text("utf-8").replace("members:", 'phone: "0730-0123456"\nmembers:', 1), "utf-8")
    known, other = (Wording(Whereabouts.TITLE, number) for number in ("0730 0123456", "0730 0123457"))
    assert [item.rule.id for item in told(known).findings].count("change-number") == 1
    assert [item.rule.id for item in told(other).findings].count("change-number") == 0


def test_of_what_is_merged_the_remedy_is_another(
    ledger: Path, library: SchemaLibrary, git: Git, committed: str
) -> None:
    git("commit", "--quiet", "--allow-empty", f"--message={MOBILE}")
    (finding,) = run(ledger, library, date(2026, 11, 23), change=merged_since(ledger, committed, library)).findings
    assert finding.remedy.startswith("已经合并，改不了了：")
