"""Names: no character that is none of a name, the right dot, and what many fonts lack (R-112)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jiedui.model.helper import SOCIAL
from jiedui.model.names import misspelt, odd, proper, rare
from jiedui.records.kinds import path_of
from jiedui.records.sealing.sealed_text import is_hidden
from jiedui.rules.registry import WARNING, ledger_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.records.values import Pointer
    from jiedui.rules.context import Findings, LedgerContext


class _Named(NamedTuple):
    """A name in the file ``path`` at ``pointer``; ``whose`` says in words whose it is."""

    path: str
    pointer: Pointer
    whose: str
    name: str
    of_organisation: bool = False


def _names(context: LedgerContext) -> Iterator[_Named]:
    for household in context.ledger.households.values():
        path = path_of("household", household.unit, household.id)
        for index, member in enumerate(household.members):
            if is_hidden(member.name):
                continue
            yield _Named(path, ("members", index, "name"), f"{member.id} 的姓名", member.name)
    for helper in context.ledger.helpers.values():
        social = any(role.body == SOCIAL for role in helper.roles)
        yield _Named(path_of("helper", helper.unit, helper.id), ("name",), "责任人的姓名", helper.name, social)
    for record in context.files.of_kind("unit"):
        for key in ("responsible", "leading_group"):
            for index, item in enumerate(record.data.get(key, ())):
                yield _Named(record.path, (key, index, "holder"), "姓名", item["holder"])


@ledger_rule(
    "name-character",
    "姓名里有不该有的字",
    why="自造字、拆开的字、看着像的外文字母，换一台电脑就变样，按姓名也查不到人。",
    clause="附件2",
    requirement="R-112",
)
def no_odd_character(context: LedgerContext) -> Findings:
    for item in _names(context):
        if found := odd(item.name, of_organisation=item.of_organisation):
            code = f"U+{ord(item.name[found.place]):04X}"
            yield context.file(item.path).fault(
                item.pointer,
                f"{item.whose}，第 {found.place + 1} 个字是{found.called}（{code}）。",
                remedy="对照身份证、残疾人证重新写，用标准汉字；外国人照护照全部写拉丁字母，例如 Nguyen Thi Hoa。",
            )


@ledger_rule(
    "name-form",
    "姓名的写法与规范不同",
    why="同一个人写成两样，就像两个人；查重和查户虽然认得，表上还是要写规范。",
    clause="附件2",
    requirement="R-112",
    severity=WARNING,
)
def written_properly(context: LedgerContext) -> Findings:
    for item in _names(context):
        kind = item.of_organisation
        if odd(item.name, of_organisation=kind):
            continue
        if said := misspelt(item.name, of_organisation=kind):
            yield context.file(item.path).fault(
                item.pointer,
                f"{item.whose}，{said}。",
                remedy="照建议的写法改：间隔号用“·”（U+00B7），汉字用标准字，中间不空格；外文姓名词之间空一格。",
                suggestion=proper(item.name, of_organisation=kind),
            )


@ledger_rule(
    "name-rare",
    "姓名里有生僻字",
    why="这些字许多字体没有，屏幕上看得到的，打印出来也可能是空框。",
    clause="附件2",
    requirement="R-112",
    severity=WARNING,
)
def printable(context: LedgerContext) -> Findings:
    for item in _names(context):
        if (characters := rare(item.name)) and not odd(item.name, of_organisation=item.of_organisation):
            listed = "、".join(f"{each}（U+{ord(each):04X}）" for each in characters)
            yield context.file(item.path).fault(
                item.pointer,
                f"{item.whose}里，许多字体没有这些字：{listed}。",
                remedy="字不用改，警告可以留着。打印以后看一看，是空框的，换一台装有 GB 18030—2022 字体的电脑打印。",
            )
