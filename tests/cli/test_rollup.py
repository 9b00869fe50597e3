"""``jiedui rollup``: what it says of what was delivered and what was not."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.rollup.conftest import three


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    return three(tmp_path / "报送")


def test_a_city_without_a_delivery_is_told_and_the_others_added_up(run: Run, folders: list[Path]) -> None:
    done = run("rollup", *folders, "--name", "示例省")
    assert (done.returncode, done.stdout) == (1, "汇总了 2 个市、2 个季度，在 province/index.html。\n")
    assert done.stderr == "注意：示例南市 未报：没有 figures.json。\n"


def test_all_have_delivered(run: Run, folders: list[Path], tmp_path: Path) -> None:
    done = run("rollup", *folders[:2], "--out", "汇总")
    assert (done.returncode, done.stderr) == (0, "")
    assert "全省残联结对帮扶汇总" in (tmp_path / "汇总/index.html").read_text("utf-8")


def test_the_list_tells_who_is_missing(run: Run, folders: list[Path], tmp_path: Path) -> None:
    (tmp_path / "市.txt").write_text("\ufeff示例北市\n\n示例西市\n示例西市\n", "utf-8")
    done = run("rollup", *folders[:2], "--cities", "市.txt")
    assert (done.returncode, done.stderr) == (1, "注意：示例北市 未报：没有报送。\n")
    text = (tmp_path / "province/index.html").read_text("utf-8")
    assert text.index("示例北市") < text.index("示例西市") < text.index("示例东市")


def test_nothing_is_written_into_a_ledger(run: Run, folders: list[Path], ledger: Path) -> None:
    done = run("rollup", *folders, "--out", "records/province")
    said = "不能运行：records/province 在台账 records 里，写进去的会被当作记录。换一个文件夹。\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)
    assert not (ledger / "province").exists()


def test_what_cannot_be_added_up(run: Run, folders: list[Path], tmp_path: Path) -> None:
    said = run("rollup", folders[2])
    assert (said.returncode, "没有一个文件夹里有能用的报送" in said.stderr) == (2, True)
    shutil.copytree(folders[0], tmp_path / "again")
    said = run("rollup", *folders, "again")
    assert (said.returncode, "示例东市 有两份报送" in said.stderr) == (2, True)
    assert not (tmp_path / "province").exists()


@pytest.mark.parametrize(
    ("content", "said"), [(b"\n \n", "没有市的名称"), ("示例东市".encode("gbk"), "不是 UTF-8 编码"), (None, "找不到")]
)
def test_a_list_that_is_none(run: Run, folders: list[Path], tmp_path: Path, content: bytes | None, said: str) -> None:
    if content is not None:
        (tmp_path / "市.txt").write_bytes(content)
    done = run("rollup", *folders, "--cities", "市.txt")
    assert (done.returncode, said in done.stderr) == (2, True), done.stderr


def test_a_folder_with_other_files_is_left_alone(run: Run, folders: list[Path], tmp_path: Path) -> None:
    (tmp_path / "province").mkdir()
    (tmp_path / "province/own.txt").write_text("", "utf-8")
    done = run("rollup", *folders)
    assert (done.returncode, "文件夹里有别的文件" in done.stderr) == (2, True)
    assert [file.name for file in (tmp_path / "province").iterdir()] == ["own.txt"]


def test_without_duckdb_it_is_told_what_to_install(
    run: Run, folders: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "jiedui.rollup.write", None)
    done = run("rollup", *folders)
    assert (done.returncode, done.stderr.startswith("不能运行：这台电脑没有 duckdb。")) == (2, True)


def test_names_that_cannot_be_seen_are_shown_by_a_mark(run: Run, folders: list[Path], tmp_path: Path) -> None:
    strange = tmp_path / os.fsdecode(b"\xff")
    strange.mkdir()
    done = run("rollup", folders[0], strange, "--name", "省\x1b")
    assert (done.returncode, done.stderr) == (1, "注意：\ufffd 未报：没有 figures.json。\n")
    assert "省&#65533;残联" in (tmp_path / "province/index.html").read_text("utf-8")
