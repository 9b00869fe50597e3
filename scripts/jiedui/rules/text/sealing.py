"""What a ledger keeps sealed: nothing of it stands in the clear, and whoever has the key can open it (R-112)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from jiedui.records.schema import default_folder, library_of
from jiedui.records.sealable import KIND, pointer_to, sealable, values
from jiedui.records.sealing.sealed_text import SealedText, holds_sealed
from jiedui.rules.registry import record_rule

if TYPE_CHECKING:
    from jiedui.records.reader import Record
    from jiedui.records.sealable import Sealable
    from jiedui.rules.context import Findings, RuleContext


@cache
def _where() -> Sealable:
    return sealable(library_of(default_folder())[KIND])


@record_rule(
    "sealing-plain",
    "该加密的没有加密",
    why="台账定了加密，明文提交以后会留在每一份 Git 历史里，以后销毁了密钥也清不掉。",
    clause="附件2",
    requirement="R-112",
    kinds=(KIND,),
)
def nothing_in_the_clear(record: Record, context: RuleContext) -> Findings:
    classes = context.policy.sealing
    for value in values(record.data, _where()) if classes else ():
        if value.field.of in classes and not isinstance(value.owner[value.key], SealedText):
            yield context.rule.at(
                record.path,
                pointer_to(record.data, value),
                message="这里是明文，台账定了要加密。",
                remedy="在有密钥的电脑上运行 jiedui seal，再提交。已经提交了的，告诉管台账的人：历史里的也要清掉。",
            )


@record_rule(
    "sealed-closed",
    "密钥打不开密文",
    why="密文只能在它自己的户、自己的位置，用这一户的密钥打开；拷到别处、改过，都打不开。",
    clause="附件2",
    requirement="R-112",
    kinds=(KIND,),
)
def each_opens_with_its_key(record: Record, context: RuleContext) -> Findings:
    if not holds_sealed(context.files.flat(record.path).sealed):
        return
    for value in values(record.data, _where(), only_sealed=True):
        text = value.owner[value.key]
        if isinstance(text, SealedText) and text.token.is_erased:
            yield context.rule.at(
                record.path,
                pointer_to(record.data, value),
                message="这里清除了，这一户别的内容还在。",
                remedy="jiedui erase 清除的是整户。不是它写的，从 Git 历史里恢复这一行。",
            )
        elif isinstance(text, SealedText) and text.is_refused:
            yield context.rule.at(
                record.path,
                pointer_to(record.data, value),
                message="有这一户的密钥，但是打不开这里的密文。",
                remedy="换过密钥的，先收新的密钥；没有换过的，是从别处拷来或者改过的，从 Git 历史里恢复这一行。",
            )
