"""Identifiers that stand twice, and references that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from value_model.contract import TABLES, Finding, Import, Row, Severity, Table, identity
from value_model.ingest.checks.place import finding
from value_model.ingest.filled_in import take_cell
from value_model.ingest.ids import unknown_references as _unknown
from value_model.ingest.notes import plural
from value_model.records import all_differ, column, keep


def duplicate_ids(found: Import, as_of: date | None) -> Iterator[Finding]:  # noqa: ARG001 - one signature for every check
    """Keep one row per identifier: the same again is a note, another value an error, another sheet fills in what is missing."""
    for name, table in TABLES.items():
        if not table.key or table.internal or name == "settings":
            continue
        if len(table.key) == 1 and all_differ(found.rows(name), table.key[0]):
            continue
        rows, first = found.rows(name), dict[tuple[str, ...], int]()
        same: list[Row] = []
        again: list[int] = []
        for at, identifier in enumerate(_identifiers(rows, table)):
            if (before := first.setdefault(identifier, at)) == at:
                continue
            again.append(at)
            known, row = rows[before], rows[at]
            differing = _differing(known, row)
            if not differing:
                same.append(row)
            elif (known.file, known.sheet) == (row.file, row.sheet):
                yield _twice(found, known, row, differing)
            else:
                yield from _joined(found, known, row, differing)
        if again:
            left_out = set(again)
            found.records[name] = keep(rows, [at not in left_out for at in range(len(rows))])
        if same:
            yield _repeated(found, same, len(first))


def _identifiers(rows: Sequence[Row], table: Table) -> Iterator[tuple[str, ...]]:
    """Yield what tells each row of a table from the others, as it is compared."""
    keys = [["" if value is None else identity(str(value)) for value in column(rows, field)] for field in table.key]
    return zip(*keys, strict=True)


def _differing(first: Row, second: Row) -> list[str]:
    return sorted(name for name in first.values.keys() | second.values.keys() if first.values.get(name) != second.values.get(name))


def _repeated(found: Import, same: list[Row], count: int) -> Finding:
    row = same[0]
    return finding(found, row, "note", "repeated-row", f"{plural(len(same), 'row')} repeat one of {plural(count, 'record')} with the same values "
                   "(as where each task has a row); each record is counted once.", "Nothing to do.", TABLES[row.table].key[0])  # fmt: skip


def _twice(found: Import, first: Row, second: Row, differing: list[str]) -> Finding:
    fields = TABLES[first.table].key
    shown = ", ".join(str(first.values.get(field)) for field in fields)
    return finding(found, second, "error", "duplicate-id", f'"{shown}" stands twice (also in row {first.row}) with different '
                   f"{', '.join(differing[:4])}; the first is used.", "Give each its own identifier, or remove one.", fields[0])  # fmt: skip


def _joined(found: Import, first: Row, second: Row, differing: list[str]) -> Iterator[Finding]:
    """Let a second sheet fill in what the first leaves open; where both speak and differ, the first stands."""
    name = first.values.get("name") or first.values.get(TABLES[first.table].key[0])
    for field in differing:
        if field not in second.values:
            continue
        if field not in first.values:
            first.values[field] = second.values[field]
            take_cell(found, first, field, second, field)
        else:
            yield finding(found, second, "warning", "sheets-disagree", f'{name}: {field} is "{first.values[field]}" on sheet "{first.sheet}" and '
                          f'"{second.values[field]}" here; the first is used.', "Correct one of them.", field)  # fmt: skip


def unknown_references(found: Import, as_of: date | None) -> Iterator[Finding]:  # noqa: ARG001
    """Yield an error for each reference to an identifier that no sheet defines."""
    if not found.rows("projects"):
        return
    said: set[tuple[str, str, str, int]] = set()
    for row, field, value, near in _unknown(found):
        place = (row.table, field, identity(value), row.row)
        if place not in said:
            said.add(place)
            hint = (
                f'Did you mean "{near}"?' if near else f"Add it to the {TABLES[TABLES[row.table][field].refers or 'projects'].sheet} sheet."
            )
            severity: Severity = "warning" if row.table == "decisions" else "error"  # a decision outlives its project
            yield finding(found, row, severity, "unknown-reference", f'"{value}" is not known as {_what(row, field)}.', hint, field)


def _what(row: Row, field: str) -> str:
    refers = TABLES[row.table][field].refers or "projects"
    one = {"criteria": "criterion"}.get(refers, refers[:-1])
    return f"{'an' if one[0] in 'aeiou' else 'a'} {one}"


def without_projects(found: Import, as_of: date | None) -> Iterator[Finding]:  # noqa: ARG001
    """Yield an error where nothing was taken for projects."""
    if not found.rows("projects"):
        name = found.files[0].name if found.files else ""
        yield Finding("error", "no-projects", "No project was found.", 'Fill in the "Projects" sheet of the template, or map a column to name.',
                      name)  # fmt: skip
