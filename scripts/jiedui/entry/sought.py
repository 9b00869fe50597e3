"""Whom or what somebody means: a household, a helper, a member or a need, by its code or by its name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from jiedui.entry.plan import CHECK_FIRST, RefusedError
from jiedui.model.names import folded
from jiedui.model.withdrawal import is_withdrawn
from jiedui.records.finding import redact, shown
from jiedui.records.suggest import bare
from jiedui.rules.mistyped import Bearer, Codes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jiedui.records.reader import AnyRecords, Record

CALLED = {"household": "户", "helper": "帮扶责任人", "member": "成员", "need": "需求"}
"""What staff call whatever has a code."""

_LISTS = {"member": ("members", "name"), "need": ("needs", "content")}
# How many of those that may be meant are named.
_SHOWN = 9


def sought(kind: str, text: str, records: AnyRecords) -> Record:
    """Return the record of the ``household`` or the ``helper`` that has a code, or a name that nobody else has.

    A household is called by its members; of two of a name one that is closed is not meant. Raises
    :class:`~jiedui.entry.plan.RefusedError`, which names the nearest, for what is not there, was withdrawn or cannot be
    read: that must not pass for what is not there.
    """
    code, called = bare(text), CALLED[kind]
    found = records.named(kind, code) or records.named(kind, code.upper())
    if found and is_withdrawn(found.data):
        raise RefusedError(f"{called} {code} 已经撤销。")
    if found:
        return found
    if any((place.kind, place.stem) == (kind, code) for place in records.broken):
        raise RefusedError(f"{called} {code} 的档案有错误。{CHECK_FIRST}")
    known = {item.place.stem: item for item in records.called(kind, folded(code)) or records.of_kind(kind)}
    standing = {code: record for code, record in known.items() if not is_withdrawn(record.data)}
    bearers = [Bearer.called(code, _names(record.data)) for code, record in standing.items()]
    going_on = [bearer for bearer in bearers if "closed" not in standing[bearer.code].data]
    words = {code: _about(record.data) for code, record in standing.items()}
    return standing[_named(text, going_on) or _meant(kind, text, bearers, words)]


def words(kind: str, records: AnyRecords) -> list[str]:
    """Return the codes and names by which the households or the helpers of a ledger can be meant."""
    standing = [record for record in records.of_kind(kind) if not is_withdrawn(record.data)]
    names = (name for record in standing for name in _names(record.data))
    return list(dict.fromkeys((*(record.place.stem for record in standing), *names)))


def within(kind: str, text: str, household: Mapping[str, Any]) -> str:
    """Return the code of the ``member`` or the ``need`` of a household that has a code or is called so.

    Raises as :func:`sought` does.
    """
    rows, word = _LISTS[kind]
    words = {row["id"]: row[word] for row in household.get(rows, ()) if not is_withdrawn(row)}
    code = bare(text)
    return code if code in words else _meant(kind, text, (Bearer.called(*each) for each in _each(words)), words)


def _named(text: str, bearers: Iterable[Bearer]) -> str:
    """Return the code of the only one that is called so, if there is one."""
    found = [bearer.code for bearer in bearers if folded(bare(text)) in bearer.names]
    return found[0] if len(found) == 1 else ""


def _each(words: Mapping[str, str]) -> Iterable[tuple[str, tuple[str]]]:
    return ((code, (word,)) for code, word in words.items())


def _meant(kind: str, text: str, bearers: Iterable[Bearer], words: Mapping[str, str]) -> str:
    """Return the code of the one that is called so; what there is to say of each stands in ``words``."""
    bearers, name = tuple(bearers), folded(bare(text))
    if code := _named(text, bearers):
        return code
    named = [bearer.code for bearer in bearers if name in bearer.names]
    said, called = shown(text), CALLED[kind]
    if named:
        said = f"叫 {said} 的有 {len(named)} 个：{_listed(named, words)}。写编号。"
    elif near := Codes(words).nearest(text):
        said = f"没有编号为 {said} 的{called}。是不是 {near}？"
    else:
        alike = [bearer.code for bearer in bearers if len(name) > 1 and bearer.is_meant(name)]
        alike = alike or ([*words] if kind in _LISTS else [])
        guess = f"是不是：{_listed(alike, words)}？" if alike else ""
        said = f"没有编号或者姓名为 {said} 的{called}。{guess}"
    raise RefusedError(redact(said))


def _listed(codes: list[str], words: Mapping[str, str]) -> str:
    named = "、".join(f"{code}（{shown(words[code])}）" for code in codes[:_SHOWN])
    return named + "等" * (len(codes) > _SHOWN)


def _names(data: Mapping[str, Any]) -> list[str]:
    """Return what a household or a helper is called."""
    return [row["name"] for row in data.get("members", (data,)) if not is_withdrawn(row)]


def _about(data: Mapping[str, Any]) -> str:
    """Return what tells somebody from a namesake."""
    if "members" in data:
        return f"{data['members'][0]['name']}，{data['county']}{data['township']}{data['village']}"
    return f"{data['name']}，{data['roles'][-1]['department']}{data['roles'][-1]['post']}"


def by_name(said: str, home: Mapping[str, Any]) -> str:
    """Return a sentence with the names of the members of a household for their codes, which nobody has seen yet."""
    for member in home.get("members", ()):
        if member.get("name"):
            said = re.sub(f" ?{member['id']} ?", member["name"], said)
    return said
