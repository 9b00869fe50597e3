"""What nobody means: bytes, texts and data as damaged disks, strange editors, copied cells and ill will leave them.

Everything is drawn from a ``random.Random``, so that a seed gives the same again. Whoever is named is made up.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from random import Random
from typing import Any

# Numbers that look like a person's: of no place that is there, and of the block that the shipped policy calls made up.
NUMBERS = ("490602196804091010", "49060219680409101041", "490602680409101", "15400001234", "6222000000000000000")
WORDS = (
    *NUMBERS, " ".join(NUMBERS[3]), "", " ", "1", "\u3000", "\t", "\n", "\r\n", "\r", "\x00", "\x1b[31m", "\x7f",
    "\u0085", "\u2028", "\ufeff", "\u202e", "\u200b", "e\u0301" * 40, "\U0001f9d1\u200d\U0001f9af", "\U0010ffff",
    "：", "，", "“", "#", " #", "# x", ": ", "- ", "-", "? ", "|", ">", ">-\n", "&a ", "*a",
    "!!python/name:os.system ", "!x ", "%YAML 9\n", "---\n", "...\n", "<<: ", "{", "}", "[", "]", "[" * 300, "'",
    '"', "\\", "`", "@", "~", "null", "true", "yes", "是", "否", "-0", "00", "007", "0x1F", "1_0", "1e999", "-1e999",
    ".inf", ".nan", "1:30", "9" * 400, "4.90602E+17", "2026-02-30", "2026-2-3", "20261123", "0000-00-00",
    "0001-01-01", "1899-12-30", "1970-01-01", "2023-08-31", "2026-11-23", "2100-02-29", "9999-12-31",
    "2026-11-23T08:00:00Z", "2026Q5", "46349", "-1", "=1+1", "=cmd|' /C calc'!A0", "@SUM(1)",
    "<script>alert(1)</script>", "</script>", "{{ 7*7 }}", "{% raw %}", "${x}", "%s%n", "&amp;", "../../x", "..",
    ".", "/", "con", "a/b", "YYL-2A3C", "YYL-B-6F7G", "m-2F8D", "n-4R6T", "岳阳楼区", "示例丙", "清空", "长" * 3000,
    "a" * 3000,
)  # fmt: skip
RAW = (
    b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\x00", b"\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\xaf", b"\n\n",
    "岳阳".encode("gbk"), "示例".encode("utf-16"), b"<<<<<<< HEAD\n", b"=======\n", b">>>>>>> x\n", b"\r", b"\r\n",
)  # fmt: skip
ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 10**30, 1.5, float("inf"), float("nan"), [], {}, [[]], [None], {"": ""}, {"id": {}}, [{}],
    [{"id": []}], *WORDS,
)  # fmt: skip


def damaged(content: bytes, rng: Random) -> bytes:
    """Return bytes with one damage."""
    change: Callable[[bytes, Random], bytes] = rng.choice((_cut, _flipped, _spliced, _lines_moved, _recoded, _worded))
    return change(content, rng)


def odd_value(rng: Random) -> Any:
    """Return a value of any kind."""
    return deepcopy(rng.choice(ODD))


def odd_word(rng: Random) -> str:
    """Return a word, or two beside each other."""
    return rng.choice(WORDS) if rng.random() < 0.8 else rng.choice(WORDS) + rng.choice(WORDS)


def changed(data: Any, rng: Random, beside: Any = None) -> Any:
    """Return a copy of plain data with one change anywhere in it; ``beside`` are data of the same sort to take from."""
    data = deepcopy(data)
    places = [*_places(data)]
    if not places:
        return odd_value(rng)
    holder, key = rng.choice(places)
    what = rng.randrange(7)
    if what == 0:
        del holder[key]
    elif what == 1 and isinstance(holder, list):
        holder.insert(rng.randint(0, len(holder)), deepcopy(holder[key]))
    elif what == 2 and isinstance(holder, dict):
        holder[rng.choice((*WORDS[:20], "id", "name", "x", 7, None))] = holder.pop(key)
    elif what == 3 and isinstance(holder[key], str):
        text = holder[key]
        at = rng.randint(0, len(text))
        holder[key] = text[:at] + odd_word(rng) + text[at:]
    elif what == 4:
        others = [found[name] for found, name in _places(beside) if name == key] or [odd_value(rng)]
        holder[key] = deepcopy(rng.choice(others))
    elif what == 5:
        other, name = rng.choice(places)
        holder[key] = deepcopy(other[name])
    else:
        holder[key] = odd_value(rng)
    return data


def _places(data: Any) -> list[tuple[Any, Any]]:
    """Return each place in plain data: what holds it, and its key or number there."""
    found: list[tuple[Any, Any]] = []
    for key in list(data) if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ():
        found += [(data, key), *_places(data[key])]
    return found


def _cut(content: bytes, rng: Random) -> bytes:
    return content[: rng.randint(0, len(content))] if rng.random() < 0.5 else content[rng.randint(0, len(content)) :]


def _flipped(content: bytes, rng: Random) -> bytes:
    found = bytearray(content)
    for _ in range(rng.randint(1, 4) if found else 0):
        found[rng.randrange(len(found))] ^= 1 << rng.randrange(8)
    return bytes(found)


def _spliced(content: bytes, rng: Random) -> bytes:
    at, to = sorted((rng.randint(0, len(content)), rng.randint(0, len(content))))
    return content[:at] + rng.choice(RAW) + content[rng.choice((at, to)) :]


def _lines_moved(content: bytes, rng: Random) -> bytes:
    lines = content.splitlines(keepends=True) or [b""]
    at, to = rng.randrange(len(lines)), rng.randrange(len(lines))
    what = rng.randrange(4)
    if what == 0:
        lines[at], lines[to] = lines[to], lines[at]
    elif what == 1:
        lines.insert(to, lines[at])
    elif what == 2:
        del lines[at]
    else:
        lines[at] = b" " * rng.randint(0, 5) + lines[at].lstrip()
    return b"".join(lines)


def _recoded(content: bytes, rng: Random) -> bytes:
    text = content.decode("utf-8", "replace")
    how = rng.choice(("gb18030", "utf-16", "utf-8-sig", "windows", "mac"))
    if how in ("windows", "mac"):
        return text.replace("\n", "\r\n" if how == "windows" else "\r").encode("utf-8")
    return text.encode(how)


def _worded(content: bytes, rng: Random) -> bytes:
    text = content.decode("utf-8", "replace")
    at = rng.randint(0, len(text))
    word = odd_word(rng)
    for _ in range(rng.choice((0, 0, 1, 8))):
        word += odd_word(rng)
    return (text[:at] + word + text[at + rng.choice((0, 0, 1, 9)) :]).encode("utf-8", "surrogatepass")
