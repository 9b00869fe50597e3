"""What the sites of one run have in common: folders that are refused before anything is written, sites that stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiedui.cli.making import SitePlace, keep_earlier
from jiedui.imprint import SiteImprint, begin, finish
from jiedui.model.audience import INTERNAL


@pytest.mark.parametrize(("docs", "out"), [("a", "a"), ("a", "a/b"), ("a/b", "a")])
def test_pages_and_site_lie_in_no_folder_of_each_other(
    docs: str, out: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = SitePlace(INTERNAL, tmp_path / docs, tmp_path / out)
    with pytest.raises(SystemExit) as left:
        place.refuse(pages_only=False)
    assert left.value.code == 2
    assert "--docs 和 --out 不能是同一个文件夹" in capsys.readouterr().err
    place.refuse(pages_only=True)


def test_folders_of_others_are_refused(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("信", "utf-8")
    for docs, out in (("mine", "o"), ("d", "mine")):
        with pytest.raises(OSError, match="文件夹里有别的文件"):
            SitePlace(INTERNAL, tmp_path / docs, tmp_path / out).refuse(pages_only=False)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["letter.txt", "mine"]


def test_a_whole_site_stays_and_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "index.html"
    page.write_text("<header>栏</header><main>旧的</main>", "utf-8")
    begin(tmp_path)
    assert not keep_earlier(tmp_path, "因为有错。")
    assert "jiedui-stale" not in page.read_text("utf-8")
    finish(tmp_path, SiteImprint("2026-11-20", "0123456789"))
    assert keep_earlier(tmp_path, "因为<有错>。")
    assert "这个网站还是2026年11月20日的，数据版本 0123456789。</strong>因为&lt;有错&gt;。" in page.read_text("utf-8")
    assert "里还是2026年11月20日的网站，每一页上面写了原因。" in capsys.readouterr().err
