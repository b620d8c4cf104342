"""Rows without what their table requires are not loaded; each says which field is missing."""

from __future__ import annotations

from collections.abc import Sequence

from value_model.contract import TABLES, Finding, Import, Row
from value_model.ingest import words
from value_model.ingest.checks.place import finding
from value_model.ingest.notes import plural
from value_model.records import keep, lacking


def drop_incomplete(found: Import) -> list[Finding]:
    """Take rows that lack a required field out of `found` and return a finding for each.

    An error; where the cell says itself that the value is not known (TBC), a note.
    """
    findings: list[Finding] = []
    for table, rows in found.records.items():
        required = [field.name for field in TABLES[table].required]
        in_words = _sheets_in_words(rows) if table == "risks" else {}
        incomplete = {at for name in required for at in lacking(rows, name)}
        for at in sorted(incomplete):
            row = rows[at]
            if (row.file, row.sheet) in in_words and row.values.get("title"):
                incomplete.remove(at)
                continue
            missing = [name for name in required if row.values.get(name) is None]
            mapped = found.mapping.get(table, {}).get(missing[0])  # said once for the sheet: no such column, or one that is asked about
            said = (mapped is None and _said(found, row, "column-missing")) or (
                mapped is not None and mapped.status == "asked" and _said(found, row, "unit-asked")
            )
            said |= not {"period", "amount"}.isdisjoint(missing) and _said(found, row, "periods-asked")
            findings += [] if said else [_missing(found, row, missing)]
        if incomplete:
            found.records[table] = keep(rows, [at not in incomplete for at in range(len(rows))])
        findings += [_in_words(found, first, count) for first, count in in_words.values()]
    return findings


def _sheets_in_words(rows: Sequence[Row]) -> dict[tuple[int, str], tuple[Row, int]]:
    """Sheets of risks rated in words throughout, with their first row and their count: kept, although no amount is known."""
    sheets: dict[tuple[int, str], list[Row]] = {}
    for row in rows:
        sheets.setdefault((row.file, row.sheet), []).append(row)
    return {
        place: (group[0], len(group))
        for place, group in sheets.items()
        if all(_rated_in_words(row) for row in group) and any(map(_has_level, group))
    }


def _rated_in_words(row: Row) -> bool:
    """Tell whether a risk counts in no amount, and says each half of its rating in words, in numbers or not at all."""
    return any(row.values.get(name) is None for name in ("probability", "impact")) and not any(
        (cell := row.cells.get(name)) is not None and row.values.get(name) is None and cell.text.strip() and not words.rating(cell.text)
        for name in ("probability", "impact")
    )


def _has_level(row: Row) -> bool:
    return any((cell := row.cells.get(name)) is not None and words.rating(cell.text) for name in ("probability", "impact"))


def _in_words(found: Import, row: Row, count: int) -> Finding:
    return finding(found, row, "warning", "risks-not-quantified", f"{plural(count, 'risk')} are rated in words; they are kept, and count in no amount.",
                   "Give a probability from 0 to 1 and an amount for each.", "impact")  # fmt: skip


def _said(found: Import, row: Row, code: str) -> bool:
    file = found.files[row.file].name if row.file < len(found.files) else ""
    return any(f.code == code and f.sheet == row.sheet and f.file == file and f.severity == "error" for f in found.findings)


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
