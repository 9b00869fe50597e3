"""台账管理: what whoever keeps the ledger has to know, from 规则 to 每周.

The commands that a page tells to type stand here, so that a test runs what a steward would.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from jiedui.migrations.chain import CURRENT, MIGRATIONS
from jiedui.migrations.settings import fields_of
from jiedui.records.finding import RULES, Severity
from jiedui.reports.digest import AHEAD
from jiedui.site.family import INSIDE
from jiedui.site.page import Page
from jiedui.site.pages import conflicts
from jiedui.site.pages.turns import TURNS
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jiedui.records.schema import Field, RecordSchema
    from jiedui.site.site import Site

SERVES: tuple[str, ...] = ()
SHOWN_TO = INSIDE

# A field by which a record says why a rule does not hold for it.
EXCUSES = ("exception_reason", "exception")

# Of the platform and not of the steward's own copy, which may be behind it and knows the branches of others by halves.
# The last reads the whole of it: `git bundle verify` reads the head alone, and calls a file okay that is damaged.
BACKUP = (
    "git clone --mirror 代码平台上的地址 台账镜像",
    "git -C 台账镜像 bundle create ../台账备份.bundle --all",
    "git clone --mirror 台账备份.bundle 试着恢复",
)
# With the branch named: a platform may give another one as its first, or one that it does not have.
RESTORE = (
    "git clone --branch main 台账备份.bundle 台账恢复",
    "jiedui check --records 台账恢复/records",
    "jiedui bulletin verify --records 台账恢复/records",
)
# Branches and tags only: --mirror would send the old platform's refs of merge requests, too, which the new one refuses.
MOVE = (
    "git clone --mirror 台账备份.bundle 台账镜像",
    "git -C 台账镜像 push --all 新平台上的地址",
    "git -C 台账镜像 push --tags 新平台上的地址",
)
UPGRADE = ("jiedui migrate --check", "jiedui migrate", "jiedui check", "jiedui fmt --check")
TRIAL = ("jiedui check", "jiedui site", "jiedui bulletin verify")
VERIFYING, DIGEST, RETENTION = "jiedui bulletin verify", "jiedui digest --issue", "jiedui retention --issue"
AFRESH = "jiedui check --no-cache"
# The folder of a delivery is called by its city: the province has one of each.
DELIVERY, ROLLUP = "jiedui export --figures build/", "jiedui rollup 报送/* --cities 各市.txt"
AUDIENCES = ("jiedui site --audience all", "jiedui scan sites --audience all")
SEALING = {
    "seal": "jiedui seal",
    "backup": "jiedui keys backup 密钥备份.age --sealed-for 口令",
    "status": "jiedui keys status",
    "identity": "jiedui keys identity 私钥.txt",
    "share": "jiedui keys share 密钥.age --unit 代号 --sealed-for 公钥",
    "restore": "jiedui keys take 密钥备份.age",
    "take": "jiedui keys take 密钥.age --identity 私钥.txt",
    "take_form": "jiedui take 登记.json",
    "rekey": "jiedui rekey",
    "erase": "jiedui erase 户编号 --reason 保存期满",
}
SETTINGS = "sealing:\n  - 身份\n  - 联系方式"
DIGEST_FILE = "jiedui digest --out 每周要办.md"


class Excuse(Struct, frozen=True):
    """A field that excuses a record from a rule: the kind of record, and the field."""

    record: RecordSchema
    field: Field

    @property
    def place(self) -> str:
        """Return where the reference explains the field."""
        return f"reference/fields.html#{self.record.kind}-{'-'.join(self.field.path)}"


def excuses(site: Site) -> list[Excuse]:
    """Return the fields by which a record may differ from a rule and say why."""
    return [Excuse(record, field) for record in site.library for field in record.fields() if field.key in EXCUSES]


def rules_view(site: Site) -> Mapping[str, Any]:
    """Return what the page on rules shows: how many there are of each weight, and where an excuse is written."""
    count = Counter(rule.severity for rule in site.rules)
    return {
        "errors": count[Severity.ERROR],
        "warnings": count[Severity.WARNING],
        "excuses": excuses(site),
        "afresh": AFRESH,
    }


def policy_view(site: Site) -> Mapping[str, Any]:
    """Return what the page on policy shows: its files, and the chosen value of each reading."""
    files = [record for record in site.library if record.kind.startswith("policy-")]
    return {
        "files": [(f"records/policy/{record.kind.removeprefix('policy-')}.yml", record.root) for record in files],
        "readings": [reading for reading in site.ledger.policy.readings if reading.settings],
        "settings": fields_of(site.library["policy-readings"]),
        "commands": TRIAL,
    }


def weekly_view(site: Site) -> Mapping[str, Any]:
    """Return what the page on the jobs of every week shows: their commands, and how long records are kept."""
    return {
        "verifying": VERIFYING,
        "digest": DIGEST,
        "digest_file": DIGEST_FILE,
        "retention": RETENTION,
        "ahead": AHEAD.days,
        "terms": site.ledger.policy.retention,
    }


def audiences_view(site: Site) -> Mapping[str, Any]:
    """Return what the page on audiences shows: what to type for the sites of all, and for the province."""
    return {
        "audiences": AUDIENCES,
        "county": _county(site),
        "delivery": f"{DELIVERY}{site.ledger.policy.city}",
        "rollup": ROLLUP,
    }


def _county(site: Site) -> str:
    """Return the federation that examples speak of."""
    return next((unit.id for unit in site.ledger.units.values() if not unit.is_city), "代号")


def conflicts_view(site: Site) -> Mapping[str, Any]:
    """Return what the page on conflicts shows: what each tool says, and what to type."""
    return {
        "platforms": conflicts.PLATFORMS,
        "checked": [*conflicts.told_by_check()],
        "marked": site.example.told(conflicts.MARKED),
        "git": conflicts.GIT,
        "driver": conflicts.DRIVER,
        "install": conflicts.INSTALL,
        "uninstall": conflicts.UNINSTALL,
        "fetch": conflicts.FETCH,
        "finish": conflicts.FINISH,
        "give_up": conflicts.GIVE_UP,
        "left": conflicts.left(),
        "taken_back": conflicts.TAKEN_BACK,
        "dropped": RULES["merge-dropped"].title,
    }


def pages(site: Site) -> list[Page]:
    """Return the nine pages."""
    return [
        _page("rules", "检查规则怎么管", lambda: rules_view(site)),
        _page("policy", "政策与口径怎么改", lambda: policy_view(site)),
        _page("turns", "文件、区划、期限变了怎么办", lambda: {"turns": [turn.told(site.example) for turn in TURNS]}),
        _page("upgrade", "格式升级", lambda: {"commands": UPGRADE, "migrations": MIGRATIONS[::-1], "current": CURRENT}),
        _page("conflicts", "冲突了怎么办", lambda: conflicts_view(site)),
        _page("backup", "备份和恢复", lambda: {"backup": BACKUP, "restore": RESTORE, "move": MOVE}),
        _page("audiences", "给谁看什么", lambda: audiences_view(site)),
        _page("sealing", "加密和清除", lambda: {**SEALING, "settings": SETTINGS}),
        _page("weekly", "每周自动做的事", lambda: weekly_view(site)),
    ]


def _page(name: str, title: str, view: Callable[[], Mapping[str, Any]]) -> Page:
    return Page(f"steward/{name}.md", title, f"steward_{name}.md.j2", view, group=True)
