"""Line and column of a finding: found without composing the text, where that is plainly written."""

from __future__ import annotations

from typing import Any

import pytest

from jiedui.records import composition, position
from jiedui.records.finding import Finding, Rule

RULE = Rule(id="test-position", title="试验", scope="文件", why="只在测试里用。")
PLAIN = "id: YYL-7K3Q  # 户编号\nmembers:  # 家庭成员\n  - id: m1\n    name: 示例甲\n"


def at(*pointer: str | int, missing: str = "") -> Finding:
    return RULE.at("record.yml", pointer, message="试验", remedy="试验", missing=missing)


@pytest.fixture
def composed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are composed."""
    texts: list[str] = []

    def composing(text: str, *others: Any) -> list[Finding]:
        texts.append(text)
        return place(text, *others)

    place = composition.place
    monkeypatch.setattr(composition, "place", composing)
    return texts


def test_a_plain_text_is_not_composed(composed: list[str]) -> None:
    found = position.place(PLAIN, [at("members", 0, "name"), at("id").placed(9, 3), at("members", 0, missing="sex")])
    assert [(finding.line, finding.column) for finding in found] == [(4, 5), (9, 3), (3, 5)]
    assert composed == []


def test_any_other_text_is_composed(composed: list[str]) -> None:
    [found] = position.place(f"{PLAIN}needs: [{{id: n1}}]\n", [at("needs", 0, "id")])
    assert (found.line, found.column) == (5, 10)
    assert len(composed) == 1


def test_where_consequences_are_left_out_the_text_is_composed(composed: list[str]) -> None:
    assert position.place(PLAIN, [at("id"), at("members")], {2}) == [at("id").placed(1, 1)]
    assert composed == [PLAIN]


def test_what_is_placed_stays(composed: list[str]) -> None:
    there = at("id").placed(9, 3)
    assert position.place("a: [", [there]) == [there]
    assert composed == []
