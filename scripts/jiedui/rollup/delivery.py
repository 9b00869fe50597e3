"""What one city has delivered: read, and held to what a delivery may say."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, NoReturn

import duckdb

from jiedui.model.time import Quarter
from jiedui.records.finding import OwnWords, printable
from jiedui.rollup.database import database, quoted
from jiedui.rollup.exchange import FACTS, FIGURES, FORMAT_KEY, columns, format_number, judge
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

# No city has more to say; a file of something else may be of any size.
_MOST_BYTES = 16 * 1024 * 1024
_COMMAND = "jiedui export --figures"


class NoDeliveryError(Exception):
    """A folder holds no delivery that may be added up, for ``reason``; ``city`` has made it, if that can be told."""

    city = ""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = OwnWords(reason)


class Delivery(Struct, frozen=True):
    """The delivery of a city: its folder and what its figures say."""

    folder: Path
    data: Mapping[str, Any]

    @property
    def city(self) -> str:
        """What the city is called."""
        return str(self.data["city"])

    @property
    def facts(self) -> Path:
        """The file of the facts."""
        return self.folder / FACTS

    @property
    def figures(self) -> Path:
        """The file of the figures."""
        return self.folder / FIGURES

    @property
    def quarters(self) -> list[Quarter]:
        """The quarters that it tells of, in order of time."""
        return sorted(Quarter.parse(item["id"]) for item in self.data["quarters"])


def read_delivery(folder: Path) -> Delivery:
    """Return the delivery in a folder; raise :class:`NoDeliveryError` where there is none that may be added up.

    A city that tells more than it may is refused as a whole: nothing of it is shown until it delivers again.
    """
    data = _figures(folder)
    found = Delivery(folder, data)
    try:
        if next(_too_small(data), None) is not None:
            _refuse(f"{FIGURES} 里有比 {data['least']} 小、不该写出来的数")
        _hold_facts(found)
    except NoDeliveryError as error:
        error.city = found.city
        raise
    return found


def _figures(folder: Path) -> dict[str, Any]:
    file = folder / FIGURES
    try:
        with file.open("rb") as stream:
            raw = stream.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        _refuse(f"没有 {FIGURES}")
    except OSError:
        _refuse(f"{FIGURES} 打不开")
    if len(raw) > _MOST_BYTES:
        _refuse(f"{FIGURES} 太大")
    try:
        data = json.loads(raw)
        json.dumps(data, ensure_ascii=False).encode()  # half a sign is none, and no judge takes it
    except (ValueError, RecursionError):
        _refuse(f"{FIGURES} 损坏了")
    if isinstance(data, dict) and data.get("format") != json.loads(format_number()):
        _refuse(f"{FIGURES} 是另一种格式，两边的程序要更新到同一版")
    if not judge().is_valid(data) or not all(name == printable(name) for name in _names(data)):
        _refuse(f"{FIGURES} 不是 {_COMMAND} 写的样子")
    return dict(data)


def _names(data: Mapping[str, Any]) -> Iterator[str]:
    """Yield the texts that pages, papers and sheets show: what cannot be seen cannot be written everywhere."""
    yield from (data["city"], data["ledger"], data["commit"], *(unit["name"] for unit in data["units"]))


def _too_small(data: Mapping[str, Any]) -> Iterator[int]:
    """Yield the counts that should have been hidden."""
    for row in data["values"]:
        yield from (value for value in row["values"].values() if value is not None and 0 < value < data["least"])


def _hold_facts(delivery: Delivery) -> None:
    """Refuse facts that are not there, of another run or form, or tell more than they may."""
    try:
        with delivery.facts.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        _refuse(f"没有 {FACTS}")
    if found != delivery.data["facts"]["sha256"]:
        _refuse(f"{FACTS} 和 {FIGURES} 不是一次写出的")
    try:
        _hold_rows(delivery)
    except duckdb.Error:
        _refuse(f"{FACTS} 损坏了")


def _hold_rows(delivery: Delivery) -> None:
    file = quoted(delivery.facts)
    with database() as base:
        told = dict(base.execute(f"SELECT key, value FROM parquet_kv_metadata({file})").fetchall())
        shape = [tuple(row[:2]) for row in base.execute(f"DESCRIBE SELECT * FROM read_parquet({file})").fetchall()]
        if told.get(FORMAT_KEY.encode()) != format_number().encode() or shape != [*columns().items()]:
            _refuse(f"{FACTS} 是另一种格式，两边的程序要更新到同一版")
        small = base.execute(
            f"SELECT COUNT(*) FROM read_parquet({file}) WHERE contacts < ?", [delivery.data["least"]]
        ).fetchone()
    if small != (0,):
        _refuse(f"{FACTS} 里有比 {delivery.data['least']} 小、不该写出来的数")


def _refuse(reason: str) -> NoReturn:
    raise NoDeliveryError(reason)
