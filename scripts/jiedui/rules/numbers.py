"""Numbers of persons in free text: each has a field of its own, and what stands there is shown to whoever may see it.

A record that has another fault is looked through, too, line by line: what stands in it is stored all the same.
"""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from jiedui.records.files import read_text
from jiedui.rules.number_forms import digits_of, has_identity, has_telephone
from jiedui.rules.registry import WARNING, ledger_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.records.finding import Finding
    from jiedui.records.values import Pointer
    from jiedui.rules.context import Findings, LedgerContext

OWN_FIELDS = {
    "number": {"残疾人证号"},
    "phone": {"联系电话", "办公电话"},
    "mobile": {"移动手机"},
    "office_phone": {"办公电话"},
    "supervision_phone": {"监督电话"},
}
"""The keys under which a number is asked for, and what staff call them."""

_CALLED = {name for key, titles in OWN_FIELDS.items() for name in (key, *titles)}

# Not looked through: what is frozen, which nobody may change.
_FROZEN = "bulletin"

_SHORTEST = 11  # of a number with its parts; a date and an id are shorter, and most texts of a ledger are these
_MANY_DIGITS = re.compile(r"(?:\d\D{0,2}){10}")
_KEY = re.compile(r" *(?:- +)*[\"']?(\w+)[\"']? *[:：]")

_ELSE = "不是这些号码的，在前面写明是什么号，例如“学号”“户号”“编号”。"


class _Text(NamedTuple):
    """A text that may hold a number, in the file ``path``: at ``pointer``, or in a ``line`` of what is no record."""

    path: str
    text: str
    where: str = "文字"
    pointer: Pointer = ()
    line: int = 0

    def fault(self, context: LedgerContext, message: str, remedy: str) -> Finding:
        column = 1 if self.line else 0
        return context.rule.at(self.path, self.pointer, message=message, remedy=remedy, line=self.line, column=column)


def _texts(context: LedgerContext) -> Iterator[_Text]:
    """Yield every text of a ledger with enough digits for a number, but for the fields that ask for one."""
    for record in context.files.valid:  # a withdrawn record is read, too
        if record.place.kind != _FROZEN:
            for pointer, text in _values(record.data):
                yield _Text(record.path, text, pointer=pointer)
    for path in sorted(context.files.faulty - {record.path for record in context.files.valid}):
        yield _Text(path, path.replace("/", " "), "文件名")  # in a text, what follows a slash is no person's number
        yield from _lines(path, context)


def _values(node: dict[str, Any] | list[Any], pointer: Pointer = ()) -> Iterator[tuple[Pointer, str]]:
    for key, value in node.items() if isinstance(node, dict) else enumerate(node):
        if isinstance(value, str):  # asked first: most are
            if len(value) >= _SHORTEST and key not in OWN_FIELDS and _MANY_DIGITS.search(value):
                yield (*pointer, key), value
        elif isinstance(value, (dict, list)):
            yield from _values(value, (*pointer, key))


def _lines(path: str, context: LedgerContext) -> Iterator[_Text]:
    root = context.files.root
    text = read_text(root, path)[0] if root else None
    for number, line in enumerate((text or "").splitlines(), 1):
        if _MANY_DIGITS.search(line) and not _asks(line):
            yield _Text(path, line, line=number)


def _asks(line: str) -> bool:
    """Tell whether a line begins like a field that asks for a number: a key that is mistyped is told as such."""
    key = _KEY.match(line)
    return bool(key and difflib.get_close_matches(key[1].lower(), _CALLED, 1, 0.75))


@ledger_rule(
    "text-number",
    "文字里有证件号码",
    why="文字会显示在网页上、印在表上，号码写进去就收不回来；号码只填在自己的栏里。",
    clause="附件2",
    requirement="R-112",
)
def number_in_text(context: LedgerContext) -> Findings:
    for item in _texts(context):
        if has_identity(item.text):
            yield item.fault(
                context,
                f"{item.where}里有身份证号、残疾人证号或银行卡号。",
                f"删掉号码，写姓名或成员编号。残疾人证号填在 number（残疾人证号），别的号不登记。{_ELSE}",
            )


@ledger_rule(
    "text-phone",
    "文字里有电话号码",
    why="文字会显示在网页上、印在表上，号码写进去就收不回来；号码只填在自己的栏里。",
    clause="附件2",
    requirement="R-112",
    severity=WARNING,
)
def telephone_in_text(context: LedgerContext) -> Findings:
    landlines = {digits_of(household.phone) for household in context.ledger.households.values()}
    for item in _texts(context):
        if has_telephone(item.text, landlines):
            yield item.fault(
                context,
                f"{item.where}里有手机号或家里的电话。",
                f"删掉号码。家里的填户档案的 phone（联系电话），责任人的填 mobile（移动手机）。{_ELSE}",
            )
