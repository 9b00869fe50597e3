"""What columns and sheets of a county's own old workbook are called, by what their rows are (R-080).

The words are whole heads, bare (:func:`~jiedui.workbook.head_words.bare_head`). What our own columns are called is
known besides.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from jiedui.workbook.head_words import CATEGORIES, CERTIFICATES, EXPIRIES, GRADES, IDENTITIES, NAMES
from jiedui.workbook.old.targets import Whole

if TYPE_CHECKING:
    from collections.abc import Mapping


class SheetSubject(StrEnum):
    """What each row of an old sheet is: the tables that it may fill, by the words of its heads."""

    PEOPLE = "人"
    VISITS = "走访"
    NEEDS = "需求"
    OUTINGS = "活动"
    HELPERS = "责任人"


TABLES: Mapping[SheetSubject, tuple[str, ...]] = {
    SheetSubject.PEOPLE: ("户", "成员", "残疾", "惠残政策", "结对", "年度补充"),
    SheetSubject.VISITS: ("走访",),
    SheetSubject.NEEDS: ("需求措施",),
    SheetSubject.OUTINGS: ("集体活动",),
    SheetSubject.HELPERS: ("责任人",),
}
"""The tables that a sheet of each kind fills."""

_PHONES = "联系电话 电话 电话号码 联系方式 手机 手机号 手机号码 家庭电话 联系号码 移动手机"
_WHOSE = "残疾人 残疾人姓名 户主 户主姓名 帮扶对象 帮扶对象姓名 对象姓名 走访对象 受访人"
_NUMBER = "户号 家庭编号"


def _words(said: str, *shared: tuple[str, ...]) -> tuple[str, ...]:
    return (*said.split(), *(word for words in shared for word in words))


NAMES_SOMEBODY = frozenset(_words(_WHOSE))
"""Words for people: held in a head, they do not tell that it is that of their names."""
_OF_WHOM = {
    "户.户编号": _words(_NUMBER),
    Whole.WHOSE: _words(_WHOSE, NAMES),
    Whole.IDENTITY: _words("身份证号", CERTIFICATES, IDENTITIES),
}
HEADS: Mapping[SheetSubject, Mapping[str, tuple[str, ...]]] = {
    SheetSubject.PEOPLE: {
        "户.残联": _words("所属残联 管理残联 主管残联"),
        "户.户编号": _words(_NUMBER),
        "户.建档日期": _words("建档时间 登记日期 登记时间 填报日期 填表日期 填表时间"),
        "户.县市区": _words("县区 区县 县 所属县市区"),
        "户.乡镇（街道）": _words("乡镇 街道 镇街 乡镇街道 所属乡镇 所在乡镇 乡镇名称"),
        "户.村（社区）": _words("村 社区 村社区 行政村 村居 村委会 所在村 村名 所属村"),
        "户.门牌组别": _words("组 组别 村民小组 小组 门牌 门牌号"),
        "户.联系电话": _words(f"本人电话 家庭联系电话 {_PHONES}"),
        "户.户籍类型": _words("户籍性质 户口性质 户口类型 户口类别"),
        "户.困难类型": _words("家庭困难类型 困难类别 低保类别 低保类型 救助类型 救助类别 家庭类型 对象类别"),
        "户.家庭特殊困难情况": _words("特殊困难 困难 家庭困难 主要困难 困难描述 家庭特殊困难 具体困难"),
        "户.拟帮扶措施": _words("帮扶措施 帮扶计划 拟采取措施 拟采取的帮扶措施"),
        "户.备注": _words("备注 备注说明"),
        "成员.姓名": _words("残疾人 残疾人姓名 成员姓名 家庭成员姓名 帮扶对象 帮扶对象姓名 对象姓名", NAMES),
        "成员.性别": _words("男女"),
        "成员.出生日期": _words("出生年月 出生年月日 出生时间 生日"),
        "成员.与残疾人关系": _words("与本人关系 和残疾人关系 与残疾人的关系"),
        "成员.受教育程度": _words("文化程度 学历 教育程度"),
        "成员.就业状况": _words("就业 职业 工作"),
        "成员.就学情况": _words("就学 上学"),
        "残疾.残疾人证号": _words("残疾人证号码 残疾证号码 残疾证编号 残疾人证证号 残疾证证号", CERTIFICATES),
        "残疾.残疾类别": _words("类别", CATEGORIES),
        "残疾.残疾等级": _words("等级 残疾程度", GRADES),
        "残疾.发证或重新评定日期": _words("发证日期 发证时间 办证日期 办证时间 签发日期 评定日期"),
        "残疾.证件到期日": EXPIRIES,
        "残疾.生活自理能力": _words("自理能力 自理 生活自理"),
        "残疾.照料情况": _words("照料 护理 照护 照料人"),
        "残疾.监护情况": _words("监护"),
        "惠残政策.最低生活保障": _words("低保 低保待遇 农村低保 城乡低保"),
        "惠残政策.困难残疾人生活补贴": _words("生活补贴 困难补贴 困难生活补贴 困残补贴"),
        "惠残政策.重度残疾人护理补贴": _words("护理补贴 重度护理补贴 重残补贴 重残护理补贴"),
        "惠残政策.基本养老保险": _words("养老保险 养老 城乡居民养老保险 居民养老保险"),
        "惠残政策.养老保险代缴": _words("养老代缴 代缴养老保险 代缴 代缴政策"),
        "惠残政策.基本医疗保险": _words("医疗保险 医保 合作医疗 城乡居民医保 居民医保"),
        "惠残政策.教育救助": _words("助学 扶残助学"),
        "惠残政策.医疗康复": _words("康复"),
        "惠残政策.住房保障": _words("危房改造"),
        "惠残政策.就业扶持": _words("就业帮扶"),
        "结对.开始日期": _words("结对日期 结对时间 帮扶开始时间 结对开始日期 结对帮扶时间"),
        "结对.填登记表日期": _words("登记表日期"),
        "结对.留联系卡日期": _words("联系卡日期 发卡日期"),
        "年度补充.补充": _words("年度落实 年度帮扶工作落实 帮扶工作落实 年度帮扶落实 落实情况"),
        Whole.IDENTITY: _words("身份证号 身份证号码 公民身份号码", IDENTITIES),
        Whole.ADDRESS: _words("家庭地址 住址 地址 现住址 居住地址 家庭详细地址 详细地址 联系地址 户籍地址"),
        Whole.DISABILITY: _words("残疾类别等级 残疾类别及等级 残疾类别和等级 类别等级 残疾类型及等级 残疾情况"),
        Whole.MONITORED: _words("纳入国家防返贫监测范围 防返贫监测 监测对象 防返贫监测对象"),
        Whole.TO_HOUSEHOLDER: _words("与户主的关系 户主关系"),
    },
    SheetSubject.VISITS: {
        "走访.联系日期": _words("走访日期 走访时间 入户日期 入户时间 联系时间 日期 时间"),
        "走访.联系人": (),
        "走访.联系方式": _words("走访方式 方式 形式 走访形式 联系形式"),
        "走访.是否联系上": _words("联系上 是否见到 是否见面 见到 见面"),
        "走访.联系对象": _words("见到谁 接待人 谈话对象"),
        "走访.联系情况": _words("走访内容 走访情况 走访记录 内容 情况 联系内容 主要内容 谈话内容"),
        "走访.陪同人数": _words("陪同"),
        "走访.录入日期": _words("录入时间"),
        **_OF_WHOM,
    },
    SheetSubject.NEEDS: {
        "需求措施.需求内容": _words("需求 主要需求 具体需求 诉求 困难诉求 问题 存在问题"),
        "需求措施.提出日期": _words("提出时间 需求日期 登记日期 登记时间 日期"),
        "需求措施.措施类别": _words("帮扶类别 措施种类"),
        "需求措施.措施内容": _words("措施 帮扶措施 拟帮扶措施 解决措施 办理措施"),
        "需求措施.承诺日期": _words("承诺时间"),
        "需求措施.期限": _words("完成期限 办理期限 完成时限 办结期限"),
        "需求措施.办结日期（帮扶措施）": _words("完成日期 完成时间 办结时间 解决时间 办理日期"),
        "需求措施.办理结果": _words("落实情况 办理情况 解决情况 完成情况 结果"),
        **_OF_WHOM,
    },
    SheetSubject.OUTINGS: {
        "集体活动.参加人": _words("残疾人 残疾人姓名 参加人员 参加人姓名", NAMES),
        "集体活动.日期": _words("活动日期 活动时间 参加日期 参加时间 时间"),
        "集体活动.活动类型": _words("活动 活动名称 活动项目 活动种类"),
        "集体活动.说明": _words("活动内容 内容 备注"),
        **_OF_WHOM,
        Whole.WHOSE: _words("户主 户主姓名"),
    },
    SheetSubject.HELPERS: {
        "责任人.残联": _words("所属残联 管理残联 主管残联"),
        "责任人.姓名": _words("责任人姓名", NAMES),
        "责任人.性别": _words("男女"),
        "责任人.移动手机": _words(_PHONES),
        "责任人.办公电话": _words("座机 办公座机 单位电话"),
        "责任人.单位部门": _words("单位 工作单位 所在单位 部门 科室 股室 单位及部门 工作部门"),
        "责任人.乡镇（街道）": _words("乡镇 街道 所在乡镇 所属乡镇"),
        "责任人.职务": _words("岗位 现任职务"),
        "责任人.职务层次": _words("职务级别 行政级别"),
        "责任人.职级": _words("现任职级"),
        "责任人.任职方式": _words("专兼挂"),
        "责任人.开始日期（任职经历）": _words("任职日期 任职时间 任现职时间"),
        "责任人.备注": _words("备注"),
    },
}
"""Where a column goes, by what it is called."""
WORDS = frozenset(word for words in HEADS.values() for said in words.values() for word in said)
"""All that columns are called, whatever their rows are."""
SHEETS: Mapping[SheetSubject, tuple[str, ...]] = {
    SheetSubject.PEOPLE: ("台账", "名册", "登记"),
    SheetSubject.VISITS: ("走访", "联系记录", "入户"),
    SheetSubject.NEEDS: ("需求", "诉求", "措施"),
    SheetSubject.OUTINGS: ("活动",),
    SheetSubject.HELPERS: ("责任人", "干部", "帮扶人"),
}
"""What is in the name of a sheet of each kind."""

NUMBERINGS = ("序号", "编号", "序")
"""What numbers the rows, or the households where its cells are merged."""

HELPERS = _words(
    "帮扶责任人 结对责任人 包保责任人 结对帮扶人 责任人 帮扶干部 结对干部 包户干部 包保干部 联户干部 联系干部 "
    "帮扶人 结对人"
)
"""What helpers are called at the beginning of a head, or in a band over several."""
VISITORS = _words("走访人员 走访人 走访干部 入户干部 入户人员")
"""What they are called besides where the rows are visits."""
NAMED_HELPER = {
    SheetSubject.PEOPLE: "结对.帮扶责任人",
    SheetSubject.VISITS: "走访.联系人",
    SheetSubject.NEEDS: "需求措施.负责人",
}
"""Where a helper's name goes."""
OF_HELPER: Mapping[str, tuple[str, ...]] = {
    "结对.帮扶责任人": ("", "名单", *NAMES),
    "责任人.性别": ("性别",),
    "责任人.移动手机": _words(_PHONES),
    "责任人.办公电话": _words("办公电话 座机"),
    "责任人.单位部门": _words("单位 工作单位 所在单位 部门 科室 单位部门 单位及部门"),
    "责任人.职务": ("职务",),
    "责任人.职级": ("职级",),
}
"""What is told of helpers among people: how a head goes on behind the word for them."""
OF_HOUSEHOLDER: Mapping[str, tuple[str, ...]] = {
    Whole.HOUSEHOLDER: ("", *NAMES),
    Whole.HOUSEHOLDER_IDENTITY: _words("身份证号 身份证号码", IDENTITIES),
    "户.联系电话": _words(_PHONES),
}
"""What is told of householders, likewise."""
NOWHERE = {
    "季度": "一季一栏，分不开。走访另做一张表，一次写一行。",
    "月份": "一月一栏，分不开。走访另做一张表，一次写一行。",
    "走访": "走访另做一张表，一次写一行。",
    "年龄": "年龄从出生日期算，不用填。",
    "家庭成员": "一格里写了几个人，分不开。在“成员”表里一人写一行。",
    "惠残政策": "一格里写了几项政策，分不开。在“惠残政策”表里一项写一栏。",
    "两项补贴": "一格里写了两项补贴，分不开。在“惠残政策”表里写两栏。",
}
"""What of a sheet of people goes nowhere, as it holds several things in one cell or column, and what to do with it."""
