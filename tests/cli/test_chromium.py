"""The browser that a command uses: asked for, refused, or left to the machine."""

from __future__ import annotations

import pytest

from jiedui.cli.chromium import wanted_browser


def wanted(asked: bool | None) -> str | None:  # noqa: FBT001  (as the command line gives it)
    return wanted_browser(asked=asked, purpose="配图", without="--no-pictures")


def test_a_browser_that_is_found_is_used_unless_it_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jiedui.cli.chromium.find_browser", lambda: "/bin/browser")
    assert [wanted(asked) for asked in (True, None, False)] == ["/bin/browser", "/bin/browser", None]


def test_without_one_nothing_is_said_unless_it_was_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("jiedui.cli.chromium.find_browser", lambda: None)
    assert [wanted(asked) for asked in (None, False)] == [None, None]
    assert capsys.readouterr().err == ""
    with pytest.raises(SystemExit) as left:
        wanted(True)  # noqa: FBT003
    said = "不能运行：没有找到浏览器，不能配图。请安装 Chromium、Chrome 或 Edge，或者写 --no-pictures。\n"
    assert (left.value.code, capsys.readouterr().err) == (2, said)
