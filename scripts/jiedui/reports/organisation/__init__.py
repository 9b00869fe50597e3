"""The programme's organisation: who leads, who answers, what was held, told and left out (六(一), 六(二))."""

from __future__ import annotations

TITLE = "组织和制度"
SERVES: tuple[str, ...] = ("R-090", "R-091", "R-092", "R-093", "R-094", "R-095", "R-096", "R-097", "R-110")
