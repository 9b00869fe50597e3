"""Who may be in the ledger already, under another code: alike in name and place, or by telephone (B-06, R-112).

``site/assets/entry/duplicates.js`` is the same in the form: a test holds the two together. What is certain, and what is
alike after all, the rules on duplicates tell of the whole ledger (:mod:`jiedui.rules.ledger.duplicates`).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from jiedui.model.names import DOT, folded
from jiedui.model.withdrawal import is_withdrawn
from jiedui.struct import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jiedui.model.helper import Helper
    from jiedui.model.household import Household
    from jiedui.model.ledger import Ledger
    from jiedui.records.reader import Record

# How many are named, and how long a name is of which one character may be another.
_SHOWN, _SHORTEST = 5, 3
_CLOSED, _NEAR = "（已终止）", "同一个村，姓名只差一个字"
# Two contacts of a household that say the same of these are one, unless somebody knows better.
_CONTACT = ("date", "by", "channel", "reached")


class Twin(Struct, frozen=True):
    """A household or a helper that may be the one that is begun: its code, who and where it is, and what is alike."""

    id: str
    where: str
    why: str

    @property
    def is_near(self) -> bool:
        """Whether no more is alike than a name that is almost the same."""
        return self.why == _NEAR

    def __str__(self) -> str:
        return f"{self.id}（{self.where}）：{self.why}"


class TwinIndex:
    """The households and helpers of a ledger, by what of somebody new is compared with them."""

    def __init__(self, ledger: Ledger) -> None:
        self._units = ledger.units
        self._places: dict[tuple[str, str], list[tuple[Household, list[str]]]] = defaultdict(list)
        self._phones: dict[str, list[Household]] = defaultdict(list)
        self._helpers: dict[str, list[Helper]] = defaultdict(list)
        self._mobiles: dict[str, list[Helper]] = defaultdict(list)
        for home in ledger.households.values():
            self._places[home.county, home.township].append((home, [_fold(each.name) for each in home.members]))
            self._phones[_digits(home.phone)].append(home)
        for helper in ledger.helpers.values():
            self._helpers[_fold(helper.name)].append(helper)
            self._mobiles[_digits(helper.mobile)].append(helper)

    def of(self, kind: str, data: Mapping[str, Any]) -> tuple[Twin, ...]:
        """Return who may be the ``household`` or the ``helper`` that a new record of it is of, the first few.

        The record that has its code, and one that it goes on, are not meant.
        """
        found: dict[str, Twin] = {}
        for twin in self._like_household(data) if kind == "household" else self._like_helper(data):
            known = found.get(twin.id)
            found[twin.id] = replace(known, why=f"{known.why}；{twin.why}") if known else twin
        others = (data.get("id"), data.get("moved_from"))
        return tuple(twin for code, twin in found.items() if code not in others)[:_SHOWN]

    def _like_household(self, data: Mapping[str, Any]) -> Iterator[Twin]:
        people = {_fold(each["name"]): each["birth"] for each in data["members"] if each.get("disability")}
        for home, names in self._places.get((data["county"], data["township"]), ()):
            if why := _alike(people, home, names, data["village"]):
                yield Twin(home.id, f"{_where(home)}{_CLOSED if home.closed_on else ''}", why)
        if number := _digits(data.get("phone", "")):
            for home in self._phones.get(number, ()):
                yield Twin(home.id, _where(home), "电话相同")

    def _like_helper(self, data: Mapping[str, Any]) -> Iterator[Twin]:
        for helper in self._helpers.get(_fold(data["name"]), ()):
            yield Twin(helper.id, self._post(helper), "姓名相同")
        for helper in self._mobiles.get(_digits(data["mobile"]), ()):
            yield Twin(helper.id, self._post(helper), "手机号相同")

    def _post(self, helper: Helper) -> str:
        role, unit = helper.roles[-1], self._units.get(helper.unit)
        return f"{helper.name}，{unit.short if unit else ''}{role.department}{role.post}"


def contacts_like(data: Mapping[str, Any], contacts: Iterable[Record]) -> tuple[Twin, ...]:
    """Return which of the contacts of a household a new one may be that says ``data``, under the names of their files.

    Who was not reached in the morning may be rung up again, and whoever comes by is not who rang up.
    """
    return tuple(
        Twin(each.place.stem, each.data["channel"], "日期、联系人、方式都一样")
        for each in contacts
        if all(each.data[key] == data[key] for key in _CONTACT) and not is_withdrawn(each.data)
    )


def _where(home: Household) -> str:
    return f"{home.head.name}，{home.county}{home.township}{home.village}"


def _alike(people: Mapping[str, str], home: Household, names: list[str], village: str) -> str:
    """Return what of a household in the same township is alike."""
    head = _fold(home.head.name)
    if people.keys().isdisjoint(names):
        near = home.village.startswith(village) and any(_is_near(name, head) for name in people)
        return _NEAR if near else ""
    same = [member for member in home.disabled if _fold(member.name) in people]
    if any(people[_fold(member.name)] == member.birth for member in same):
        return "姓名、出生日期、乡镇都相同"
    return "姓名、乡镇相同" if same or head in people else ""


def _fold(name: str) -> str:
    return folded(name).replace(DOT, "")


def _digits(number: str) -> str:
    return "".join(filter(str.isdigit, number))


def _is_near(one: str, other: str) -> bool:
    """Tell whether one character of a name is another one."""
    return len(one) == len(other) >= _SHORTEST and sum(a != b for a, b in zip(one, other, strict=True)) == 1
