"""Schema faults in Chinese: which field, what is wrong, how to mend it, and a suggested value where there is one."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterator
from typing import Any

import jsonschema
from referencing import Registry, Resource

from jiedui.records.finding import Finding, Rule, declare
from jiedui.records.schema import RecordSchema
from jiedui.records.values import Pointer

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
_YES = {"是", "有", "yes", "Yes", "YES", "y", "Y", "1", "√", "True", "TRUE", "on"}
_NO = {"否", "无", "no", "No", "NO", "n", "N", "0", "×", "False", "FALSE", "off"}


def explain(data: Any, record: RecordSchema, path: str) -> list[Finding]:
    """Return one finding for each fault that the schema of ``record`` sees in ``data``."""
    return list(dict.fromkeys(_translate(error, record, path) for error in _validator(record).iter_errors(data)))


def _validator(record: RecordSchema) -> jsonschema.Draft202012Validator:
    cached = _VALIDATORS.get(id(record))
    if cached is None:
        resources = [(name, Resource.from_contents(document)) for name, document in record.library.documents.items()]
        registry: Registry = Registry().with_resources(resources)
        cached = _VALIDATORS[id(record)] = jsonschema.Draft202012Validator(record.root, registry=registry)
    return cached


_VALIDATORS: dict[int, jsonschema.Draft202012Validator] = {}


def _translate(error: jsonschema.ValidationError, record: RecordSchema, path: str) -> Finding:
    pointer: Pointer = tuple(error.absolute_path)
    translate = _BY_KEYWORD.get(str(error.validator), _size)
    return translate(error, record, path, pointer)


def _named(pointer: Pointer, record: RecordSchema) -> str:
    """Return “字段 中文名” for the property that ``pointer`` ends in."""
    schema: Any = record.root
    name = ""
    for part in pointer:
        schema = record.resolve(schema)
        if isinstance(part, int):
            schema = schema.get("items", {})
            continue
        schema = schema.get("properties", {}).get(part, {})
        name = f"{part}（{record.resolve(schema).get('title', part)}）"
    return name or "这份记录"


def _required(error: Any, record: RecordSchema, path: str, pointer: Pointer) -> Finding:
    present = error.instance if isinstance(error.instance, dict) else {}
    key = next(
        (name for name in error.validator_value if name not in present and f"'{name}'" in error.message),
        error.validator_value[0],
    )
    field = _named((*pointer, key), record)
    schema = record.resolve(record.resolve(error.schema).get("properties", {}).get(key, {}))
    return REQUIRED.at(
        path, pointer, message=f"少了必填项 {field}。", remedy=f"补上这一行：{_example(key, schema)}", missing=key
    )


def _example(key: str, schema: Any) -> str:
    kind = schema.get("type")
    if kind == "boolean":
        return f"{key}: true 或 {key}: false。"
    if kind in ("object", "array"):
        return f"{key}:，下面再填。{schema.get('description', '')}"
    choices = schema.get("enum")
    if choices:
        return f"{key}: 加上 {'、'.join(choices[:12])} 之一。"
    return f"{key}: 加上内容。{schema.get('description', '')}"


def _unknown(error: Any, record: RecordSchema, path: str, pointer: Pointer) -> Finding:
    known = list(error.schema.get("properties", {}))
    extra = next((key for key in error.instance if key not in known), "")
    titles = {record.resolve(error.schema["properties"][key]).get("title", ""): key for key in known}
    close = titles.get(extra) or next(iter(difflib.get_close_matches(extra, known, 1, 0.6)), "")
    remedy = f"是不是要写 {close}？" if close else f"可以写的字段有：{'、'.join(known)}。"
    return UNKNOWN.at(path, (*pointer, extra), message=f"没有“{extra}”这个字段。", remedy=remedy, suggestion=close)


def _choice(error: Any, record: RecordSchema, path: str, pointer: Pointer) -> Finding:
    choices = [str(choice) for choice in error.validator_value]
    value = str(error.instance)
    close = next(iter(difflib.get_close_matches(value, choices, 1, 0.4)), "")
    remedy = f"从这些词里选一个：{'、'.join(choices)}。"
    return CHOICE.at(
        path, pointer, message=f"{_named(pointer, record)} 填的不在可选范围内。", remedy=remedy, suggestion=close
    )


def _pattern(error: Any, record: RecordSchema, path: str, pointer: Pointer) -> Finding:
    value = str(error.instance)
    narrow = unicodedata.normalize("NFKC", value).strip()
    tidy = "".join(narrow.split()).replace("x", "X")
    suggestion = next((text for text in (narrow, tidy) if text != value and _fits(text, error.schema, record)), "")
    message = f"{_named(pointer, record)} 的格式不对。"
    if suggestion:
        message = f"{_named(pointer, record)} 里有全角字符、空格或小写 x。"
    shape = str(record.resolve(_schema_at(pointer, record)).get("description", ""))
    return PATTERN.at(path, pointer, message=message, remedy=shape, suggestion=_showable(suggestion))


def _fits(text: str, schema: Any, record: RecordSchema) -> bool:
    return jsonschema.Draft202012Validator({"type": "string", "pattern": schema["pattern"]}).is_valid(text)


def _showable(text: str) -> str:
    """A suggested number would echo what must not be shown."""
    return "" if sum(character.isdigit() for character in text) > 8 else text


def _schema_at(pointer: Pointer, record: RecordSchema) -> Any:
    schema: Any = record.root
    for part in pointer:
        schema = record.resolve(schema)
        schema = schema.get("items", {}) if isinstance(part, int) else schema.get("properties", {}).get(part, {})
    return schema


def _type(error: Any, record: RecordSchema, path: str, pointer: Pointer) -> Finding:
    kind = str(error.validator_value)
    suggestion = ""
    if kind == "boolean" and isinstance(error.instance, str):
        suggestion = "true" if error.instance in _YES else "false" if error.instance in _NO else ""
    return TYPE.at(
        path,
        pointer,
        message=f"{_named(pointer, record)} 的填写方式不对。",
        remedy=_TYPES.get(kind, "参照同类文件填写。"),
        suggestion=suggestion,
    )


def _size(error: Any, record: RecordSchema, path: str, pointer: Pointer) -> Finding:
    limit = error.validator_value
    said = {
        "maxLength": f"内容太长，最多 {limit} 个字。",
        "minItems": f"项数太少，至少 {limit} 项。",
        "uniqueItems": "有重复的项。",
        "minimum": f"数值太小，最小是 {limit}。",
        "maximum": f"数值太大，最大是 {limit}。",
    }.get(str(error.validator), "内容不合要求。")
    shape = str(record.resolve(_schema_at(pointer, record)).get("description", ""))
    return SIZE.at(path, pointer, message=f"{_named(pointer, record)}：{said}", remedy=shape or "改到范围以内。")


_BY_KEYWORD: dict[str, Any] = {
    "required": _required,
    "additionalProperties": _unknown,
    "enum": _choice,
    "pattern": _pattern,
    "type": _type,
}


def impossible_date(data: Any, pointer: Pointer, record: RecordSchema, path: str, why: str) -> Finding:
    """Return the finding for a date that is in no calendar."""
    rule: Rule = CALENDAR
    return rule.at(
        path, pointer, message=f"{_named(pointer, record)}：{why}", remedy="对照日历改成实际日期。"
    )


def faults(data: Any, record: RecordSchema, path: str, impossible: list[Pointer], why: Any) -> Iterator[Finding]:
    """Yield schema findings and impossible dates together."""
    yield from explain(data, record, path)
    for pointer in impossible:
        yield impossible_date(data, pointer, record, path, why(pointer))
