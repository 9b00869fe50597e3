"""What Git's merge driver does with the three versions of one file: a record is merged as such, all else by lines."""

from __future__ import annotations

import os
import subprocess
import tempfile
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING

from jiedui.records import files, tree, writer
from jiedui.records.dialect import modeline
from jiedui.records.finding import OwnWords, redact
from jiedui.records.judge import judge
from jiedui.records.reader import parse
from jiedui.review import git
from jiedui.review.merging.marked import OURS, THEIRS, between, marked
from jiedui.review.merging.three_way import RecordMerge
from jiedui.struct import Struct

if TYPE_CHECKING:
    from jiedui.records.lists.marks import Data
    from jiedui.records.schema import RecordSchema, SchemaLibrary
    from jiedui.records.tree import Place
    from jiedui.review.joining import Conflict
    from jiedui.review.merging.three_way import Dispute

# So many disputed places of one record are named.
_TOLD = 3
# Git's name of the version that both sides began from; nothing is in it where both have made the file.
_BASE = "原来"
# What `git merge-file` ends with where it cannot merge: it counts conflicts up to 127.
_REFUSED = 127

CHOOSE = "文件里用 <<<<<<<、=======、>>>>>>> 把两边隔开，选定以后删掉这三行，再提交。"


class MergedFile(Struct, frozen=True):
    """What one file became: its bytes, what is to be told of it, and whether somebody has to choose.

    ``disputes`` are the places of a record that are to be chosen in; where there are none, ``fault`` says why what came
    together is no sound record.
    """

    data: bytes
    told: str = ""
    conflict: bool = False
    disputes: tuple[Dispute, ...] = ()
    fault: str = ""


class _Version(Struct, frozen=True):
    """What one version of a record says; ``line`` is the line for an editor that it begins with."""

    data: Data
    line: str = ""


def merge(base: Path, ours: Path, theirs: Path, path: str, library: SchemaLibrary) -> MergedFile:
    """Return what two sides have made of one file, which lies at ``path`` from the top of the repository.

    A record that can be read in all three versions becomes canonical text. Of any other file the lines are merged, as
    Git does without a driver. No line of either side is lost: what contradicts stands there twice, between marks.
    """
    if place := tree.placed(path):
        former, one, other = (_read(file, place, library) for file in (base, ours, theirs))
        if one and other and former:
            return _merged(former, one, other, place, library[place.kind])
        if one and other and _is_empty(base):
            return _both_new(one, other, place, library[place.kind])
    return _by_lines(base, ours, theirs, path)


def tried(folder: Path, conflict: Conflict, library: SchemaLibrary) -> MergedFile:
    """Return what :func:`merge` would make of a conflict in the repository of ``folder``, which stays as it is."""
    with tempfile.TemporaryDirectory() as place:
        sides = {"base": conflict.base, "ours": conflict.ours, "theirs": conflict.theirs}
        for side, name in sides.items():
            text = git.run(folder, "cat-file", "blob", name) if name else ""
            Path(place, side).write_bytes(os.fsencode(text))
        base, ours, theirs = (Path(place, side) for side in sides)
        return merge(base, ours, theirs, conflict.path, library)


def _merged(former: _Version, one: _Version, other: _Version, place: Place, record: RecordSchema) -> MergedFile:
    merging = RecordMerge(record)
    data = merging.merge(former.data, one.data, other.data)
    text = marked(data, record, one.line or other.line).encode("utf-8")
    if merging.disputes:
        told = f"冲突：{place.called}：{_listed(merging.disputes)}，两边改得不一样。{CHOOSE}"
        return MergedFile(text, told, conflict=True, disputes=tuple(merging.disputes))
    if found := judge(deepcopy(data), record, place.path).findings:
        told = f"冲突：{place.called}：两边的改动合在一起不合填写要求：{found[0].message}改好以后再提交。"
        return MergedFile(text, told, conflict=True, fault=found[0].message)
    return MergedFile(text)


def _read(file: Path, place: Place, library: SchemaLibrary) -> _Version | None:
    text, _ = files.read_text(file.parent, file.name)
    data = None if text is None else parse(text, place.path, library[place.kind]).data
    return None if text is None or data is None else _Version(data, modeline(text))


def _is_empty(file: Path) -> bool:
    return not file.read_bytes().strip()


def _both_new(one: _Version, other: _Version, place: Place, record: RecordSchema) -> MergedFile:
    """Return what a file becomes that both sides have made: one where they say the same, else both of them whole.

    Of two visits on one day no third is made.
    """
    ours, theirs = (writer.write(version.data, record, version.line) for version in (one, other))
    if one.data == other.data:
        return MergedFile((ours if one.line else theirs).encode("utf-8"))
    again = f"是同一天两次的，另一次写进 {place.stem}-2.yml。" if place.kind == "visit" else ""
    told = f"冲突：{place.called}：两边各建了一份，内容不一样。{again}{CHOOSE}"
    both = between(ours.splitlines(), theirs.splitlines())
    return MergedFile(("\n".join(both) + "\n").encode("utf-8"), told, conflict=True)


def _by_lines(base: Path, ours: Path, theirs: Path, path: str) -> MergedFile:
    labels = [word for label in (OURS, _BASE, THEIRS) for word in ("-L", label)]
    command = ["git", "merge-file", "-p", *labels, str(ours), str(base), str(theirs)]
    done = subprocess.run(command, capture_output=True, check=False)
    named = redact(path)
    if done.returncode > _REFUSED:
        told = f"冲突：{named} 不是文字，合不了：文件里是{OURS}的，要{THEIRS}的用 git checkout --theirs 取。"
        return MergedFile(ours.read_bytes(), told, conflict=True)
    if done.returncode:
        return MergedFile(
            done.stdout, f"冲突：{named} 有一版读不懂，按行合并，有两边不一样的地方。{CHOOSE}", conflict=True
        )
    return MergedFile(done.stdout, f"注意：{named} 有一版读不懂，是按行合并的。提交前运行 jiedui check。")


def _listed(disputes: list[Dispute]) -> OwnWords:
    """Return what is disputed, in words; ids in it are the ledger's own."""
    more = f"等 {len(disputes)} 处" if len(disputes) > _TOLD else ""
    return OwnWords(redact("、".join(dispute.where for dispute in disputes[:_TOLD])) + more)
