"""Where the columns of an old sheet may go: by what they are called, else by what stands in them, each with the reason.

What only may be is left out, with the words for a clerk to put it in: no guess becomes a fact.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from jiedui.workbook.head_words import bare_head
from jiedui.workbook.marks import letters
from jiedui.workbook.old.headings import ColumnHead, cell
from jiedui.workbook.old.samples import (
    Sample,
    day_in,
    holder_of,
    is_address,
    is_certificate,
    is_identity,
    is_name,
    is_phone,
    is_village,
    is_word,
    reads,
)
from jiedui.workbook.old.sheet_map import ColumnUse, Sure
from jiedui.workbook.old.targets import LEFT_OUT, Ours, Whole, parted
from jiedui.workbook.old.vocabulary import HeadOwner, Heard
from jiedui.workbook.old.words import NUMBERINGS, SheetSubject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from jiedui.model.divisions import Divisions
    from jiedui.workbook.book.tables import BookColumn
    from jiedui.workbook.list_heads import NumberedRow
    from jiedui.workbook.old.vocabulary import Vocabulary

    Taken = Mapping[str, ColumnUse]

_NUMBERS = frozenset((Ours.CERTIFICATE, Whole.IDENTITY))
_OF_WHOM = {"残疾人证号": Whole.IDENTITY, "身份证号": Whole.IDENTITY}
# Where texts go that are told by their looks.
_LOOKS: Mapping[SheetSubject, Mapping[str, str]] = {
    SheetSubject.PEOPLE: {
        "残疾人证号": Ours.CERTIFICATE,
        "身份证号": Whole.IDENTITY,
        "电话": Ours.PHONE,
        "乡镇、街道": Ours.TOWNSHIP,
        "县市区": Ours.COUNTY,
        "地址": Whole.ADDRESS,
        "村、社区": Ours.VILLAGE,
    },
    SheetSubject.VISITS: _OF_WHOM,
    SheetSubject.NEEDS: _OF_WHOM,
    SheetSubject.OUTINGS: _OF_WHOM,
    SheetSubject.HELPERS: {"电话": "责任人.移动手机", "乡镇、街道": "责任人.乡镇（街道）"},
}
_MIXED = 5
_OFFERED = 4
_HALF = 2


class SheetBody(NamedTuple):
    """What a sheet says in its head and below it; in the columns that are ``merged`` cells of several rows are one."""

    said: Sequence[ColumnHead]
    rows: Sequence[NumberedRow]
    merged: frozenset[int]


class UseFinder:
    """Finds where the columns of a sheet go whose rows are of one subject, the one of the words.

    ``columns`` are those of our tables that such a sheet may fill, by how they are said.
    """

    def __init__(
        self, body: SheetBody, words: Vocabulary, columns: Mapping[str, BookColumn], divisions: Divisions
    ) -> None:
        said, rows, self._merged = body
        self._words = words
        self._people = words.subject is SheetSubject.PEOPLE
        self._columns = columns
        self._divisions = divisions
        width = max((len(said), *(len(row.cells) for row in rows)))
        self._said = [said[at] if at < len(said) else ColumnHead("", "") for at in range(width)]
        self._texts = [[cell(row.cells, at) for row in rows] for at in range(width)]
        self._samples = [Sample.of(texts) for texts in self._texts]

    def uses(self) -> list[ColumnUse]:
        """Return where each column goes that has a head or anything below it; no two go into one place."""
        found = [*self._by_heads()]
        taken = {use.target: use for use in _one_each([use for use in found if use]) if use.taken}
        uses = []
        for at, use in enumerate(found):
            use = use or self._by_values(at, taken)
            if use.taken:
                taken.setdefault(use.target, use)
            if use.said or self._samples[at].texts:
                uses.append(use)
        return _one_each(uses)

    def _by_heads(self) -> Iterator[ColumnUse | None]:
        taken: set[str] = set()
        behind_helper = False
        for at, heading in enumerate(self._said):
            heard = self._words.find(heading.word, heading.band)
            # Behind the name of a helper comes what else is told of him, under heads that do not say of whom.
            of_helper = behind_helper and (not heard.targets or taken.issuperset(heard.targets))
            if of_helper and (place := self._words.of_helper(heading.word)):
                heard = Heard((place,), HeadOwner.HELPER)
            behind_helper = heard.owner is HeadOwner.HELPER
            taken |= {*heard.targets}
            yield self._by_head(at, heard)

    def _by_head(self, at: int, heard: Heard) -> ColumnUse | None:
        """Return where a column goes by its head; ``None`` where that says nothing, or what stands below cannot be."""
        texts = self._samples[at].texts
        if not texts:
            return self._left(at, "是空的。")
        if heard.why:
            return self._left(at, heard.why)
        if not heard.targets:
            return None
        (place,) = heard.targets
        if self._people and parted(place)[0] == "责任人":
            return self._left(at, f"责任人写在“责任人”表里。要从这里导入，写 {place}。")
        if place in _NUMBERS and self._people:
            return self._number(at, place)
        fitting = self._samples[at].count(lambda text: self._fits(text, place))
        if not fitting and (self._looks_of(at) or self._samples[at].mostly(day_in)):
            return None
        if fitting * _HALF < len(texts):
            return self._use(at, place, Sure.DOUBTFUL, f"看表头；{len(texts)} 格里只有 {fitting} 格读得懂。")
        return self._use(at, place, Sure.CERTAIN if heard.exact else Sure.LIKELY, "看表头。")

    def _fits(self, text: str, place: str) -> bool:
        """Tell whether a text may stand in a place."""
        if column := self._columns.get(place):
            return reads(text, column)
        return is_name(text) if place in (Whole.HOUSEHOLDER, Whole.WHOSE) else True

    def _number(self, at: int, place: str) -> ColumnUse:
        """Tell a column of certificates from one of identity numbers by their lengths, whatever its head says."""
        sample = self._samples[at]
        whole, short = sample.count(is_certificate), sample.count(is_identity)
        if not whole + short:
            return self._use(at, place, Sure.DOUBTFUL, "看表头；号码都读不懂。")
        if min(whole, short) * _MIXED >= len(sample.texts):
            why = f"{whole} 格是 20 位的残疾人证号，{short} 格是 18 位的身份证号，导入时按位数分开。"
            return self._use(at, Ours.CERTIFICATE, Sure.DOUBTFUL, why)
        if whole > short:
            why = "看表头。" if place == Ours.CERTIFICATE else "表头不是这样写的，号码是 20 位的残疾人证号。"
            return self._use(at, Ours.CERTIFICATE, Sure.CERTAIN, why)
        if place == Whole.IDENTITY:
            return self._use(at, place, Sure.CERTAIN, "看表头。")
        if any(each.mostly(is_certificate) for each in self._samples):
            return self._use(at, Whole.IDENTITY, Sure.LIKELY, "表头是残疾人证，号码是 18 位的身份证号。")
        return self._use(at, place, Sure.DOUBTFUL, "号码只有 18 位，像是身份证号，少了类别和等级两位。")

    def _by_values(self, at: int, taken: Taken) -> ColumnUse:
        """Return where a column goes by what stands in it, if one place alone is meant that is not taken yet."""
        sample = self._samples[at]
        if not sample.texts:
            return self._left(at, "是空的。")
        if sample.is_numbering or bare_head(self._said[at].word) in NUMBERINGS:
            if at in self._merged and self._people and Ours.NUMBER not in taken:
                return self._use(at, Ours.NUMBER, Sure.LIKELY, "几行合并成一个编号。")
            return self._left(at, "是编号。")
        if found := self._looks_of(at):
            place, looks = found
            if place in taken:
                return self._left(at, f"像是{looks}；{letters(taken[place].column)} 栏已经是 {place}。")
            return self._use(at, place, Sure.LIKELY, f"写的是{looks}。") if place else self._left(at, f"像是{looks}。")
        if sample.mostly(day_in):
            return self._day(at, taken)
        return self._word(at, taken) or self._name(at, taken) or self._left(at, "看不出是哪一栏。")

    def _looks_of(self, at: int) -> tuple[str, str] | None:
        """Return where a column goes by the looks of its texts, and what they are called."""
        sample = self._samples[at]
        return next(((place, looks) for test, place, looks in self._looks() if sample.mostly(test)), None)

    def _looks(self) -> Iterator[tuple[Callable[[str], object], str, str]]:
        """Yield what texts may be by their looks alone, where they go then, and what they are called."""
        places = _LOOKS.get(self._words.subject, {})
        divisions, townships = self._divisions, {name for _, name in self._divisions.by_name}
        tests: dict[str, Callable[[str], object]] = {
            "残疾人证号": is_certificate,
            "身份证号": is_identity,
            "电话": is_phone,
            "乡镇、街道": townships.__contains__,
            "县市区": divisions.counties.__contains__,
            "地址": partial(is_address, divisions),
            "村、社区": is_village,
        }
        for called, test in tests.items():
            yield test, places.get(called, ""), called

    def _day(self, at: int, taken: Taken) -> ColumnUse:
        days = [day_in(text) for text in self._texts[at]]
        if self._people and Ours.BIRTH not in taken and self._are_births(days):
            return self._use(at, Ours.BIRTH, Sure.CERTAIN, "和证号里的出生日期一样。")
        free = [
            place
            for place, column in self._columns.items()
            if column.needed
            and len(column.keys) == 1
            and place not in taken
            and reads("2026-03-05", column)
            and not reads("示例", column)
            and place != Ours.BIRTH
        ]
        if len(free) == 1 and not self._people:
            return self._use(at, free[0], Sure.LIKELY, "写的是日期。")
        return self._left(at, "是日期，看不出是哪一项的；是哪一栏就写哪一栏。")

    def _are_births(self, days: Sequence[str]) -> bool:
        """Tell whether most of the days are those that numbers in the same rows say."""
        numbers = [texts for texts, sample in zip(self._texts, self._samples, strict=True) if sample.mostly(holder_of)]
        told = [
            holder_of(texts[row])[6:14] == day.replace("-", "")
            for texts in numbers
            for row, day in enumerate(days)
            if day and holder_of(texts[row])
        ]
        return bool(told) and sum(told) * _HALF > len(told)

    def _word(self, at: int, taken: Taken) -> ColumnUse | None:
        """Return the one place that has a choice of the words in a column; ``None`` where there is none."""
        sample = self._samples[at]
        found = [place for place, column in self._columns.items() if sample.mostly(partial(is_word, column.word))]
        fewest = min((len(self._columns[place].lists) for place in found), default=0)
        likely = [place for place in found if len(self._columns[place].lists) == fewest]
        free = [place for place in likely if place not in taken]
        if not likely:
            return None
        if len(likely) == 1 and free:
            return self._use(at, free[0], Sure.LIKELY, "写的都是这一栏可以填的词。")
        offered = "、".join(likely[:_OFFERED])
        return self._left(at, f"可能是 {offered}{'等' if len(likely) > _OFFERED else ''}；是哪一栏就写哪一栏。")

    def _name(self, at: int, taken: Taken) -> ColumnUse | None:
        """Return the first column of names as that of the people; of a second one nobody can tell whose they are."""
        if not self._samples[at].mostly(is_name):
            return None
        place = Ours.NAME if self._people else Whole.WHOSE
        if place in taken or not any(sample.mostly(holder_of) for sample in self._samples):
            return self._left(
                at, f"像是姓名，看不出是谁的。{'是责任人的，写 结对.帮扶责任人。' if self._people else ''}"
            )
        return self._use(at, place, Sure.LIKELY, "像是姓名。")

    def _use(self, at: int, place: str, sure: Sure, why: str) -> ColumnUse:
        return ColumnUse(at, self._said[at].said, place, sure, why)

    def _left(self, at: int, why: str) -> ColumnUse:
        return ColumnUse(at, self._said[at].said, LEFT_OUT, why=why)


def _one_each(uses: Iterable[ColumnUse]) -> list[ColumnUse]:
    """Return uses of which no two have one target: the surest keeps it, of equals the first."""
    uses = [*uses]
    order = [*Sure]
    best: dict[str, ColumnUse] = {}
    for use in sorted(uses, key=lambda use: order.index(use.sure or Sure.DOUBTFUL)):
        best.setdefault(use.target, use)
    return [use if not use.taken or best[use.target] is use else _second(use, best[use.target]) for use in uses]


def _second(use: ColumnUse, kept: ColumnUse) -> ColumnUse:
    why = f"和 {letters(kept.column)} 栏都是 {use.target}，只取 {letters(kept.column)} 栏。"
    return ColumnUse(use.column, use.said, LEFT_OUT, why=why)
