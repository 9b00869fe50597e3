"""Settings that a ledger has not decided yet, added with their defaults to the readings that they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.migrations.migration import Data, rows
from jiedui.model.settings import CLAUSES, SETTINGS, Setting, values_of

if TYPE_CHECKING:
    from jiedui.records.schema import Field, RecordSchema

READINGS = "policy-readings"


def completed(data: Data, schema: RecordSchema) -> tuple[Data, tuple[Setting, ...]]:
    """Return a ``policy/readings.yml`` with every setting, and those that were added; ``data`` stays as it was.

    What was decided is not touched. Where the reading of a setting is missing, one is made of the titles and
    descriptions of the schema.
    """
    decided = values_of(item for item in rows(data, "readings") if isinstance(item.get("settings", {}), dict))
    added = tuple(setting for setting in SETTINGS if setting.absent(decided))
    fields = fields_of(schema)
    for setting in added:
        value = setting.completed(decided, fields[setting.name].schema["default"])
        places = [number for number, item in enumerate(data["readings"]) if _holds(item, setting, decided)]
        if not places:
            data = {**data, "readings": _inserted(data["readings"], _reading(setting.reading, schema))}
            places = [number for number, item in enumerate(data["readings"]) if item["id"] == setting.reading]
        data = _with(data, places[-1], setting.name, value)
    return data, added


def fields_of(schema: RecordSchema) -> dict[str, Field]:
    """Return the fields of the settings by name, with title, description and default."""
    return {field.key: field for field in schema.fields() if field.path[:2] == ("readings", "settings")}


def _holds(item: Data, setting: Setting, decided: Data) -> bool:
    """Tell whether a reading is where the value of a setting is to be written."""
    if setting.name in decided:
        return setting.name in item.get("settings", {})
    return bool(item["id"] == setting.reading)


def _with(data: Data, place: int, name: str, value: object) -> Data:
    """Return ``data`` with a setting of one reading written."""
    changed = {**data["readings"][place]}
    changed["settings"] = {**changed.get("settings", {}), name: value}
    return {**data, "readings": [*data["readings"][:place], changed, *data["readings"][place + 1 :]]}


def _inserted(readings: list[Data], reading: Data) -> list[Data]:
    """Return the readings with one more, before the first with a later id."""
    place = next((number for number, item in enumerate(readings) if item["id"] > reading["id"]), len(readings))
    return [*readings[:place], reading, *readings[place:]]


def _reading(identifier: str, schema: RecordSchema) -> Data:
    names = [setting.name for setting in SETTINGS if setting.reading == identifier]
    fields = fields_of(schema)
    titles = "、".join(f"“{fields[name].title}”" for name in names)
    return {
        "id": identifier,
        "clause": CLAUSES[identifier],
        "question": f"{titles}怎样取？",
        "reading": "".join(f"{fields[name].title}：{fields[name].schema['description']}" for name in names),
    }
