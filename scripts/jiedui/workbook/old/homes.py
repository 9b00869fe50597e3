"""Which rows of an old workbook are one household: by number, by householder, or by address and telephone (R-080)."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from jiedui.workbook.book.references import code_in
from jiedui.workbook.old.samples import holder_of
from jiedui.workbook.old.targets import Ours, Whole, parted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jiedui.workbook.old.lines import OldLine
    from jiedui.workbook.old.sheet_map import SheetMap

SELF = "本人"
_DISABILITY = (Ours.CERTIFICATE, Ours.CATEGORY, Ours.GRADE)
_HOUSEHOLDERS = ("户主", SELF)
_NEW = "新"
_KEYS = (Ours.NUMBER, Whole.HOUSEHOLDER_IDENTITY, Whole.HOUSEHOLDER)
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
        number = line.text(Ours.NUMBER)
        if code := code_in(number):
            return code
        found = self._by_number[number] if number else set()
        return next(iter(found)) if len(found) == 1 else self._by_holder.get(line.holder, "")

    def _add(self, mapped: SheetMap, lines: Iterable[OldLine]) -> None:
        last: Key = ()
        for line in lines:
            last = last if last and _goes_on(line, mapped) else self._key(line, mapped)
            label = self._labels.setdefault(last, code_in(last[2]) if last[0] == Ours.NUMBER else "")
            if not label:
                label = self._labels[last] = f"{_NEW}{len(self._labels)}"
            self._of_line[line.sheet, line.number] = label
            self._by_number[line.text(Ours.NUMBER)].add(label)
            if line.holder:
                self._by_holder.setdefault(line.holder, label)

    def _key(self, line: OldLine, mapped: SheetMap) -> Key:
        """Return what rows of one household have in common. Numbers of sheets of one kind begin anew in each."""
        if number := line.text(Ours.NUMBER):
            anew = self._alike[mapped.targets] > 1 and not code_in(number)
            return Ours.NUMBER, mapped.name if anew else "", number
        if holder := holder_of(line.text(Whole.HOUSEHOLDER_IDENTITY)):
            return Whole.HOUSEHOLDER_IDENTITY, holder
        place = (line.text(Ours.TOWNSHIP), line.text(Ours.VILLAGE))
        if name := line.text(Whole.HOUSEHOLDER):
            return Whole.HOUSEHOLDER, name, *place
        if line.text(Ours.HOUSE) and line.text(Ours.PHONE) and not line.text(Whole.TO_HOUSEHOLDER):
            return Ours.HOUSE, *place, line.text(Ours.HOUSE), line.text(Ours.PHONE)
        return "行", line.sheet, str(line.number)


def _goes_on(line: OldLine, mapped: SheetMap) -> bool:
    """Tell whether a row is of the household of the row above: it says nothing of a household itself."""
    if to := line.text(Whole.TO_HOUSEHOLDER):
        return to not in _HOUSEHOLDERS and not any(map(line.text, _KEYS))
    if any(map(line.text, _KEYS)) or any(line.own(place) for place in (*line.cells,) if parted(place)[0] == _OF_HOUSE):
        return False
    related = line.text(Ours.RELATION) not in ("", SELF) and not line.text(Ours.CERTIFICATE)
    return related or not mapped.targets.isdisjoint(_KEYS)


def relate(lines: Sequence[OldLine]) -> int:
    """Say what the people of a household are to its first disabled person: 本人, and what they are to a householder.

    Returns of how many it cannot be told. That all are 本人, as holds for a whole sheet, holds for the first alone.
    """
    first = next((line for line in lines if is_disabled(line)), None)
    heads = first is not None and first.text(Whole.TO_HOUSEHOLDER) in _HOUSEHOLDERS
    untold = 0
    for line in lines:
        is_first = first is not None and (line.text(Ours.NAME), line.holder) == (first.text(Ours.NAME), first.holder)
        said, fixed = line.cells.get(Whole.TO_HOUSEHOLDER), line.cells.get(Ours.RELATION)
        if fixed and fixed.column is None and not is_first:
            del line.cells[Ours.RELATION]
            untold += 1
        elif said and not fixed and is_first:
            line.fill(Ours.RELATION, SELF, said)
        elif said and not fixed and heads:
            line.fill(Ours.RELATION, said.text, said)
        elif said and not fixed:
            untold += 1
    return untold


def is_disabled(line: OldLine) -> bool:
    """Tell whether a row is of a disabled person: of one with a certificate, a category or a grade."""
    return any(map(line.text, _DISABILITY))
