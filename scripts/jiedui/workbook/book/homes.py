"""Which rows of an old workbook are one household: by number, by householder, or by address and telephone (R-080)."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from jiedui.workbook.book.old_lines import CERTIFICATE, HOUSE, TOWNSHIP, VILLAGE
from jiedui.workbook.book.references import code_in
from jiedui.workbook.book.samples import holder_of
from jiedui.workbook.book.targets import Whole, parted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jiedui.workbook.book.old_lines import OldLine
    from jiedui.workbook.book.sheet_map import SheetMap

NUMBER, PHONE, RELATION = "户.户编号", "户.联系电话", "成员.与残疾人关系"
SELF = "本人"
_NAME, _DISABILITY = "成员.姓名", (CERTIFICATE, "残疾.残疾类别", "残疾.残疾等级")
_HOUSEHOLDERS = ("户主", SELF)
_NEW = "新"
_KEYS = (NUMBER, Whole.HOUSEHOLDER_IDENTITY, Whole.HOUSEHOLDER)
_OF_HOUSE = "户"

Key = tuple[str, ...]
Sheets = list[tuple["SheetMap", list["OldLine"]]]


class Homes:
    """The households of the roster sheets of an old workbook, each under a label of its own: a code of ours, or 新1."""

    def __init__(self, sheets: Sheets) -> None:
        self._alike = Counter(mapped.targets for mapped, _ in sheets)
        self._labels: dict[Key, str] = {}
        self._by_number: defaultdict[str, set[str]] = defaultdict(set)
        self._by_holder: dict[str, str] = {}
        self._of_line: dict[tuple[str, int], str] = {}
        for mapped, lines in sheets:
            self._add(mapped, lines)

    def of(self, line: OldLine) -> str:
        """Return the label of the household of a row of the roster."""
        return self._of_line[line.sheet, line.number]

    def meant(self, line: OldLine) -> str:
        """Return the label of the household that a row of another sheet means by number; empty where none is told."""
        number = line.text(NUMBER)
        if code := code_in(number):
            return code
        found = self._by_number[number] if number else set()
        return next(iter(found)) if len(found) == 1 else self._by_holder.get(line.holder, "")

    def _add(self, mapped: SheetMap, lines: Iterable[OldLine]) -> None:
        last: Key = ()
        for line in lines:
            last = last if last and _goes_on(line, mapped) else self._key(line, mapped)
            label = self._labels.setdefault(last, code_in(last[2]) if last[0] == NUMBER else "")
            if not label:
                label = self._labels[last] = f"{_NEW}{len(self._labels)}"
            self._of_line[line.sheet, line.number] = label
            self._by_number[line.text(NUMBER)].add(label)
            if line.holder:
                self._by_holder.setdefault(line.holder, label)

    def _key(self, line: OldLine, mapped: SheetMap) -> Key:
        """Return what rows of one household have in common. Numbers of sheets of one kind begin anew in each."""
        if number := line.text(NUMBER):
            anew = self._alike[mapped.targets] > 1 and not code_in(number)
            return NUMBER, mapped.name if anew else "", number
        if holder := holder_of(line.text(Whole.HOUSEHOLDER_IDENTITY)):
            return Whole.HOUSEHOLDER_IDENTITY, holder
        place = (line.text(TOWNSHIP), line.text(VILLAGE))
        if name := line.text(Whole.HOUSEHOLDER):
            return Whole.HOUSEHOLDER, name, *place
        if line.text(HOUSE) and line.text(PHONE) and not line.text(Whole.TO_HOUSEHOLDER):
            return HOUSE, *place, line.text(HOUSE), line.text(PHONE)
        return "行", line.sheet, str(line.number)


def _goes_on(line: OldLine, mapped: SheetMap) -> bool:
    """Tell whether a row is of the household of the row above: it says nothing of a household itself."""
    if to := line.text(Whole.TO_HOUSEHOLDER):
        return to not in _HOUSEHOLDERS and not any(map(line.text, _KEYS))
    if any(map(line.text, _KEYS)) or any(line.own(place) for place in (*line.cells,) if parted(place)[0] == _OF_HOUSE):
        return False
    related = line.text(RELATION) not in ("", SELF) and not line.text(CERTIFICATE)
    return related or not mapped.targets.isdisjoint(_KEYS)


def relate(lines: Sequence[OldLine]) -> int:
    """Say what the people of a household are to its first disabled person: 本人, and what they are to a householder.

    Returns of how many it cannot be told. That all are 本人, as holds for a whole sheet, holds for the first alone.
    """
    first = next((line for line in lines if is_disabled(line)), None)
    heads = first is not None and first.text(Whole.TO_HOUSEHOLDER) in _HOUSEHOLDERS
    untold = 0
    for line in lines:
        is_first = first is not None and (line.text(_NAME), line.holder) == (first.text(_NAME), first.holder)
        said, fixed = line.cells.get(Whole.TO_HOUSEHOLDER), line.cells.get(RELATION)
        if fixed and fixed.column is None and not is_first:
            del line.cells[RELATION]
            untold += 1
        elif said and not fixed and is_first:
            line.fill(RELATION, SELF, said)
        elif said and not fixed and heads:
            line.fill(RELATION, said.text, said)
        elif said and not fixed:
            untold += 1
    return untold


def is_disabled(line: OldLine) -> bool:
    """Tell whether a row is of a disabled person: of one with a certificate, a category or a grade."""
    return any(map(line.text, _DISABILITY))
