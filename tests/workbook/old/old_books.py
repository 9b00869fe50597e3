"""Fictional old workbooks of counties, each kept in another way, and what their sheets and numbers are made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from jiedui.model.divisions import Divisions
from jiedui.model.identity import check_digit
from jiedui.workbook.book.file import BookSheet
from jiedui.workbook.list_heads import NumberedRow

TOWNSHIPS = {
    "平江县": ("安定镇", "长寿镇", "汉昌街道"),
    "岳阳楼区": ("五里牌街道",),
    "临湘市": ("五里牌街道", "江南镇"),
}
DIVISIONS = Divisions.of(
    {
        "counties": [
            {"name": county, "unit": county, "townships": [{"code": f"{county}{name}", "name": name} for name in names]}
            for county, names in TOWNSHIPS.items()
        ]
    }
)


def sheet(name: str, *rows: tuple[str, ...], spread: Mapping[tuple[int, int], str] | None = None) -> BookSheet:
    """Return a sheet with some rows from its first on; ``spread`` is what merged cells show."""
    numbered = (NumberedRow(number, row) for number, row in enumerate(rows, 1) if any(row))
    return BookSheet(name, tuple(numbered), spread=spread or {})


class Person(NamedTuple):
    """A fictional person: name, sex and birth, with the numbers that follow from these."""

    name: str
    sex: str
    birth: str
    last: str = ""

    @property
    def identity(self) -> str:
        """The identity number, of an area that there is not."""
        body = f"490626{self.birth}10{'1' if self.sex == '男' else '2'}"
        return body + check_digit(body)

    @property
    def certificate(self) -> str:
        """The certificate's number, whose last two digits are category and grade."""
        return f"{self.identity}{self.last}"


JIA = Person("示例甲", "男", "19580312", "41")
YI = Person("示例乙", "女", "19600303")
BING = Person("示例丙", "女", "19900101", "52")
DING = Person("示例丁", "男", "19610303")
WU = Person("示例戊", "男", "19910305", "62")

FORM = sheet(
    "结对台账",
    ("平江县困难重度残疾人结对帮扶情况登记台账",),
    ("填报单位：示例单位", "", "", "填报日期：2024年3月"),
    (
        *("序号", "姓 名", "性 别", "出生日期", "残疾类别", "残疾等级", "残疾人证号码", "家庭地址", "联系电话"),
        *(
            "家庭成员情况",
            "惠残政策享受情况",
            "家庭特殊困难情况",
            "帮扶人姓名",
            "性别",
            "联系方式",
            "单位",
            "职务",
            "职级",
        ),
        *("拟帮扶措施", "2024年度帮扶工作落实情况", "纳入国家防返贫监测范围", "备注"),
    ),
    (
        *(
            "1",
            JIA.name,
            "男",
            "1958年3月12日",
            "肢体",
            "一级",
            JIA.certificate,
            "平江县安定镇示例村3组12号",
            "15400001001",
        ),
        *("妻子，60岁", "已参加医保、养老保险", "长期卧床", "示例辰", "男", "15400002001", "示例单位", "股长", ""),
        *("每季度走访", "走访4次", "是", ""),
    ),
    (
        *("2", BING.name, "女", "1990.1.1", "智力", "二级", BING.certificate, "平江县长寿镇示例社区5号", "15400001002"),
        *("与母亲同住", "医保", "", "示例巳", "女", "15400002002", "示例单位", "专干", "", "", "", "否", "需复核"),
    ),
    ("合计", "2户"),
    ("备注：1. 本表由各乡镇填报。",),
)
"""A row a person, in the columns of the form (附件2), below a title and above a sum and a remark."""

BANDED = sheet(
    "Sheet1",
    ("平江县重度残疾人台账",),
    (
        *("序号", "所在地", "", "", "残疾人情况", "", "", "", "", "残疾人证", "", "享受政策情况", ""),
        *("帮扶责任人", "", ""),
    ),
    (
        *("", "乡镇", "村", "组", "姓名", "性别", "身份证号", "类别", "等级", "证号", "有效期至", "低保", "护理补贴"),
        *("姓名", "单位", "电话"),
    ),
    (
        *("1", "安定镇", "示例村", "2组", JIA.name, "男", JIA.identity, "肢体", "一级", JIA.certificate, "2030-01-01"),
        *("是", "享受", "示例辰", "示例单位", "15400002001"),
    ),
    (
        *("2", "长寿", "示例社区", "4组", BING.name, "", BING.identity, "", "", BING.certificate, "2031-01-01"),
        *("否", "享受", "示例巳", "示例单位", "15400002002"),
    ),
)
"""Heads in two rows, the upper one naming several columns together, and the helper's below a band of his own."""

ROSTER = sheet(
    "名册",
    ("户编号", "户主", "与户主关系", "姓名", "身份证号码", "残疾证号", "家庭住址", "联系电话", "结对干部"),
    (
        *("001", JIA.name, "户主", JIA.name, JIA.identity, JIA.certificate),
        *("平江县安定镇示例村1组", "15400001001", "示例辰"),
    ),
    ("", "", "妻", YI.name, YI.identity),
    ("002", DING.name, "户主", DING.name, DING.identity, "", "平江县安定镇示例村2组", "15400001002", "示例辰"),
    ("", "", "子", WU.name, WU.identity, WU.certificate),
)
VISITS = sheet(
    "走访记录",
    ("姓名", "走访日期", "走访人", "方式", "是否见到本人", "走访内容"),
    (JIA.name, "2026.3.5", "示例辰", "上门", "是", "身体好"),
    (WU.name, "2026/3/6", "示例辰", "电话", "否", "没有接"),
)
"""A roster of households, a member a row, and beside it the visits by day."""

UNSAID = sheet(
    "表1",
    ("列1", "列2", "列3", "列4", "列5", "列6", "列7", "列8", "列9"),
    ("1", JIA.name, "男", "19580312", JIA.certificate, "安定镇", "15400001001", "2024-03-05", "是"),
    ("2", BING.name, "女", "19900101", BING.certificate, "汉昌街道", "15400001002", "2024-03-06", "否"),
)
"""Heads that say nothing: only what stands below them tells."""
