"""A page as its template wrote it: without its policy, and with the attributes that became rules."""

from __future__ import annotations

import json
import re

_RULE = re.compile(r':is\(\[data-css="(\d+)"\], #_\) \{ (.*?) \}\n')
_OPENING = re.compile(r"^opening: (.*)$", re.MULTILINE)


def unconfined(text: str) -> str:
    """Return a page with ``style`` attributes; of a page for the engine, the rules stand in its front matter."""
    opening = _OPENING.search(text)
    rules = dict(_RULE.findall(json.loads(opening[1]) if opening else text))
    plain = re.sub(r'<meta http-equiv="Content-Security-Policy" [^>]*>\n', "", text)
    plain = re.sub(r"<style>\n(?::is\(\[data-css=[^\n]*\n)+</style>\n", "", plain)
    return re.sub(r' data-css="(\d+)"', lambda found: f' style="{rules[found[1]]}"', plain)
