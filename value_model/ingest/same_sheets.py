"""Sheets of one workbook that hold the same projects at different dates: one snapshot at a time, the latest."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date

from value_model.contract import Finding, identity
from value_model.ingest import periods
from value_model.ingest.block import heading_key
from value_model.ingest.dates import parse
from value_model.ingest.sources import Source

_QUARTER = re.compile(r"Q[1-4][ _-]*(?:FY)?\d{2,4}(?:[ _/-]\d{2,4})?|(?:FY)?\d{2,4}(?:[ _/-]\d{2})?[ _-]*Q[1-4]", re.IGNORECASE)
_ANY = re.compile(
    r"\d{4}[-_. ]\d{1,2}[-_. ]\d{1,2}|[A-Za-z]{3,}[-_ ]?\d{2,4}|\d{4}[-_ ]\d{2}|(?:FY)?\d{2,4}/\d{2}|(?:19|20)\d{2}", re.IGNORECASE
)


def when(name: str) -> date | None:
    """Return the last day-ish (first day of the last month) of the period a sheet's name speaks of, or None."""
    for shape in (_QUARTER, _ANY):
        for found in shape.findall(name):
            text = re.sub(r"(\d{2})[ _](\d{2})(?!\d)", r"\1/\2", found).replace("_", " ").strip()
            day = parse(text.replace(" ", "-"), None)
            span = None if day else periods.parse(text, 4)
            if day or span:
                return day or (span.end if span else None)
    return None


def newest(found: list[Source], as_of: date | None) -> tuple[list[Source], list[tuple[Source, Finding]]]:
    """Return the sources to load, and the older sheets of the same projects with what is said about each."""
    groups: dict[tuple[object, ...], list[Source]] = defaultdict(list)
    for source in found:
        if source.recognised and source.table in ("projects", "benefits", "risks"):
            groups[source.table, tuple(sorted(heading_key(heading.text) for heading in source.block.headings))].append(source)
    out: list[tuple[Source, Finding]] = []
    for group in groups.values():
        dated = [(day, source) for source in group if (day := when(source.grid.name))]
        if len(dated) == len(group) > 1 and len({day for day, _ in dated}) > 1:
            due = [entry for entry in dated if not as_of or entry[0] <= as_of] or dated
            chosen = max(due, key=lambda entry: (bool(entry[1].block.lines), entry[0]))[1]
            out += [(source, _said(source, chosen)) for _, source in dated if source is not chosen and _overlaps(source, chosen)]
    left = {id(source) for source, _ in out}
    return [source for source in found if id(source) not in left], out


def _overlaps(one: Source, other: Source) -> bool:
    first, second = _names(one), _names(other)
    return not first or not second or len(first & second) >= 0.5 * min(len(first), len(second))


def _names(source: Source) -> set[str]:
    key = source.plan.fields.get("project_id") or source.plan.fields.get("name")
    heading = source.block.find(key.columns[0]) if key else None
    return {identity(text) for text in source.block.texts(heading)} if heading else set()


def _said(source: Source, chosen: Source) -> Finding:
    if not source.block.filled_lines.any():
        return Finding("note", "sheet-without-rows", "The sheet holds headings only.", "Nothing to do.", source.file_name, source.grid.name)
    return Finding("warning", "older-sheet", f'The sheet has the headings and projects of "{chosen.grid.name}" for another date; only '
                   f'"{chosen.grid.name}" was loaded, so that nothing counts twice.', "Load it as a snapshot of its own to see the changes.",
                   source.file_name, source.grid.name)  # fmt: skip
