"""Questions as the schemas have them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jiedui.cli.asking.answers import Scene
from jiedui.cli.asking.question import Question, condition, in_words
from jiedui.records.reader import Records
from jiedui.records.schema import SchemaLibrary


def test_an_option_has_the_title_and_the_words_of_the_schema(library: SchemaLibrary) -> None:
    channel, note, fire = (
        Question.of(library["visit"], path, **more).as_option()
        for path, more in ((("channel",), {}), (("channel_note",), {}), (("hazards", "fire"), {"group": "隐患"}))
    )
    assert (channel.opts, channel.name, channel.help) == (
        ["--channel"], "channel", "联系方式：入户、电话、短信、微信、书信、其他、群发。",
    )  # fmt: skip
    assert (note.opts, note.name, note.help) == (["--channel-note"], "channel_note", "方式说明。")
    assert fire.help == "隐患，火灾：无、有、未查。"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (("date",), ""),  # no more than the title, and what the file is called
        (("reached",), "见到人、接通电话或收到回复才填“是”；没人在家、没接通填“否”。"),
        (("channel_note",), "联系方式选“其他”时，写明是什么方式。"),
        (("companions",), ""),
    ],
)
def test_help_is_what_the_form_says(library: SchemaLibrary, path: tuple[str, ...], said: str) -> None:
    visit = library["visit"]
    assert in_words(visit.resolve(visit.at(path))) == said


@pytest.mark.parametrize(
    ("wanted", "answers", "holds"),
    [
        ({}, {}, True),
        ({"reached": [True]}, {"reached": True}, True),
        ({"reached": [True]}, {"reached": False}, False),
        ({"to": True}, {"to": "2026-01-01"}, True),
        ({"to": True}, {}, False),
    ],
)
def test_a_condition_asks_for_values_or_for_any(
    wanted: dict[str, Any], answers: dict[str, Any], *, holds: bool
) -> None:
    scene = Scene(records=Records(Path()), ledger=None, as_of=date(2026, 11, 23), answers=answers)  # type: ignore[arg-type]
    assert condition(wanted)(scene) is holds
    inner = Scene(
        records=scene.records,
        ledger=scene.ledger,
        as_of=scene.as_of,
        answers={f"a_{key}": value for key, value in answers.items()},
    )
    assert condition(wanted, "a_")(inner) is holds
