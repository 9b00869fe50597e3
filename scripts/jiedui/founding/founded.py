"""A ledger that is there: what its machinery is made from, and its policy (design §12)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedui.founding.about import FoundedUnit, LedgerAbout
from jiedui.founding.refusal import NotFoundedError
from jiedui.migrations import format as formats
from jiedui.migrations import reading
from jiedui.migrations.chain import CURRENT, LEDGER
from jiedui.model.divisions import NO_DIVISIONS, Divisions
from jiedui.model.forge import FOLDER, Forge
from jiedui.model.unit import Unit
from jiedui.records.finding import Judged
from jiedui.records.kinds import path_of
from jiedui.records.reader import Records, read_ledger
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from jiedui.founding.wheel import Wheel
    from jiedui.records.schema import SchemaLibrary
    from jiedui.records.tree import Place


class FoundedLedger(Struct, frozen=True):
    """What is read of a ledger: its policy by kind, and its federations, the city's first, then as they are listed."""

    policy: Mapping[str, dict[str, Any]]
    units: tuple[Unit, ...]

    def about(self, wheel: Wheel) -> LedgerAbout:
        """Return what its machinery is made from."""
        said = self.policy[LEDGER]
        return LedgerAbout(
            name=said["name"],
            city=said["city"],
            units=tuple(
                FoundedUnit(slug=unit.id, name=unit.name, short=unit.short, prefix=unit.prefix) for unit in self.units
            ),
            forge=Forge.of(said["forge"]),
            wheel=wheel,
        )


def read_founded(folder: Path, library: SchemaLibrary) -> FoundedLedger:
    """Return the ledger in the repository ``folder``; its policy and federations are read, in whatever format they are.

    Raises :class:`NotFoundedError` where it has no policy that can be read or not every federation, lacks that of the
    city, is of a format of later, or does not say where it is kept.
    """
    root = folder / FOLDER
    read = reading.reader_for(root)

    def wanted(root: Path, place: Place, library: SchemaLibrary) -> Judged:
        asked = place.kind in ("unit", "divisions") or place.kind.startswith("policy-")
        return read(root, place, library) if asked else Judged(None)

    found = read_ledger(root, library, read=wanted) if root.is_dir() else Records(root)
    records, number = found.valid, formats.of(root)
    policy = {record.place.kind: record.data for record in records if record.place.kind != "unit"}
    divisions = Divisions.of(policy.pop("divisions")) if "divisions" in policy else NO_DIVISIONS
    where = f"{FOLDER}/{path_of(LEDGER)}"
    if LEDGER not in policy:
        raise NotFoundedError(
            f"{folder.resolve().name} 里没有能读的 {where}。写台账的文件夹；有的话，先用 jiedui check 检查。"
        )
    if "forge" not in policy[LEDGER]:
        raise NotFoundedError(f"{where} 没有写 forge（代码平台）的 kind、url、branch。补上再运行一遍。")
    if number > CURRENT:
        raise NotFoundedError(f"台账的格式是第 {number} 版，比软件的第 {CURRENT} 版新。换新版的软件再更新。")
    if faulty := next((place for place in found.broken if place.kind == "unit"), None):
        raise NotFoundedError(
            f"{FOLDER}/{faulty.path} 读不懂，更新会漏掉这个残联。先用 jiedui check 检查，改好再运行一遍。"
        )
    units = [Unit.of(record.data) for record in records if record.place.kind == "unit"]
    if not any(unit.is_city for unit in units):
        raise NotFoundedError(f"{FOLDER} 里没有能读的市残联。先用 jiedui check 检查，补上 unit.yml 再运行一遍。")
    return FoundedLedger(policy, tuple(divisions.in_order(units)))
