"""A finding at the place a row came from."""

from __future__ import annotations

from value_model.contract import Finding, Import, Row, Severity, place_of
from value_model.ingest.wording import cut


def finding(found: Import, row: Row, severity: Severity, code: str, problem: str, fix: str, field: str | None = None) -> Finding:
    """Return a finding about a row, or about the cell one of its fields came from."""
    cell = row.cells.get(field) if field else None
    column = None
    if field:
        mapped = found.mapping.get(row.table, {}).get(field)
        column = mapped.column if mapped else field
    file = found.files[row.file].name if row.file < len(found.files) else ""
    if cell is None:
        return Finding(severity, code, problem, fix, file, row.sheet, row.row, column)
    file, sheet, address = place_of(cell.address, file, row.sheet)
    line = row.row if address == cell.address else int("".join(filter(str.isdigit, address)))
    return Finding(severity, code, problem, fix, file, sheet, line, column, address, cut(cell.text))
