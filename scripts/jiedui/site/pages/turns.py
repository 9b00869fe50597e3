"""What a steward writes when a document, a place or the programme changes: the lines themselves, which a test drops in.

Days and names are examples; everything else is as it has to stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.struct import Struct, replace

if TYPE_CHECKING:
    from jiedui.site.example import Example


class Lines(Struct, frozen=True):
    """Lines to write into a file of the ledger; ``where`` says in words at which place."""

    path: str
    where: str
    text: str


class Turn(Struct, frozen=True):
    """Something that changes: what to write for it, in order, and what follows from it."""

    anchor: str
    title: str
    steps: tuple[Lines, ...]
    notes: tuple[str, ...]

    def told(self, example: Example) -> Turn:
        """Return it with places of a ledger."""
        told = example.told
        steps = tuple(replace(lines, path=told(lines.path), text=told(lines.text)) for lines in self.steps)
        return replace(self, steps=steps)


NOTICE = Turn(
    "notice",
    "来了新文件，户数要求变了",
    (
        Lines(
            "policy/clauses.yml",
            "documents 的最后加一份文件",
            """\
  - id: 2026
    title: 关于调整结对帮扶户数的通知
    number: 示例残发〔2026〕9号
    issuer: 示例市残疾人联合会
    date: 2026-12-05
    addressees:
      - 各县市区残联
""",
        ),
        Lines(
            "policy/clauses.yml",
            "clauses 的最后逐条登记它的全文，编号前面写文件代号和半角冒号",
            """\
  - id: 2026:一
    text: 市残联科级干部至少联系帮扶3户，从2027年1月1日起执行。
""",
        ),
        Lines("policy/quotas.yml", "旧的一条加上最后一天，别的不动", "    to: 2026-12-31\n"),
        Lines(
            "policy/quotas.yml",
            "quotas 里另写一条新的，编号另起一个，依据写新文件的条款",
            """\
  - id: city_section_2027
    title: 市残联科级干部
    requirement: R-061
    clause: 2026:一
    from: 2027-01-01
    bodies:
      - 市残联机关
      - 市残联直属单位
    class: 科级
    need: 3
""",
        ),
    ),
    (
        "多出来的户，从执行那天起有 A-26 的宽限期。"
        "文件自己写了天数的，新的一条加上 grace_days（宽限天数），当天就要够的写 0。",
        "以前的季度还按旧的一条算。引用新条款的地方都写出文号，点开就是它的原文。",
        "新文件改了读法的，不能写日期：读法改了，所有季度都按新的算；已经冻结的通报不变，下一期会写明。"
        "所以先冻结以前各季度的通报，再改。户数、宽限、本地提高、工作阶段、不要求联系的季度、政策项目可以从某天起变；"
        "别的不行，例如改成每月联系一次，本系统算不了。",
    ),
)

EXTENDED = Turn(
    "extended",
    "帮扶延期或者提前结束",
    (
        Lines(
            "policy/ledger.yml",
            "结束日期和依据（先把文件登记到 clauses.yml，引用的那一条要写着结束的年份）",
            "programme_to: 2029-12-31\nclause: 2026:一\n",
        ),
        Lines("policy/phases.yml", "常态化帮扶阶段的结束日期", "    to: 2029-12-31\n"),
        Lines("policy/readings.yml", "读法 A-09 的截止日期，文字里的日期一起改", "      contact_until: 2029-12-31\n"),
        Lines(
            "policy/occasions.yml",
            "延长的每一年补上节日",
            "  - date: 2029-02-13\n    name: 春节\n",
        ),
        Lines(
            "policy/service.yml",
            "延长的每一年补上放假安排，没有公布的先写法定节假日",
            """\
  - year: 2029
    holidays:
      - name: 元旦
        from: 2029-01-01
        to: 2029-01-01
""",
        ),
    ),
    (
        "漏改的，检查一处一处指出来，改完就没有了。提前结束也一样，节日和放假安排不用改。",
        "到期以后什么也不用做：页面写“方案已结束”，停在最后一天的样子，没有要办的事，日历和订阅里没有期限。开着的结对留着，不用一户一户结束；"
        "结束以后的走访不再登记。提前结束的，结束日期以后已经登记的联系、结对留着，检查只提示一次，不算在任何数字里。",
        "冻结了的通报不变。延期以后，新的季度接着发。",
    ),
)

TOWNSHIP = Turn(
    "township",
    "乡镇改名、合并，换了主管残联",
    (
        Lines(
            "divisions.yml",
            "改名：名称写新的，旧的写进曾用名",
            """\
        name: 新示例镇
        former_names:
          - name: 示例镇
            until: 2026-12-31
""",
        ),
        Lines(
            "divisions.yml",
            "合并：并走的乡镇留着，写明并入哪里、从哪天起",
            """\
        merged:
          into: 示例乡
          date: 2027-01-01
""",
        ),
        Lines(
            "divisions.yml",
            "换主管残联：旧的一段写最后一天，新的一段从第二天开始；交回本县的，只写最后一天",
            """\
        managed:
          - unit: shilikaifaqu
            to: 2026-12-31
          - unit: shiliguanliqu
            from: 2027-01-01
""",
        ),
    ),
    (
        "可以提前写，到那天才算数。户档案和任职里写的旧名称不用改，从那天起显示新的名称；以前的季度还是旧的名称。",
        "换了主管残联的，从那天起检查会提示哪些户、哪些责任人还没有移交，移交的办法见下面。",
    ),
)

UNIT = Turn(
    "unit",
    "新设或者撤销一个残联",
    (
        Lines("shilikaifaqu/unit.yml", "撤销：层级下面写最后一天，最好是一个季度的最后一天", "to: 2026-12-31\n"),
        Lines(
            "xinqu/unit.yml",
            "新设：新建文件夹，写一份 unit.yml",
            """\
id: xinqu
prefix: XQ
name: 示例市示例新区残疾人联合会
short: 示例新区
level: 县级残联
from: 2027-01-01
phone: 0000-0000001
supervision_phone: 0000-0000002
lead_department: 教育就业股
""",
        ),
        Lines(
            "divisions.yml",
            "新设：在文件最后的 map 里加一格，行从北往南数，列从西往东数，一格只放一个残联；不写的，排在图的下面",
            """\
  - unit: xinqu
    row: 2
    column: 5
""",
        ),
    ),
    (
        "乡镇在 divisions.yml 写上现在的主管残联（见上面）。",
        "责任人：旧的任职写最后一天和原因，在接手的残联新建他的档案，任职从第二天开始。",
        "户：旧的一户按“迁出市内”终止，结对写最后一天；在接手的残联新建一户，"
        "moved_from 写原来的户编号，结对从第二天开始。这和搬家是同一个办法，"
        "文件夹不要移动，编号不要改。",
        "没有移交完的，检查从撤销后的第一天起提示还剩几户、几人，不会变成错误。",
        "撤销了的残联，网页和以前季度的数字都在。它以前兑现的承诺、累计的逾期还算在全市里，"
        "所以总览和通报里留着它的一行，写着“已撤销”；什么数也没有的，从下一个季度起不再列出。",
    ),
)

TURNS = (NOTICE, EXTENDED, TOWNSHIP, UNIT)
