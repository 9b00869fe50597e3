"""Names that are nearly right: what is wrong with a file's or a folder's name, and how it ought to be called."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from jiedui.pattern import pattern
from jiedui.records import kinds
from jiedui.records.kinds import SUFFIX
from jiedui.records.values import calendar_fault, exists
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Callable

    from jiedui.records.kinds import Folder

_DASHES = pattern("[\u2010-\u2015\u2212－_]")
_BLANKS = pattern(r"\s+")
# What a browser or a file manager adds to the name of a second copy.
_COPY = pattern(r"(?: ?[(（][0-9]{1,2}[)）]| ?- ?(?:副本|Copy)(?: ?[(（][0-9]{1,2}[)）])?| copy)+(?=\.[^.]*\Z|\Z)")
_SUFFIX = pattern(r"(?:\.(?:ya?ml|txt))*\Z", re.IGNORECASE)
_DAY = pattern(r"([0-9]{4})(?:[-./年]([0-9]{1,2})[-./月]([0-9]{1,2})日?|([0-9]{2})([0-9]{2}))(?![0-9])")
_NUMBER = pattern(r"-0*([0-9]{1,2})(?=\.yml\Z)")
_END = pattern(r"\.yml\Z")
_DATED = pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")


class Misnamed(Struct, frozen=True):
    """What staff are told of a name: the cause, what to do, and the right name where one is known."""

    message: str
    remedy: str
    suggestion: str = ""


def misnamed(folder: Folder, name: str, *, is_folder: bool) -> Misnamed | None:
    """Return what is wrong with ``name``, which is none of a folder's; ``None`` where nothing of its sort belongs."""
    causes, right = [], name
    for cause, mended in _MENDS:
        better = mended(right, folder, is_folder=is_folder)
        if better != right:
            causes.append(cause)
            right = better
        if _fits(folder, right, is_folder=is_folder):
            if fault := impossible(right):
                return fault
            what = "文件夹名" if is_folder else "文件名"
            return Misnamed(f"{what}要改：{'，'.join(causes)}。", _remedy(causes, right), right)
    if (naming := kinds.expected(folder, name, is_folder=is_folder)) is None:
        return None
    return Misnamed(naming.message, naming.remedy)


def impossible(name: str) -> Misnamed | None:
    """Return what is told of a name that begins with a day which is in no calendar."""
    if not _DATED.match(name) or exists(name[:10]):
        return None
    return Misnamed(f"文件名里的日期不存在：{calendar_fault(name[:10])}", "对照日历改成实际日期，和文件里写的一样。")


def _fits(folder: Folder, name: str, *, is_folder: bool) -> bool:
    if is_folder:
        return kinds.folder_in(folder, name) is not None
    return kinds.kind_in(folder, name) is not None


def _remedy(causes: list[str], right: str) -> str:
    if _COPIED in causes:
        again = _END.sub("-2.yml", right)
        other = f"是同一天又一次的，改名为 {again}。" if _DATED.match(right) else f"不是的，改名为 {right}。"
        return f"和 {right} 是同一份的，删掉这个文件；{other}"
    said = "同一天第一次的不写次序，第二次起写 -2、-3。" if _NUMBERED in causes else ""
    return f"{said}改名为 {right}。"


def _narrow(name: str, _folder: Folder, *, is_folder: bool) -> str:  # noqa: ARG001
    return _DASHES.sub("-", unicodedata.normalize("NFKC", name))


def _without_copy(name: str, _folder: Folder, *, is_folder: bool) -> str:  # noqa: ARG001
    return _COPY.sub("", name)


def _without_blanks(name: str, _folder: Folder, *, is_folder: bool) -> str:  # noqa: ARG001
    return _BLANKS.sub("", name)


def _with_suffix(name: str, _folder: Folder, *, is_folder: bool) -> str:
    return name if is_folder or name.endswith(SUFFIX.upper()) else _SUFFIX.sub(SUFFIX, name, count=1)


def _day(name: str, _folder: Folder, *, is_folder: bool) -> str:  # noqa: ARG001
    match = _DAY.match(name)
    if not match:
        return name
    return f"{match[1]}-{match[2] or match[4]:0>2}-{match[3] or match[5]:0>2}{name[match.end() :]}"


def _numbered(name: str, _folder: Folder, *, is_folder: bool) -> str:  # noqa: ARG001
    return _NUMBER.sub(lambda match: f"-{int(match[1])}" if int(match[1]) > 1 else "", name)


def _in_case(name: str, folder: Folder, *, is_folder: bool) -> str:
    """Return a name in capital or small letters, where that makes it one of the folder's."""
    stem = re.sub(r"\.yml\Z", "", name, flags=re.IGNORECASE)
    suffix = "" if stem == name else SUFFIX
    candidates = (f"{stem.lower()}{suffix}", f"{stem.upper()}{suffix}")
    return next((each for each in candidates if _fits(folder, each, is_folder=is_folder)), name)


_COPIED, _NUMBERED = "有复制、下载时自动加的字", "最后的次序写得不对"
_MENDS: tuple[tuple[str, Callable[..., str]], ...] = (
    (_COPIED, _without_copy),
    ("有空格", _without_blanks),
    ("有全角的字符，或者短横写得不对", _narrow),
    ("后缀不是 .yml", _with_suffix),
    ("字母大小写不对", _in_case),
    ("日期没有写成 2026-03-05 这样", _day),
    (_NUMBERED, _numbered),
)
