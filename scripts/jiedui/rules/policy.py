"""The policy files themselves: what they cite exists, and a county raises its quota, never lowers it (A-01)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.rules.registry import ledger_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.records.values import Pointer
    from jiedui.rules.context import Findings, LedgerContext


def _cited(node: object, pointer: Pointer) -> Iterator[tuple[str, Pointer]]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "clause":
                yield value, (*pointer, key)
            else:
                yield from _cited(value, (*pointer, key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _cited(value, (*pointer, index))


@ledger_rule("clause-unknown", "没有这个条款", why="每条规定都要引得到通知的条款。", clause="发文", requirement="R-001")
def clauses_exist(context: LedgerContext) -> Findings:
    for record in context.files.valid:
        if not record.place.kind.startswith("policy-"):
            continue
        for clause, pointer in _cited(record.data, ()):
            if clause not in context.policy.clauses:
                yield context.file(record.path).fault(
                    pointer,
                    f"通知里没有条款“{clause}”。",
                    remedy="条款编号见 policy/clauses.yml，例如 五(四)3。",
                )


@ledger_rule(
    "raise-too-low", "本地户数比通知低", why="县里可以提高户数，不能降低。", clause="五(二)1", requirement="R-063"
)
def raises_raise(context: LedgerContext) -> Findings:
    floor = max((quota.need for quota in context.policy.quotas if "县级残联" in quota.bodies), default=0)
    for record in context.files.of_kind("policy-quotas"):
        for index, item in enumerate(record.data.get("raises", ())):
            if item["need"] < floor:
                yield context.file(record.path).fault(
                    ("raises", index, "need"),
                    "本地户数比通知的还低。",
                    remedy=f"至少 {floor} 户。",
                )


@ledger_rule(
    "class-unknown",
    "没有这个类别",
    why="职务、职级和户数要求用同一套类别，对不上就算不出户数。",
    clause="五(二)1",
    requirement="R-060",
)
def classes_exist(context: LedgerContext) -> Findings:
    known = context.policy.classes
    for kind, keys in (("policy-ranks", ("ranks", "post_levels")), ("policy-quotas", ("quotas", "raises"))):
        for record in context.files.of_kind(kind):
            for key in keys:
                for index, item in enumerate(record.data.get(key, ())):
                    if "class" in item and item["class"] not in known:
                        yield context.file(record.path).fault(
                            (key, index, "class"),
                            f"没有“{item['class']}”这个类别。",
                            remedy="类别写在 policy/quotas.yml 的 classes 里，从低到高。",
                        )
