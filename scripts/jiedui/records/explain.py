"""Schema faults in Chinese: which field, what is wrong, how to mend it, and a suggested value where there is one."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from jiedui.pattern import pattern
from jiedui.records import suggest
from jiedui.records.finding import Finding, OwnWords, declare
from jiedui.records.keys import Owner
from jiedui.records.values import Json, Pointer, calendar_fault
from jiedui.struct import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import jsonschema

    from jiedui.records.schema import RecordSchema, Schema

REQUIRED = declare("schema-required", "必填项没有填", "文件", "这一类记录少了它，统计就算不出来。")
UNKNOWN = declare("schema-unknown-field", "没有这个字段", "文件", "字段名写错了，填的内容就不会被读到。")
CHOICE = declare("schema-choice", "不在可选范围内", "文件", "这一项只能从规定的几个词里选，表格才好统计。")
PATTERN = declare("schema-format", "格式不对", "文件", "日期、电话、证号、编号都有固定的格式。")
TYPE = declare("schema-type", "填写方式不对", "文件", "有的字段填一个词，有的下面再分字段，有的是列表。")
SIZE = declare("schema-size", "太长、太短或重复", "文件", "内容的长度、项数或数值超出范围。")
CALENDAR = declare("date-impossible", "日期不存在", "文件", "例如 2 月 30 日。写成这样，系统算不出在哪个季度。")

_TYPES = {
    "object": "这一项下面要分字段填写，每个字段缩进两格另起一行。",
    "array": "这一项是列表，每一项另起一行，以“- ”开头。",
    "string": "这一项只填一段文字，下面不再分字段。",
    "boolean": "这一项只能填 true（是）或 false（否）。",
    "integer": "这一项只能填整数，例如 3。",
}
# A file with more faults than this is a wrong file: the first ones are enough to see it.
_MOST = 100
_MOST_KEYS = 20
_ITEM = 2  # parts of the pointer to an item of a list of the record
_CODES = ("helper", "household", "member", "need")
_CHINESE = pattern(r"[\u4e00-\u9fff]{2}")


class _Fault(Struct, frozen=True, kw_only=True):
    """What a keyword of a schema objects to: the value at ``pointer``.

    ``key`` is the field that is missing there, if that is the fault; ``beside`` are the fields beside the value.
    """

    keyword: str
    wanted: Any
    value: Any
    schema: Schema
    pointer: Pointer
    key: str
    beside: dict[str, Any]

    @classmethod
    def of(cls, error: jsonschema.ValidationError, data: Json) -> _Fault:
        wanted, pointer = error.validator_value, tuple(error.absolute_path)
        required = wanted if error.validator == "required" and isinstance(wanted, list) else ()
        return cls(
            keyword=str(error.validator),
            wanted=wanted,
            value=error.instance,
            schema=error.schema if isinstance(error.schema, dict) else {},
            pointer=pointer,
            key=next((name for name in required if error.message.startswith(f"'{name}' ")), ""),
            beside=_beside(data, pointer),
        )


def _beside(data: Json, pointer: Pointer) -> dict[str, Any]:
    node: Any = data
    for part in pointer[:-1]:
        node = node[part]
    return node if isinstance(node, dict) else {}


def explain(data: Json, record: RecordSchema, path: str) -> list[Finding]:
    """Return a finding for each fault that the schema of ``record`` sees in ``data``, up to a hundred or so."""
    faults = (_Fault.of(error, data) for error in record.explainer.iter_errors(data))
    found = list(_translated(list(islice(faults, _MOST)), record, path))
    if next(faults, None) is not None:
        message = f"这份文件的问题超过 {_MOST} 处，先列出前面的。"
        found.append(SIZE.at(path, message=message, remedy="改好后再检查一次；多半是整份文件填错了，可以重新填写。"))
    mistaken = {finding.pointer for finding in found if finding.rule is TYPE}
    return [
        finding for finding in dict.fromkeys(found) if finding.rule is not CHOICE or finding.pointer not in mistaken
    ]


def _translated(faults: list[_Fault], record: RecordSchema, path: str) -> Iterator[Finding]:
    missing: dict[Pointer, list[str]] = {}
    for fault in faults:
        if fault.keyword == "required":
            missing.setdefault(fault.pointer, []).append(fault.key)
    elsewhere = {fault.pointer: home for fault in faults if (home := _list_of(fault, record))}
    for pointer, home in elsewhere.items():
        message = f"这一项是 {record.named((home,))}里的，写到了 {record.named(pointer[:1])}下面。"
        yield UNKNOWN.at(path, pointer, message=message, remedy=f"这几行移到 {home} 最后一项的下面，和那里的“- ”对齐。")
    for fault in faults:
        if any(fault.pointer[: len(pointer)] == pointer for pointer in elsewhere):
            continue
        if fault.keyword == "additionalProperties":
            yield from _unknown(fault, record, path, missing.get(fault.pointer, []))
        else:
            yield _one(fault, record, path)


def _list_of(fault: _Fault, record: RecordSchema) -> str:
    """Return the list of the record among whose items one belongs that stands in another: it has all of its fields."""
    if fault.keyword != "additionalProperties" or len(fault.pointer) != _ITEM or not isinstance(fault.pointer[1], int):
        return ""
    keys, lists = set(fault.value), record.properties(record.root)
    if len(keys.intersection(record.properties(fault.schema))) * 2 > len(keys):
        return ""
    items = {name: record.resolve(part["items"]) for name, part in lists.items() if part.get("type") == "array"}
    fitting = [name for name, item in items.items() if keys <= set(record.properties(item))]
    return fitting[0] if len(fitting) == 1 else ""


def condensed(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings of one record with one for each slip: a field under a wrong name is not missing as well."""
    findings = tuple(findings)
    named = {(finding.pointer[:-1], finding.suggestion) for finding in findings if finding.rule is UNKNOWN}
    return tuple(
        finding
        for finding in findings
        if finding.rule is not REQUIRED or (finding.pointer, finding.missing) not in named
    )


def _one(fault: _Fault, record: RecordSchema, path: str) -> Finding:
    if fault.value == "" and fault.keyword in ("enum", "pattern", "type"):
        message = f"{record.named(fault.pointer)}有一项是空的。"
        return SIZE.at(path, fault.pointer, message=message, remedy="补上内容，或者删掉这一项。")
    return _BY_KEYWORD.get(fault.keyword, _size)(fault, record, path)


def _required(fault: _Fault, record: RecordSchema, path: str) -> Finding:
    key = fault.key
    schema = record.resolve(record.at((*fault.pointer, key)))
    message = f"少了必填项 {record.named((*fault.pointer, key))}。"
    remedy = OwnWords(f"补上这一行：{_example(key, schema)}")
    return REQUIRED.at(path, fault.pointer, message=message, remedy=remedy, missing=key)


def _example(key: str, schema: Schema) -> str:
    kind = schema.get("type")
    if kind == "boolean":
        return f"{key}: true 或 {key}: false。"
    if kind in ("object", "array"):
        return f"{key}:，下面再填。{schema.get('description', '')}"
    choices = schema.get("enum")
    if choices:
        return f"{key}: 加上 {apart(choices)} 之一。"
    return f"{key}: 加上内容。{schema.get('description', '')}"


def _unknown(fault: _Fault, record: RecordSchema, path: str, missing: list[str]) -> Iterator[Finding]:
    owner = Owner(
        data=fault.value,
        schema=fault.schema,
        pointer=fault.pointer,
        record=record,
        missing=missing,
        fits=lambda value, schema: record.explainer.evolve(schema=schema).is_valid(value),
    )
    for number, stray in enumerate(owner.strays()):
        pointer = (*fault.pointer, stray.key)
        if number == _MOST_KEYS:
            rest = len(owner.extra) - _MOST_KEYS
            message = f"从这里往下还有 {rest} 个不认识的字段。"
            yield replace(UNKNOWN.at(path, pointer, message=message, remedy="参照同类文件重新填写。"), count=rest)
            return
        yield UNKNOWN.at(path, pointer, message=stray.message, remedy=stray.remedy, suggestion=stray.meant)


def _choice(fault: _Fault, record: RecordSchema, path: str) -> Finding:
    choices = [str(choice) for choice in fault.wanted]
    message, text = f"{record.named(fault.pointer)}填的不在可选范围内。", str(fault.value)
    remedy = f"从这些词里选一个：{apart(choices)}。"
    if len(items := suggest.parts(text, fault.schema)) > 1:
        message, remedy = f"{record.named(fault.pointer)}一行里写了几项。", f"一项一行，写成 {_rows(items)}。"
        if not isinstance(fault.pointer[-1], int):
            message = f"{record.named(fault.pointer)}只能选一个词。"
            remedy = f"留下主要的一个：{'、'.join(items)}。其他的写到文字里。"
        return CHOICE.at(path, fault.pointer, message=message, remedy=remedy)
    return CHOICE.at(path, fault.pointer, message=message, remedy=remedy, suggestion=suggest.meant(text, fault.schema))


def apart(choices: list[str]) -> str:
    """Return choices in a row: parted by commas where one of them has a 、 of its own."""
    return ("，" if any("、" in choice for choice in choices) else "、").join(choices)


def _rows(items: list[str]) -> str:
    return "、".join(f"“- {item}”" for item in items)


def _pattern(fault: _Fault, record: RecordSchema, path: str) -> Finding:
    from jiedui.records import spreadsheet  # who finds nothing wrong does not wait for it

    value, named, remedy = str(fault.value), record.named(fault.pointer), record.shape(fault.pointer)
    definition = record.definition(fault.pointer)
    message, suggestion = f"{named}的格式不对。", suggest.meant(value, fault.schema)
    if cause := spreadsheet.cause(value, definition, fault.beside):
        message, remedy = f"{named}{cause.message}", OwnWords(cause.remedy) if cause.remedy else remedy
        suggestion = cause.suggestion or suggestion
    elif suggest.tidied(value, fault.wanted):
        message = f"{named}里有全角字符、空格、引号、标点，或者大小写不对。"
    elif definition in _CODES and _CHINESE.search(value):
        message = f"{named}要写编号，不写姓名或文字。"
    if not suggestion and fault.pointer == ("date",):
        suggestion = _day_of(path)
    return PATTERN.at(path, fault.pointer, message=message, remedy=remedy, suggestion=suggestion)


def _day_of(path: str) -> str:
    """Return the day that the name of a record's file begins with: the record must speak of the same."""
    name = path.rpartition("/")[2][:10]
    return name if suggest.as_date(name) == name else ""


def _type(fault: _Fault, record: RecordSchema, path: str) -> Finding:
    kind, suggestion = str(fault.wanted), ""
    remedy: str = OwnWords(_TYPES.get(kind, "参照同类文件填写。"))
    if isinstance(fault.value, str):
        if kind == "array":
            items = suggest.parts(fault.value, record.resolve(fault.schema["items"]))
            suggestion = f"[{', '.join(items)}]" if items else ""
        else:
            suggestion = suggest.meant(fault.value, fault.schema)
    if kind == "array" and "properties" in (item := record.resolve(fault.schema["items"])):
        remedy = OwnWords(f"{remedy}每一项分字段写，字段有：{'、'.join(record.properties(item))}。")
    if kind == "object" and isinstance(fault.value, list):
        remedy = "这一项不是列表：删掉各行开头的“- ”，下面直接写字段。"
    elif kind == "object":
        remedy = OwnWords(f"{remedy}字段有：{'、'.join(record.properties(fault.schema))}。")
    message = f"{record.named(fault.pointer)}的填写方式不对。"
    return TYPE.at(path, fault.pointer, message=message, remedy=remedy, suggestion=suggestion)


def _size(fault: _Fault, record: RecordSchema, path: str) -> Finding:
    limit = fault.wanted
    said = {
        "maxLength": f"内容太长，最多 {limit} 个字。",
        "minItems": f"项数太少，至少 {limit} 项。",
        "uniqueItems": "有重复的项。",
        "minimum": f"数值太小，最小是 {limit}。",
        "maximum": f"数值太大，最大是 {limit}。",
        "minProperties": f"至少要填 {limit} 个字段。",
    }.get(fault.keyword, "内容不合要求。")
    remedy = record.shape(fault.pointer) or "改到范围以内。"
    return SIZE.at(path, fault.pointer, message=f"{record.named(fault.pointer)}：{said}", remedy=remedy)


_BY_KEYWORD: dict[str, Callable[[_Fault, RecordSchema, str], Finding]] = {
    "required": _required,
    "enum": _choice,
    "pattern": _pattern,
    "type": _type,
}


def impossible_date(data: Json, pointer: Pointer, record: RecordSchema, path: str) -> Finding:
    """Return the finding for a date at ``pointer`` of ``data`` that is in no calendar."""
    value: Any = data
    for part in pointer:
        value = value[part]
    message = f"{record.named(pointer)}：{calendar_fault(value)}"
    return CALENDAR.at(path, pointer, message=message, remedy="对照日历改成实际日期。")
