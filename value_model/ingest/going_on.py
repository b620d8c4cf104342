"""A record that goes on in further columns of its form: what those gave is put into the record itself, before anything is counted."""

from __future__ import annotations

from value_model.contract import TABLES, Import, Row, identity
from value_model.ingest.filled_in import take_cell
from value_model.records import keep

_TABLES = ("projects", "benefits")


def join(found: Import) -> None:
    """Put the fields of rows that were given the name of another row of their sheet into that row."""
    for table in _TABLES:
        rows = found.rows(table)
        if len(rows) < 2 or not any(report.orientation == "columns" for report in found.sheets):
            continue
        records: dict[tuple[int, str, str], Row] = {}
        kept = []
        for row in rows:
            place = (row.file, row.sheet, identity(_named(row)))
            record = records.setdefault(place, row)
            kept.append(record is row or not _goes_on(row))
            if not kept[-1]:
                _put(found, record, row)
        if not all(kept):
            found.records[table] = keep(rows, kept)


def _named(row: Row) -> str:
    return str(row.values.get(TABLES[row.table].key[0]) or row.values.get("name") or "")


def _goes_on(row: Row) -> bool:
    return row.cells.keys().isdisjoint({"name", TABLES[row.table].key[0]})


def _put(found: Import, record: Row, row: Row) -> None:
    for name, value in row.values.items():
        if name not in record.values and value is not None:
            record.values[name] = value
            take_cell(found, record, name, row, name)
