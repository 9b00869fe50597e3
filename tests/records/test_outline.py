"""Where the keys of a plain text stand: where they stand to whoever composes it, or nowhere."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from yaml.error import YAMLError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from jiedui.records import composition, outline
from jiedui.records.finding import Rule
from jiedui.records.loader import compose
from jiedui.records.values import Pointer

RULE = Rule(id="test-outline", title="试验", scope="文件", why="只在测试里用。")
TEXT = """\
id: YYL-7K3Q  # 户编号
hardship:  # 困难类型
  - status: "低保户"
    until: 2026-03-05  # 到
  - status: 特困
difficulties: |-  # 家庭特殊困难情况
  id: 第一行

    name: 缩进的
priorities:
  - 一
  - "二: 三"  # 第二项
facts:
  a: x:y
  a: again
"""
# What a text is broken with.
_SIGNS = (
    "", " ", "  ", "\n", "- ", ":", '"', "#", " #", "|", "|-", "x", "\u3000", "\t", "\r", "\r\n", "\u2028", "\x85",
    "a: b", "- a", "\n\n", "{", "\n  ", "\n    ", "'", "&a", ": ", "\ufeff", "---\n",
)  # fmt: skip


@pytest.mark.parametrize(
    ("pointer", "place"),
    [
        ((), (1, 1)),
        (("id",), (1, 1)),
        (("hardship",), (2, 1)),
        (("hardship", 0), (3, 5)),
        (("hardship", 0, "until"), (4, 5)),
        (("hardship", 1, "until"), (5, 5)),
        (("hardship", 2), (2, 1)),
        (("difficulties", "id"), (6, 1)),
        (("priorities", 1), (12, 5)),
        (("facts", "a"), (14, 3)),
        (("facts", "b", "c"), (13, 1)),
    ],
)
def test_place_of_a_pointer(pointer: Pointer, place: tuple[int, int]) -> None:
    for text in (TEXT, TEXT.replace("\n", "\r\n"), TEXT.removesuffix("\n")):
        places = outline.of(text)
        assert places is not None
        assert places.of(pointer) == place
    assert _composed(TEXT, pointer) == place


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# 说明\nid: x\n",
        "- id: x\n",
        "id: x\n\nname: y\n",
        "id:\n",
        "id:\nname: x\n",
        "id: [x]\n",
        "id: 'x'\n",
        "id: x\n  y\n",
        "id: a: b\n",
        "a:\n- b\n",
        "a:\n    b: c\n",
        "a: |-\n",
        "a: |-\n    b\n",
        "a: >-\n  b\n",
        "a: b\x85c: d\n",
        "a: b\u2028c: d\n",
        "a:\tb\n",
        "a: b\rc: d\n",
        "a: b\n---\nc: d\n",
        '"a": b\n',
    ],
)
def test_of_any_other_text_nothing_is_said(text: str) -> None:
    assert outline.of(text) is None


def test_it_is_as_whoever_composes_it_sees_it(shipped_root: Path) -> None:
    """Over records as they are written, all of them plain but for some of the policy, and broken in thousands of ways.

    Where the text cannot be composed, nothing may be said of it.
    """
    files = [*(shipped_root / "policy").glob("*.yml"), *[*shipped_root.glob("[!p]*/**/*.yml")][::40]]
    texts = [file.read_text("utf-8") for file in files]
    texts = [text for text in texts if len(text) < 8_000]
    plain = sum(map(_agrees, texts))
    assert plain > len(texts) * 0.9
    chance = random.Random(7)
    assert sum(_agrees(_broken(chance.choice(texts), chance)) for _ in range(1_500)) > 300


def _agrees(text: str) -> bool:
    """Tell whether anything is said of a text; if so, hold it against what composing says."""
    places = outline.of(text)
    if places is None:
        return False
    root = compose(text)
    assert root is not None
    for pointer in _pointers(root):
        assert places.of(pointer) == _composed(text, pointer), (pointer, text)
    return True


def _composed(text: str, pointer: Pointer) -> tuple[int, int]:
    try:
        [found] = composition.place(text, [RULE.at("x.yml", pointer, message="试验", remedy="试验")])
    except YAMLError:
        return 0, 0
    return found.line, found.column


def _pointers(node: Node, above: Pointer = ()) -> Iterator[Pointer]:
    yield from (above, (*above, "nothing"), (*above, 99))
    if isinstance(node, MappingNode):
        for key, value in node.value:
            assert isinstance(key, ScalarNode)
            yield from _pointers(value, (*above, key.value))
    elif isinstance(node, SequenceNode):
        for number, value in enumerate(node.value):
            yield from _pointers(value, (*above, number))


def _broken(text: str, chance: random.Random) -> str:
    """Return a text with a sign put in or taken out, or a line moved in or out, or said again elsewhere."""
    at, lines = chance.randrange(len(text) + 1), text.split("\n")
    line, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(4):
        case 0:
            return f"{text[:at]}{chance.choice(_SIGNS)}{text[at:]}"
        case 1:
            return f"{text[:at]}{text[at + chance.randint(1, 4) :]}"
        case 2:
            said = lines[line]
            lines[line] = chance.choice((f" {said}", f"  {said}", said[1:], said[2:], "", f"{said}\n{said}"))
        case _:
            lines.insert(other, lines[line])
    return "\n".join(lines)
