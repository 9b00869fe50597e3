"""The digest of a week as Markdown, to be put into a file or an issue (六(二))."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from jiedui.model.day_words import day_text
from jiedui.publishing.plain import CODES_ONLY, code, fitting, listed, plain
from jiedui.reports.deadlines import when_text
from jiedui.reports.severity import GRAVE, DutySeverity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jiedui.duties.deadline import Due
    from jiedui.reports.attention import AttentionLine
    from jiedui.reports.deadlines import Batch
    from jiedui.reports.digest import Digest, UnitDigest
    from jiedui.reports.upcoming import UpcomingChange

# How many codes a line has, as many as there is room for: fewer in a city in which much is late.
_CODES = (12, 6, 3, 1, 0)


def digest_text(digest: Digest) -> str:
    """Return the digest of at most :data:`~jiedui.publishing.plain.LIMIT` characters.

    Where there is too much of it lines have fewer codes; where even the lines are too many, the table is left.
    """
    told = ([*_head(digest), *_units(digest, most)] for most in _CODES)
    return fitting(chain(told, [[*_head(digest), _TOO_LONG]]))


_TOO_LONG = "\n事情太多，这里写不下，各残联的清单在内部网站的“近期要办”里。"


def _head(digest: Digest) -> Iterator[str]:
    figures = digest.figures
    policy = figures.ledger.policy
    yield f"{plain(policy.name)}，统计到 {day_text(figures.asked_on)}。{CODES_ONLY}"
    yield ""
    if figures.is_over:
        yield "方案已经结束，没有要办的事了。"
        yield ""
    grave = f"过了期限 {GRAVE.days} 天以上的、季度结束了没有完成联系的是严重逾期"
    yield f"{grave}；今后 {figures.digest.days} 天里到期的是快到期。"
    yield ""
    yield f"| 残联 | {' | '.join(DutySeverity)} |"
    yield f"|---|{'--:|' * len(DutySeverity)}"
    for unit in digest.units:
        yield _row(plain(figures.unit_called(unit.unit)), [unit.count(severity) for severity in DutySeverity])
    sums = [sum(unit.count(severity) for unit in digest.units) for severity in DutySeverity]
    yield _row("**全市**", sums)


def _row(name: str, counts: Iterable[int]) -> str:
    return f"| {name} | {' | '.join(map(str, counts))} |"


def _units(digest: Digest, most: int) -> Iterator[str]:
    for unit in digest.units:
        if not unit.is_quiet:
            yield ""
            yield f"## {plain(digest.figures.unit_called(unit.unit))}"
            yield from _unit(digest, unit, most)


def _unit(digest: Digest, unit: UnitDigest, most: int) -> Iterator[str]:
    ahead = day_text(digest.horizon, digest.figures.as_of)
    for group in unit.groups:
        if group.told:
            rest = group.count - group.told_count
            tail = f"，{ahead}以后到期的 {rest} 件不列" if rest else ""
            yield f"\n**{group.severity} {group.count} 件**{tail}\n"
            yield from (_duties(digest, batch, most) for batch in group.told)
    if unit.undated:
        yield "\n**没有期限的**\n"
        yield from (_line(digest, line, most) for line in unit.undated)
    if unit.upcoming:
        yield f"\n**{ahead}以前生效的**\n"
        yield from map(_change, unit.upcoming[:most])
        if len(unit.upcoming) > most:
            yield f"- 还有 {len(unit.upcoming) - most} 项"
    yield f"\n清单：内部网站“近期要办”（due/{unit.unit}.html）。"


def _duties(digest: Digest, batch: Batch, most: int) -> str:
    """Return a line on the duties of a kind: how many, the first day, the clause, and whose they are."""
    figures = digest.figures
    first = batch.items[0]
    days = {item.on for item in batch.items}
    until = f"{'最早' if len(days) > 1 else ''}期限 {day_text(batch.last, figures.as_of)}"
    when = when_text(first, figures.as_of, figures.calendar)
    text = f"- {plain(batch.title)}。{until}，{when}。依据 {plain(figures.ledger.policy.cited(batch.clause))}。"
    codes = listed(dict.fromkeys(map(_who, filter(_of_household, batch.items))), most, "户")
    return f"{text}{codes}" if codes else text


def _of_household(item: Due) -> bool:
    return bool(item.household)


def _who(item: Due) -> str:
    return f"{code(item.household)}（{code(item.helper)}）" if item.helper else code(item.household)


def _line(digest: Digest, line: AttentionLine, most: int) -> str:
    clause = digest.figures.ledger.policy.cited(line.clause)
    when = f"{line.when}。" if line.when else ""
    text = f"- {line.severity}：{plain(line.text)}{when}依据 {plain(clause)}。"
    owners = listed((f"{code(owner.id)} {owner.count}" for owner in line.owners if owner.id), most, "人")
    return f"{text}{owners}" if owners else text


def _change(item: UpcomingChange) -> str:
    """Return a line on a change by its day and codes: what is written of it beside these may name somebody."""
    codes = [code(item.household)] if item.household else []
    codes.append(" → ".join(map(code, item.helpers)))
    return f"- {day_text(item.on)}{plain(item.what)}：{' '.join(filter(None, codes))}"
