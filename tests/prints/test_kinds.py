"""The kinds of print: which there are, and the page that lists the files of one."""

from __future__ import annotations

import pkgutil
import re
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

from jiedui import prints
from jiedui.model.ledger import Ledger
from jiedui.prints import KINDS, Choice, write_prints

TODAY = date(2026, 10, 1)
ROW = re.compile(
    r'<tr><th scope="row">([^<]*)</th><td><a href="([^"]*)">([^<]*)</a></td><td class="number">([^<]*)</td></tr>'
)


def test_the_kinds_stand_in_the_order_of_the_command_by_their_names() -> None:
    assert [(name, kind.NAME, kind.HEADING) for name, kind in KINDS.items()] == [
        ("cards", "cards", "结对帮扶联系卡"),
        ("forms", "forms", "结对帮扶情况登记表"),
        ("consent", "consent", "告知同意书"),
        ("household", "household", "我家的帮扶"),
        ("outline", "outline", "走访提纲"),
        ("brief", "brief", "走访提要"),
        ("handbook", "handbook", "帮扶手册"),
        ("county", "county", "县页"),
        ("referral", "referral", "转介单"),
    ]


def test_every_module_that_is_a_kind_is_entered() -> None:
    modules = [import_module(info.name) for info in pkgutil.iter_modules(prints.__path__, f"{prints.__name__}.")]
    names = {module.NAME for module in modules if hasattr(module, "NAME")}
    assert sorted(names - KINDS.keys()) == [], "enter each in scripts/jiedui/prints/kinds.py"


@pytest.mark.parametrize(
    ("name", "head", "rows"),
    [
        (
            "forms",
            "<p>岳阳市残联结对帮扶台账，2026年10月1日。通知的附件2：每位残疾人一张，另有空白表。</p>",
            [
                ("通用", "blank/form.html", "空白登记表", "1 张"),
                ("平江县", "pingjiang/forms.html", "平江县 结对帮扶情况登记表", "5 张"),
                ("岳阳楼区", "yueyanglou/forms.html", "岳阳楼区 结对帮扶情况登记表", "1 张"),
            ],
        ),
        (
            "county",
            "<p>岳阳市残联结对帮扶台账，2026年10月1日。每个残联一张，开会和汇报用。</p>",
            [
                ("平江县", "pingjiang/county.html", "平江县 县页", "3 户"),
                ("岳阳楼区", "yueyanglou/county.html", "岳阳楼区 县页", "1 户"),
            ],
        ),
    ],
)
def test_the_index_lists_each_file_with_its_federation_and_how_much_it_holds(
    small: Ledger, tmp_path: Path, name: str, head: str, rows: list[tuple[str, str, str, str]]
) -> None:
    index, *files = write_prints(name, small, TODAY, Choice(), tmp_path)
    html = index.read_text(encoding="utf-8")
    assert f"<title>{KINDS[name].HEADING}：打印清单</title>" in html
    assert f"<h1>{KINDS[name].HEADING}</h1>" in html
    assert head in html
    assert ROW.findall(html) == rows
    assert [file.relative_to(tmp_path).as_posix() for file in files] == [path for _, path, _, _ in rows]
    assert "这一天没有要打印的" not in html


def test_a_day_without_anything_to_print_is_told(small: Ledger, tmp_path: Path) -> None:
    (index,) = write_prints("outline", small, date(2023, 1, 1), Choice(), tmp_path)
    html = index.read_text(encoding="utf-8")
    assert "<p>这一天没有要打印的。</p>" in html
    assert "<table>" not in html


def test_an_unknown_kind_is_an_error_and_writes_nothing(small: Ledger, tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="posters"):
        write_prints("posters", small, TODAY, Choice(), tmp_path / "out")
    assert not (tmp_path / "out").exists()
