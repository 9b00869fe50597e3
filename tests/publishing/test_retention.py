"""The list of records whose keeping is over, as Markdown: codes and days, and what it does not do."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.reports.test_retention import AFTER, BEFORE, OVER, closed

from jiedui.publishing import plain as module
from jiedui.publishing.retention import retention_text
from jiedui.records.reader import Record
from jiedui.reports.retention import Retention

DELETING = (
    "这份清单不删除任何东西。单位批准以后，加密过的户由管台账的人用 `jiedui erase 户编号 --reason 保存期满` 清除"
    "（撤回同意的，原因写“撤回同意”）："
    "密钥一销毁，历史、备份和别人手里的副本都打不开。没有加密过的，Git 历史里还在，照“个人信息泄露处置”第三节做。"
    "不要手工删文件：记录不见了，检查会报错。\n"
)


def text(world: Any, when: date = AFTER) -> str:
    return retention_text(Retention(world.ledger(), when))


@pytest.fixture
def over(world: Any) -> Any:
    """A household that was closed and a helper who left three years before, and a household that still names him."""
    world.helper("PJ-B-2222", "pingjiang", {"to": OVER})
    world.household("PJ-2222", unit="pingjiang", **closed(OVER))
    world.household("PJ-3333", world.pairing("PJ-B-2222", end=OVER), unit="pingjiang")
    return world


def test_a_list_in_full(over: Any) -> None:
    assert text(over) == (
        "岳阳市残联结对帮扶台账，统计到 2026年11月24日。这里只有编号；姓名、电话和住址在内部网站上，不要写进来。\n\n"
        "保存期限：终止、离岗、撤销以后 3 年。依据：本台账自定，从 2023年9月1日起执行。"
        "保存期满的有 1 户、1 名责任人。\n\n"
        f"{DELETING}\n"
        "## 平江县残联\n\n"
        "- 户 `PJ-2222`：2023年11月23日终止，保存到 2026年11月23日。\n"
        "- 责任人 `PJ-B-2222`：2023年11月23日离岗，保存到 2026年11月23日。还有 1 户没有到期的记录写着这个编号。\n"
    )


def test_on_the_last_day_nothing_is_over(over: Any) -> None:
    assert text(over, BEFORE).endswith(f"没有保存期满的记录。\n\n{DELETING}")


def test_where_nothing_was_decided_it_says_how(over: Any) -> None:
    record = over.records["policy/ledger.yml"]
    without = {key: value for key, value in record.data.items() if key != "retention"}
    over.records[record.path] = Record(record.place, without)
    assert text(over).partition("\n\n")[2] == (
        "这本台账没有定保存期限，所以没有到期的记录。由单位定下来，写进 `policy/ledger.yml`：\n\n"
        "```yaml\nretention:\n  - years: 3\n    from: 2026-01-01\n    basis: 本台账自定\n```\n"
    )


def test_a_long_list_is_shortened_to_what_an_issue_holds(over: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(40):
        home = f"PJ-{'2346789ABC'[number % 10]}{'2346'[number // 10]}ZZ"
        over.household(home, unit="pingjiang", **closed(OVER))
    assert text(over).count("\n- 户 ") == 41
    monkeypatch.setattr(module, "LIMIT", 2000)
    found = text(over)
    assert len(found) <= 2000
    assert found.count("\n- ") == 30
    assert found.endswith("\n\n还有 12 份。\n")
    monkeypatch.setattr(module, "LIMIT", 10)
    assert text(over).count("\n- ") == 0


def test_whose_consent_was_revoked_is_to_be_erased_without_delay(world: Any) -> None:
    world.helper("YYL-B-2222")
    revoked = {"date": "2024-01-01", "by": "本人", "form": "书面", "revoked_on": "2026-10-01"}
    closed = {"date": "2026-10-09", "reason": "拒绝"}
    world.household("YYL-2222", world.pairing("YYL-B-2222", end="2026-10-09"), consent=revoked, closed=closed)
    assert "- 户 `YYL-2222`：2026年10月9日撤回同意，应当清除。" in text(world)
