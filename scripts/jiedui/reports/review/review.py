"""What a change does to the ledger, line by line and by topic: one structure for a terminal, a forge and a machine."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum

from jiedui.struct import Struct


class ReviewTopic(StrEnum):
    """What a line is about, in the order in which a reviewer is told it; the value heads its lines."""

    UNREADABLE = "读不懂的文件"
    BULLETIN = "已印发的通报"
    GONE = "删掉的"
    IDENTITY = "姓名、证件、电话"
    REACHED = "是否联系上"
    RENAMED = "走访换了日期"
    CLOSED = "已经结束的季度"
    POLICY = "政策和名录"
    FEDERATIONS = "几个残联的记录"
    OUTSIDE = "不是记录的文件"
    EFFECT = "数字的变化"
    WITHDRAWN = "撤销的、终止的"
    ADDED = "新登记的"
    BEGUN = "结对开始"
    ENDED = "结对结束"
    CONTACT = "新的联系"
    FACT = "改了的内容"

    @property
    def is_loud(self) -> bool:
        """Whether a reviewer has to see each line of it first, since it hides easily and weighs much."""
        return self in _LOUD


_LOUD = frozenset(list(ReviewTopic)[: list(ReviewTopic).index(ReviewTopic.EFFECT)])


class ReviewLine(Struct, frozen=True):
    """One thing that a change does: to ``subject``, and what in ``parts``, one or more short sentences without end.

    ``path`` is its file from the ledger's folder, empty where it is no single one, and ``unit`` the folder of the
    federation whose it is, empty for what is nobody's own. No part holds a number of a person.
    """

    topic: ReviewTopic
    unit: str
    path: str
    subject: str
    parts: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The line as staff read it."""
        return self.told(len(self.parts))

    def told(self, most: int) -> str:
        """Return the line with so many of its parts at most, and how many more there are."""
        more = f"；另有 {len(self.parts) - most} 处" if len(self.parts) > most else ""
        return f"{self.subject}：{'；'.join(self.parts[:most])}{more}" if self.parts else self.subject


class Review(Struct, frozen=True, kw_only=True):
    """All that a change does. ``commit`` is the full name of the one that it began from.

    ``overview`` are lines on how many records of each kind, by federation, are new, changed or gone; ``units`` are what
    staff called those federations before it that it does something to, by folder.
    """

    commit: str
    overview: tuple[str, ...]
    lines: tuple[ReviewLine, ...]
    units: dict[str, str]

    def of(self, topic: ReviewTopic) -> tuple[ReviewLine, ...]:
        """Return the lines about a topic, in order of federation and file."""
        return tuple(line for line in self.lines if line.topic is topic)

    @property
    def topics(self) -> tuple[ReviewTopic, ...]:
        """The topics that there are lines about, in their order."""
        found = {line.topic for line in self.lines}
        return tuple(topic for topic in ReviewTopic if topic in found)

    @property
    def loud(self) -> tuple[ReviewLine, ...]:
        """What a reviewer has to see first."""
        return tuple(line for topic in self.topics if topic.is_loud for line in self.of(topic))

    def by_unit(self, topic: ReviewTopic) -> dict[str, int]:
        """Return how many lines about a topic each federation has, by its name; those of no known one last."""
        counts = Counter(line.unit if line.unit in self.units else "" for line in self.of(topic) if line.unit)
        known = {self.units[unit]: counts[unit] for unit in sorted(counts) if unit}
        return {**known, "别处": counts[""]} if counts[""] else known
