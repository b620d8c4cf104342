"""A value that one sheet fills in for a row of another keeps the sheet, and the file, it came from."""

from __future__ import annotations

from value_model.contract import Import, Row


def take_cell(found: Import, target: Row, name: str, source: Row, field: str) -> None:
    """Let field `name` of `target` come from the cell of `field` of `source`, wherever that row stands."""
    cell = source.cells.get(field)
    if cell is None:
        return
    if (source.file, source.sheet) != (target.file, target.sheet):
        cell = cell.moved(file="" if source.file == target.file else found.files[source.file].name, sheet=source.sheet)
    target.cells[name] = cell
