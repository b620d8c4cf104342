"""Small portfolios for the tests of figures: rows as dicts, handed to a store in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from value_model.contract import TABLES, Cell, Import, Row, SourceFile
from value_model.store import Store, open_store

AS_OF = date(2026, 9, 30)
Tables = Mapping[str, Sequence[Mapping[str, Any]]]


def month(text: str) -> date:
    """The first day of a month written `2026-09`."""
    return date(int(text[:4]), int(text[5:7]), 1)


def rows(table: str, given: Sequence[Mapping[str, Any]]) -> list[Row]:
    """Rows of a contract table; money may be a whole number, a period may be text, every value has a cell."""
    kinds = {field.name: field.kind for field in TABLES[table].fields}
    places = {name: chr(65 + place) for place, name in enumerate(kinds)}
    found = []
    for number, values in enumerate(given, start=2):
        typed = {name: _typed(kinds[name], value) for name, value in values.items() if value is not None}
        cells = {name: Cell(f"{places[name]}{number}", str(values[name])) for name in typed}
        found.append(Row(table, typed, sheet=TABLES[table].sheet or table, row=number, cells=cells))
    return found


def _typed(kind: str, value: Any) -> Any:
    if kind == "money":
        return Decimal(str(value))
    return month(value) if kind == "period" and isinstance(value, str) else value


def an_import(tables: Tables, name: str = "a.xlsx", **settings: str) -> Import:
    """What a file of these tables would give; benefits without shares belong whole to their project."""
    whole = dict(tables)
    if "benefit_shares" not in whole:
        whole["benefit_shares"] = [
            {"benefit_id": b["benefit_id"], "project_id": b["project_id"], "share": 1.0} for b in whole.get("benefits", ())
        ]
    records = {table: rows(table, given) for table, given in whole.items()}
    given = {"reporting_currency": "USD", "discount_rate": "0.1"} | settings
    return Import(files=[SourceFile(name, f"sha of {name}", 1)], records=records, settings=given)


def a_store(tables: Tables, as_of: date = AS_OF, **settings: str) -> tuple[Store, str]:
    """A store in memory with one draft, and the draft's id."""
    store = open_store(":memory:")
    snapshot, _ = store.save_draft("Test", an_import(tables, **settings), as_of=as_of)
    return store, snapshot.id


def add_review(store: Store, tables: Tables, as_of: date, **settings: str) -> str:
    """Add and publish another review; returns its id."""
    snapshot, _ = store.save_draft("Test", an_import(tables, f"{as_of}.xlsx", **settings), as_of=as_of)
    store.publish(snapshot.id, by="test", accept_warnings=True, note="test")
    return snapshot.id


def plan_and_actual(project: str, cost: int, benefit: int, *, start: str = "2026-01") -> dict[str, list[dict[str, Any]]]:
    """One project with one planned cost and one planned benefit in the same month."""
    return {
        "projects": [{"project_id": project, "name": f"Project {project}"}],
        "costs": [{"project_id": project, "period": start, "stream": "plan", "amount": cost}],
        "benefits": [{"benefit_id": f"B{project}", "name": "Benefit", "project_id": project}],
        "benefit_values": [{"benefit_id": f"B{project}", "period": start, "stream": "plan", "amount": benefit}],
    }


def joined(*parts: Tables) -> dict[str, list[Mapping[str, Any]]]:
    """Several portfolios as one."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for part in parts:
        for table, given in part.items():
            found.setdefault(table, []).extend(given)
    return found
