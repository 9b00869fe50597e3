"""The lists of the policy and what each row says on which days, for the rules that ask for exactly one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from jiedui.model.time import ALWAYS, Span, day
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jiedui.records.values import Pointer
    from jiedui.rules.context import LedgerContext


class Row(Struct, frozen=True):
    """What one row of a list says about one ``subject``, told in words: its days, and where it stands.

    A row about several subjects is several of these.
    """

    subject: str
    span: Span
    pointer: Pointer

    @property
    def number(self) -> str:
        """How staff find the row in its list."""
        return f"第 {int(self.pointer[-1]) + 1} 条"


class RowList(Struct, frozen=True, kw_only=True):
    """A list of the policy, its kind of record and its rows; ``remedy`` says what to do where two meet, or none is."""

    kind: str
    rows: Callable[[LedgerContext], Iterator[Row]]
    remedy: str
    # From the first to the last day of the programme, not only between two rows.
    throughout: bool = False


def quotas(context: LedgerContext) -> Iterator[Row]:
    """Yield the quotas, one row for each body that they speak of."""
    for index, quota in enumerate(context.policy.quotas):
        for body in sorted(quota.bodies):
            yield Row(f"{body}{quota.rank_class}{quota.post}的户数要求", quota.span, ("quotas", index))


def raises(context: LedgerContext) -> Iterator[Row]:
    """Yield the raises of the counties, one row for each body."""
    for index, item in enumerate(context.policy.raises):
        for body in sorted(item.bodies) or ("专职人员",):
            subject = f"{context.ledger.unit_name(item.unit)}提高的要求（{body}{item.rank_class}）"
            yield Row(subject, item.span, ("raises", index))


def phases(context: LedgerContext) -> Iterator[Row]:
    """Yield the phases of work."""
    for index, phase in enumerate(context.policy.phases):
        yield Row(f"编号 {phase.id} 的阶段", phase.span, ("phases", index))


def _work(context: LedgerContext) -> Iterator[Row]:
    """Yield the phases as one row of days: several run at a time, but one of them always does."""
    for index, phase in enumerate(context.policy.phases):
        yield Row("工作阶段", phase.span, ("phases", index))


def _days(context: LedgerContext) -> Iterator[Row]:
    for index, item in enumerate(context.policy.occasions):
        yield Row(item.name, Span(item.when, item.when), ("days", index))


def _years(context: LedgerContext) -> Iterator[Row]:
    """Yield the occasions by calendar year, since one that is kept comes back every year."""
    for index, item in enumerate(context.policy.occasions):
        year = item.when.year
        yield Row(item.name, Span(date(year, 1, 1), date(year, 12, 31)), ("days", index))


def _managed(context: LedgerContext) -> Iterator[Row]:
    for record in context.files.of_kind("divisions"):
        for row, county in enumerate(record.data["counties"]):
            for column, township in enumerate(county["townships"]):
                for number, item in enumerate(township.get("managed", ())):
                    yield Row(
                        f"{county['name']}{township['name']}的托管残联",
                        Span(day(item.get("from")) or date.min, day(item.get("to"))),
                        ("counties", row, "townships", column, "managed", number),
                    )


def _benefits(context: LedgerContext) -> Iterator[Row]:
    for index, benefit in enumerate(context.policy.benefits):
        yield Row(f"政策项目 {benefit.key}", benefit.span, ("benefits", index))


def _entitlements(context: LedgerContext) -> Iterator[Row]:
    for index, rule in enumerate(context.policy.entitlements):
        yield Row(f"规则 {rule.id}", Span(rule.since or date.min, rule.until), ("rules", index))


def _levels(context: LedgerContext) -> Iterator[Row]:
    for index, level in enumerate(context.policy.service.levels):
        yield Row(f"时限 {level.kind}", level.span, ("levels", index))


def _days_off(context: LedgerContext) -> Iterator[Row]:
    for index, year in enumerate(context.policy.service.calendar.years):
        for place, holiday in enumerate(year.holidays):
            yield Row("放假的日子", holiday.span, ("years", index, "holidays", place))


def _retention(context: LedgerContext) -> Iterator[Row]:
    for index, rule in enumerate(context.policy.retention):
        yield Row("保存期限", rule.span, ("retention", index))


def _settings(context: LedgerContext) -> Iterator[Row]:
    for record in context.files.of_kind("policy-readings"):
        for index, item in enumerate(record.data["readings"]):
            for name in item.get("settings", {}):
                yield Row(f"计算参数 {name} ", ALWAYS, ("readings", index))


def _entries(kind: str, key: str, *lists: str) -> Callable[[LedgerContext], Iterator[Row]]:
    """Return the rows of lists without days, whose entries go by ``key`` in all of them."""

    def rows(context: LedgerContext) -> Iterator[Row]:
        for record in context.files.of_kind(kind):
            for name in lists:
                for index, item in enumerate(record.data.get(name, ())):
                    yield Row(f"“{item[key]}”", ALWAYS, (name, index))

    return rows


_NEXT_DAY = "给旧的一条写结束日期 to，新的一条从第二天开始；多写了的，删掉一条。"

_ONE_TOO_MANY = "删掉一条，或者改正写错的名称。"

_OTHER_ID = "新的一条另起一个编号；写重了的，删掉一条。"

# A subject has no more than one row on a day.
AT_MOST_ONE = (
    RowList(kind="policy-quotas", rows=quotas, remedy=_NEXT_DAY),
    RowList(kind="policy-quotas", rows=raises, remedy=_NEXT_DAY),
    RowList(kind="policy-phases", rows=phases, remedy=_NEXT_DAY),
    RowList(kind="policy-occasions", rows=_days, remedy=_ONE_TOO_MANY),
    RowList(kind="policy-service", rows=_levels, remedy=_NEXT_DAY),
    RowList(kind="policy-service", rows=_days_off, remedy="核对放假的起止日期；两个节日连着放的，写成一次。"),
    RowList(kind="policy-ledger", rows=_retention, remedy=_NEXT_DAY),
    RowList(kind="divisions", rows=_managed, remedy=_NEXT_DAY),
    RowList(kind="policy-quotas", rows=_entries("policy-quotas", "id", "quotas"), remedy=_OTHER_ID),
    *(
        RowList(kind=kind, rows=_entries(kind, key, *lists), remedy=_ONE_TOO_MANY)
        for kind, key, *lists in (
            ("policy-ranks", "name", "ranks", "post_levels"),
            ("policy-quotas", "name", "classes"),
            ("policy-readings", "id", "readings"),
            ("policy-clauses", "id", "documents"),
            ("policy-clauses", "number", "documents"),
            ("policy-clauses", "id", "clauses"),
            ("policy-phases", "key", "milestones"),
            ("policy-phases", "key", "intake"),
            ("policy-phases", "key", "cadence"),
            ("policy-measures", "code", "measures"),
            ("policy-benefits", "key", "benefits"),
            ("policy-hazards", "key", "hazards"),
            ("policy-channels", "name", "channels"),
            ("policy-entitlements", "id", "rules"),
            ("policy-weights", "indicator", "unit"),
            ("policy-weights", "indicator", "person"),
            ("policy-service", "year", "years"),
        )
    ),
    RowList(
        kind="policy-readings",
        rows=_settings,
        remedy="一个参数只写在一条读法里，别处的删掉；参数不分日期，不能写一条新的从某天起用。",
    ),
)

# What is in force for some days only; no key of these stands twice on any day.
IN_FORCE = (
    RowList(kind="policy-benefits", rows=_benefits, remedy=_ONE_TOO_MANY),
    RowList(kind="policy-entitlements", rows=_entitlements, remedy=_ONE_TOO_MANY),
)

# A subject has no day without a row.
AT_LEAST_ONE = (
    RowList(
        kind="policy-quotas",
        rows=quotas,
        remedy="接上前后两条的日期；这些天确实不作要求的，也写一条，户数 need 写 0。",
        throughout=True,
    ),
    RowList(
        kind="policy-quotas",
        rows=raises,
        remedy="接上前后两条的日期；这些天确实没有提高的，可以不理会。",
    ),
    RowList(kind="policy-phases", rows=_work, remedy="接上前后两个阶段的日期。", throughout=True),
    RowList(kind="policy-occasions", rows=_years, remedy="补上漏写的日子；确实没有的，可以不理会。"),
)
