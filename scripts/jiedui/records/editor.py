"""What a text editor is told: which schema belongs to which file of a ledger, and how to treat what is typed.

``make editor`` writes ``.vscode``, from the table of kinds and the schemas. The editor's schemas differ from those in
``schemas/`` in what the loader makes different: it reads every value as the text that was typed, an editor reads
``13800138000`` as a number.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from jiedui.records.files import write_text
from jiedui.records.kinds import KINDS
from jiedui.records.schema import Schema, SchemaLibrary, default_folder

if TYPE_CHECKING:
    from pathlib import Path

    from jiedui.records.values import Json

SETTINGS = ".vscode/settings.json"
SCHEMAS = ".vscode/schemas"

# VS Code's own keys and those of its YAML extension. Nothing is fetched; the form of a file is the business of `fmt`.
_SETTINGS: dict[str, Any] = {
    "yaml.schemaStore.enable": False,
    "yaml.yamlVersion": "1.2",
    "yaml.format.enable": False,
    "redhat.telemetry.enabled": False,
    "files.encoding": "utf8",
    "files.eol": "\n",
    "files.insertFinalNewline": True,
    "editor.unicodeHighlight.allowedLocales": {"zh-hans": True},
    "[yaml]": {
        "editor.detectIndentation": False,
        "editor.insertSpaces": True,
        "editor.tabSize": 2,
        "editor.formatOnSave": False,
        "editor.quickSuggestions": {"other": True, "comments": False, "strings": True},
    },
}


def settings() -> dict[str, Any]:
    """Return VS Code's settings for a checkout whose ledger is in ``records/``."""
    mapping = {f"{SCHEMAS}/{kind.name}.schema.json": f"records/{kind.glob}" for kind in KINDS}
    return {"yaml.schemas": mapping, **_SETTINGS}


def loosened(schema: Schema) -> Schema:
    """Return ``schema`` for a reader that types values by itself: it objects to nothing that the loader accepts.

    A text may look like a number, a yes or no, or nothing; a number or a yes or no may be quoted. A closed list, a yes
    or no, a list or a group left empty is told all the same: there the editor offers what may be chosen.
    """
    loose = {key: _loosened(value) for key, value in schema.items() if not key.startswith("x-")}
    match schema.get("type"):
        case "string":
            del loose["type"]
            if "enum" not in schema:
                loose["not"] = {"type": ["object", "array"]}
            if "pattern" in schema and "description" in schema:
                loose["patternErrorMessage"] = f"格式不对。{schema['description']}"
        case "integer":
            del loose["type"]
            loose["not"] = {"type": ["object", "array", "boolean"]}
            loose |= {"pattern": "^-?(0|[1-9][0-9]*)$", "patternErrorMessage": "只能填整数，例如 3。"}
        case "boolean":
            loose["type"] = ["boolean", "string"]
            loose |= {"pattern": "^(true|false)$", "patternErrorMessage": "只能填 true（是）或 false（否）。"}
    return loose


def _loosened(node: Json) -> Json:
    if isinstance(node, list):
        return [_loosened(item) for item in node]
    return loosened(node) if isinstance(node, dict) else node


def files(library: SchemaLibrary) -> dict[str, str]:
    """Return the text of every file that is made for the editor, by its path from the top of a checkout."""
    made = {f"{SCHEMAS}/{name}": loosened(document) for name, document in library.documents.items()}
    made[SETTINGS] = settings()
    return {path: f"{json.dumps(data, ensure_ascii=False, indent=2)}\n" for path, data in made.items()}


def write(root: Path, library: SchemaLibrary) -> None:
    """Write the editor's files below ``root``, the top of a checkout, and take away schemas of kinds that are gone."""
    made = files(library)
    for path, text in made.items():
        write_text(root / path, text)
    for file in (root / SCHEMAS).glob("*.schema.json"):
        if f"{SCHEMAS}/{file.name}" not in made:
            file.unlink()


if __name__ == "__main__":
    write(default_folder().parent, SchemaLibrary(default_folder()))
