"""Who may be in the ledger already, under another code: alike in name and place, or by telephone (B-06, R-112).

``site/assets/entry/duplicates.js`` is the same in the form: a test holds the two together. What is certain, and what is
alike after all, the rules on duplicates tell of the whole ledger (:mod:`jiedui.rules.ledger.duplicates`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from jiedui.model.names import DOT, folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jiedui.model.household import Household
    from jiedui.model.ledger import Ledger

# How many are named, and how long a name is of which one character may be another.
_SHOWN, _SHORTEST = 5, 3
_CLOSED = "（已终止）"


@dataclass(frozen=True, slots=True)
class Twin:
    """A household or a helper that may be the one that is begun: its code, who and where it is, and what is alike."""

    id: str
    where: str
    why: str

    def __str__(self) -> str:
        return f"{self.id}（{self.where}）：{self.why}"


def twins(kind: str, data: Mapping[str, Any], ledger: Ledger) -> tuple[Twin, ...]:
    """Return who may be the ``household`` or the ``helper`` that a new record of it is of, the first few.

    The record that has its code, and one that it goes on, are not meant.
    """
    found: dict[str, Twin] = {}
    for twin in _households(data, ledger) if kind == "household" else _helpers(data, ledger):
        known = found.get(twin.id)
        found[twin.id] = replace(known, why=f"{known.why}；{twin.why}") if known else twin
    others = (data.get("id"), data.get("moved_from"))
    return tuple(twin for code, twin in found.items() if code not in others)[:_SHOWN]


def _households(data: Mapping[str, Any], ledger: Ledger) -> Iterator[Twin]:
    people = {_fold(each["name"]): each["birth"] for each in data["members"] if each.get("disability")}
    place = (data["county"], data["township"])
    for home in ledger.households.values():
        where = f"{home.head.name}，{home.county}{home.township}{home.village}{_CLOSED if home.closed_on else ''}"
        if (home.county, home.township) == place and (why := _alike(people, home, data["village"])):
            yield Twin(home.id, where, why)
    for home in ledger.households.values():
        if _digits(home.phone) and _digits(home.phone) == _digits(data.get("phone", "")):
            yield Twin(home.id, f"{home.head.name}，{home.county}{home.township}{home.village}", "电话相同")


def _alike(people: Mapping[str, str], home: Household, village: str) -> str:
    """Return what of a household in the same township is alike."""
    names = [_fold(member.name) for member in home.members]
    if people.keys().isdisjoint(names):
        near = home.village.startswith(village) and any(_is_near(name, _fold(home.head.name)) for name in people)
        return "同一个村，姓名只差一个字" if near else ""
    same = [member for member in home.disabled if _fold(member.name) in people]
    if any(people[_fold(member.name)] == member.birth for member in same):
        return "姓名、出生日期、乡镇都相同"
    return "姓名、乡镇相同" if same or _fold(home.head.name) in people else ""


def _helpers(data: Mapping[str, Any], ledger: Ledger) -> Iterator[Twin]:
    for helper in ledger.helpers.values():
        role, unit = helper.roles[-1], ledger.units.get(helper.unit)
        where = f"{helper.name}，{unit.short if unit else ''}{role.department}{role.post}"
        if _fold(helper.name) == _fold(data["name"]):
            yield Twin(helper.id, where, "姓名相同")
        if _digits(helper.mobile) == _digits(data["mobile"]):
            yield Twin(helper.id, where, "手机号相同")


def _fold(name: str) -> str:
    return folded(name).replace(DOT, "")


def _digits(number: str) -> str:
    return "".join(filter(str.isdigit, number))


def _is_near(one: str, other: str) -> bool:
    """Tell whether one character of a name is another one."""
    return len(one) == len(other) >= _SHORTEST and sum(a != b for a, b in zip(one, other, strict=True)) == 1
