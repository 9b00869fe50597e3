"""Schema faults in Chinese: which field, what is wrong, how to mend it, and a suggested value where there is one."""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from jiedui.records.finding import Finding, OwnWords, declare, shown
from jiedui.records.values import Json, Pointer, calendar_fault, exists

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import jsonschema
    from referencing import Registry

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
_DATE = re.compile(r"([0-9]{4})(?: ?[-/.年] ?([0-9]{1,2}) ?[-/.月] ?([0-9]{1,2}) ?日?|([0-9]{2})([0-9]{2}))\Z")
_INTEGER = re.compile(r"-?[0-9]{1,9}\Z")
_QUOTES = "“”‘’\"'"
_YES = {"是", "有", "yes", "Yes", "YES", "y", "Y", "1", "√", "True", "TRUE", "on"}
_NO = {"否", "无", "no", "No", "NO", "n", "N", "0", "×", "False", "FALSE", "off"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fault:
    """What a keyword of a schema objects to: the value at ``pointer``. ``said`` is the library's own message."""

    keyword: str
    wanted: Any
    value: Any
    schema: Schema
    pointer: Pointer
    said: str

    @classmethod
    def of(cls, error: jsonschema.ValidationError) -> _Fault:
        return cls(
            keyword=str(error.validator),
            wanted=error.validator_value,
            value=error.instance,
            schema=error.schema if isinstance(error.schema, dict) else {},
            pointer=tuple(error.absolute_path),
            said=error.message,
        )


def explain(data: Json, record: RecordSchema, path: str) -> list[Finding]:
    """Return a finding for each fault that the schema of ``record`` sees in ``data``, up to a hundred or so."""
    faults = map(_Fault.of, _validator(record).iter_errors(data))
    found = [finding for fault in islice(faults, _MOST) for finding in _translate(fault, record, path)]
    if next(faults, None) is not None:
        message = f"这份文件的问题超过 {_MOST} 处，先列出前面的。"
        found.append(SIZE.at(path, message=message, remedy="改好后再检查一次；多半是整份文件填错了，可以重新填写。"))
    if not found:
        # The two judges differ in what ends a line: the fast one sees a line feed after a date, the other does not.
        found = [
            PATTERN.at(path, pointer, message=f"{_named(pointer, record)} 的格式不对。", remedy=_shape(pointer, record))
            for pointer in (tuple(error.instance_path) for error in record.validator.iter_errors(data))
        ]
    mistaken = {finding.pointer for finding in found if finding.rule is TYPE}
    return [
        finding for finding in dict.fromkeys(found) if finding.rule is not CHOICE or finding.pointer not in mistaken
    ]


def _validator(record: RecordSchema) -> jsonschema.Draft202012Validator:
    cached = _VALIDATORS.get(record)
    if cached is None:
        # Takes longer to load than most ledgers to judge, and a ledger without faults never asks.
        import jsonschema
        from referencing import Registry, Resource

        resources = [(name, Resource.from_contents(document)) for name, document in record.library.documents.items()]
        registry: Registry = Registry().with_resources(resources)
        cached = _VALIDATORS[record] = jsonschema.Draft202012Validator(record.root, registry=registry)
    return cached


_VALIDATORS: WeakKeyDictionary[RecordSchema, jsonschema.Draft202012Validator] = WeakKeyDictionary()


def _translate(fault: _Fault, record: RecordSchema, path: str) -> Iterable[Finding]:
    if fault.keyword == "additionalProperties":
        return _unknown(fault, record, path)
    if fault.value == "" and fault.keyword in ("enum", "pattern", "type"):
        message = f"{_named(fault.pointer, record)} 有一项是空的。"
        return [SIZE.at(path, fault.pointer, message=message, remedy="补上内容，或者删掉这一项。")]
    return [_BY_KEYWORD.get(fault.keyword, _size)(fault, record, path)]


def _named(pointer: Pointer, record: RecordSchema) -> str:
    """Return “字段（中文名）” for the property that ``pointer`` ends in."""
    name = next((part for part in reversed(pointer) if isinstance(part, str)), "")
    if not name:
        return "这份记录"
    owner = pointer[: len(pointer) - pointer[::-1].index(name)]
    return f"{shown(name)}（{record.resolve(_schema_at(owner, record)).get('title', shown(name))}）"


def _schema_at(pointer: Pointer, record: RecordSchema) -> Schema:
    schema = record.root
    for part in pointer:
        schema = record.resolve(schema)
        schema = schema.get("items", {}) if isinstance(part, int) else schema.get("properties", {}).get(part, {})
    return schema


def _shape(pointer: Pointer, record: RecordSchema) -> OwnWords:
    """Return how a value is written: what the shared definition says, which a property's own description hides."""
    schema = _schema_at(pointer, record)
    said = str(schema.get("description", ""))
    while "$ref" in schema:
        schema = record.library.lookup(schema["$ref"], record.root)
        said = schema.get("description", said)
    if not said and pointer and isinstance(pointer[-1], int):
        return _shape(pointer[:-1], record)
    return OwnWords(said)


def _required(fault: _Fault, record: RecordSchema, path: str) -> Finding:
    key = next(name for name in fault.wanted if fault.said.startswith(f"'{name}' "))
    schema = record.resolve(_schema_at((*fault.pointer, key), record))
    message = f"少了必填项 {_named((*fault.pointer, key), record)}。"
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
        return f"{key}: 加上 {'、'.join(choices[:12])} 之一。"
    return f"{key}: 加上内容。{schema.get('description', '')}"


def _unknown(fault: _Fault, record: RecordSchema, path: str) -> Iterator[Finding]:
    known = list(fault.schema.get("properties", {}))
    titles = {record.resolve(fault.schema["properties"][key]).get("title", ""): key for key in known}
    extra = [key for key in fault.value if key not in known]
    for key in extra[:_MOST_KEYS]:
        close = titles.get(key) or next(iter(difflib.get_close_matches(key, known, 1, 0.6)), "")
        remedy = f"是不是要写 {close}？" if close else f"可以写的字段有：{'、'.join(known)}。"
        message = f"没有“{shown(key)}”这个字段。"
        yield UNKNOWN.at(path, (*fault.pointer, key), message=message, remedy=remedy, suggestion=close)
    if len(extra) > _MOST_KEYS:
        message = f"从这里往下还有 {len(extra) - _MOST_KEYS} 个不认识的字段。"
        rest = UNKNOWN.at(path, (*fault.pointer, extra[_MOST_KEYS]), message=message, remedy="参照同类文件重新填写。")
        yield replace(rest, count=len(extra) - _MOST_KEYS)


def _choice(fault: _Fault, record: RecordSchema, path: str) -> Finding:
    choices = [str(choice) for choice in fault.wanted]
    message = f"{_named(fault.pointer, record)} 填的不在可选范围内。"
    remedy = f"从这些词里选一个：{'、'.join(choices)}。"
    return CHOICE.at(
        path, fault.pointer, message=message, remedy=remedy, suggestion=_nearest(str(fault.value), choices)
    )


def _nearest(value: str, choices: list[str]) -> str:
    """Return the one choice that ``value`` resembles; none where two are as near, since a guess may become a fact."""
    value = value.strip(f" {_QUOTES}")
    near = difflib.get_close_matches(value, choices, 2, 0.6)
    ratios = [difflib.SequenceMatcher(None, choice, value).ratio() for choice in near]
    return near[0] if near and (len(near) == 1 or ratios[0] > ratios[1]) else ""


def _pattern(fault: _Fault, record: RecordSchema, path: str) -> Finding:
    value = str(fault.value)
    message = f"{_named(fault.pointer, record)} 的格式不对。"
    suggestion = next((text for text in _tidied(value) if text != value and re.search(fault.wanted, text)), "")
    if suggestion:
        message = f"{_named(fault.pointer, record)} 里有全角字符、空格、引号，或者大小写不对。"
    elif re.search(fault.wanted, date := _as_date(value)):
        suggestion = date
    return PATTERN.at(path, fault.pointer, message=message, remedy=_shape(fault.pointer, record), suggestion=suggestion)


def _tidied(value: str) -> Iterator[str]:
    """Yield what ``value`` was probably meant to be, the least changed first."""
    yield value.strip()
    yield value.strip().strip(_QUOTES)
    narrow = unicodedata.normalize("NFKC", value).strip().strip(_QUOTES)
    yield narrow
    tidy = "".join(narrow.split())
    yield from (tidy, tidy.upper(), tidy.lower())


def _as_date(value: str) -> str:
    """Return ``2026年3月5日``, ``2026/3/5`` and the like as ``2026-03-05``, and nothing for other texts."""
    match = _DATE.match(unicodedata.normalize("NFKC", value).strip())
    if not match:
        return ""
    month, day = match[2] or match[4], match[3] or match[5]
    text = f"{match[1]}-{month:0>2}-{day:0>2}"
    return text if exists(text) else ""


def _type(fault: _Fault, record: RecordSchema, path: str) -> Finding:
    kind = str(fault.wanted)
    suggestion = ""
    if isinstance(fault.value, str):
        narrow = unicodedata.normalize("NFKC", fault.value).strip()
        if kind == "boolean":
            suggestion = "true" if narrow in _YES else "false" if narrow in _NO else ""
        elif kind == "integer" and _INTEGER.match(narrow):
            suggestion = str(int(narrow))
    message = f"{_named(fault.pointer, record)} 的填写方式不对。"
    return TYPE.at(
        path, fault.pointer, message=message, remedy=_TYPES.get(kind, "参照同类文件填写。"), suggestion=suggestion
    )


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
    remedy = _shape(fault.pointer, record) or "改到范围以内。"
    return SIZE.at(path, fault.pointer, message=f"{_named(fault.pointer, record)}：{said}", remedy=remedy)


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
    message = f"{_named(pointer, record)}：{calendar_fault(value)}"
    return CALENDAR.at(path, pointer, message=message, remedy="对照日历改成实际日期。")
