"""Documents and clauses: what the policy cites exists, and each clause is of its document (R-001, 发文).

The words of a later document stand beside those of the notice, and each clause names its own.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from jiedui.notice import BLANK
from jiedui.pattern import pattern
from jiedui.records.kinds import POLICY_KINDS
from jiedui.rules.registry import WARNING, ledger_rule, record_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.records.reader import Record
    from jiedui.records.values import Json, Pointer
    from jiedui.rules.context import Findings, LedgerContext, RuleContext


def _cited(node: dict[str, Any] | list[Any], pointer: Pointer = ()) -> Iterator[tuple[str, Pointer]]:
    for key, value in node.items() if isinstance(node, dict) else enumerate(node):
        if key == "clause":
            yield value, (*pointer, key)
        elif isinstance(value, (dict, list)):
            yield from _cited(value, (*pointer, key))


@record_rule(
    "clause-unknown",
    "没有这个条款",
    why="每条规定都要引得到通知的条款。",
    clause="发文",
    requirement="R-001",
    kinds=POLICY_KINDS,
)
def clauses_exist(record: Record, context: RuleContext) -> Findings:
    for clause, pointer in _cited(record.data):
        if clause not in context.policy.clauses:
            yield context.fault(
                pointer,
                f"通知里没有条款“{clause}”。",
                remedy="条款编号见 policy/clauses.yml，例如 五(四)3。",
            )


@ledger_rule(
    "document-order",
    "文件没有按先后排列",
    why="条款编号前面没有代号的，是第一份文件的条款；文件的先后变了，条款就归错了文件。",
    clause="发文",
    requirement="R-001",
)
def documents_in_order(context: LedgerContext) -> Findings:
    for record in context.files.of_kind("policy-clauses"):
        for index, (earlier, later) in enumerate(pairwise(record.data["documents"]), 1):
            if _issued(later["id"]) < _issued(earlier["id"]):
                yield context.file(record.path).fault(
                    ("documents", index, "id"),
                    f"文件 {later['id']} 排在 {earlier['id']} 后面。",
                    remedy="按印发的先后排列，最早的通知排在第一。",
                )


def _issued(document: str) -> tuple[int, ...]:
    """Return what a document's id says of its time: its year, and its number within it."""
    return tuple(int(part) for part in document.split("-"))


@ledger_rule(
    "document-unknown",
    "条款没有写对文件代号",
    why="条款编号前面的代号说明是哪份文件的，第一份文件的条款不写代号。",
    clause="发文",
    requirement="R-001",
)
def documents_exist(context: LedgerContext) -> Findings:
    notice, *others = context.policy.documents
    known = {document.id for document in others}
    for record in context.files.of_kind("policy-clauses"):
        for index, item in enumerate(record.data["clauses"]):
            document, _, number = item["id"].rpartition(":")
            if document and document not in known:
                first = document == notice.id
                yield context.file(record.path).fault(
                    ("clauses", index, "id"),
                    "第一份文件的条款不写代号。" if first else f"没有代号是 {document} 的文件。",
                    remedy="删掉代号和冒号。" if first else "先在 documents 里登记这份文件，代号前后一致。",
                    suggestion=number if first else "",
                )


# The year in a document's number, in whatever brackets; official ones are six-cornered (GB/T 9704).
_YEAR = pattern(r"[〔﹝［\[【（(](?P<year>[0-9]{4})[〕﹞］\]】）)]")


@ledger_rule(
    "document-number",
    "发文字号写得不对",
    why="发文字号里的年份用六角括号，和文件代号是同一年的；写法不同，同一份文件会登记两次。",
    clause="发文",
    requirement="R-001",
    severity=WARNING,
)
def numbers_are_official(context: LedgerContext) -> Findings:
    for record in context.files.of_kind("policy-clauses"):
        for index, item in enumerate(record.data["documents"]):
            found = _YEAR.search(item["number"])
            place = ("documents", index, "number")
            if found and found[0] != (right := f"〔{found['year']}〕"):
                yield context.file(record.path).fault(
                    place,
                    f"发文字号 {item['number']} 的年份没有用六角括号。",
                    remedy="年份写在〔〕里。",
                    suggestion=item["number"].replace(found[0], right),
                )
            elif found and int(found["year"]) != _issued(item["id"])[0]:
                yield context.file(record.path).fault(
                    place, f"文件 {item['id']} 的发文字号是 {found['year']} 年的。", remedy="核对文件代号和发文字号。"
                )


@ledger_rule(
    "document-empty",
    "登记了文件，没有登记条款",
    why="引用的规定要看得到原文。",
    clause="发文",
    requirement="R-001",
    severity=WARNING,
)
def documents_have_clauses(context: LedgerContext) -> Findings:
    issued = [_issued(document.id) for document in context.policy.documents]
    if issued != sorted(issued):
        return  # which clauses are the first one's is not known
    told = {context.policy.document_of(clause).id for clause in context.policy.clauses}
    for record in context.files.of_kind("policy-clauses"):
        for index, item in enumerate(record.data["documents"]):
            if item["id"] not in told:
                yield context.file(record.path).fault(
                    ("documents", index),
                    f"文件 {item['number']} 没有一个条款。",
                    remedy=f"在 clauses 里登记它的全文，编号写成 {item['id']}:一 这样。",
                )


@record_rule(
    "document-blank",
    "文件里有没填的地方",
    why="软件带的通知没有文号和姓名；照本市印发的文件填上，引用的地方才看得出是哪份文件。",
    clause="发文",
    requirement="R-001",
    severity=WARNING,
    kinds=POLICY_KINDS,
)
def blanks_are_filled(record: Record, context: RuleContext) -> Findings:
    for blank, pointer in _blanks(record.data):
        remedy = "照本市印发的文件填写，两边的〔〕一起换掉。"
        yield context.fault(pointer, f"这里还没有填：{blank}。", remedy=remedy)


def _blanks(node: Json, pointer: Pointer = ()) -> Iterator[tuple[str, Pointer]]:
    """Yield the first blank of each text, and where that stands."""
    if isinstance(node, str):
        if found := BLANK.search(node):
            yield found[0], pointer
    elif isinstance(node, (dict, list)):
        for key, value in node.items() if isinstance(node, dict) else enumerate(node):
            yield from _blanks(value, (*pointer, key))


_WHAT_IS_DATED = (
    "删掉日期。从某天起才变的：户数和宽限在 policy/quotas.yml 里写新的一条（need、grace_days），"
    "不要求联系的季度写进 exempt_quarters，"
    "政策项目写在 benefits.yml 里。别的参数不能只改以后的：先冻结以前各季度的通报，"
    "再改；冻结的通报不变，页面上以前的季度按新的算，下一期通报会写明。"
)


@ledger_rule(
    "reading-dated",
    "读法写了日期",
    why="读法不分日期，改了就对所有季度都改；写了日期的，会以为以前的季度不变。",
    clause="发文",
    requirement="R-001",
    severity=WARNING,
)
def readings_hold_always(context: LedgerContext) -> Findings:
    for record in context.files.of_kind("policy-readings"):
        for index, item in enumerate(record.data["readings"]):
            if key := next((key for key in ("from", "to") if key in item), ""):
                yield context.file(record.path).fault(
                    ("readings", index, key),
                    f"读法 {item['id']} 写了日期，计算时不看：参数对所有季度都一样。",
                    remedy=_WHAT_IS_DATED,
                )
