"""The policy files themselves: what they cite exists, and a county raises its quota, never lowers it (A-01)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jiedui.records.finding import Finding, Rule
from jiedui.records.values import Pointer
from jiedui.rules.registry import Context, check


def _cited(node: Any, pointer: Pointer) -> Iterator[tuple[str, Pointer]]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "clause":
                yield value, (*pointer, key)
            else:
                yield from _cited(value, (*pointer, key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _cited(value, (*pointer, index))


@check("ledger", "clause-unknown", "没有这个条款", "每条规定都要引得到通知的条款。", clause="发文", requirement="R-001")
def clauses_exist(rule: Rule, context: Context) -> Iterator[Finding]:
    for record in context.valid:
        if not record.place.kind.startswith("policy-"):
            continue
        for clause, pointer in _cited(record.data, ()):
            if clause not in context.ledger.policy.clauses:
                yield rule.at(
                    record.path,
                    pointer,
                    message=f"通知里没有条款“{clause}”。",
                    remedy="条款编号见 policy/clauses.yml，例如 五(四)3。",
                )


@check(
    "ledger", "raise-too-low", "本地户数比通知低", "县里可以提高户数，不能降低。", clause="五(二)1", requirement="R-063"
)
def raises_raise(rule: Rule, context: Context) -> Iterator[Finding]:
    floor = max((quota.need for quota in context.ledger.policy.quotas if "县级残联" in quota.bodies), default=0)
    for record in context.of_kind("policy-quotas"):
        for index, item in enumerate(record.data.get("raises", ())):
            if item["need"] < floor:
                yield rule.at(
                    record.path,
                    ("raises", index, "need"),
                    message="本地户数比通知的还低。",
                    remedy=f"至少 {floor} 户。",
                )


@check(
    "ledger",
    "class-unknown",
    "没有这个类别",
    "职务、职级和户数要求用同一套类别，对不上就算不出户数。",
    clause="五(二)1",
    requirement="R-060",
)
def classes_exist(rule: Rule, context: Context) -> Iterator[Finding]:
    known = context.ledger.policy.classes
    for kind, keys in (("policy-ranks", ("ranks", "post_levels")), ("policy-quotas", ("quotas",))):
        for record in context.of_kind(kind):
            for key in keys:
                for index, item in enumerate(record.data[key]):
                    if item.get("class", known[0]) not in known:
                        yield rule.at(
                            record.path,
                            (key, index, "class"),
                            message=f"没有“{item['class']}”这个类别。",
                            remedy="类别写在 policy/quotas.yml 的 classes 里，从低到高。",
                        )
