"""The lists of the policy: a thing has exactly one row on a day (五(二)1, 五(四), 四(四)4).

Where two rows hold on a day, or none does, a figure would hang on the order of a file.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from jiedui.model.time import DAY, Span, Stretch, day, episodes
from jiedui.records.kinds import path_of
from jiedui.rules.registry import WARNING, ledger_rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from jiedui.records.values import Pointer
    from jiedui.rules.context import Findings, LedgerContext

# The days of a row that is not dated.
ALWAYS = Span(date.min)


@dataclass(frozen=True, slots=True)
class Row:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class RowList:
    """A list of the policy, its kind of record and its rows; ``remedy`` says what to do where two meet, or none is."""

    kind: str
    rows: Callable[[LedgerContext], Iterator[Row]]
    remedy: str
    # From the first to the last day of the programme, not only between two rows.
    throughout: bool = False


def _quotas(context: LedgerContext) -> Iterator[Row]:
    for index, quota in enumerate(context.policy.quotas):
        for body in sorted(quota.bodies):
            yield Row(f"{body}{quota.rank_class}{quota.post}的户数要求", quota.span, ("quotas", index))


def _raises(context: LedgerContext) -> Iterator[Row]:
    for index, item in enumerate(context.policy.raises):
        for body in sorted(item.bodies) or ("专职人员",):
            subject = f"{context.ledger.unit_name(item.unit)}提高的要求（{body}{item.rank_class}）"
            yield Row(subject, item.span, ("raises", index))


def _phases(context: LedgerContext) -> Iterator[Row]:
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

# A subject has no more than one row on a day.
AT_MOST_ONE = (
    RowList(kind="policy-quotas", rows=_quotas, remedy=_NEXT_DAY),
    RowList(kind="policy-quotas", rows=_raises, remedy=_NEXT_DAY),
    RowList(kind="policy-phases", rows=_phases, remedy=_NEXT_DAY),
    RowList(kind="policy-occasions", rows=_days, remedy=_ONE_TOO_MANY),
    RowList(kind="divisions", rows=_managed, remedy=_NEXT_DAY),
    *(
        RowList(kind=kind, rows=_entries(kind, key, *lists), remedy=_ONE_TOO_MANY)
        for kind, key, *lists in (
            ("policy-ranks", "name", "ranks", "post_levels"),
            ("policy-quotas", "name", "classes"),
            ("policy-readings", "id", "readings"),
            ("policy-clauses", "id", "documents"),
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
        )
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
        rows=_quotas,
        remedy="接上前后两条的日期；这些天确实不作要求的，也写一条，户数 need 写 0。",
        throughout=True,
    ),
    RowList(
        kind="policy-quotas",
        rows=_raises,
        remedy="接上前后两条的日期；这些天确实没有提高的，可以不理会。",
    ),
    RowList(kind="policy-phases", rows=_work, remedy="接上前后两个阶段的日期。", throughout=True),
    RowList(kind="policy-occasions", rows=_years, remedy="补上漏写的日子；确实没有的，可以不理会。"),
)


def _by_subject(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Yield the rows of each subject, in the order of the list."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.subject].append(row)
    yield from found.values()


def _doubled(rows: Iterable[Row]) -> Iterator[tuple[Row, Row]]:
    """Yield each row that shares a day with an earlier one about the same subject, after that one; each row once."""
    told: set[Pointer] = set()
    for same in _by_subject(rows):
        for index, row in enumerate(same):
            earlier = next((other for other in same[:index] if other.span.overlaps(row.span)), None)
            if earlier and row.pointer not in told:
                told.add(row.pointer)
                yield earlier, row


@ledger_rule(
    "row-order",
    "规定的结束日期早于开始日期",
    why="结束日期早于开始日期的，一天也不算。",
    clause="五(二)1",
    requirement="R-060",
)
def in_order(context: LedgerContext) -> Findings:
    for listed in (*AT_MOST_ONE, *IN_FORCE):
        told: set[Pointer] = set()
        for row in listed.rows(context):
            if row.span.end and row.span.end < row.span.start and row.pointer not in told:
                told.add(row.pointer)
                yield context.file(path_of(listed.kind)).fault(
                    (*row.pointer, "to"), f"{row.subject}，结束日期早于开始日期。", remedy="核对起止日期。"
                )


@ledger_rule(
    "row-overlap",
    "同一天有两条规定",
    why="同一件事同一天只能有一条规定，有两条就不知道按哪一条算。",
    clause="五(二)1",
    requirement="R-060",
)
def at_most_one(context: LedgerContext) -> Findings:
    for listed in AT_MOST_ONE:
        file = context.file(path_of(listed.kind))
        for earlier, row in _doubled(listed.rows(context)):
            first = max(earlier.span.start, row.span.start)
            when = "" if first == ALWAYS.start else f"在 {first} "
            yield file.fault(
                row.pointer, f"{row.subject}{when}有两条：{earlier.number}和{row.number}。", remedy=listed.remedy
            )


def _beside(rows: list[Row], hole: Stretch) -> Row:
    """Return the row that ends before a hole, else the one that begins after it."""
    after = next((row for row in rows if row.span.start == hole.end + DAY), rows[0])
    return next((row for row in rows if row.span.end == hole.start - DAY), after)


def _holes(rows: Iterable[Row], around: tuple[Span, ...]) -> Iterator[tuple[Row, Stretch]]:
    """Yield the days on which a subject has no row, with a row beside them, each once.

    They lie between the first and the last day of its rows and ``around``.
    """
    told: set[tuple[Pointer, Stretch]] = set()
    for same in _by_subject(rows):
        for before, after in pairwise(episodes([*(row.span for row in same), *around])):
            assert before.end is not None
            hole = Stretch(before.end + DAY, after.start - DAY)
            row = _beside(same, hole)
            if (row.pointer, hole) not in told:
                told.add((row.pointer, hole))
                yield row, hole


@ledger_rule(
    "row-hole",
    "有几天没有规定",
    why="前后两条规定之间空着几天，那几天就没有要求，数字会突然变。",
    clause="五(二)1",
    requirement="R-060",
    severity=WARNING,
)
def at_least_one(context: LedgerContext) -> Findings:
    outside = (Span(date.min, context.policy.programme.start - DAY), Span(context.policy.end + DAY))
    for listed in AT_LEAST_ONE:
        file = context.file(path_of(listed.kind))
        for row, hole in _holes(listed.rows(context), outside if listed.throughout else ()):
            words = f"{row.subject}，从 {hole.start} 到 {hole.end} 没有。"
            yield file.fault(row.pointer, words, remedy=listed.remedy)


@ledger_rule(
    "row-outside",
    "规定不在方案期内",
    why="方案期改了，各项规定的日期要一起改；方案期以外的规定一天也不算。",
    clause="五(四)",
    requirement="R-003",
    severity=WARNING,
)
def within_programme(context: LedgerContext) -> Findings:
    programme = context.policy.programme
    days = f"方案期是 {programme.start} 至 {programme.end}"
    for kind, rows in (("policy-quotas", _quotas), ("policy-quotas", _raises), ("policy-phases", _phases)):
        told: set[Pointer] = set()
        for row in rows(context):
            if row.pointer not in told and not row.span.overlaps(programme):
                told.add(row.pointer)
                yield context.file(path_of(kind)).fault(
                    row.pointer,
                    f"{row.subject}，整段不在方案期内。",
                    remedy=f"{days}，核对日期；用不到的，删掉这一条。",
                )
    for row in _phases(context):
        if row.span.overlaps(programme) and row.span.end and row.span.end > context.policy.end:
            yield context.file(path_of("policy-phases")).fault(
                (*row.pointer, "to"),
                f"{row.subject}到 {row.span.end} 为止，帮扶在 {context.policy.end} 就结束了。",
                remedy=f"结束日期改成 {context.policy.end}，或者核对 policy/ledger.yml 的帮扶结束日期。",
            )
