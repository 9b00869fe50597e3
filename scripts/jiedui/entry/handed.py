"""Files that the form has saved to be handed over: what is in them, or all that is wrong with them (B-08).

``site/assets/entry/handover.js`` writes them. Nothing of what they say is repeated in a fault: it may be a number.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NoReturn

from jiedui.migrations.chain import CURRENT
from jiedui.records.changes import RecordChange, is_deep
from jiedui.records.dialect import MAX_DEPTH
from jiedui.records.kinds import EVENTS, path_of
from jiedui.records.tree import placed
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

VERSION = 1
MOST_BYTES = 8_000_000
_OURS = "登记"
# Quarterly rechecks are drawn by a command; all else that lies in a ledger is no business of the form.
_KINDS = frozenset(("visit", "household", "helper", *(f"event-{word}" for word in EVENTS if word != "recheck")))
_MOST_DIGITS = 15

_DAMAGED = "文件坏了，或者没有传完整。请交来的人重新传一次。"
_FOREIGN = "这不是登记页存下的文件。"
_AGAIN = "请交来的人在最新的网站上打开登记，打开这份文件，再存一次。"


class HandedItem(Struct, frozen=True):
    """One record of a file: all of a new one as ``data``, or the ``changes`` of one that is there.

    ``source`` names it in words for staff, ``reason`` is why somebody has entered it although it looked like another.
    Names and ids have the shape that the ledger wants; what the record says has not been judged.
    """

    source: str
    kind: str
    unit: str
    stem: str
    household: str = ""
    data: dict[str, Any] | None = None
    changes: tuple[RecordChange, ...] = ()
    reason: str = ""


class UnusableError(Exception):
    """A file is not to be used; ``faults`` say in Chinese all that is wrong with it."""

    def __init__(self, *faults: str) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def items(content: bytes, name: str = "") -> tuple[HandedItem, ...]:
    """Return what the file of this ``content`` hands over, in its order. Raises :class:`UnusableError`.

    ``name`` is what staff are to call the file, where there are several.
    """
    try:
        said = _loaded(content)
        _refuse_other(said)
    except UnusableError as error:
        raise UnusableError(*(f"{name}：{fault}" if name else fault for fault in error.faults)) from error
    records = said["records"]
    sources = [f"{name} 第 {number} 份".lstrip() for number in range(1, len(records) + 1)]
    pairs = list(zip(sources, records, strict=True))
    faults = [f"{source}：{fault}" for source, item in pairs for fault in _faults(item)]
    found = [] if faults else [_item(source, item) for source, item in pairs]
    faults += _repeated(found)
    if faults:
        raise UnusableError(*faults)
    return tuple(found)


def _loaded(content: bytes) -> Any:  # noqa: ANN401  (any JSON)
    if len(content) > MOST_BYTES:
        raise UnusableError(f"文件太大，最多 {MOST_BYTES // 1_000_000} MB。登记页存不出这样大的文件。")
    if not content.strip():
        raise UnusableError("文件是空的。请交来的人重新传一次。")
    try:
        return json.loads(
            content.decode("utf-8-sig"), object_pairs_hook=_object, parse_int=_integer, parse_float=_refuse_number,
            parse_constant=_refuse_number,
        )  # fmt: skip
    except UnicodeDecodeError as error:
        raise UnusableError("文件的编码不是 UTF-8，多半是用别的软件打开又存过。请交来的人重新传原来的文件。") from error
    except RecursionError as error:
        raise UnusableError("文件里的层次太多，不是登记页存下的。") from error
    except ValueError as error:
        raise UnusableError(_DAMAGED) from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise UnusableError("文件里有一个字段写了两次，不知道哪一次算数。请交来的人重新存一次。")
    return found


def _integer(digits: str) -> int:
    return int(digits) if len(digits.lstrip("-")) <= _MOST_DIGITS else _refuse_number(digits)


def _refuse_number(_: str) -> NoReturn:
    raise UnusableError("文件里有台账不用的数：小数、太大的数，或者 NaN。请交来的人重新存一次。")


def _refuse_other(said: Any) -> None:  # noqa: ANN401  (any JSON)
    """Refuse what is no file of the form, and one of another version of it or of the records."""
    if not isinstance(said, dict) or said.get("jiedui") != _OURS:
        raise UnusableError(_FOREIGN)
    if not all(_is_number(said.get(key)) for key in ("version", "format")) or not isinstance(said.get("records"), list):
        raise UnusableError(_DAMAGED)
    if said["version"] > VERSION or said["format"] > CURRENT:
        raise UnusableError("这是新版的登记页存下的。用新的版本再收：先更新程序。")
    if said["format"] < CURRENT:
        raise UnusableError(f"文件里的记录是第 {said['format']} 版格式，台账用的是第 {CURRENT} 版。{_AGAIN}")
    if not said["records"]:
        raise UnusableError("文件里一份记录也没有。")


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _faults(item: Any) -> Iterator[str]:  # noqa: ANN401  (any JSON)
    """Yield what is wrong with the shape of one item, each with its field."""
    if not isinstance(item, dict):
        yield _DAMAGED
        return
    kind = item.get("kind")
    if not isinstance(kind, str) or kind not in _KINDS:
        yield "kind（种类）不是登记页登记的。政策、残联这样的文件，打开台账改。"
        return
    if not _leads("unit", unit=item.get("unit")):
        yield "unit（残联代号）不对。"
    if kind == "visit" and not _leads("household", unit="shilixian", household=item.get("household")):
        yield "household（户编号）不对。"
    if not _leads(kind, unit="shilixian", stem=item.get("stem"), household="" if kind == "household" else "SLX-7K3Q"):
        yield "stem（编号或者日期）不对。"
    yield from _faults_of_content(item)
    if not isinstance(item.get("reason", ""), str):
        yield "reason（理由）不是文字。"
    if not _is_text(item):
        yield "里面有半个字，认不出是什么字。把那一处重新填一遍，再存一次。"


def _is_text(said: object) -> bool:
    """Tell whether plain data can be written: JSON may hold halves of characters, and no file does."""
    try:
        json.dumps(said, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _leads(kind: str, **names: object) -> bool:
    """Tell whether names make the path of a record of a kind: nothing in them leads anywhere else."""
    known = {key: name for key, name in names.items() if isinstance(name, str)}
    path = path_of(kind, **known)
    place = placed(path) if len(known) == len(names) else None
    return place is not None and (place.path, place.kind) == (path, kind)


def _faults_of_content(item: dict[str, Any]) -> Iterator[str]:
    data, changes = item.get("data"), item.get("changes")
    if (data is None) == (changes is None):
        yield "data（内容）和 changes（改动）要有一样，只能有一样。"
    elif changes is None and not isinstance(data, dict):
        yield "data（内容）不是一份记录。"
    elif is_deep(data, MAX_DEPTH):
        yield "data（内容）里的层次太多。"
    elif changes is not None and not _are_changes(changes):
        yield "changes（改动）写得不对。"


def _are_changes(said: object) -> bool:
    try:
        return isinstance(said, list) and bool([RecordChange.of(change) for change in said])
    except ValueError:
        return False


def _item(source: str, item: dict[str, Any]) -> HandedItem:
    return HandedItem(
        source,
        item["kind"],
        item["unit"],
        item["stem"],
        item["household"] if item["kind"] == "visit" else "",
        item.get("data"),
        tuple(map(RecordChange.of, item.get("changes") or ())),
        item.get("reason", ""),
    )


def _repeated(found: list[HandedItem]) -> Iterator[str]:
    """Yield items that begin the same record as one before, and say another thing: what refers to it means either."""
    begun: dict[str, HandedItem] = {}
    for item in found:
        if item.data is not None and item.kind in ("household", "helper"):
            first = begun.setdefault(item.stem, item)
            if first.data != item.data:
                yield f"{item.source}：和{first.source}的编号 {item.stem} 一样，内容不一样。留下一份，再存一次。"
