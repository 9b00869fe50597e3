"""The texts of a ledger that have enough digits for a number of a person: each is looked at by several rules."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jiedui.pattern import pattern
from jiedui.records.digits import many
from jiedui.records.files import read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from jiedui.records.files import Readable
    from jiedui.records.reader import Record
    from jiedui.records.values import Pointer

OWN_FIELDS = {
    "number": {"残疾人证号", "certificate"},
    "phone": {"联系电话", "办公电话"},
    "mobile": {"移动手机"},
    "office_phone": {"办公电话"},
    "supervision_phone": {"监督电话"},
}
"""The keys under which a number is asked for, and what staff, or older formats, call them."""

_CALLED = {name for key, titles in OWN_FIELDS.items() for name in (key, *titles)}

# Not looked through: what is frozen, which nobody may change.
_FROZEN = "bulletin"

_SHORTEST = 11  # of a number with its parts; a date and an id are shorter, and most texts of a ledger are these
_BARE = pattern(r"[0-9-]+X?[0-9]*(?:B[0-9]+)?\Z")  # the number of a document is a text under a key of that name
_OF_NAME = pattern(r"[/_.]")  # in a text they stand before what is a part of an address or a file's name
_KEY = pattern(r" *(?:- +)*[\"']?(\w+)[\"']? *[:：]")


class DigitText(NamedTuple):
    """A text that may hold a number, in the file ``path``: at ``pointer``, or in a ``line`` of what is no record.

    What is made of several texts has them as its ``parts``: each is looked at by itself.
    """

    path: str
    text: str
    where: str = "文字"
    pointer: Pointer = ()
    line: int = 0
    parts: tuple[str, ...] = ()

    def holds(self, has_number: Callable[[str], bool]) -> bool:
        """Tell whether the text has a number that none of its parts has alone."""
        return has_number(self.text) and not any(map(has_number, self.parts))


def digit_texts(
    valid: Collection[Record], faulty: Collection[str] = (), root: Path | Readable | None = None
) -> Iterator[DigitText]:
    """Yield every text of a ledger with enough digits for a number, but for the fields that ask for one.

    What stands in a record that has a fault is stored all the same: below ``root``, the ledger's folder, the files at
    the paths ``faulty`` are read line by line, those of ``valid`` records aside.
    """
    for record in valid:  # a withdrawn record is read, too
        if record.place.kind != _FROZEN:
            yield from _texts(record.path, record.data)
    for path in sorted(set(faulty).difference(record.path for record in valid)):
        yield DigitText(path, _OF_NAME.sub(" ", path), "文件名")
        yield from _lines(path, root)


def tells_any(texts: Iterable[tuple[str | int, str]]) -> bool:
    """Tell whether any text has enough digits for a number, and is not the number that its key asks for."""
    long = [(key, text) for key, text in texts if len(text) >= _SHORTEST]
    return any(many(text) for key, text in long if not (key in OWN_FIELDS and _BARE.match(text)))


def _texts(path: str, node: dict[str, Any] | list[Any], pointer: Pointer = ()) -> Iterator[DigitText]:
    for key, value in node.items() if isinstance(node, dict) else enumerate(node):
        if isinstance(value, str):  # asked first: most are
            if len(value) >= _SHORTEST and tells_any([(key, value)]):
                yield DigitText(path, value, pointer=(*pointer, key))
        elif isinstance(value, (dict, list)):
            yield from _texts(path, value, (*pointer, key))
    if isinstance(node, list) and len(node) > 1 and isinstance(node[0], str) and many(whole := "\n".join(node)):
        yield DigitText(path, whole, "列表几项连起来的文字", pointer, parts=tuple(node))


def _lines(path: str, root: Path | Readable | None) -> Iterator[DigitText]:
    # A named pipe would be read for ever, and a link leads out of the ledger.
    own = (root / path).is_file() and not (root / path).is_symlink() if isinstance(root, Path) else root is not None
    text = read_text(root, path)[0] if root and own else None
    for number, line in enumerate((text or "").splitlines(), 1):
        if many(line) and not _asks(line):
            yield DigitText(path, line, line=number)


def _asks(line: str) -> bool:
    """Tell whether a line begins like a field that asks for a number: a key that is mistyped is told as such."""
    import difflib  # of what cannot be read alone

    key = _KEY.match(line)
    return bool(key and difflib.get_close_matches(key[1].lower(), _CALLED, 1, 0.75))
