"""A household's own dates: in order, and not before they come (二(四), R-013, R-042, R-081)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.rules.registry import household_rule

if TYPE_CHECKING:
    from jiedui.model.household import Household
    from jiedui.records.values import Json, Pointer
    from jiedui.rules.context import Findings, RuleContext

# What has happened has a date that has come. Left out: spells and deadlines, which may be settled in advance.
_HAPPENED = frozenset(
    (
        *("registered_on", "raised_on", "responded_on", "promised_on", "done_on", "closed_on", "date"),
        *("form_on", "card_on", "onsite_on", "module_on", "consulted_on", "decided_on"),
        *("found_on", "no_need_on", "looked_on", "sent_on", "answered_on"),
    )
)
_MAY_HAVE_HAPPENED = _HAPPENED | {"from"}


def _has_happened(key: object, within: Pointer) -> bool:
    """Tell whether the date under a key is of something that happened; a certificate counts from its issue."""
    return key in _HAPPENED or (key == "from" and "certificates" in within)


def _later(node: dict[str, Json] | list[Json], today: str, pointer: Pointer = ()) -> list[tuple[Pointer, str]]:
    """Return every date of a raw record that should have come by ``today`` and has not, with its place."""
    found: list[tuple[Pointer, str]] = []
    for key, value in node.items() if isinstance(node, dict) else enumerate(node):
        if isinstance(value, (dict, list)):
            found += _later(value, today, (*pointer, key))
        elif _has_happened(key, pointer) and isinstance(value, str) and value > today:
            found.append(((*pointer, key), value))
    return found


@household_rule(
    "date-future",
    "建档、办结等的日期还没有到",
    why="建档、承诺、办结、活动、终止等，做了才填日期。",
    clause="二(二)",
    requirement="R-013",
)
def nothing_in_future(household: Household, context: RuleContext) -> Findings:
    today = context.as_of.isoformat()
    texts = context.files.flat(context.path).texts
    if not [key for key, when in texts if key in _MAY_HAVE_HAPPENED and when > today]:
        return
    for pointer, when in _later({**context.files.written(household)}, today):
        yield context.fault(
            pointer,
            f"{pointer[-1]} {when} 还没有到。",
            remedy="核对年份和月份；还没有做的，先不填。",
        )


@household_rule(
    "household-order",
    "户档案的日期先后不对",
    why="先建档，后终止；不宜外出的，先开始，后结束。",
    clause="二(四)",
    requirement="R-017",
    given=("closed", "outing_exemption"),
)
def in_order(household: Household, context: RuleContext) -> Findings:
    if household.closed_on and household.closed_on < household.registered_on:
        yield context.fault(("closed", "date"), "终止早于建档。", remedy="核对建档日期 registered_on 和终止日期。")
    for index, member in enumerate(household.members):
        exemption = member.disability and member.disability.outing_exemption
        if exemption and exemption.span.end and exemption.span.end < exemption.span.start:
            yield context.fault(
                ("members", index, "disability", "outing_exemption", "to"),
                "不宜外出的结束日期早于开始日期。",
                remedy="核对起止日期。",
            )
