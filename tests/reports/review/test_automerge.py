"""Which change needs no other eyes: each thing that may stand beside new contacts is a reason by itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.reports.review.conftest import AS_OF, VISITS, Change

from jiedui.records.finding import Rule, Severity
from jiedui.records.schema import SchemaLibrary
from jiedui.reports.review.automerge import hindrances, hindrances_before
from jiedui.reports.review.summary import reviewed
from jiedui.review import git
from jiedui.rules.change import LedgerChange
from jiedui.rules.report import Report, WholeLedger

Asked = Callable[..., tuple[str, ...]]
HELPER, HOUSEHOLD = "YYL-B-2222", "YYL-2222"
WARNING = Rule(id="x", title="像是重复", scope="户", why="重复的不算。", severity=Severity.WARNING)


@pytest.fixture
def asked(changed: Change, library: SchemaLibrary) -> Asked:
    """What hinders a change of two worlds from being merged as it is; ``findings`` are those of its check."""

    def ask(before: Any, after: Any, /, *beside: str, findings: Any = (), unit: str = "", **more: Any) -> Any:
        records, change = changed(before, after, *beside, **more)
        whole = WholeLedger(lambda: records)
        report = Report(findings=tuple(findings), files=1, as_of=AS_OF, is_judged=True, whole=whole)
        return hindrances(reviewed(records, change, library, AS_OF), report, change, unit)

    return ask


def test_new_contacts_of_one_federation_alone_need_nobody(worlds: tuple[Any, Any], asked: Asked) -> None:
    before, after = worlds
    after.visit(HOUSEHOLD, HELPER, "2026-11-20")
    after.visit(HOUSEHOLD, HELPER, "2026-11-21")
    assert asked(before, after) == asked(before, after, unit="yueyanglou") == ()


def test_what_the_check_found_is_a_reason_be_it_a_warning(worlds: tuple[Any, Any], asked: Asked) -> None:
    before, after = worlds
    after.visit(HOUSEHOLD, HELPER, "2026-11-20")
    finding = WARNING.at(f"{VISITS}/2026-11-20.yml", message="像是重复。", remedy="再看一眼。")
    assert asked(before, after, findings=[finding]) == ("检查有 0 处错误、1 处警告",)


def test_a_closed_quarter_is_a_reason(worlds: tuple[Any, Any], asked: Asked) -> None:
    before, after = worlds
    after.visit(HOUSEHOLD, HELPER, "2026-09-30")
    [reason] = asked(before, after)
    assert reason.startswith("已经结束的季度：")


@pytest.mark.parametrize("path", ["../.ci/check", "yueyanglou/照片.jpg", f"../other/{VISITS}/2026-11-20.yml"])
def test_any_file_beside_the_visits_is_a_reason(worlds: tuple[Any, Any], asked: Asked, path: str) -> None:
    before, after = worlds
    after.visit(HOUSEHOLD, HELPER, "2026-11-20")
    assert asked(before, after, path)[0] == "不只是新的走访，还动了别的文件 1 份"


def test_what_is_changed_renamed_or_taken_away_is_a_reason(worlds: tuple[Any, Any], asked: Asked) -> None:
    before, after = worlds
    after.visit(HOUSEHOLD, HELPER, "2026-11-20")
    former = after.records.pop(f"{VISITS}/2026-08-10.yml")
    assert asked(before, after)[:2] == ("不只是新的走访，还动了别的文件 1 份", "删掉的：1 处")
    after.put("visit", "yueyanglou", "2026-08-10", {**former.data, "reached": False}, HOUSEHOLD)
    assert asked(before, after)[0] == "不只是新的走访，还动了别的文件 1 份"
    assert "是否联系上：1 处" in asked(before, after)


def test_what_git_was_told_to_forget_is_no_new_visit(worlds: tuple[Any, Any], asked: Asked) -> None:
    before, after = worlds
    after.visit(HOUSEHOLD, HELPER, "2026-11-20")
    said = asked(before, after, forgotten=frozenset({f"{VISITS}/2026-11-20.yml"}))
    assert said[:2] == ("不只是新的走访，还动了别的文件 1 份", "没有新的走访")


def test_nothing_at_all_is_nothing_to_merge(worlds: tuple[Any, Any], asked: Asked) -> None:
    assert asked(*worlds) == ("没有新的走访",)


def test_another_federation_is_a_reason_whoever_s_file_it_is(worlds: tuple[Any, Any], asked: Asked) -> None:
    before, after = worlds
    for world in worlds:
        world.household("PJ-2222", world.pairing(HELPER), unit="pingjiang")
    after.visit(HOUSEHOLD, HELPER, "2026-11-20")
    assert asked(before, after, unit="pingjiang") == ("不是平江县残联的户",)
    after.visit(HOUSEHOLD, HELPER, "2026-11-21", also=["PJ-2222"])
    assert asked(before, after) == ("关系到几个残联的户：岳阳楼区残联、平江县残联",)
    after.records.pop(f"{VISITS}/2026-11-21.yml")
    after.visit("PJ-2222", HELPER, "2026-11-20", "pingjiang")
    assert asked(before, after)[0] == "关系到几个残联的户：岳阳楼区残联、平江县残联"


def test_how_a_change_came_about_may_be_a_reason(tmp_path: Path) -> None:
    def done(*words: str) -> str:
        return git.run(tmp_path, *words, **git.OURSELVES).strip()

    def commit(*paths: str) -> str:
        for path in paths:
            (tmp_path / path).write_text(path, "utf-8")
        done("add", "--all")
        done("commit", "--quiet", "--allow-empty", "--message=x")
        return done("rev-parse", "HEAD")

    done("init", "--quiet")
    base = commit("a")
    change = LedgerChange(commit=base, paths=frozenset(), added=frozenset())
    commit("b")
    assert hindrances_before(tmp_path, base, change) == ()
    later = done("commit-tree", "HEAD^{tree}", "-p", base, "-m", "y")
    assert hindrances_before(tmp_path, later, change) == ("主分支上又有了新的改动，先合并到这个分支",)
    (tmp_path / "b").unlink()
    commit()
    assert hindrances_before(tmp_path, base, change) == ("中间的提交动过 1 份文件，又改了回去，历史里看得到",)


def test_a_household_that_was_withdrawn_is_a_reason(worlds: tuple[Any, Any], asked: Asked) -> None:
    before, after = worlds
    for world in worlds:
        world.household("YYL-3333", withdrawn={"date": "2026-08-01", "reason": "重复建档。"})
    after.visit("YYL-3333", HELPER, "2026-11-20")
    assert asked(before, after) == ("记在没有的或者撤销了的户下面，1 户",)


def test_the_same_words_over_and_over_are_a_reason(worlds: tuple[Any, Any], asked: Asked) -> None:
    before, after = worlds
    for day in range(1, 4):
        after.visit(HOUSEHOLD, HELPER, f"2026-11-0{day}")
    for day in ("2026-11-18", "2026-11-19"):
        after.visit(HOUSEHOLD, HELPER, day, content="一切都好。")
    assert asked(before, after) == ()
    after.visit(HOUSEHOLD, HELPER, "2026-11-20", content="一切都好。")
    assert asked(before, after) == ("写得一模一样的联系有 3 次",)


def test_a_ledger_that_no_rule_judged_is_a_reason(
    worlds: tuple[Any, Any], changed: Change, library: SchemaLibrary
) -> None:
    before, after = worlds
    after.visit(HOUSEHOLD, HELPER, "2026-11-20")
    records, change = changed(before, after)
    report = Report(findings=(), files=1, as_of=AS_OF)
    assert hindrances(reviewed(records, change, library, AS_OF), report, change) == ("政策用不了，没有按规则查",)
