"""What a figure is, for whoever signs it: what is counted of what, for whom, on which day, by which readings.

Each figure declares it once; the page 指标口径 and the annex of the printed bulletin both say it.
"""

from __future__ import annotations

from enum import StrEnum

from jiedui.struct import Struct, replace

TITLE = "指标口径"
SERVES: tuple[str, ...] = ("R-096", "R-098")


_OTHERWISE = "户的属地；按责任人的单位列表时，"


class Whose(StrEnum):
    """To whom a figure is counted: the household's federation, and where figures stand by workplace, to whose."""

    RESIDENCE = "户的属地"
    STAFF = "责任人的单位"
    DAY = f"{_OTHERWISE}给那一天主责的人"
    PERIOD = (
        f"{_OTHERWISE}一户一个季度（一年）只给一个人：季度（年）最后一天主责的人，没有结束的看统计日；"
        "那天没有人主责的，给此前最后主责的人"
    )
    RAISED = f"{_OTHERWISE}给提出那天主责的人"
    CLOSED = f"{_OTHERWISE}给办结那天主责的人"
    PROMISE = f"{_OTHERWISE}给答应的人；他的结对终止以后，给接着主责的人"


class Definition(Struct, frozen=True, kw_only=True):
    """What is counted, of what (nothing, where it is no share), for whom, and on which day, in plain words."""

    numerator: str
    denominator: str = ""
    whose: Whose
    day: str
    clause: str
    readings: tuple[str, ...] = ()

    def on(self, day: str) -> Definition:
        """Return the same for another day."""
        return replace(self, day=day)

    @property
    def sentence(self) -> str:
        """All of it in one paragraph."""
        counted = f"{self.numerator} ÷ {self.denominator}" if self.denominator else self.numerator
        readings = f"读法 {'、'.join(self.readings)}" if self.readings else "没有另定的读法"
        return f"{counted}。算给谁：{self.whose}。哪一天：{self.day}。依据 {self.clause}，{readings}。"
