"""Identifiers that stand twice, and references that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from value_model.contract import TABLES, Finding, Import, Row, Severity, identity
from value_model.ingest.checks.place import finding
from value_model.ingest.ids import unknown_references as _unknown


def duplicate_ids(found: Import, as_of: date | None) -> Iterator[Finding]:  # noqa: ARG001 - one signature for every check
    """Keep the first of rows with one identifier: equal ones are a note, different ones an error."""
    for name, table in TABLES.items():
        if not table.key or table.internal or name == "settings":
            continue
        first: dict[tuple[str, ...], Row] = {}
        kept: list[Row] = []
        for row in found.rows(name):
            identifier = tuple(identity(str(row.values.get(field, ""))) for field in table.key)
            if identifier in first:
                yield _twice(found, first[identifier], row)
            else:
                first[identifier] = row
                kept.append(row)
        if name in found.records:
            found.records[name] = kept


def _twice(found: Import, first: Row, second: Row) -> Finding:
    fields = TABLES[first.table].key
    shown = ", ".join(str(first.values.get(field)) for field in fields)
    differing = sorted(name for name in first.values.keys() | second.values.keys() if first.values.get(name) != second.values.get(name))
    if not differing:
        return finding(found, second, "note", "repeated-row", f'"{shown}" stands twice with the same values; it is counted once.',
                       "Nothing to do.", fields[0])  # fmt: skip
    return finding(found, second, "error", "duplicate-id", f'"{shown}" stands twice (also in row {first.row}) with different '
                   f"{', '.join(differing[:4])}; the first is used.", "Give each its own identifier, or remove one.", fields[0])  # fmt: skip


def unknown_references(found: Import, as_of: date | None) -> Iterator[Finding]:  # noqa: ARG001
    """Yield an error for each reference to an identifier that no sheet defines."""
    said: set[tuple[str, str, str, int]] = set()
    for row, field, value, near in _unknown(found):
        place = (row.table, field, identity(value), row.row)
        if place not in said:
            said.add(place)
            hint = (
                f'Did you mean "{near}"?' if near else f"Add it to the {TABLES[TABLES[row.table][field].refers or 'projects'].sheet} sheet."
            )
            severity: Severity = "warning" if row.table == "decisions" else "error"  # a decision outlives its project
            yield finding(found, row, severity, "unknown-reference", f'"{value}" is not known as a {_what(row, field)}.', hint, field)


def _what(row: Row, field: str) -> str:
    refers = TABLES[row.table][field].refers or "projects"
    return {"criteria": "criterion"}.get(refers, refers[:-1])


def without_projects(found: Import, as_of: date | None) -> Iterator[Finding]:  # noqa: ARG001
    """Yield an error where nothing was taken for projects."""
    if not found.rows("projects"):
        name = found.files[0].name if found.files else ""
        yield Finding("error", "no-projects", "No project was found.", 'Fill in the "Projects" sheet of the template, or map a column to name.',
                      name)  # fmt: skip
