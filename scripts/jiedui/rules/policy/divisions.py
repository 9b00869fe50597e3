"""The list of counties and townships: each once, under the code of its county (R-015, 二(四))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.rules.registry import ledger_rule

if TYPE_CHECKING:
    from jiedui.rules.context import Findings, LedgerContext

_REMEDY = "照统计用区划代码核对；写重了的，删掉一条。"


@ledger_rule(
    "township-repeated",
    "乡镇写了两次",
    why="一个县里一个名称、一个代码只有一个乡镇（街道）；有两个，户就不知道归哪个。",
    clause="二(四)",
    requirement="R-015",
)
def townships_once(context: LedgerContext) -> Findings:
    for record in context.files.of_kind("divisions"):
        file = context.file(record.path)
        codes: set[str] = set()
        for row, county in enumerate(record.data["counties"]):
            names: set[str] = set()
            for column, township in enumerate(county["townships"]):
                place = ("counties", row, "townships", column)
                name, code = township["name"], township["code"]
                if name in names:
                    yield file.fault((*place, "name"), f"{county['name']}有两个“{name}”。", remedy=_REMEDY)
                elif code in codes:
                    yield file.fault((*place, "code"), f"{name}的代码与别的乡镇相同。", remedy=_REMEDY)
                names.add(name)
                codes.add(code)


@ledger_rule(
    "township-code",
    "乡镇的代码不是本县的",
    why="乡镇代码的前六位就是县市区的代码；不是的，多半放错了县。",
    clause="二(四)",
    requirement="R-015",
)
def codes_belong(context: LedgerContext) -> Findings:
    for record in context.files.of_kind("divisions"):
        for row, county in enumerate(record.data["counties"]):
            for column, township in enumerate(county["townships"]):
                if not township["code"].startswith(county["code"]):
                    yield context.file(record.path).fault(
                        ("counties", row, "townships", column, "code"),
                        f"{township['name']}的代码不是以{county['name']}的 {county['code']} 开头。",
                        remedy="核对代码；放错了县的，移到它所属的县。",
                    )
