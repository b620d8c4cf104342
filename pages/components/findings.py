"""Findings of an import: counted and grouped, each with its place and what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

import streamlit as st

from pages.components import chart_frame, text
from value_model.charts.drawing import Record
from value_model.contract import Finding, Severity
from value_model.narrative.page_words import say
from value_model.narrative.translated import translated

ORDER: dict[Severity, int] = {"error": 0, "warning": 1, "note": 2}
MARKS: dict[Severity, tuple[str, text.Tone]] = {"error": ("◆", "bad"), "warning": ("▲", "watch"), "note": ("○", "quiet")}
MEANING: dict[Severity, str] = {
    "error": say("words.to_mend_before_this_can_be"),
    "warning": say("words.to_accept_with_a_note"),
    "note": say("words.for_your_information"),
}
Group = list[Finding]


def groups(findings: Sequence[Finding]) -> list[Group]:
    """Return findings of one severity and code together; errors first, larger groups first."""
    ordered = sorted(findings, key=lambda f: (ORDER[f.severity], f.code))
    found = [list(members) for _, members in groupby(ordered, key=lambda f: (f.severity, f.code))]
    return sorted(found, key=lambda group: (ORDER[group[0].severity], -len(group), group[0].code))


def counted(count: int, severity: Severity) -> str:
    """Return "1 error", "3 warnings"."""
    return say(f"told.count_{severity}", n=count)


def summary(findings: Sequence[Finding]) -> None:
    """Show how many errors, warnings and notes there are and what each kind means."""
    for severity, (mark, tone) in MARKS.items():
        count = [f.severity for f in findings].count(severity)
        if count:
            text.marked(mark, counted(count, severity), MEANING[severity], tone)
    if not findings:
        text.marked("●", say("words.nothing_to_mend"), say("words.every_row_was_read_as_it"), "good")


def show(findings: Sequence[Finding], *, key: str, first: int = 6, ways: Mapping[str, str] | None = None) -> None:
    """Show groups of errors and warnings, each with its first finding in full, and all findings as a table on request.

    `ways` says, by code, what to do on this page where a finding speaks of the command line.
    """
    found = groups([replace(f, fix=ways[f.code]) if ways and f.code in ways else f for f in findings])
    for group in [g for g in found if g[0].severity != "note"][:first]:
        _group(group)
    if findings:
        with st.expander(say("words.all_findings"), key=f"{key}_all"):
            rows = [row(finding) for group in found for finding in group]
            chart_frame.table(rows, key=f"{key}_table", named=say("words.all_findings"), most=360)
            chart_frame.download(rows, key=key)


def _group(group: Group) -> None:
    severity = group[0].severity
    mark, tone = MARKS[severity]
    more = " " + say("told.more_like_this", n=len(group) - 1) if len(group) > 1 else ""
    text.marked(mark, counted(len(group), severity), group[0].sentence(translated) + more, tone)


def row(finding: Finding) -> Record:
    """Return a finding as a row of the table."""
    return {
        say("words.severity"): f"{MARKS[finding.severity][0]} {say(f'told.{finding.severity}')}",
        say("words.file"): finding.file, say("words.sheet"): finding.sheet, say("words.row"): finding.row, say("words.cell"): finding.cell, say("words.column"): finding.column,
        say("words.value"): finding.value, say("words.problem"): translated(finding.problem), say("words.what_to_do"): translated(finding.fix),
    }  # fmt: skip
