"""Records whose every free text is hostile: payloads in turn, so that each gets somewhere and no field is left out."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from jiedui.records.reader import Record
from jiedui.records.schema import RecordSchema, Schema, SchemaLibrary

PAYLOADS: list[str] = json.loads((Path(__file__).parent / "payloads.json").read_text("utf-8"))
# Texts by which records find each other: what is not there is an error of the check, and no page is made of it.
KEYS = {"township", "county", "village", "unit"}
KINDS = ("household", "helper", "visit", "unit", "event-")


class Poison:
    """Puts payloads into copies of records, beginning with the one numbered ``first``, ``without`` some."""

    def __init__(
        self, library: SchemaLibrary, first: int = 0, without: Callable[[str], bool] = lambda _: False
    ) -> None:
        self._library = library
        turned = [text for text in (*PAYLOADS[first:], *PAYLOADS[:first]) if not without(text)]
        # Each kind of free text, by the pattern of its schema, with the payloads that it takes.
        self._free: dict[str, Iterator[str]] = {}
        for name in ("line", "name", "text"):
            kind = library.lookup(f"common.schema.json#/$defs/{name}", {})
            fit = [text for text in turned if len(text) <= kind["maxLength"] and re.search(kind["pattern"], text)]
            self._free[kind["pattern"]] = cycle(fit)
        self.used: set[str] = set()
        self.fields: set[str] = set()

    def taken(self, record: Record) -> Record:
        """Return a record with payloads in each free text that it has or could have: six in a long one."""
        kind = record.place.kind
        if not kind.startswith(KINDS):
            return record
        schema = self._library[kind]
        data = self._filled(schema, schema.root, copy.deepcopy(record.data), kind)
        assert schema.validator.is_valid(data), record.path
        return Record(record.place, data)

    def _filled(self, record: RecordSchema, schema: Schema, data: Any, path: str) -> Any:
        if isinstance(data, list):
            items = record.resolve(schema["items"])
            return [self._filled(record, items, item, path) for item in data]
        if isinstance(data, dict):
            parts = record.properties(record.resolve(schema))
            for key, part in parts.items():
                if key in data or (self._is_free(part) and key not in KEYS):
                    data[key] = self._filled(record, part, data.get(key, ""), f"{path}.{key}")
            return data
        return self._payload(path, schema) if self._is_free(schema) and path.rpartition(".")[2] not in KEYS else data

    def _is_free(self, schema: Schema) -> bool:
        return schema.get("pattern") in self._free

    def _payload(self, path: str, schema: Schema) -> str:
        self.fields.add(path)
        found = list(islice(self._free[schema["pattern"]], 6 if schema["maxLength"] > 1000 else 1))
        self.used.update(found)
        return "\n".join(found)
