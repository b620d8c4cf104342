"""Rows without what their table requires are not loaded; each says which field is missing."""

from __future__ import annotations

from value_model.contract import TABLES, Finding, Import, Row
from value_model.ingest import words
from value_model.ingest.checks.place import finding


def drop_incomplete(found: Import) -> list[Finding]:
    """Take rows that lack a required field out of `found` and return a finding for each.

    An error; where the cell says itself that the value is not known (TBC), a note.
    """
    findings: list[Finding] = []
    for table, rows in found.records.items():
        kept: list[Row] = []
        for row in rows:
            missing = [field.name for field in TABLES[table].required if row.values.get(field.name) is None]
            if missing:
                findings.append(_missing(found, row, missing))
            else:
                kept.append(row)
        found.records[table] = kept
    return findings


def _missing(found: Import, row: Row, missing: list[str]) -> Finding:
    field = missing[0]
    cell = row.cells.get(field)
    label = TABLES[row.table][field].label.lower()
    others = f" (also missing: {', '.join(missing[1:])})" if missing[1:] else ""
    if cell and words.says_unknown(cell.text):
        return finding(found, row, "note", "required-unknown", f'The {label} is "{cell.text.strip()}", so the row was left out{others}.',
                       "Write it once it is known.", field)  # fmt: skip
    what = "cannot be read" if cell and cell.text.strip() else "is missing"
    return finding(found, row, "error", "required-missing", f"The {label} {what}, so the row was left out{others}.",
                   "Fill it in, or clear the row.", field)  # fmt: skip
