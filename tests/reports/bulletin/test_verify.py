"""Whether bulletins are what their records give, and the three causes why that cannot be told, each with its remedy."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jiedui.migrations.chain import CURRENT
from jiedui.migrations.run import run as migrate
from jiedui.model.time import Quarter
from jiedui.records import files
from jiedui.reports.bulletin import freeze, verify
from jiedui.reports.bulletin.computation import COMPUTATION
from jiedui.reports.bulletin.difference import Difference
from jiedui.reports.bulletin.verify import Cause, Verification, verify_all

Q2, Q3 = Quarter(2026, 2), Quarter(2026, 3)
PATH = "city/bulletins/2026Q3.yml"
NOWHERE = "f" * 40


def one(office: Any, **changed: Any) -> Verification:
    """Verify the bulletin of 2026Q3 with some of its fields changed; ``None`` takes one out."""
    record = {key: value for key, value in {**office.stored(Q3), **changed}.items() if value is not None}
    return verify.verify(office.root, PATH, record, office.library)


@pytest.fixture
def frozen(office: Any, after: date) -> Any:
    office.freeze(Q3, after)
    return office


def test_a_bulletin_that_is_its_recomputation_is_good(frozen: Any) -> None:
    found = one(frozen)
    assert (found.is_good, found.text) == (True, "和当时的台账一致。")


def test_a_bulletin_of_before_without_tree_and_number_is_verified_too(frozen: Any) -> None:
    entries = [
        {key: item[key] for key in item if key != "helper_department"} for item in frozen.stored(Q3)["shortfalls"]
    ]
    before = {"tree": None, "computation": None, "workplaces": None, "shortfalls": entries, "software": "0.1.0"}
    assert one(frozen, **before).is_good
    # Of what it does say nothing is left aside.
    found = one(frozen, **{**before, "shortfalls": None})
    assert found.hindrance is not None
    assert found.hindrance.message == f"这份通报按第 1 版算法计算，用第 {COMPUTATION} 版重算有 1 处不同。"


def test_a_bulletin_of_before_need_not_say_which_ones_it_compared(frozen: Any) -> None:
    frozen.freeze(Quarter(2026, 4), date(2027, 1, 20))
    stored = frozen.stored(Quarter(2026, 4))
    assert stored["compared"] == ["2026Q3"]
    first = {key: value for key, value in stored.items() if key not in ("computation", "compared", "workplaces")}
    first["shortfalls"] = [
        {key: item[key] for key in item if key != "helper_department"} for item in stored["shortfalls"]
    ]
    assert verify.verify(frozen.root, "city/bulletins/2026Q4.yml", first, frozen.library).is_good
    second = {key: value for key, value in stored.items() if key != "compared"}
    found = verify.verify(frozen.root, "city/bulletins/2026Q4.yml", second, frozen.library)
    assert [item.pointer for item in found.differences] == [("compared",)]


def test_each_difference_is_told(frozen: Any) -> None:
    found = one(frozen, as_of="2026-09-29", tree=NOWHERE)
    tree = frozen.stored(Q3)["tree"]
    assert found.differences == (
        Difference(("as_of",), "2026-09-29", "2026-09-30"), Difference(("tree",), NOWHERE, tree),
    )  # fmt: skip
    assert (found.is_good, found.text) == (False, "有 2 处和当时的台账不符，用 jiedui check 看是哪里。")


def test_a_quarter_outside_the_programme_is_a_difference(frozen: Any) -> None:
    found = one(frozen, id="2029Q1")
    assert found.differences == (Difference(("id",), "2029Q1", ""),)
    assert found.hindrance is None


# History


LOST = (
    "按写明的台账版本（commit）查不到台账，是按台账目录（tree）核对的。"
    "先运行 git fetch --all，再核对；还查不到的，在 Git 历史里看这个文件的 commit 改过没有："
    "改过的恢复原来的，没改过的是分支压缩合并过，不用改。"
)


def test_a_lost_commit_is_found_by_its_tree_and_told(frozen: Any) -> None:
    found = one(frozen, commit=NOWHERE)
    assert (found.is_good, found.text) == (True, f"和当时的台账一致。{LOST}")
    (remark,) = found.remarks
    assert (remark.cause, remark.pointer, remark.text) == (Cause.HISTORY, ("commit",), LOST)


def test_a_commit_without_the_records_is_lost_too(frozen: Any) -> None:
    empty = frozen.git(frozen.folder, "commit-tree", "4b825dc642cb6eb9a060e54bf8d69288fbee4904", "-m", "空")
    assert one(frozen, commit=empty).text == f"和当时的台账一致。{LOST}"


def test_a_commit_that_is_there_leaves_nothing_to_remark(frozen: Any) -> None:
    found = one(frozen)
    assert (found.lost, found.remarks) == (None, ())


def test_a_lost_commit_is_told_beside_what_differs(frozen: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    found = one(frozen, commit=NOWHERE, as_of="2026-09-29")
    assert not found.is_good
    assert found.text == f"有 1 处和当时的台账不符，用 jiedui check 看是哪里。{LOST}"
    monkeypatch.setattr(verify, "COMPUTATION", COMPUTATION + 1)
    older = one(frozen, commit=NOWHERE, as_of="2026-09-29")
    assert [remark.cause for remark in older.remarks] == [Cause.COMPUTATION, Cause.HISTORY]
    assert older.text.endswith(f"换第 {COMPUTATION} 版算法的软件。{LOST}")


def test_a_full_clone_that_lacks_the_commit_is_told_to_fetch(frozen: Any) -> None:
    found = one(frozen, commit=NOWHERE, tree=None)
    assert found.hindrance is not None
    assert (found.hindrance.cause, found.hindrance.pointer) == (Cause.HISTORY, ("commit",))
    assert found.remarks == (found.hindrance,)
    assert found.text == (
        "查不到这份通报写明的台账版本，没有核对。"
        "先运行 git fetch --all，再核对；还查不到的，向写出这份通报的人要那个版本。"
    )
    assert not found.is_good


def test_a_shallow_clone_is_told_to_unshallow_and_that_helps(frozen: Any, tmp_path_factory: Any) -> None:
    clone = frozen.clone(tmp_path_factory.mktemp("clone") / "one", "--depth=1")
    (found,) = verify_all(clone, frozen.library)
    assert found.hindrance is not None
    assert found.hindrance.cause is Cause.HISTORY
    assert found.hindrance.remedy == "这里只取了一部分历史：先运行 git fetch --unshallow，再核对。"
    frozen.git(clone, "fetch", "-q", "--unshallow")
    assert [found.is_good for found in verify_all(clone, frozen.library)] == [True]


def test_a_folder_outside_git_is_told_so(frozen: Any, tmp_path_factory: Any) -> None:
    elsewhere = tmp_path_factory.mktemp("copy") / "records"
    frozen.world.write(elsewhere, frozen.library)
    (found,) = verify_all(elsewhere, frozen.library)
    assert found.hindrance is not None
    assert found.hindrance.cause is Cause.HISTORY
    assert found.hindrance.remedy == "这个文件夹不在 Git 里，要在台账的 Git 仓库里核对。"


@pytest.mark.parametrize(
    ("variable", "value", "remedy"),
    [
        ("PATH", "", "这台电脑上没有 Git：先安装 Git，再运行一遍。"),
        ("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1", "这个文件夹是别的用户建的，Git 不敢读：确认可信以后运行 git config "),
    ],
    ids=["no Git", "folder of somebody else"],
)
def test_where_git_does_not_answer_its_own_remedy_is_told(
    frozen: Any, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, remedy: str
) -> None:
    stored = frozen.stored(Q3)
    monkeypatch.setenv(variable, value)
    found = verify.verify(frozen.root, PATH, stored, frozen.library)
    assert found.hindrance is not None
    assert found.hindrance.cause is Cause.HISTORY
    assert found.hindrance.remedy.startswith(remedy)


def test_a_bulletin_under_the_name_of_another_quarter_is_not_good(frozen: Any) -> None:
    file = frozen.root / PATH
    file.rename(file.with_name("2026Q2.yml"))
    (found,) = verify_all(frozen.root, frozen.library)
    assert (found.path, found.is_good) == ("city/bulletins/2026Q2.yml", False)
    assert found.differences == (Difference(("id",), "2026Q3", "2026Q2"),)


# Software


def test_a_newer_computation_is_not_reckoned(frozen: Any) -> None:
    found = one(frozen, computation=COMPUTATION + 1, as_of="2026-09-29")
    assert found.differences == ()
    assert found.hindrance is not None
    assert (found.hindrance.cause, found.hindrance.pointer) == (Cause.SOFTWARE, ("computation",))
    assert not found.is_settled
    assert found.text == (
        f"这份通报按第 {COMPUTATION + 1} 版算法计算，现在的软件只会第 {COMPUTATION} 版，没有核对。换新版的软件再核对。"
    )


def test_an_older_computation_that_gives_the_same_is_good(frozen: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(verify, "COMPUTATION", COMPUTATION + 1)
    assert one(frozen).is_good


def test_an_older_computation_that_gave_other_figures_is_no_edit(frozen: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(verify, "COMPUTATION", COMPUTATION + 1)
    found = one(frozen, as_of="2026-09-29")
    assert found.differences == ()
    assert found.hindrance is not None
    assert (found.hindrance.cause, found.hindrance.pointer) == (Cause.COMPUTATION, ("computation",))
    assert (found.is_good, found.is_settled) == (False, True)
    assert found.text == (
        f"这份通报按第 {COMPUTATION} 版算法计算，用第 {COMPUTATION + 1} 版重算有 1 处不同。"
        f"算法改过，通报不用改；要逐项核对的，换第 {COMPUTATION} 版算法的软件。"
    )


def test_a_newer_format_of_the_records_is_told_apart(frozen: Any) -> None:
    ledger = frozen.root / "policy" / "ledger.yml"
    good = ledger.read_text("utf-8")
    ledger.write_text(good.replace(f"format: {CURRENT}", "format: 99"), encoding="utf-8")
    frozen.git(frozen.folder, "commit", "-qam", "新格式")
    newer = frozen.git(frozen.folder, "rev-parse", "HEAD")
    ledger.write_text(good, encoding="utf-8")
    found = one(frozen, commit=newer)
    assert found.hindrance is not None
    assert (found.hindrance.cause, found.hindrance.pointer) == (Cause.SOFTWARE, ("commit",))
    assert found.text == (
        f"这份通报写明的台账版本是第 99 版格式，现在的软件只会第 {CURRENT} 版，没有核对。换新版的软件再核对。"
    )


# Records


def test_a_bulletin_frozen_in_an_older_format_stays_what_its_commit_gives(office: Any, after: date) -> None:
    channels, ledger = office.root / "policy" / "channels.yml", office.root / "policy" / "ledger.yml"
    first = channels.read_text("utf-8").replace("  - name: 入户  # 名称\n", "  - name: 入户\n    two_way: true\n")
    number = ledger.read_text("utf-8").partition("\n")[0]
    assert first.count("two_way") == 1
    assert number.startswith("format: ")
    files.write_text(channels, first)
    files.write_text(ledger, ledger.read_text("utf-8").partition("\n")[2])
    office.git(office.folder, "commit", "-q", "-a", "-m", "第一版格式")
    freeze.store(office.root, office.library, Q3, after)
    assert migrate(office.root, office.library, check=False).findings == []
    office.git(office.folder, "add", ".")
    office.git(office.folder, "commit", "-q", "-m", "升级格式")
    assert number in ledger.read_text("utf-8")
    assert [found.is_good for found in verify_all(office.root, office.library)] == [True]


def test_unreadable_records_of_then_are_told_apart(frozen: Any) -> None:
    unit = frozen.root / "yueyanglou" / "unit.yml"
    good = unit.read_text("utf-8")
    unit.write_text("id: 1\n", encoding="utf-8")
    frozen.git(frozen.folder, "commit", "-qam", "坏")
    bad = frozen.git(frozen.folder, "rev-parse", "HEAD")
    unit.write_text(good, encoding="utf-8")
    found = one(frozen, commit=bad)
    assert found.hindrance is not None
    assert (found.hindrance.cause, found.hindrance.pointer) == (Cause.RECORDS, ("commit",))
    assert found.text == (
        "这份通报写明的台账版本里，有现在的软件读不懂的内容（yueyanglou/unit.yml），没有核对。"
        "通报不用改；要核对的，用冻结这份通报时的软件。"
    )


# All


def test_all_bulletins_are_verified_and_an_unreadable_one_stops_none(office: Any, after: date) -> None:
    earlier = office.freeze(Q2, after)
    office.freeze(Q3, after)
    files.write_text(earlier, "id: [\n")
    first, second = verify_all(office.root, office.library)
    assert (first.path, second.path) == ("city/bulletins/2026Q2.yml", PATH)
    assert first.hindrance is not None
    assert first.hindrance.cause is Cause.FILE
    assert first.text == "文件读不懂，没有核对。先用 jiedui check 检查，从 Git 历史里恢复这份文件。"
    assert (first.is_good, second.is_good) == (False, True)
