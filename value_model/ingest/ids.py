"""Identifiers: made where a source has none, compared the tolerant way, written one way everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from operator import itemgetter

from value_model.contract import TABLES, Import, Row, Value
from value_model.contract import identity as _identity
from value_model.ingest.notes import Notes, plural
from value_model.ingest.wording import closest, cut
from value_model.records import all_differ, any_holds, column, firsts, lacking, put

identity = lru_cache(maxsize=20_000)(_identity)
_GROUPS = {"projects": ("programme", "business_unit", "sponsor", "manager"), "benefits": ("owner", "overlap_group"),
           "objectives": ("pillar", "owner"), "stakeholders": ("group",), "pulse": ("group",)}  # fmt: skip
_NAMED = {"projects": "project_id", "benefits": "benefit_id", "objectives": "objective_id", "measures": "measure_id"}
_LISTS = (("projects", "project_id", "project"), ("objectives", "objective_id", "objective"), ("measures", "measure_id", "measure"))
NUMBERED = {"risks": ("risk_id", "R"), "decisions": ("decision_id", "D"), "stakeholders": ("stakeholder_id", "S")}


def settle(found: Import, notes: Notes) -> None:
    """Give every row its identifiers and make equal ones read the same, saying what was made up."""
    for table, field in _NAMED.items():
        _from_names(found.rows(table), field, notes)
    for table, (field, letter) in NUMBERED.items():
        _numbered(found.rows(table), field, letter, notes)
    owners = frozenset((*_NAMED, "criteria"))
    naming = [(table, field, owner) for table in TABLES for field, owner in _naming(table, owners) if any_holds(found.rows(table), field)]
    named = {owner or "projects" for table, field, owner in naming if field not in TABLES[owner or "projects"].key or table != owner}
    apart = {table for table in owners - named if all_differ(found.rows(table), TABLES[table].key[0])}
    naming = [(table, field, owner) for table, field, owner in naming if owner not in apart or field not in TABLES[table].key[:1]]
    leading = {owner or "projects" for _, _, owner in naming}
    names = {table: _first_written(found.rows(table), table, by_name=table in named) for table in leading}
    for table, field, owner in naming:
        _rewrite(found.rows(table), field, names[owner or "projects"], is_list=owner is None)
    for table, fields in _GROUPS.items():
        for field in fields:
            if any_holds(found.rows(table), field):
                _one_spelling(found.rows(table), field, notes)


def named_elsewhere(found: Import, sheets: set[tuple[int, str]], notes: Notes) -> None:
    """Where no list of projects, objectives or measures was given, take those that recognised sheets name; the contract's own sheets must
    list them.
    """
    for table, field, what in _LISTS:
        if not found.rows(table) and (first := _first_named(found, field, sheets)):
            found.records[table] = [Row(table, {field: name, "name": name}, row.file, row.sheet, row.row, {"name": row.cells[field]}, ("derived",))
                                    for name, row in first]  # fmt: skip
            notes.add("warning", f"{table}-derived", f"No list of {table} was found; {plural(len(first), what)} named on other sheets were added "
                      "with nothing but their names.", f"Load the list of {table} in the same import.")  # fmt: skip


def _first_named(found: Import, field: str, sheets: set[tuple[int, str]]) -> list[tuple[str, Row]]:
    """What recognised sheets name in a field, each with the first row that names it."""
    first: dict[str, tuple[str, Row]] = {}
    for row in (row for table in TABLES if any_holds(found.rows(table), field) for row in found.rows(table)):
        name = row.values.get(field)
        if (row.file, row.sheet) in sheets and isinstance(name, str) and field in row.cells and not re.search(r"[;:]", name):
            first.setdefault(identity(name), (name, row))
    return list(first.values())


def _from_names(rows: Sequence[Row], field: str, notes: Notes) -> None:
    made = [row for at in lacking(rows, field) if (row := rows[at]).values.get("name")]
    taken = {identity(str(value)) for value in column(rows, field) if value is not None} if made else set()
    for row in made:
        row.values[field] = _free(_plain(str(row.values["name"])), row, taken)
    if made:
        notes.add("note", "derived-id", f"{plural(len(made), 'row')} had no {field}; it was made from the name.",
                  "Add an identifier that stays the same when names change.", column=field)  # fmt: skip
    named = [row for at in lacking(rows, "name") if (row := rows[at]).values.get(field) is not None and "name" not in row.cells]
    for row in named:
        row.values["name"] = row.values[field]
    if named:
        notes.add("note", "derived-name", f"{plural(len(named), 'row')} had no name; the {field} is shown in its place.",
                  "Add the name leadership knows it by.", column="name")  # fmt: skip


def _plain(name: str) -> str:
    """A name as an identifier: signs that separate several identifiers are left out."""
    return " ".join(name.replace(";", ",").split())


def _free(wanted: str, row: Row, taken: set[str]) -> str:
    """Return `wanted`; for a benefit whose name stands on two projects, with the project's name before it."""
    if row.table == "benefits" and identity(wanted) in taken and row.values.get("project_id"):
        wanted = f"{row.values['project_id']}: {wanted}"
    if row.table == "benefits":
        taken.add(identity(wanted))
    return wanted


def _numbered(rows: Sequence[Row], field: str, letter: str, notes: Notes) -> None:
    made = [rows[at] for at in lacking(rows, field)]
    taken = {identity(str(value)) for value in column(rows, field) if value is not None} if made else set()
    number = 0
    for row in made:
        number += 1
        while identity(f"{letter}{number}") in taken:
            number += 1
        row.values[field] = f"{letter}{number}"
    if made:
        notes.add("note", "derived-id", f"{plural(len(made), 'row')} had no {field}; a running number was given.",
                  "Add an identifier that stays the same from one review to the next.", column=field)  # fmt: skip


def _first_written(rows: Sequence[Row], table: str, *, by_name: bool) -> dict[str, str]:
    """Identifiers by their comparable form, as first written; where asked, a project's name leads to it too where it is unique."""
    field = TABLES[table].key[0]
    first: dict[str, str] = {}
    owners: dict[str, str | None] = {}
    for value, called in zip(column(rows, field), column(rows, "name"), strict=True):
        if value is None:
            continue
        owner = _identity(str(value))
        first.setdefault(owner, str(value))
        if by_name and called is not None:
            name = _identity(str(called))
            owners[name] = owner if owners.get(name, owner) == owner else None
    for name, only in owners.items():
        if only is not None:
            first.setdefault(name, first[only])
    return first


def _rewrite(rows: Sequence[Row], field: str, owners: dict[str, str], *, is_list: bool) -> None:
    """Write a field, or each entry of one that is a list, the way its owner was first written."""
    known = set() if is_list else set(owners.values())
    shown: dict[Value, Value] = {
        value: _each(value, owners) if is_list else owners.get(_identity(value), value)
        for value in firsts(rows, field)
        if isinstance(value, str) and value not in known  # what is written as its owner stays
    }
    if any(value != kept for value, kept in shown.items()):
        put(rows, field, [shown.get(value, value) for value in column(rows, field)])


def _each(value: str, projects: dict[str, str]) -> str:
    return "; ".join(projects.get(identity(part), part.strip()) for part in value.split(";"))


@cache
def _naming(table: str, owners: frozenset[str]) -> tuple[tuple[str, str | None], ...]:
    """The fields of a table that name something, with the table it stands in; None for a list of projects."""
    found: list[tuple[str, str | None]] = []
    for field in TABLES[table].fields:
        owner = field.refers or (table if field.name in TABLES[table].key[:1] and table in owners else None)
        if owner in owners or field.kind == "list":
            found.append((field.name, owner if owner in owners else None))
    return tuple(found)


def _one_spelling(rows: Sequence[Row], field: str, notes: Notes) -> None:
    first: dict[str, str] = {}
    shown = {value: first.setdefault(identity(value), value.strip()) for value in firsts(rows, field) if isinstance(value, str)}
    if any(value != kept for value, kept in shown.items()):
        put(rows, field, [shown.get(value, value) if isinstance(value, str) else value for value in column(rows, field)])
    joined = {f'"{cut(value, 40)}" as "{cut(kept, 40)}"' for value, kept in shown.items() if value.strip() != kept}
    if joined:
        notes.add("note", "one-spelling", f"Spellings that differ only in case or spaces are shown one way: {', '.join(sorted(joined)[:5])}.",
                  "Nothing to do.", column=field)  # fmt: skip


def unknown_references(found: Import) -> Iterable[tuple[Row, str, str, str | None]]:
    """Yield each reference that leads nowhere: the row, the field, the value and the nearest known one."""

    @cache
    def known(table: str) -> tuple[frozenset[str], list[str]]:
        key = TABLES[table].key[0]
        shown = [str(value) for value in column(found.rows(table), key) if value is not None]
        return frozenset(map(identity, shown)), shown

    for rows, fields in ((found.rows(name), _referring(name)) for name in TABLES if not TABLES[name].internal):
        lost = [
            (at, field, owner, part)
            for field, owner in fields
            for at, value in enumerate(column(rows, field) if any_holds(rows, field) else ())
            if isinstance(value, str)
            for part in ([value] if owner else filter(str.strip, value.split(";")))
            if identity(part) not in known(owner or "projects")[0]
        ]
        for at, field, owner, part in sorted(lost, key=itemgetter(0)):
            shown = part if owner else part.strip()
            yield rows[at], field, shown, closest(shown, known(owner or "projects")[1])


@cache
def _referring(table: str) -> tuple[tuple[str, str | None], ...]:
    """The fields of a table that refer to another, with that table; None for a list of projects."""
    fields = [field for field in TABLES[table].fields if not (table == "benefits" and field.name == "project_id")]
    return tuple((field.name, field.refers) for field in fields if field.refers or field.kind == "list")
