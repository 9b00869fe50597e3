"""Saying what a check found: plain text for people, annotations for GitHub, JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from posixpath import normpath
from typing import TYPE_CHECKING

from jiedui.records.finding import Finding, Severity, printable, redact

if TYPE_CHECKING:
    from jiedui.rules.report import Report

Lines = Iterator[str]


def text(report: Report, root: str) -> Lines:
    """Yield each finding with place, remedy and clause, then a summary line. What a change brings has a heading."""
    if report.older and report.findings:
        yield "这次改动带来的问题："
    yield from lines(report.findings, root)
    yield summary(report)


def lines(findings: Iterable[Finding], root: str) -> Lines:
    """Yield findings as text without a summary."""
    for finding in findings:
        yield f"{shown_place(finding, root)}: {finding.severity} {finding.message}"
        yield f"    怎么改：{finding.remedy}"
        if finding.suggestion:
            yield f"    建议写成：{redact(finding.suggestion)}"
        yield f"    依据：{basis(finding)}"


def github(report: Report, root: str) -> Lines:
    """Yield the plain text first, which is enough by itself, then one workflow command for each finding."""
    yield from map(inert, (*text(report, root), *_annotations(report, root)))


def inert(line: str) -> str:
    """Return a line for GitHub's runner without its older commands, which may start anywhere in it."""
    return line.replace("##[", "# #[")


def _annotations(report: Report, root: str) -> Lines:
    for finding in report.findings:
        level = "error" if finding.severity is Severity.ERROR else "warning"
        body = f"{finding.message}怎么改：{finding.remedy}（{basis(finding)}）"
        place = f",line={finding.line},col={finding.column}" if finding.line else ""
        yield annotation(level, shown_path(finding, root), body, title=finding.rule.title, place=place)


def annotation(level: str, path: str, body: str, *, title: str, place: str = "") -> str:
    """Return the workflow command by which GitHub shows ``body`` beside a file: an error, a warning or a notice.

    ``place`` is the line and the column, as such a command writes them; without it the file as a whole is meant.
    """
    return f"::{level} file={_property(path)}{place},title={_property(title)}::{_data(body)}"


def as_json(report: Report, root: str) -> Lines:
    """Yield one JSON document. Lines and columns count from 1; 0 means the whole file.

    A finding with a ``count`` above one speaks for as many faults of its rule that are not named.
    """
    document = {
        "version": 1,
        "as_of": report.as_of.isoformat(),
        "files": report.files,
        "errors": report.errors,
        "warnings": report.warnings,
        "left_out": report.left_out,
        "older": report.older and {"errors": report.older.errors, "warnings": report.older.warnings},
        "findings": [
            {
                "rule": finding.rule.id,
                "severity": finding.severity.value,
                "path": shown_path(finding, root),
                "line": finding.line,
                "column": finding.column,
                "message": finding.message,
                "remedy": finding.remedy,
                "suggestion": redact(finding.suggestion),
                "clause": finding.rule.clause,
                "requirement": finding.rule.requirement,
                "count": finding.count,
            }
            for finding in report.findings
        ],
    }
    yield json.dumps(document, ensure_ascii=False, indent=2)


REPORTERS: dict[str, Callable[[Report, str], Lines]] = {"text": text, "github": github, "json": as_json}


def summary(report: Report) -> str:
    """Return the closing line of a report."""
    by_change = "这次改动带来 " if report.older else ""
    said = f"检查了 {report.files} 个文件，没有发现问题。"
    if report.findings:
        said = f"检查了 {report.files} 个文件：{by_change}{report.errors} 处错误，{report.warnings} 处警告。"
    elif report.left_out:
        said = f"检查了 {report.files} 个文件，要看的文件里没有发现问题。"
    elif report.older:
        said = f"检查了 {report.files} 个文件，这次改动没有带来问题。"
    return said + (f"另有 {report.left_out} 处没有列出。" if report.left_out else "") + _older(report)


def _older(report: Report) -> str:
    if not report.older or not any(report.older):
        return ""
    counts = f"错误 {report.older.errors} 处、警告 {report.older.warnings} 处"
    return f"另有旧的{counts}，运行 jiedui check 查看。"


def shown_path(finding: Finding, root: str) -> str:
    """Return the path from where the command runs.

    What lies in the ledger may bear a number in its name, which is hidden as in a message; where the ledger lies is
    shown as it is, or nothing could be opened. What a runner would take for a command does not begin a line.
    """
    path = f"{root}/{redact(finding.path)}" if finding.path else root
    path = printable(normpath(path) if finding.path.startswith("../") else path)
    return f"./{path}" if path.lstrip().startswith(("::", "##")) else path


def shown_place(finding: Finding, root: str) -> str:
    """Return the path with line and column, where there are any."""
    path = shown_path(finding, root)
    return f"{path}:{finding.line}:{finding.column}" if finding.line else path


def basis(finding: Finding) -> str:
    """Return what a finding rests on: the clause of the notice, the requirement, the rule."""
    rule = finding.rule
    return "；".join(
        part for part in (rule.clause and f"通知{rule.clause}", rule.requirement, f"规则 {rule.id}") if part
    )


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")
