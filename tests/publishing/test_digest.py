"""The digest as Markdown: its sentences, its bounds, and that it names nobody."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.conftest import SHIPPED_ON

from jiedui.model.ledger import Ledger
from jiedui.publishing import plain as module
from jiedui.publishing.digest import digest_text
from jiedui.publishing.plain import LIMIT
from jiedui.reports.digest import Digest
from jiedui.struct import replace

PJ = "pingjiang"


def text(world: Any, when: date) -> str:
    return digest_text(Digest(world.ledger(), when))


def test_a_digest_in_full(quarter_world: Any) -> None:
    assert (
        text(quarter_world, date(2026, 10, 25))
        == """\
岳阳市残联结对帮扶台账，统计到 2026年10月25日。这里只有编号；姓名、电话和住址在内部网站上，不要写进来。

过了期限 30 天以上的、季度结束了没有完成联系的是严重逾期；今后 30 天里到期的是快到期。

| 残联 | 严重逾期 | 逾期 | 快到期 | 未到期 |
|---|--:|--:|--:|--:|
| 市残联 | 0 | 0 | 0 | 3 |
| 岳阳楼区残联 | 0 | 0 | 0 | 3 |
| 平江县残联 | 2 | 0 | 0 | 6 |
| **全市** | 2 | 0 | 0 | 12 |

## 市残联

**没有期限的**

- 严重逾期：1 名帮扶责任人还差 1 户。从 2023年9月1日起欠。依据 五(二)1。`YYS-B-2222` 1

清单：内部网站“近期要办”（due/city.html）。

## 平江县残联

**严重逾期 2 件**

- 2026年第三季度没有完成联系：1 户。期限 9月30日，已错过。依据 五(四)3。`PJ-2222`（`PJ-B-2222`）
- 办好答应的措施：1 户。期限 8月31日，超期 55 天。依据 二(二)。`PJ-2222`（`PJ-B-2222`）

**没有期限的**

- 未到期：1 项政策疑似应享未享，请核实。依据 四(三)3。`PJ-B-2222` 1

清单：内部网站“近期要办”（due/pingjiang.html）。
"""
    )


def test_what_is_further_ahead_is_counted_beside_what_is_told(quarter_world: Any) -> None:
    need = quarter_world.need(1, "2026-10-20", quarter_world.measure("2026-10-21", "2026-12-10"))
    quarter_world.household("YYL-2222", quarter_world.pairing("YYL-B-2222"), needs=[need])
    found = text(quarter_world, date(2026, 12, 5))
    assert "**快到期 4 件**，12月19日以后到期的 3 件不列\n\n- 办好答应的措施：1 户。期限 12月10日，还剩 5 天。" in found


def test_of_several_days_the_first_is_told_and_a_household_once(quarter_world: Any) -> None:
    measures = [quarter_world.measure("2026-03-01", day) for day in ("2026-08-31", "2026-07-31")]
    need = quarter_world.need(1, "2026-02-20", *measures)
    quarter_world.household("PJ-2222", quarter_world.pairing("PJ-B-2222"), unit=PJ, needs=[need])
    found = text(quarter_world, date(2026, 10, 25))
    assert "- 办好答应的措施：1 户。最早期限 7月31日，超期 86 天。依据 二(二)。`PJ-2222`（`PJ-B-2222`）\n" in found


def test_changes_at_hand_are_told_by_codes_alone(quarter_world: Any) -> None:
    old = quarter_world.pairing("PJ-B-2222", end="2026-11-07", end_reason="岗位调整")
    person = {"id": "m-9XYZ", "name": "示例新", "sex": "女", "birth": "2026-10-08", "relation": "女"}
    home = quarter_world.records["pingjiang/households/PJ-2222/household.yml"].data
    quarter_world.household(
        "PJ-2222", old, quarter_world.pairing("PJ-B-3333", "2026-11-08"), unit=PJ,
        members=[*home["members"], {**person, "joined_on": "2026-11-01"}],
    )  # fmt: skip
    quarter_world.helper("YYS-B-2222", "city", {"to": "2026-10-31", "end_reason": "退休离岗"})
    found = text(quarter_world, date(2026, 10, 25))
    assert "**11月8日以前生效的**\n\n- 2026年10月31日离任：`YYS-B-2222`\n" in found
    assert "- 2026年11月1日成员加入：`PJ-2222`\n- 2026年11月8日换人：`PJ-2222` `PJ-B-2222` → `PJ-B-3333`\n" in found
    assert "示例新" not in found


def test_after_the_programme_it_says_so(quarter_world: Any) -> None:
    assert "\n方案已经结束，没有要办的事了。\n" in text(quarter_world, date(2029, 1, 1))


def test_the_name_of_a_federation_is_no_markup(quarter_world: Any) -> None:
    quarter_world.unit(PJ, prefix="PJ", name="平江县残联全称", short="平江|[县](x)", level="县级残联")
    found = text(quarter_world, date(2026, 10, 25))
    assert r"| 平江\|\[县\](x) | 2 | 0 | 0 | 6 |" in found
    assert "\n## 平江\\|\\[县\\](x)\n" in found


@pytest.fixture
def shipped_digest(shipped_ledger: Ledger) -> Digest:
    return Digest(shipped_ledger, SHIPPED_ON)


def test_nobody_is_named_and_no_telephone_or_place(shipped_ledger: Ledger, shipped_digest: Digest) -> None:
    found = digest_text(shipped_digest)
    homes, helpers = shipped_ledger.households.values(), shipped_ledger.helpers.values()
    private = {member.name for home in homes for member in home.members}
    private |= {value for home in homes for value in (home.phone, home.address, home.village)}
    private |= {value for helper in helpers for value in (helper.name, helper.mobile, helper.office_phone)}
    private |= {item.number for home in homes for member in home.disabled for item in member.disability.certificates}
    assert len(private) > 200
    assert [value for value in private - {""} if value in found] == []


def test_what_is_told_is_shortened_to_what_an_issue_holds(
    shipped_digest: Digest, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = digest_text(shipped_digest)
    assert len(whole) < LIMIT
    assert "，还有" not in whole
    monkeypatch.setattr(module, "LIMIT", len(whole) - 1)
    shorter = digest_text(shipped_digest)
    assert len(shorter) < len(whole)
    assert "，还有 " in shorter
    monkeypatch.setattr(module, "LIMIT", 4000)
    table = digest_text(shipped_digest)
    assert table.endswith("\n\n事情太多，这里写不下，各残联的清单在内部网站的“近期要办”里。\n")
    assert "| **全市** | 42 | 13 | 13 | 104 |\n" in table


def test_the_largest_city_fits_with_a_number_in_the_place_of_codes(quarter_world: Any) -> None:
    for number in range(40):
        home = f"PJ-{'2346789ABC'[number % 10]}{'2346'[number // 10]}ZZ"
        quarter_world.household(home, quarter_world.pairing("PJ-B-2222"), unit=PJ)
    found = text(quarter_world, date(2026, 10, 25))
    assert "- 2026年第三季度没有完成联系：41 户。" in found
    assert "`（`PJ-B-2222`），还有 29 户\n" in found


def test_the_name_of_the_ledger_is_no_heading(quarter_world: Any) -> None:
    ledger = quarter_world.ledger()
    ledger = replace(ledger, policy=replace(ledger.policy, name="# 台账"))
    assert digest_text(Digest(ledger, date(2026, 10, 25))).startswith(r"\# 台账，统计到 2026年10月25日。")
