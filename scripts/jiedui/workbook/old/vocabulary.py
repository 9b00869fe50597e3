"""What a head of an old sheet names: a column of ours, something else, or several things that nobody can part (R-080).

A word names by being the whole head; one of three characters or more also by being held in it.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from jiedui.workbook.head_words import LONGEST, NAMES, OTHERS, bare_head, held
from jiedui.workbook.old.targets import parted, target
from jiedui.workbook.old.words import (
    HEADS,
    HELPERS,
    NAMED_HELPER,
    NAMES_SOMEBODY,
    NOWHERE,
    OF_HELPER,
    OF_HOUSEHOLDER,
    TABLES,
    VISITORS,
    SheetSubject,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jiedui.workbook.book.tables import BookTable

# Of whom a head may say that it speaks, where a sheet is about them anyway.
_SUBJECTS = re.compile(r"(?:残疾人|帮扶对象|帮扶户|对象|本人|家庭)(?=..)")
_AROUND = re.compile(r"(?:是否|有无)?(?:已?享受|参加|纳入|属于|有)?了?|(?:情况|状况|信息|与否)\Z")
_AND = re.compile("[、/]")
_TELLS_INSIDE = 3
# What begins the columns that a helper and a household have in common: they stand under the band of either.
_BETWEEN = "结对."


class HeadOwner(StrEnum):
    """Of whom a column speaks."""

    PERSON = "残疾人"
    HELPER = "责任人"
    HOUSEHOLDER = "户主"


class Heard(NamedTuple):
    """What a head names: the targets, and whether in so many words; or why it goes nowhere."""

    targets: tuple[str, ...] = ()
    owner: HeadOwner = HeadOwner.PERSON
    exact: bool = False
    why: str = ""


class Vocabulary:
    """The words of the heads of sheets whose rows are one :class:`SheetSubject`."""

    def __init__(self, subject: SheetSubject, tables: Sequence[BookTable]) -> None:
        self.subject = subject
        self._own = {
            _full(column.head): target(table, column)
            for table in reversed([each for each in tables if each.name in TABLES[subject]])
            for column in reversed(table.columns)
            if column.key is None
        }
        self._words = {word: place for place, words in HEADS[subject].items() for word in (_head_of(place), *words)}
        self._helper = _by_word(OF_HELPER) if subject is SheetSubject.PEOPLE else {}

    def find(self, head: str, band: str = "") -> Heard:
        """Return what a head names, below a ``band`` that stands over several of them."""
        full, word = _full(head), bare_head(head)
        if not word or len(word) > LONGEST:
            return Heard()
        owner, rest = self._owner(word)
        if owner is HeadOwner.PERSON:
            owner, _ = self._owner(bare_head(band))
            if owner is HeadOwner.HELPER and self._words.get(word, "").startswith(_BETWEEN):
                owner = HeadOwner.PERSON
        if owner is not HeadOwner.PERSON:
            return self._of(owner, rest)
        if full in self._own:
            return Heard((self._own[full],), exact=True)
        return self._of_person(word, bare_head(band))

    def of_helper(self, head: str) -> str:
        """Return what a head names if it speaks of a helper; empty where it names nothing of one."""
        return self._helper.get(bare_head(head), "")

    def _owner(self, word: str) -> tuple[HeadOwner, str]:
        helpers = (*VISITORS, *HELPERS) if self.subject is SheetSubject.VISITS else HELPERS
        if begun := next((each for each in helpers if word.startswith(each)), ""):
            return HeadOwner.HELPER, word.removeprefix(begun)
        if self.subject is SheetSubject.PEOPLE and word.startswith(HeadOwner.HOUSEHOLDER):
            return HeadOwner.HOUSEHOLDER, word.removeprefix(HeadOwner.HOUSEHOLDER)
        return HeadOwner.PERSON, word

    def _of(self, owner: HeadOwner, rest: str) -> Heard:
        if self.subject is SheetSubject.HELPERS:
            return self._of_person(rest or NAMES[0], "")
        words = _HOUSEHOLDER if owner is HeadOwner.HOUSEHOLDER else self._helper
        name = NAMED_HELPER.get(self.subject, "") if rest in ("", *NAMES) and owner is HeadOwner.HELPER else ""
        found = name or words.get(rest, "")
        return Heard((found,) if found else (), owner, exact=True)

    def _of_person(self, word: str, band: str) -> Heard:
        plain = [*_banded(word, band), _AND.sub("", word)]
        said = [*plain, _SUBJECTS.sub("", word, count=1)]
        said += {_AROUND.sub("", word)} - NAMES_SOMEBODY  # 是否残疾人 asks for no name
        if whole := next((self._words[each] for each in said if each in self._words), ""):
            return Heard((whole,), exact=not self._words.keys().isdisjoint(plain))
        if any(other in word for other in OTHERS):
            return Heard(why="说的是别人。")
        why = next((why for said, why in NOWHERE.items() if said in word), "")
        if why and self.subject is SheetSubject.PEOPLE:
            return Heard(why=why)
        return self._inside(word, band)

    def _inside(self, word: str, band: str) -> Heard:
        parts = [part for part in _AND.split(word) if part]
        telling = [each for each in self._words if len(each) >= _TELLS_INSIDE and each not in NAMES_SOMEBODY]
        found = [self._words[each] for each in held(word, telling)]
        if len(parts) > 1:
            found = [place for part in parts for place in self._of_person(part, band).targets]
        if len(places := tuple(dict.fromkeys(found))) > 1:
            return Heard(why=f"一格里有几件事：{'、'.join(places)}，分不开。")
        return Heard(places)


def _head_of(place: str) -> str:
    table, head = parted(place)
    return bare_head(head or table)


def _full(head: str) -> str:
    return "".join(unicodedata.normalize("NFKC", head).split()).strip("*:")


def _banded(word: str, band: str) -> Iterator[str]:
    """Yield what a column is called whose head goes on from its band: 类别 under 残疾情况, 日期 under 走访."""
    trimmed = _AROUND.sub("", band)
    if trimmed and trimmed != word:
        yield f"{trimmed}{word}"


def _by_word(words: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {word: place for place, said in words.items() for word in said}


_HOUSEHOLDER = _by_word(OF_HOUSEHOLDER)
