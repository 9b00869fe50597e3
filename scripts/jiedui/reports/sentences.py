"""A bulletin's sentences, made of its figures: the city, each federation, who is complete, who lags, what is next."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from jiedui.duties.shortfall import Shortfall, Shortfalls
from jiedui.model.day_words import day_text
from jiedui.reports.wording import NOTHING, listed, needs_text, told

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from jiedui.model.time import Quarter
    from jiedui.reports.quarterly import Row

LAGGING = 3


def summary(
    quarter: Quarter, total: Row, rows: Mapping[str, Row], names: Mapping[str, str], whole: str = "全市"
) -> list[str]:
    """Return the overall sentences: pairing, quota, contact, needs, who is complete and who lags.

    ``whole`` is what staff call all of the ledger.
    """
    return [
        f"截至{day_text(quarter.end)}，{whole}{_paired(total)}。",
        f"{_staff(total)}。",
        f"{quarter.title}{_contacts(total)}。",
        f"{_needs(total)}{_late(total)}。{_kept(total)}",
        *_complete(rows, names),
        *_lagging(rows, names),
    ]


def of_unit(name: str, row: Row) -> str:
    """Return the sentence about one federation."""
    parts = [_contacted(row), *_quota(row, "、")]
    if row["needs_open"]:
        parts.append(f"未办结需求{row['needs_open']}项{_late(row)}")
    if row["intake_open"]:
        parts.append(f"入户五件事未齐{row['intake_open']}户")
    lists = [
        f"{title}{row[key]}户"
        for key, title in zip(("list_measures", "list_contact", "list_results"), Shortfall, strict=True)
        if row[key]
    ]
    if lists:
        parts.append("、".join(lists))
    return f"{name}：{'；'.join(parts)}。"


def of_workplace(name: str, row: Row) -> str:
    """Return the sentence about what the staff of a federation or department answer for."""
    if row["helpers"] or row["due"]:
        return of_unit(name, row)
    return f"{name}：没有在岗的帮扶责任人，也没有应联系的户。"


def without_anybody(row: Row) -> str:
    """Return the sentence about the households that nobody answers for."""
    if not row["roster"]:
        return "名册里的户都有主责帮扶责任人。"
    return f"另有名册里的{row['roster']}户没有主责帮扶责任人，不算给任何单位。"


def of_lists(found: Shortfalls) -> list[str]:
    """Return one sentence for each of the three lists, and one for what was struck."""
    lines = []
    for name in Shortfall:
        households, helpers = found.households(name), found.helpers(name)
        lines.append(f"{name}：{len(households)}户，涉及责任人{len(helpers)}名。" if households else f"{name}：没有。")
    if found.struck:
        lines.append(f"县级残联核对后，写明理由划去{len(found.struck)}条。")
    return lines


def last_step(end: date) -> str:
    """Return what stands for the next steps after the last quarter: none."""
    return f"方案到{day_text(end)}结束，没有下一步要求。"


def next_steps(total: Row, rows: Mapping[str, Row], names: Mapping[str, str]) -> list[str]:
    """Return what the figures ask of the federations; the office adds its own."""
    steps = []
    if late := [names[unit] for unit, row in rows.items() if row["overdue"]]:
        steps.append(
            f"有逾期的{len(late)}个单位（{listed(late)}），要逐户查明原因：联系过没有登记的补录，没有联系的本季先联系。"
        )
    if short := [names[unit] for unit, row in rows.items() if row["gap"] != "0"]:
        steps.append(f"还欠户的{len(short)}个单位（{listed(short)}），要尽快落实结对。")
    if total["needs_overdue"]:
        steps.append(f"措施超期的{total['needs_overdue']}项需求，要说明原因，重新定下期限，抓紧办结。")
    if total["intake_open"]:
        steps.append(f"入户五件事没有做齐的{total['intake_open']}户，要补齐。")
    return steps or ["各单位要继续做好每季度联系，保持现有进度。"]


def _paired(row: Row) -> str:
    if not row["roster"]:
        return "名册里没有户"
    paired = told(int(row["paired"]), "已结对{}户", "都还没有结对")
    return f"名册{row['roster']}户，{paired}，覆盖率{row['coverage']}"


def _staff(row: Row) -> str:
    if not row["helpers"]:
        return "没有在岗的帮扶责任人"
    return "，".join((f"在岗帮扶责任人{row['helpers']}名", *_quota(row, "，")))


def _quota(row: Row, mark: str) -> list[str]:
    """Say what is owed and held, with a ``mark`` between; nothing where neither is there."""
    if not row["owed"]:
        return [] if row["have"] == "0" else [f"没有户数要求，{_held(row)}"]
    return [f"应结对{row['owed']}户{mark}{_held(row)}，{_gap(row)}"]


def _held(row: Row) -> str:
    return "还没有结对" if row["have"] == "0" else f"实结对{row['have']}户"


def _needs(row: Row) -> str:
    counts = (int(row[key]) for key in ("needs_raised", "needs_closed", "needs_open"))
    return needs_text(*counts, during="本季度", at_end="季末")


def _kept(row: Row) -> str:
    return "" if row["promise_rate"] == NOTHING else f"承诺兑现率{row['promise_rate']}。"


def _contacts(row: Row) -> str:
    if not row["due"]:
        return f"没有应联系的户{f'，豁免{found}户' if (found := row['exempt']) else ''}"
    met = f"已联系{row['met']}户，联系率{row['rate']}" if row["met"] else "都没有联系"
    return f"应联系{row['due']}户，{met}{_trend(row)}；{_overdue(row)}"


def _late(row: Row) -> str:
    return f"，其中措施超期{row['needs_overdue']}项" if row["needs_overdue"] else ""


def _gap(row: Row) -> str:
    return "没有欠户" if row["gap"] == "0" else f"{row['short']}名责任人还差{row['gap']}户"


def _overdue(row: Row) -> str:
    return f"逾期{row['overdue']}户" if row["overdue"] else "没有逾期"


def _trend(row: Row) -> str:
    change = str(row["rate_change"])
    if change in (NOTHING, "0"):
        return "" if change == NOTHING else "，与上季度持平"
    return f"，比上季度{'上升' if change.startswith('+') else '下降'}{change[1:]}个百分点"


def _contacted(row: Row) -> str:
    if not row["due"]:
        return "本季没有应联系的户"
    if not row["overdue"]:
        return f"应联系{row['due']}户，全部联系到"
    met = f"已联系{row['met']}户，联系率{row['rate']}" if row["met"] else "都没有联系"
    return f"应联系{row['due']}户，{met}，逾期{row['overdue']}户"


def _complete(rows: Mapping[str, Row], names: Mapping[str, str]) -> list[str]:
    done = [names[unit] for unit, row in rows.items() if row["due"] and not row["overdue"]]
    asked = sum(bool(row["due"]) for row in rows.values())
    if not done:
        return []
    if len(done) == asked:
        return [f"有联系任务的{asked}个单位全部完成。"]
    return [f"{len(done)}个单位全部完成：{listed(done)}。"]


def _lagging(rows: Mapping[str, Row], names: Mapping[str, str]) -> list[str]:
    late = [(Fraction(int(row["met"]), int(row["due"])), unit) for unit, row in rows.items() if row["overdue"]]
    if not late:
        return []
    last = sorted(late)[:LAGGING]
    said = "、".join(f"{names[unit]}（{rows[unit]['rate']}，逾期{rows[unit]['overdue']}户）" for _, unit in last)
    return [f"联系率靠后的单位：{said}。"]
