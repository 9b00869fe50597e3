"""What was handed over as files, put into its places in the ledger: new records and changes of those there (B-08).

No path comes out of a file. What lies in the ledger already, word for word, is not taken again.
"""

from __future__ import annotations

import os
import secrets
from collections import ChainMap, defaultdict
from typing import TYPE_CHECKING, Any

from jiedui.entry.plan import RecordEdit, RefusedError
from jiedui.entry.sought import CALLED
from jiedui.records.change_wording import ChangeWording
from jiedui.records.changes import RecordChange, apply, decide, diff, settled
from jiedui.records.codes import new_code
from jiedui.records.finding import redact, shown
from jiedui.records.judge import judge
from jiedui.records.kinds import MOST_OF_A_DAY, names_of, path_of
from jiedui.records.mask import is_masked
from jiedui.records.tree import Place
from jiedui.struct import Struct, field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from jiedui.entry.handed import HandedItem
    from jiedui.records.codes import Choose
    from jiedui.records.finding import Finding
    from jiedui.records.reader import Records
    from jiedui.records.schema import SchemaLibrary

Data = dict[str, Any]
# New records that others of a file refer to by a code, in the order in which they refer to each other.
_CODED = ("helper", "household")
# The lists of such a record whose entries have codes of their own.
_WITHIN = ("members", "needs")
_CHECK_FIRST = "先用 jiedui check 检查，改好再收。"


class Taking(Struct):
    """What comes of files that were handed over. Nothing is to be written where there are ``faults``.

    ``already`` are the records that the ledger has, by their paths, with what hands them over. ``decided`` tells of
    conflicts that were decided for one side, ``conflicts`` of those that a person has to decide first. ``findings``
    are what the schema says of single records, each with what hands it over; ``faults`` is all else. ``refused`` are
    the records that ``findings`` are about, by what hands them over.
    """

    edits: dict[str, RecordEdit] = field(default_factory=dict)
    already: list[tuple[str, str]] = field(default_factory=list)
    decided: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    findings: list[tuple[str, Finding]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    refused: dict[str, Data] = field(default_factory=dict)


def take(
    files: Iterable[Sequence[HandedItem]],
    records: Records,
    library: SchemaLibrary,
    *,
    mine: bool | None = None,
    choose: Choose = secrets.choice,
) -> Taking:
    """Return what comes of the items of each file, put onto ``records``.

    ``mine`` decides conflicts for what was handed over, or else for the ledger; ``None`` leaves them to be told. A code
    that a record has already is another for what a file begins under it, and for all in the file that refers to it.
    """
    taking = _Taking(records, library, mine, choose)
    for items in files:
        taking.file(items)
    return taking.done


class _Taking:
    def __init__(self, records: Records, library: SchemaLibrary, mine: bool | None, choose: Choose) -> None:  # noqa: FBT001
        self.records, self.library, self.mine, self.choose = records, library, mine, choose
        self.done = Taking()
        self.now = {record.path: (record.place, record.data) for record in records.valid}
        self.broken = {place.path: place for place in records.broken}
        self.coded = {place.stem: place for place, _ in self.now.values() if place.kind in _CODED}
        self.taken = ChainMap(self.coded, {place.stem: place for place in records.broken})
        self.linked: dict[str, bool] = {}
        self.called: defaultdict[tuple[str, ...], list[Place]] = defaultdict(list)
        for place, data in self.now.values():
            self.called[_called(place, data)].append(place)

    def file(self, items: Sequence[HandedItem]) -> None:
        """Take the items of one file: first what others of it may refer to."""
        codes: dict[str, str] = {}
        begun = [item for kind in _CODED for item in items if item.kind == kind and item.data is not None]
        for item in begun:
            self._try(self._begin, item, codes)
            if item.stem not in codes:  # is told once to be wrong, and not of all that refers to it, too
                self.coded.setdefault(item.stem, Place.of(item.kind, item.unit, item.stem))
        for item in items:
            if item.data is None:
                self._try(self._change, item, codes)
            elif item.kind not in _CODED:
                self._try(self._add, item, codes)

    def _try(self, step: Callable[[HandedItem, dict[str, str]], None], item: HandedItem, codes: dict[str, str]) -> None:
        try:
            step(item, codes)
        except RefusedError as error:
            self.done.faults.append(f"{item.source}：{error}")

    def _begin(self, item: HandedItem, codes: dict[str, str]) -> None:
        """Take a new household or helper, under another code where another has its own."""
        unit = self._unit(item)
        place = Place.of(item.kind, item.unit, item.stem)
        data = self._judged(item, place, _renamed(item.data, codes))
        if data is None:
            return
        for there in self.called[_called(place, data)]:
            same = _same(self.now[there.path][1], {**data, "id": there.stem})
            if same is not None:
                codes |= {**same, item.stem: there.stem}
                self.done.already.append((item.source, there.path))
                return
        if place.path in self.now and _people(self.now[place.path][1]) & _people(data):
            self._begin_again(item, place, data)
            return
        note = ""
        if item.stem in self.taken:
            prefix = f"{unit['prefix']}{'-B' * (item.kind == 'helper')}"
            codes[item.stem] = code = new_code(prefix, self.taken, self.choose)
            data = {**data, "id": code} if data.get("id") == item.stem else data
            place, note = Place.of(item.kind, item.unit, code), f"；编号 {item.stem} 已经有了，换成 {code}"
        self._write(item, place, data, note, new=True)

    def _begin_again(self, item: HandedItem, place: Place, data: Data) -> None:
        """Take what was taken before and says another thing by now: a person decides which of the two holds."""
        known, record = self.now[place.path][1], self.library[item.kind]
        changes = list(map(ChangeWording(record, known).change, diff(known, data, record)))
        said = f"{item.source}：已经收过，后来又改过。台账里的 → 交来的：{'；'.join(changes)}。"
        (self.done.conflicts if self.mine is None else self.done.decided).append(said)
        if self.mine:
            self._write(item, place, data, "".join(f"；{change}" for change in changes))

    def _add(self, item: HandedItem, codes: dict[str, str]) -> None:
        """Take a new visit or event, under the next name of its day that is free."""
        unit, household = item.unit, ""
        if item.kind == "visit":
            home = self._coded("household", codes.get(item.household, item.household))
            unit, household = home.unit, home.stem
        else:
            self._unit(item)
        data = self._judged(item, Place.of(item.kind, unit, item.stem, household), _renamed(item.data, codes))
        if data is None:
            return
        word = item.kind.partition("-")[2]
        name = f"{data['date']}-{word}" if word else data["date"]
        places = (Place.of(item.kind, unit, each, household) for each in names_of(name))
        there = self.called[_called(Place.of(item.kind, unit, name, household), data)]
        same = next((each for each in there if self.now[each.path][1] == data), None)
        free = next((each for each in places if not self._is_taken(each)), None)
        if same:
            self.done.already.append((item.source, same.path))
        elif free:
            self._write(item, free, data, "", new=True)
        else:
            raise RefusedError(f"{data['date']} 这一天的记录已经有 {MOST_OF_A_DAY} 份，不能再收。")

    def _change(self, item: HandedItem, codes: dict[str, str]) -> None:
        """Put changes onto a record as it is now."""
        place = self._there(item, codes)
        if place.path not in self.now:
            return  # begun by a file that is wrong
        known, record = self.now[place.path][1], self.library[item.kind]
        wording = ChangeWording(record, known)
        changes = [RecordChange.of(_renamed(change.plain(), codes)) for change in item.changes]
        applied = apply(changes, known, record)
        decided = [] if self.mine is None else [each for each in applied.conflicts if not (self.mine and each.gone)]
        for conflict in decided:
            changes = decide(changes, conflict, mine=self.mine is True)
        if decided:
            applied = apply(changes, known, record)
        self.done.decided += (f"{item.source}：{wording.conflict(conflict)}" for conflict in decided)
        self.done.conflicts += (f"{item.source}：{wording.conflict(conflict)}" for conflict in applied.conflicts)
        data = self._judged(item, place, applied.data)
        if data is None or applied.conflicts:
            return
        if said := [wording.change(change) for change in diff(known, data, record)]:
            self._write(item, place, data, "".join(f"；{line}" for line in said))
        elif not decided:
            self.done.already.append((item.source, place.path))

    def _write(self, item: HandedItem, place: Place, data: Data, note: str, *, new: bool = False) -> None:
        before = self.done.edits.get(place.path)
        if self._leads_away(place.path):
            raise RefusedError(f"{place.path} 这一处是链接，指向别处，不能写。")
        if before:
            new, note = before.new, f"{before.note}{note}"
        note += f"；提示重复，仍要登记，理由：{redact(shown(item.reason))}" if item.reason else ""
        if item.unit != place.unit:
            note += "；残联按台账写"
        self.done.edits[place.path] = RecordEdit(place, data, new, item.source, note)
        self.now[place.path] = (place, data)
        if place.kind in _CODED:
            self.coded[place.stem] = place
        self.called[_called(place, data)].append(place)

    def _leads_away(self, path: str) -> bool:
        """Tell whether a file, or a folder on the way to it, is a link: of each folder that is found out once."""
        root, folder = self.records.root, path.rpartition("/")[0]
        if folder not in self.linked:
            self.linked[folder] = (root / folder).resolve() != root.resolve() / folder
        return self.linked[folder] or (os.path.lexists(f"{root}/{path}") and (root / path).is_symlink())

    def _judged(self, item: HandedItem, place: Place, data: Any) -> Data | None:  # noqa: ANN401  (not judged yet)
        """Return what a record says, typed and tidied, or ``None`` where the schema has something to say."""
        if is_masked(data):
            raise RefusedError("残疾人证号或出生日期没有填，还是网站上代替它的一串 1。填上，再存一次。")
        data = settled(data)
        judged = judge(data, self.library[item.kind], place.path)
        if judged.findings:
            self.done.findings += ((item.source, finding) for finding in judged.findings)
            self.done.refused[item.source] = data
        return judged.data

    def _unit(self, item: HandedItem) -> Data:
        """Return the record of the federation that an item is for."""
        path = path_of("unit", item.unit)
        if path in self.broken:
            raise RefusedError(f"{path} 有错误。{_CHECK_FIRST}")
        if path not in self.now:
            raise RefusedError(f"台账里没有代号为 {item.unit} 的残联。")
        return self.now[path][1]

    def _coded(self, kind: str, code: str) -> Place:
        """Return the place of a household or helper: of which federation it is, the ledger says."""
        if place := self.coded.get(code):
            return place
        called = CALLED[kind]
        if any((place.kind, place.stem) == (kind, code) for place in self.broken.values()):
            raise RefusedError(f"{called} {code} 的档案有错误。{_CHECK_FIRST}")
        raise RefusedError(f"台账里没有{called} {code}，交来的文件里也没有。")

    def _there(self, item: HandedItem, codes: dict[str, str]) -> Place:
        """Return the place of a record that is to be changed."""
        if item.kind in _CODED:
            return self._coded(item.kind, codes.get(item.stem, item.stem))
        unit, household = item.unit, ""
        if item.kind == "visit":
            home = self._coded("household", codes.get(item.household, item.household))
            unit, household = home.unit, home.stem
        place = Place.of(item.kind, unit, item.stem, household)
        if place.path in self.broken:
            raise RefusedError(f"{place.path} 有错误。{_CHECK_FIRST}")
        if place.path not in self.now:
            raise RefusedError(f"要改的 {place.path} 不在台账里。")
        return place

    def _is_taken(self, place: Place) -> bool:
        return (
            place.path in self.now or place.path in self.broken or os.path.lexists(f"{self.records.root}/{place.path}")
        )


def _called(place: Place, data: Data) -> tuple[str, ...]:
    """Return by what a record is looked for: a household or helper by the names of its people, others by their day."""
    if place.kind in _CODED:
        people = data.get("members") or [data]
        return place.kind, place.unit, *(str(person.get("name")) for person in people)
    return place.kind, place.unit, place.household, str(data.get("date"))


def _same(known: Data, data: Data) -> dict[str, str] | None:
    """Return the codes of members and needs by those in ``data``, which says the same but for them, or ``None``.

    Whoever begins a household once more, of the same workbook, has other codes for what lies in it.
    """
    pairs = [pair for key in _WITHIN for pair in zip(data.get(key, ()), known.get(key, ()), strict=False)]
    codes = {new["id"]: old["id"] for new, old in pairs}
    return codes if _renamed(data, codes) == known else None


def _people(data: Data) -> set[tuple[Any, Any]]:
    """Return who a household or a helper is of: the same code and name are the same person."""
    return {(person.get("id"), person.get("name")) for person in data.get("members") or [data]}


def _renamed(value: Any, codes: dict[str, str]) -> Any:  # noqa: ANN401  (any part of a record)
    """Return a value in which each code that is another now is that: a code is never a part of a text."""
    if not codes:
        return value
    if isinstance(value, dict):
        return {key: _renamed(part, codes) for key, part in value.items()}
    if isinstance(value, list):
        return [_renamed(part, codes) for part in value]
    return codes.get(value, value) if isinstance(value, str) else value
