"""Fictional identities: names, certificate numbers, phones and ids that no person has."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from jiedui.demo.dice import Dice
from jiedui.model.identity import CATEGORIES, GRADES, check_digit

if TYPE_CHECKING:
    from datetime import date

    from jiedui.model.policy import Identity

STEMS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
CODE = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
MOBILES = 10_000
LANDLINES = 100_000


class Identities:
    """Hands out identities, each once; names and phones begin anew only when all have been handed out."""

    def __init__(self, seed: int, identity: Identity) -> None:
        self._dice = Dice(seed, "identities")
        self._identity = identity
        self._names: list[str] = []
        self._mobiles: list[str] = []
        self._landlines: set[str] = set()
        self._holders: set[str] = set()
        self._codes: set[str] = set()
        self._organisations = iter(STEMS)

    def name(self) -> str:
        """Return a name such as 示例甲 or 示例甲丑; three stems only when the shorter names are used up."""
        if not self._names:
            prefix = self._identity.name_prefix
            pools = [
                self._dice.shuffled(["".join(stems) for stems in product(STEMS, repeat=size)]) for size in (1, 2, 3)
            ]
            self._names = [prefix + stems for pool in reversed(pools) for stems in reversed(pool)]
        return self._names.pop()

    def organisation(self, kind: str) -> str:
        """Return the name of an organisation such as 示例甲助残服务中心."""
        return f"{self._identity.name_prefix}{next(self._organisations)}{kind}"

    def mobile(self) -> str:
        """Return a mobile number; none comes twice before all have come."""
        if not self._mobiles:
            numbers = self._dice.shuffled(range(MOBILES))
            self._mobiles = [f"{self._identity.mobile_prefix}{number:04d}" for number in numbers]
        return self._mobiles.pop()

    def landline(self) -> str:
        """Return a landline number, a new one as long as there is one."""
        while True:
            number = f"{self._identity.landline_prefix}{self._dice.number(0, LANDLINES * 10 - 1):06d}"
            if number not in self._landlines or len(self._landlines) >= LANDLINES:
                self._landlines.add(number)
                return number

    def code(self, prefix: str) -> str:
        """Return a new id such as YYL-7K3Q, or YYL-B-7K3Q for the prefix YYL-B."""
        while True:
            found = f"{prefix}-{''.join(self._dice.pick(CODE) for _ in range(4))}"
            if found not in self._codes:
                self._codes.add(found)
                return found

    def certificate(self, county: str, birth: date, sex: str, category: str, grade: str, reissued: int = 0) -> str:
        """Return a certificate number of the fictional twin of ``county`` (its six-digit code)."""
        area = self._identity.id_area_prefix + county[2:]
        while True:
            sequence = self._dice.number(0, 499) * 2 + (sex == "男")
            body = f"{area}{birth:%Y%m%d}{sequence:03d}"
            if body not in self._holders:
                self._holders.add(body)
                suffix = f"B{reissued}" if reissued else ""
                return f"{body}{check_digit(body)}{certified(category, grade)}{suffix}"


def certified(category: str, grade: str) -> str:
    """Return the two digits of a certificate number that state category and grade."""
    return f"{CATEGORIES.index(category) + 1}{GRADES.index(grade) + 1}"
