"""Quotas: a county raises its own, never lowers it, and each names a class that there is (A-01, R-060, 五(二)1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.rules.registry import ledger_rule

if TYPE_CHECKING:
    from jiedui.rules.context import Findings, LedgerContext


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
    "raise-city",
    "市残联登记了本地提高",
    why="市残联的户数由通知规定；本地提高的，是县级残联。",
    clause="五(二)1",
    requirement="R-063",
)
def raises_are_local(context: LedgerContext) -> Findings:
    for record in context.files.of_kind("policy-quotas"):
        for index, item in enumerate(record.data.get("raises", ())):
            unit = context.ledger.units.get(item["unit"])
            if unit and unit.is_city:
                yield context.file(record.path).fault(
                    ("raises", index, "unit"),
                    f"{unit.short}不能登记本地提高。",
                    remedy="市里的文件改了户数的，改上面的 quotas；县级残联提高的，写它的代号。",
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
