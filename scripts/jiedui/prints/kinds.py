"""The kinds of print by the name under which the command knows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jiedui.model.ledger import Ledger
from jiedui.prints import card_files, county, forms, handbook, household_sheet, outline
from jiedui.prints.choice import Choice
from jiedui.prints.document import Document, environment, long_date
from jiedui.prints.writer import write_documents

Documents = Callable[[Ledger, date, Choice], Iterable[Document]]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of print: its Chinese title, what it is for (one sentence of the index), and what makes it."""

    title: str
    purpose: str
    documents: Documents
    index: Callable[[Ledger, date, Choice], str] | None = None


KINDS = {
    "cards": Kind(
        "结对帮扶联系卡", "通知的附件3：一张留给家庭，一张由责任人留存。", card_files.documents, card_files.index
    ),
    "forms": Kind("结对帮扶情况登记表", "通知的附件2：每位残疾人一张，另有空白表。", forms.documents),
    "household": Kind("我家的帮扶", "大字、白话，每户一张，留给家庭自己看。", household_sheet.documents),
    "outline": Kind("走访提纲", "每户一张，走访前打印，回来照着录入。", outline.documents),
    "handbook": Kind("帮扶手册", "每位帮扶责任人一本，封面是自己的户。", handbook.documents),
    "county": Kind("县页", "每个残联一张，开会和汇报用。", county.documents),
}


def write_prints(name: str, ledger: Ledger, as_of: date, choice: Choice, out: Path) -> list[Path]:
    """Write one kind of print, by its name in ``KINDS``, below ``out``; return the files, the index first.

    Raises ``KeyError`` for an unknown name and :class:`~jiedui.prints.writer.ForeignFileError`, before anything is
    written, where a file of another origin stands in the way.
    """
    kind = KINDS[name]
    documents = list(kind.documents(ledger, as_of, choice))
    index = kind.index(ledger, as_of, choice) if kind.index else _index(kind, ledger, as_of, documents)
    return write_documents(out, index, documents)


def _index(kind: Kind, ledger: Ledger, as_of: date, documents: list[Document]) -> str:
    units = {unit.id: unit.short for unit in ledger.units.values()}
    template = environment().get_template("documents.html.j2")
    return template.render(
        kind=kind, ledger_name=ledger.policy.name, as_of=long_date(as_of), documents=documents, units=units
    )
