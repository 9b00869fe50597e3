"""Findings: what ``check`` says about a record, and the rules that say it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from jiedui.pattern import pattern
from jiedui.records.day_forms import COMPACT_DAY, DAY
from jiedui.records.digits import GAP, UNSEEN, loose
from jiedui.struct import Struct, replace

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from jiedui.records.values import Pointer


class Severity(StrEnum):
    """How much a finding weighs: 错误 stops a merge, 警告 asks for a second look."""

    ERROR = "错误"
    WARNING = "警告"


# The scope of the rules that compare the ledger with what it was.
CHANGE = "改动"


class Rule(Struct, frozen=True, kw_only=True):
    """One thing that ``check`` looks for.

    ``scope`` says how much of the ledger the rule sees: 文件, 户, 台账 or, compared with what it was, 改动. ``clause``
    is the clause of the notice it serves (empty where it guards the file format itself) and ``why`` is what the rule
    reference tells staff.
    """

    id: str
    title: str
    scope: str
    why: str
    clause: str = ""
    requirement: str = ""
    severity: Severity = Severity.ERROR

    def at(  # noqa: PLR0913  (a finding has these parts, each by its name)
        self,
        path: str,
        pointer: Pointer = (),
        *,
        message: str,
        remedy: str,
        suggestion: str = "",
        line: int = 0,
        column: int = 0,
        missing: str = "",
    ) -> Finding:
        """Return a finding of this rule at ``pointer`` (keys and indices from the root) in the file ``path``.

        Numbers that must not be shown are hidden in ``message`` and ``remedy``, if these are not :class:`OwnWords`; a
        ``suggestion`` that holds one is left out.
        """
        return Finding(
            rule=self,
            path=path,
            pointer=pointer,
            message=redact(message),
            remedy=redact(remedy),
            suggestion=suggestion if redact(suggestion) == suggestion else "",
            line=line,
            column=column,
            missing=missing,
        )


class Finding(Struct, frozen=True, kw_only=True):
    """One fault at one place. ``line`` and ``column`` count from 1; 0 means the file as a whole.

    ``count`` is how many faults it speaks for: more than one where the others are not named.
    """

    rule: Rule
    path: str
    pointer: Pointer
    message: str
    remedy: str
    suggestion: str = ""
    line: int = 0
    column: int = 0
    # A missing key has no place of its own: the finding then points at the mapping that lacks it.
    missing: str = ""
    count: int = 1

    @property
    def severity(self) -> Severity:
        """How much it weighs: as much as its rule."""
        return self.rule.severity

    @property
    def way(self) -> Pointer:
        """The pointer to what it is about, be that there or missing."""
        return (*self.pointer, self.missing) if self.missing else self.pointer

    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order by file, then place, so that a report reads from top to bottom."""
        return (self.path, self.line, self.column, self.rule.id, self.message)

    def placed(self, line: int, column: int) -> Finding:
        """Return the same finding with its place in the text."""
        return replace(self, line=line, column=column)


class Judged(Struct, frozen=True):
    """What came of one record: its data, or ``None`` and at least one finding that says why there is none."""

    data: dict[str, Any] | None
    findings: tuple[Finding, ...] = ()


class OwnWords(str):
    """Words of this program and its schemas alone, with nothing from a record: their examples of numbers are shown."""

    __slots__ = ()


# Digits with nothing but signs between them, in a folded text. Seven in one piece are a phone, a certificate or a part
# of one, but for a day written so; in several they count from eleven on, but for days: 2026-03-05 stays readable, with
# the number in a file's name, too. Where days are parted from other figures as groups of a number are, they count.
_ROW = pattern(rf"[0-9](?:{GAP}*[0-9])*(?:[ \-.·]?[Xx](?![A-Za-z.]))?(?:B[0-9]+)?")
_PIECE = pattern(rf"[0-9](?:{UNSEEN}*[0-9]){{6,}}[Xx]?(?:B[0-9]+)?")
_NUMBERED_DAY = rf"{DAY}(?:-[0-9]{{1,2}}(?![0-9]))?"
_GROUPED = rf"[ \-.·_\u2010-\u2015{UNSEEN}]"
_DAYS = pattern(
    rf"(?<![0-9]{_GROUPED})(?<![0-9]{_GROUPED}{{2}}){_NUMBERED_DAY}(?:{GAP}+{_NUMBERED_DAY})*(?!{_GROUPED}*[0-9])"
)
_COMPACT_DAY = pattern(rf"{COMPACT_DAY}\Z")
_MOST_SHOWN = 10
# The full name of a commit or a tree in Git stands alone, is not a group of a longer number, and holds no digits that
# could be a mobile, a landline with its area, or an identity. A short name may look like a phone: it stays hidden.
_GIT_NAME = pattern(
    r"(?<![0-9A-Za-z０-９Ａ-Ｚａ-ｚ])(?<![0-9０-９][ \-.·_])"
    r"(?![0-9a-f]*(?:1[3-9][0-9]{9}|0[0-9]{9}|[0-9]{15}))"
    r"([0-9a-f]{40}(?:[0-9a-f]{24})?)"
    r"(?![0-9A-Za-z０-９Ａ-Ｚａ-ｚ]|[ \-.·_][0-9０-９])"
)
# What stands in the place of a number that must not be shown.
HIDDEN = "（号码不显示）"
_BRACKET = pattern(f" *{HIDDEN} *")  # a full-width bracket brings its own room
# What is not printed, and what turns the order of others around, so that a name reads otherwise than it is.
_UNPRINTABLE = pattern(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_SHOWN = 40


def redact(text: str) -> str:
    """Make ``text`` fit to be shown: on one line, and without any certificate, identity or phone number.

    Every run of digits that could be such a number is hidden. A file's name is text too: it may hold a number, a line
    feed, or bytes that are not UTF-8 (lone surrogates, which no terminal prints). :class:`OwnWords` are shown as they
    are.
    """
    if isinstance(text, OwnWords):
        return text
    parts = _GIT_NAME.split(text)
    parts[::2] = map(_without_numbers, parts[::2])  # between them stand the names
    return printable("".join(parts))


def printable(text: str) -> str:
    """Return ``text`` on one line, with a mark for every character that would not be seen as it is."""
    return _UNPRINTABLE.sub("\ufffd", text)


def _without_numbers(text: str) -> str:
    folded = loose(text)
    shown: list[str] = []
    end = 0
    for row in _ROW.finditer(folded):
        for start, stop in _numbers(row):
            shown += text[end:start], HIDDEN
            end = stop
    return _BRACKET.sub(HIDDEN, "".join(shown) + text[end:])


def _numbers(row: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Yield where numbers that must not be shown begin and end: the row of digits as a whole, or pieces of it."""
    rest, days = _DAYS.subn("", row[0])
    if sum(map(str.isdigit, rest)) + (days > 0) > _MOST_SHOWN:
        yield row.span()
        return
    for piece in _PIECE.finditer(row[0]):
        if not _COMPACT_DAY.match(piece[0]):
            yield row.start() + piece.start(), row.start() + piece.end()


def shown(text: str) -> str:
    """Return a key or a name from a record for a message: on one line, shortened, and named when it is empty."""
    text = " ".join(text.split())
    return (text if len(text) <= _SHOWN else text[:_SHOWN] + "…") or "（空）"


class Registry:
    """All rules by id, in the order in which they were declared."""

    def __init__(self) -> None:
        self._rules: dict[str, Rule] = {}

    def add(self, rule: Rule) -> Rule:
        """Keep ``rule``; raise ``ValueError`` when its id is taken."""
        if rule.id in self._rules:
            raise ValueError(f"rule id used twice: {rule.id}")
        self._rules[rule.id] = rule
        return rule

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._rules.values())

    def __getitem__(self, rule_id: str) -> Rule:
        return self._rules[rule_id]


RULES = Registry()


def declare(  # noqa: PLR0913  (a rule has these parts)
    rule_id: str,
    title: str,
    scope: str,
    why: str,
    *,
    clause: str = "",
    requirement: str = "",
    severity: Severity = Severity.ERROR,
) -> Rule:
    """Declare a rule and enter it in :data:`RULES`."""
    return RULES.add(
        Rule(id=rule_id, title=title, scope=scope, why=why, clause=clause, requirement=requirement, severity=severity)
    )
