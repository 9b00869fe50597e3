"""The list of records whose keeping is over, as Markdown, to be put into a file or an issue (个人信息保护法 47)."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from jiedui.model.day_words import day_text
from jiedui.publishing.plain import CODES_ONLY, code, fitting, plain
from jiedui.reports.retention import EndKind, RecordOwner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.reports.retention import EndedRecord, Retention

# How many records of a federation are told, as many as there is room for.
_MOST = (1000, 300, 100, 30, 0)
_DELETING = (
    "这份清单不删除任何东西。单位批准以后，加密过的户由管台账的人用 `jiedui erase 户编号 --reason 保存期满` 清除"
    "（撤回同意的，原因写“撤回同意”）："
    "密钥一销毁，历史、备份和别人手里的副本都打不开。没有加密过的，Git 历史里还在，照“个人信息泄露处置”第三节做。"
    "不要手工删文件：记录不见了，检查会报错。"
)
_UNDECIDED = (
    "这本台账没有定保存期限，所以没有到期的记录。由单位定下来，写进 `policy/ledger.yml`：\n\n"
    "```yaml\nretention:\n  - years: 3\n    from: 2026-01-01\n    basis: 本台账自定\n```"
)


def retention_text(retention: Retention) -> str:
    """Return the list of at most :data:`~jiedui.publishing.plain.LIMIT` characters."""
    return fitting([*_head(retention), *_units(retention, most)] for most in _MOST)


def _head(retention: Retention) -> Iterator[str]:
    policy, rule = retention.ledger.policy, retention.rule
    yield f"{plain(policy.name)}，统计到 {day_text(retention.as_of)}。{CODES_ONLY}"
    yield ""
    if rule is None:
        yield _UNDECIDED
        if retention.records:
            yield f"\n{_counted(retention)}{_DELETING}"
        return
    yield (
        f"保存期限：终止、离岗、撤销以后 {rule.years} 年。依据：{plain(rule.basis)}，"
        f"从 {day_text(rule.span.start)}起执行。{_counted(retention)}"
    )
    yield ""
    yield _DELETING


def _counted(retention: Retention) -> str:
    if not retention.records:
        return "没有保存期满的记录。"
    counts = [sum(item.owner is owner for item in retention.records) for owner in RecordOwner]
    return f"保存期满的有 {counts[0]} 户、{counts[1]} 名责任人。"


def _units(retention: Retention, most: int) -> Iterator[str]:
    for unit, items in groupby(retention.records, key=lambda item: item.unit):
        found = list(items)
        yield f"\n## {plain(retention.ledger.unit_name(unit))}\n"
        yield from (_record(retention, item) for item in found[:most])
        if len(found) > most:
            yield f"\n还有 {len(found) - most} 份。"


def _record(retention: Retention, item: EndedRecord) -> str:
    said = f"- {item.owner} {code(item.id)}：{day_text(item.on)}{item.how}，"
    # Consent that was revoked leaves no time to keep anything.
    kept = retention.rule if item.how is not EndKind.REVOKED else None
    text = f"{said}保存到 {day_text(kept.last_day(item.on))}。" if kept else f"{said}应当清除。"
    named = retention.named_in(item.id) if item.owner is RecordOwner.HELPER else 0
    return f"{text}还有 {named} 户没有到期的记录写着这个编号。" if named else text
