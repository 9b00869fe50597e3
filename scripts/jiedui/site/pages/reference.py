"""规则与字段: the rules of the check and the fields of every record kind, from the registry and the schemas."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from jiedui.records.finding import CHANGE
from jiedui.records.kinds import path_of
from jiedui.records.schema import DATE_REFS
from jiedui.reports.field_wording import condition
from jiedui.site.family import INSIDE
from jiedui.site.page import Page, Prominence
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiedui.records.schema import Field, RecordSchema
    from jiedui.site.site import Site

SERVES: tuple[str, ...] = ()
SHOWN_TO = INSIDE

# The kinds that staff write most; the others come after them, the policy's files, which the office keeps, last.
FIRST = ("visit", "household", "helper", "unit")
STEMS = {"visit": "年-月-日", "household": "户编号", "helper": "责任人编号", "bulletin": "年Q季度"}


class FieldRow(Struct, frozen=True):
    """One field: its way from the top of the file, what may stand in it, and when it is asked for."""

    field: Field
    depth: int
    values: str
    condition: str


def field_rows(record: RecordSchema) -> list[FieldRow]:
    """Return every field of a record kind in writing order."""
    titles = {field.path: field.title for field in record.fields()}
    return [
        FieldRow(field, len(field.path) - 1, values(record, field), condition(field, titles))
        for field in record.fields()
    ]


def values(record: RecordSchema, field: Field) -> str:
    """Say in words what may stand in a field."""
    schema = field.schema
    kind = schema.get("type")
    if kind == "array":
        items = record.resolve(schema["items"])
        inner = "、".join(items["enum"]) if "enum" in items else ""
        return f"可以写几条：{inner}" if inner else "可以写几条"
    if "enum" in schema:
        return "、".join(schema["enum"])
    if kind == "object":
        return "下面几项"
    dates = (record.library.lookup(f"common.schema.json{name}", record.root) for name in DATE_REFS)
    if schema.get("pattern") in [date["pattern"] for date in dates]:
        return "日期"
    return {"boolean": "true（是）、false（否）", "integer": "整数"}.get(str(kind), "文字")


def fields_view(site: Site) -> Mapping[str, Any]:
    """Return the record kinds, those that staff write most first."""
    kinds = sorted(site.library, key=lambda record: (record.kind.startswith("policy-"), record.kind))
    first = [site.library[kind] for kind in FIRST]
    records = [*first, *(record for record in kinds if record.kind not in FIRST)]
    return {"records": records, "field_rows": field_rows, "place": place}


def place(kind: str) -> str:
    """Return where records of a kind lie, from the top, with words for what differs; nothing if in no one place."""
    try:
        return path_of(kind, "残联代号", STEMS.get(kind, "编号"), "户编号")
    except KeyError:
        return ""


def rules_view(site: Site) -> Mapping[str, Any]:
    """Return the rules by what they look at, from a file to the whole ledger."""
    scopes = ("文件", "户", "台账", CHANGE)
    ordered = sorted(site.rules, key=lambda rule: (scopes.index(rule.scope), rule.clause == "", rule.id))
    return {"scopes": [(scope, list(rules)) for scope, rules in groupby(ordered, key=lambda rule: rule.scope)]}


def pages(site: Site) -> list[Page]:
    """Return the page of the rules and that of the fields."""
    return [
        Page(
            "reference/rules.md",
            "检查规则",
            "rules.md.j2",
            lambda: rules_view(site),
            wide=True,
            prominence=Prominence.ALIKE,
            group=True,
        ),
        Page(
            "reference/fields.md",
            "字段说明",
            "fields.md.j2",
            lambda: fields_view(site),
            prominence=Prominence.ALIKE,
            group=True,
        ),
    ]
