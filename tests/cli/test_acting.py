"""What a command does is written as any edit, and what follows from it is told, but nothing where it was not done."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from jiedui.cli.acting import act
from jiedui.cli.asking.inquiry import scene_of
from jiedui.entry.known import KnownLedger
from jiedui.entry.plan import Act, RefusedError

AS_OF = date(2026, 11, 23)


def noted(known: KnownLedger) -> Act:
    data = {**known.data("household", "YYL-2A3C"), "note": "记下了。"}
    return Act((known.edit("household", "YYL-2A3C", data, "；记下"),), ("还要做一件事。",))


@pytest.mark.parametrize(("dry_run", "word"), [(True, "将改"), (False, "已改")])
def test_what_was_done_and_what_follows_is_told(
    ledger: Path, capsys: pytest.CaptureFixture[str], *, dry_run: bool, word: str
) -> None:
    with pytest.raises(SystemExit, match=r"^0$"):
        act(ledger, noted, scene_of(ledger, AS_OF), dry_run=dry_run)
    path = "yueyanglou/households/YYL-2A3C/household.yml"
    assert capsys.readouterr().out == f"{word}：{ledger.as_posix()}/{path}；记下\n还要做一件事。\n"
    assert ("记下了。" in (ledger / path).read_text("utf-8")) is not dry_run


def test_what_is_refused_is_followed_by_nothing(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def refused(known: KnownLedger) -> Act:
        noted(known)
        raise RefusedError("不行。")

    with pytest.raises(SystemExit, match=r"^2$"):
        act(ledger, refused, scene_of(ledger, AS_OF), dry_run=False)
    assert capsys.readouterr() == ("", "不能运行：不行。\n")
