"""Names: no character that is none of a name, the right dot, and what many fonts lack (R-112)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jiedui.model.helper import SOCIAL
from jiedui.model.names import is_plain, misspelt, odd, proper, rare
from jiedui.model.withdrawal import is_withdrawn
from jiedui.records.sealing.sealed_text import is_hidden
from jiedui.rules.once import once
from jiedui.rules.registry import WARNING, record_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.records.reader import Record
    from jiedui.records.values import Pointer
    from jiedui.rules.context import Findings, RuleContext


_KINDS = ("household", "helper", "unit")


class _Named(NamedTuple):
    """A name at ``pointer``; ``whose`` says in words whose it is."""

    pointer: Pointer
    whose: str
    name: str
    of_organisation: bool = False


@once
def _names(record: Record) -> tuple[_Named, ...]:
    """Return the names in a record of which there may be anything to say."""
    return tuple(_sought(record))


def _sought(record: Record) -> Iterator[_Named]:
    data = record.data
    if is_withdrawn(data):
        return
    for index, member in enumerate(item for item in data.get("members", ()) if not is_withdrawn(item)):
        if not (is_plain(member["name"]) or is_hidden(member["name"])):  # of the first is most of a ledger
            yield _Named(("members", index, "name"), f"{member['id']} 的姓名", member["name"])
    if record.place.kind == "helper":
        social = any(role["body"] == SOCIAL for role in data["roles"])
        yield _Named(("name",), "责任人的姓名", data["name"], social)
    for key in ("responsible", "leading_group"):
        for index, item in enumerate(data.get(key, ())):
            yield _Named((key, index, "holder"), "姓名", item["holder"])


@record_rule(
    "name-character",
    "姓名里有不该有的字",
    why="自造字、拆开的字、看着像的外文字母，换一台电脑就变样，按姓名也查不到人。",
    clause="附件2",
    requirement="R-112",
    kinds=_KINDS,
)
def no_odd_character(record: Record, context: RuleContext) -> Findings:
    for item in _names(record):
        if found := odd(item.name, of_organisation=item.of_organisation):
            code = f"U+{ord(item.name[found.place]):04X}"
            yield context.fault(
                item.pointer,
                f"{item.whose}，第 {found.place + 1} 个字是{found.called}（{code}）。",
                remedy="对照身份证、残疾人证重新写，用标准汉字；外国人照护照全部写拉丁字母，例如 Nguyen Thi Hoa。",
            )


@record_rule(
    "name-form",
    "姓名的写法与规范不同",
    why="同一个人写成两样，就像两个人；查重和查户虽然认得，表上还是要写规范。",
    clause="附件2",
    requirement="R-112",
    severity=WARNING,
    kinds=_KINDS,
)
def written_properly(record: Record, context: RuleContext) -> Findings:
    for item in _names(record):
        kind = item.of_organisation
        if odd(item.name, of_organisation=kind):
            continue
        if said := misspelt(item.name, of_organisation=kind):
            yield context.fault(
                item.pointer,
                f"{item.whose}，{said}。",
                remedy="照建议的写法改：间隔号用“·”（U+00B7），汉字用标准字，中间不空格；外文姓名词之间空一格。",
                suggestion=proper(item.name, of_organisation=kind),
            )


@record_rule(
    "name-rare",
    "姓名里有生僻字",
    why="这些字许多字体没有，屏幕上看得到的，打印出来也可能是空框。",
    clause="附件2",
    requirement="R-112",
    severity=WARNING,
    kinds=_KINDS,
)
def printable(record: Record, context: RuleContext) -> Findings:
    for item in _names(record):
        if (characters := rare(item.name)) and not odd(item.name, of_organisation=item.of_organisation):
            listed = "、".join(f"{each}（U+{ord(each):04X}）" for each in characters)
            yield context.fault(
                item.pointer,
                f"{item.whose}里，许多字体没有这些字：{listed}。",
                remedy="字不用改，警告可以留着。打印以后看一看，是空框的，换一台装有 GB 18030—2022 字体的电脑打印。",
            )
