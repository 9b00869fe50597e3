"""A ledger's machinery brought up to the one that is shipped now; what was changed there is left alone (design §12)."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from jiedui import notice
from jiedui.founding import sums
from jiedui.founding.ledger import shipped_policy
from jiedui.founding.machinery import machinery
from jiedui.founding.news import news
from jiedui.founding.refusal import NotFoundedError
from jiedui.founding.wheel import FOLDER, PATTERN, Wheel
from jiedui.records.staging import Staging
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from jiedui.founding.founded import FoundedLedger
    from jiedui.records.schema import SchemaLibrary
    from jiedui.records.staging import Content

_REQUIREMENTS = "requirements.txt"


class MachineryUpdate(Struct, frozen=True, kw_only=True):
    """What an update writes, and what it leaves to people; all by path in the ledger's repository.

    ``contents`` are the files to write, or to remove where there is nothing, ``read`` what those that are there
    already hold. ``left`` are the lines in which a file that was changed locally differs from what is shipped now;
    ``kept`` were changed locally, and nothing new is shipped of them. ``gone`` are shipped no more. ``policy`` says
    what is new or other in each file of the policy of which another text is shipped than before.
    """

    contents: Mapping[str, Content]
    read: Mapping[str, bytes]
    left: Mapping[str, tuple[str, ...]]
    kept: tuple[str, ...]
    gone: tuple[str, ...]
    policy: Mapping[str, tuple[str, ...]]

    def write(self, folder: Path) -> None:
        """Write all of it, or nothing; raises as the staging does."""
        contents = {folder / path: content for path, content in self.contents.items()}
        read = {folder / path: content for path, content in self.read.items()}
        with Staging(folder) as staging:
            staging.write_all(contents, contents.keys() - read.keys(), read=read)


def update(folder: Path, ledger: FoundedLedger, wheel: Wheel, library: SchemaLibrary) -> MachineryUpdate:
    """Return what is to be done to bring the machinery of the ``ledger`` in ``folder`` up to the shipped one.

    Raises :class:`NotFoundedError` where a link leads to elsewhere: nothing is written or removed there.
    """
    about = ledger.about(wheel)
    shipped = {path: text.encode("utf-8") for path, text in machinery(about).items()}
    policy = {path: text.encode("utf-8") for path, text in shipped_policy(about.city, library).items()}
    known = sums.read((_content(folder / sums.FILE) or b"").decode("utf-8", "replace"))
    changed = {path: content for path, content in shipped.items() if not _holds(folder / path, sums.of(content))}
    mine = {path for path in changed if not _is_as_shipped(folder / path, known.get(path, ""))}
    kept = {path for path in mine if known.get(path) == sums.of(changed[path])}
    left = {path: tuple(_difference(path, folder, changed[path], wheel.version)) for path in sorted(mine - kept)}
    gone = tuple(path for path in known if path not in shipped | policy and (folder / path).exists())
    said = {path: sums.of(content) for path, content in (shipped | policy).items()}
    contents: dict[str, Content] = {path: content for path, content in changed.items() if path not in mine}
    contents |= _wheels(folder, wheel, stay=_REQUIREMENTS in mine)
    contents[sums.FILE] = sums.written(said | {path: known[path] for path in gone}).encode("utf-8")
    _refuse_elsewhere(folder, contents)
    read = {path: there for path in contents if (there := _content(folder / path)) is not None}
    return MachineryUpdate(
        contents={path: content for path, content in contents.items() if read.get(path) != content},
        read={path: content for path, content in read.items() if content != contents[path]},
        left=left,
        kept=tuple(sorted(kept)),
        gone=gone,
        policy={
            path: told for path in policy if known.get(path) != said[path] and (told := _news(path, ledger, about.city))
        },
    )


def _refuse_elsewhere(folder: Path, paths: Iterable[str]) -> None:
    top = folder.resolve()
    for place in dict.fromkeys((folder / path).parent for path in paths):
        if not place.resolve().is_relative_to(top):
            linked = place.relative_to(folder).as_posix()
            raise NotFoundedError(f"{linked} 通到台账外面，什么也没有写。删掉这个链接，再运行一遍。")


def _news(path: str, ledger: FoundedLedger, city: str) -> tuple[str, ...]:
    kind = f"policy-{PurePosixPath(path).stem}"
    return tuple(news(kind, ledger.policy.get(kind), notice.policy(city)[kind]))


def _holds(file: Path, known: str) -> bool:
    content = _content(file)
    return content is not None and sums.is_of(content, known)


def _is_as_shipped(file: Path, known: str) -> bool:
    """Tell whether a file is what was shipped before, or not there: it may be written anew."""
    return _holds(file, known) or not file.exists()


def _wheels(folder: Path, wheel: Wheel, *, stay: bool) -> Iterator[tuple[str, Content]]:
    """Yield the new wheel and, unless what asks for them stays as it is, the old ones to remove."""
    yield f"{FOLDER}/{wheel.name}", wheel.content
    for old in () if stay else sorted((folder / FOLDER).glob(PATTERN)):
        if old.name != wheel.name:
            yield f"{FOLDER}/{old.name}", None


def _content(file: Path) -> bytes | None:
    """Return what a file holds, or ``None`` where there is none."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None


def _difference(path: str, folder: Path, shipped: bytes, version: str) -> Iterator[str]:
    there = _content(folder / path) or b""
    now, then = (content.decode("utf-8", "replace").splitlines() for content in (there, shipped))
    return unified_diff(now, then, f"{path}（现在的）", f"{path}（{version} 版的）", lineterm="")
