"""Whom a command makes something for, and what there is for the others."""

from __future__ import annotations

import pytest

from jiedui.cli.audience import refuse_audience, unit_for
from jiedui.model.audience import INTERNAL, OFFICE, PUBLIC, Audience, AudienceKind

COUNTY = Audience(AudienceKind.COUNTY, "pingjiang")
KINDS = (AudienceKind.INTERNAL, AudienceKind.COUNTY)


def test_those_whom_it_is_for_pass() -> None:
    refuse_audience(INTERNAL, KINDS, "打印件")
    refuse_audience(COUNTY, KINDS, "打印件")


@pytest.mark.parametrize(
    ("audience", "said"),
    [
        (OFFICE, "打印件不分给 office。--audience 可以写：internal、county。"),
        (PUBLIC, "打印件里有具体的人和户，不能公开。公开的只有数：网页用 jiedui site --audience public，"
                 "表格用 jiedui export 公开数据.xlsx --audience public。"),
    ],
)  # fmt: skip
def test_the_others_are_told_what_there_is(audience: Audience, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        refuse_audience(audience, KINDS, "打印件")
    assert left.value.code == 2
    assert capsys.readouterr().err == f"不能运行：{said}\n"


def test_a_county_has_its_own_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert [unit_for(COUNTY, unit) for unit in ("", "pingjiang")] == ["pingjiang", "pingjiang"]
    assert [unit_for(INTERNAL, unit) for unit in ("", "junshan")] == ["", "junshan"]
    with pytest.raises(SystemExit):
        unit_for(COUNTY, "junshan")
    assert "county:pingjiang 里只有它自己的，没有 junshan 的。" in capsys.readouterr().err
