"""Findings of an import: counted and grouped, each with its place and what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

import streamlit as st

from pages.components import chart_frame, text
from value_model.charts.drawing import Record
from value_model.contract import Finding, Severity

ORDER: dict[Severity, int] = {"error": 0, "warning": 1, "note": 2}
MARKS: dict[Severity, tuple[str, text.Tone]] = {"error": ("◆", "bad"), "warning": ("▲", "watch"), "note": ("○", "quiet")}
MEANING: dict[Severity, str] = {
    "error": "to mend before this can be published.",
    "warning": "to accept, with a note.",
    "note": "for your information.",
}
Group = list[Finding]


def groups(findings: Sequence[Finding]) -> list[Group]:
    """Return findings of one severity and code together; errors first, larger groups first."""
    ordered = sorted(findings, key=lambda f: (ORDER[f.severity], f.code))
    found = [list(members) for _, members in groupby(ordered, key=lambda f: (f.severity, f.code))]
    return sorted(found, key=lambda group: (ORDER[group[0].severity], -len(group), group[0].code))


def counted(count: int, severity: Severity) -> str:
    """Return "1 error", "3 warnings"."""
    return f"{count} {severity}{'' if count == 1 else 's'}"


def summary(findings: Sequence[Finding]) -> None:
    """Show how many errors, warnings and notes there are and what each kind means."""
    for severity, (mark, tone) in MARKS.items():
        count = [f.severity for f in findings].count(severity)
        if count:
            text.marked(mark, counted(count, severity), MEANING[severity], tone)
    if not findings:
        text.marked("●", "Nothing to mend", "Every row was read as it stands.", "good")


def show(findings: Sequence[Finding], *, key: str, first: int = 6, ways: Mapping[str, str] | None = None) -> None:
    """Show groups of errors and warnings, each with its first finding in full, and all findings as a table on request.

    `ways` says, by code, what to do on this page where a finding speaks of the command line.
    """
    found = groups([replace(f, fix=ways[f.code]) if ways and f.code in ways else f for f in findings])
    for group in [g for g in found if g[0].severity != "note"][:first]:
        _group(group)
    if findings:
        with st.expander("All findings", key=f"{key}_all"):
            chart_frame.table([row(finding) for group in found for finding in group], key=f"{key}_table", named="All findings", height=360)


def _group(group: Group) -> None:
    severity = group[0].severity
    mark, tone = MARKS[severity]
    more = f" And {len(group) - 1} more like this." if len(group) > 1 else ""
    text.marked(mark, counted(len(group), severity), group[0].sentence() + more, tone)


def row(finding: Finding) -> Record:
    """Return a finding as a row of the table."""
    return {
        "Severity": f"{MARKS[finding.severity][0]} {finding.severity.capitalize()}",
        "File": finding.file, "Sheet": finding.sheet, "Row": finding.row, "Cell": finding.cell, "Column": finding.column,
        "Value": finding.value, "Problem": finding.problem, "What to do": finding.fix,
    }  # fmt: skip
