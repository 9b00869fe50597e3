"""What users of such ledgers ask for beyond the notice, and how far it is there; what is refused on purpose, and why.

The rows come from what the users of comparable systems ask for, at home and abroad. A row says honestly what is there:
whoever brings the rest, changes its standing here.
"""

from __future__ import annotations

from enum import StrEnum

from jiedui.struct import Struct


class BeyondStanding(StrEnum):
    """How far something that the notice does not ask for is there."""

    SERVED = "已提供"
    PARTLY = "部分提供"
    NOT_YET = "尚未提供"
    REFUSED = "不做"


class Beyond(Struct, frozen=True, kw_only=True):
    """One thing: ``found`` says where it is, or what is still missing; ``page`` leads there, where a page does."""

    id: str
    title: str
    standing: BeyondStanding
    found: str
    page: str = ""


_SERVED, _PARTLY, _NOT_YET, _REFUSED = BeyondStanding

BEYOND: tuple[Beyond, ...] = (
    Beyond(id="B-01", title="家庭自己求助，答复有期限", standing=_SERVED,
           found="“我家的帮扶”上有求助条；需求记来源，从提出起算期限。", page="needs.html"),
    Beyond(id="B-02", title="按工作日算的办理期限", standing=_SERVED,
           found="需求、风险和突发困难的期限写在政策里，按调休日历算，清单上写还剩或者超期几天。", page="due.html"),
    Beyond(id="B-03", title="和外来名单比对", standing=_SERVED,
           found="jiedui compare 比对残疾人证、死亡、迁出、低保和特困名单，只提示去核实，不存名单。"),
    Beyond(id="B-04", title="要办的事按轻重排", standing=_SERVED,
           found="分严重逾期、逾期、快到期、未到期四组，写明谁办。", page="index.html"),
    Beyond(id="B-05", title="走访前看一页", standing=_SERVED,
           found="jiedui print brief 打印走访提要，半张 A4：风险、隐患、需求、答应的事、没有落实的政策和近三次联系。"),
    Beyond(id="B-06", title="录入时提示重复", standing=_SERVED,
           found="登记、收表格和检查都会提示已经有的人和户；说明理由，才能另建。", page="entry.html"),
    Beyond(id="B-07", title="每一户旁边写几件要办", standing=_SERVED,
           found="残联和乡镇的户表数这一户的，责任人的户表数他本人的，没有定期限的承诺也算。", page="units/index.html"),
    Beyond(id="B-08", title="只改一处，不用从头填", standing=_SERVED,
           found="户和责任人的页面上，每一项后面有“改”，点它在登记里只改这一项。", page="guide.html"),
    Beyond(id="B-09", title="两人改同一处，逐项由人决定", standing=_SERVED,
           found="登记里逐项排在一起，由人定；收文件、收表格时列出来，不盖掉别人的。", page="steward/conflicts.html"),
    Beyond(id="B-10", title="随机回访抽查，谁也挑不了", standing=_SERVED,
           found="按季末的台账抽样，谁抽都一样；结果记成回访，写进季通报。", page="bulletins.html"),
    Beyond(id="B-11", title="按敏感程度遮盖和加密", standing=_SERVED,
           found="每一栏分身份、联系方式、健康、经济：给谁看什么、导出遮什么、哪几类加密，都照它定。",
           page="steward/audiences.html"),
    Beyond(id="B-12", title="该享受什么，依据哪条，还缺什么", standing=_SERVED,
           found="每户的页面上，逐人列出政策、依据和缺的信息。", page="find.html"),
    Beyond(id="B-13", title="各残联的数据质量", standing=_SERVED,
           found="缺信息、存疑、迟录、久未变动，各季度对比。", page="quality.html"),
    Beyond(id="定位、人脸打卡", title="用定位或者人脸证明上过门", standing=_REFUSED,
           found="通知四要求摒弃形式主义：看事情办成没有，不看打卡。"),
    Beyond(id="必须拍照", title="每次联系必须上传照片", standing=_REFUSED,
           found="通知四要求摒弃形式主义；残疾人家里的照片也不该成为考核材料。"),
)  # fmt: skip
