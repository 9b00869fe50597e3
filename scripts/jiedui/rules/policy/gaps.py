"""What the policy lacks, told all at once, each with the lines that mend it: nothing is reckoned on a guess (R-001)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from jiedui.migrations.settings import fields_of
from jiedui.model.policy import IMPLEMENTING, VISITING
from jiedui.model.settings import Setting, values_of
from jiedui.records.finding import Finding, declare
from jiedui.records.kinds import path_of

if TYPE_CHECKING:
    from jiedui.model.entitlement import RuleOption
    from jiedui.model.policy import PolicyMissingError
    from jiedui.records.reader import Records
    from jiedui.records.schema import SchemaLibrary
    from jiedui.records.values import Pointer

POLICY_MISSING = declare(
    "policy-missing",
    "政策文件不全",
    "台账",
    "没有通知的规定和口径，就不知道该按什么核对。",
    clause="发文",
    requirement="R-001",
)
Reading = Mapping[str, Any]

PHASES = {VISITING: "入户走访阶段", IMPLEMENTING: "帮扶实施阶段"}

READINGS = "policy-readings"
ENTITLEMENTS = "policy-entitlements"
_FILE = "从 Git 的历史里恢复；没有过的，用 jiedui init 另建一份台账，从它的 records/policy/ 复制。"


def findings(missing: PolicyMissingError, records: Records, library: SchemaLibrary) -> Iterator[Finding]:
    """Yield one finding for each file, setting, option and phase that the policy lacks, and for days turned round.

    A file that is there and cannot be read has findings of its own.
    """
    broken = {place.path for place in records.broken}
    for name in missing.files:
        path = path_of(f"policy-{name}")
        if path not in broken:
            yield POLICY_MISSING.at(path, message=f"少了政策文件 {name}.yml。", remedy=_FILE)
    readings = _readings(records)
    for setting in missing.settings:
        yield _setting(setting, readings, library)
    for option in missing.options:
        yield _option(option)
    for phase in missing.phases:
        yield _phase(phase)
    if missing.dayless:
        yield POLICY_MISSING.at(
            path_of("policy-ledger"),
            ("programme_to",),
            message="帮扶结束日期早于开始日期，方案期一天也没有。",
            remedy="核对 programme_from 和 programme_to。",
        )


def _readings(records: Records) -> list[Reading]:
    return [item for record in records.valid if record.place.kind == READINGS for item in record.data["readings"]]


def _setting(setting: Setting, readings: list[Reading], library: SchemaLibrary) -> Finding:
    decided = values_of(readings)
    within = setting.name in decided
    lack = (
        f"的 {setting.name} 里没有“{setting.row.word}”"
        if within and setting.row
        else f"的 settings 里没有 {setting.name}"
    )
    pointer = _pointer(setting, readings, within=within)
    lines = _lines(setting, decided, library, among_others="settings" in pointer)
    where = " 的 settings " if "settings" in pointer else " " if pointer else "（先从 Git 的历史里恢复）"
    return POLICY_MISSING.at(
        path_of(READINGS),
        pointer,
        message=f"读法 {setting.reading} {lack}。",
        remedy=f"运行 jiedui migrate，会按默认值补上；自己补的，在读法 {setting.reading}{where}下面写{lines}。",
        missing=setting.name if pointer and not within else "",
    )


def _lines(setting: Setting, decided: Mapping[str, Any], library: SchemaLibrary, *, among_others: bool) -> str:
    """Return the lines to write as the canonical writer makes them, each quoted, without its comments.

    ``among_others`` leaves out the line ``settings:``, which is there.
    """
    from jiedui.records import writer  # a policy that lacks nothing does not ask for it

    schema = library[READINGS]
    default = fields_of(schema)[setting.name].schema["default"]
    data = {"readings": [{"settings": {setting.name: setting.completed(decided, default)}}]}
    lines = [line[4:].partition("  # ")[0] for line in writer.write(data, schema).splitlines()[1:]]
    return "".join(f"“{line}”" for line in ((line[2:] for line in lines[1:]) if among_others else lines))


def _pointer(setting: Setting, readings: list[Reading], *, within: bool) -> Pointer:
    for index, reading in enumerate(readings):
        if within and setting.name in reading.get("settings", {}):
            return ("readings", index, "settings", setting.name)
        if not within and reading["id"] == setting.reading:
            return ("readings", index, "settings") if "settings" in reading else ("readings", index)
    return ()


def _option(option: RuleOption) -> Finding:
    return POLICY_MISSING.at(
        path_of(ENTITLEMENTS),
        ("rules", option.index),
        message=f"规则 {option.rule} 用到参数 {option.name}，它的 config 里没有。",
        remedy=f"在规则 {option.rule} 的 config 下面写上 {option.name}，或者从 Git 的历史里恢复这条规则。",
        missing="config",
    )


def _phase(phase: str) -> Finding:
    return POLICY_MISSING.at(
        path_of("policy-phases"),
        ("phases",),
        message=f"没有编号是 {phase} 的阶段（{PHASES[phase]}），算期限和汇报要用它的日期。",
        remedy=f"把{PHASES[phase]}的编号 id 写成 {phase}，或者从 Git 的历史里恢复这个阶段。",
    )
