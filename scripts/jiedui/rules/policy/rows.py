"""The lists of the policy: a thing has exactly one row on a day (五(二)1, 五(四), 四(四)4).

Where two rows hold on a day, or none does, a figure would hang on the order of a file.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from jiedui.model.time import ALWAYS, DAY, Span, Stretch, episodes
from jiedui.records.kinds import path_of
from jiedui.rules.policy.row_lists import AT_LEAST_ONE, AT_MOST_ONE, IN_FORCE, Row, phases, quotas, raises
from jiedui.rules.registry import WARNING, ledger_rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jiedui.records.values import Pointer
    from jiedui.rules.context import Findings, LedgerContext


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
    told: set[tuple[str, Pointer]] = set()  # a row that was copied is the same in more than one way
    for listed in AT_MOST_ONE:
        file = context.file(path_of(listed.kind))
        for earlier, row in _doubled(listed.rows(context)):
            if (listed.kind, row.pointer) in told:
                continue
            told.add((listed.kind, row.pointer))
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
    for kind, rows in (("policy-quotas", quotas), ("policy-quotas", raises), ("policy-phases", phases)):
        told: set[Pointer] = set()
        for row in rows(context):
            if row.pointer not in told and not row.span.overlaps(programme):
                told.add(row.pointer)
                yield context.file(path_of(kind)).fault(
                    row.pointer,
                    f"{row.subject}，整段不在方案期内。",
                    remedy=f"{days}，核对日期；日期没有错的，这一条留着，可以不理会。",
                )
    for row in phases(context):
        if row.span.overlaps(programme) and row.span.end and row.span.end > context.policy.end:
            yield context.file(path_of("policy-phases")).fault(
                (*row.pointer, "to"),
                f"{row.subject}到 {row.span.end} 为止，帮扶在 {context.policy.end} 就结束了。",
                remedy=f"结束日期改成 {context.policy.end}，或者核对 policy/ledger.yml 的帮扶结束日期。",
            )
