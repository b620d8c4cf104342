"""Values that contradict each other: an end before its start, a negative amount, progress beyond the whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from operator import itemgetter

import numpy as np

from value_model.contract import TABLES, Finding, Import, Row
from value_model.ingest.checks import signs
from value_model.ingest.checks.place import finding
from value_model.records import days, holding, sizes, where

_ORDERED = {
    "projects": (("start", "baseline_finish"), ("start", "forecast_finish"), ("start", "actual_finish")),
    "benefits": (("start", "full_value_on"), ("start", "end"), ("full_value_on", "end")),
    "decisions": (("asked_on", "decided_on"), ("decided_on", "closed_on")),
}
_SIGNED = {"stated_npv", "value_effect", "result_effect"}


def ends_before_start(found: Import, as_of: date | None) -> Iterator[Finding]:  # noqa: ARG001 - one signature for every check
    """Yield a warning where an end lies before its start."""
    for table, pairs in _ORDERED.items():
        rows = found.rows(table)
        wrong = [(at, first, second) for first, second in pairs for at in np.flatnonzero(days(rows, second) < days(rows, first)).tolist()]
        for at, first, second in sorted(wrong, key=itemgetter(0)):
            values = rows[at].values
            name, early, late = values.get("name") or values.get("decision_id"), values[first], values[second]
            yield finding(found, rows[at], "warning", "end-before-start", f"{name}: {second} {late} lies before {first} {early}.",
                          "Correct one of the two dates.", second)  # fmt: skip


def negative_amounts(found: Import, as_of: date | None) -> Iterator[Finding]:  # noqa: ARG001
    """Yield a warning per cell with a negative amount, or one for a whole column of them; all are kept as typed."""
    said: set[tuple[int, str, str | None]] = set()
    for name, table in TABLES.items():
        rows = found.rows(name)
        negative = [
            (at, field.name)
            for field in table.fields
            if field.kind == "money" and field.name not in _SIGNED
            for at in np.flatnonzero(sizes(rows, field.name) < 0).tolist()
        ]
        throughout = signs.throughout(rows, negative)
        yield from (signs.finding_of(found, rows[at], field, count) for (at, field), count in throughout.first.items())
        for at, field in sorted(negative, key=itemgetter(0)):
            row, cell = rows[at], rows[at].cells.get(field)
            place = (row.file, row.sheet, cell.address if cell else f"{row.row}{field}")
            if place not in said and (row.file, row.sheet, field) not in throughout.places:
                said.add(place)
                yield _negative(found, row, field)


def _negative(found: Import, row: Row, field: str) -> Finding:
    name = row.values.get("name") or row.values.get("benefit_id") or row.values.get("project_id")
    cell = row.cells.get(field)
    amount = cell.text.strip() if cell else row.values[field]
    return finding(found, row, "warning", "negative-amount", f"{name}: {field} is negative ({amount}); it is kept.",
                   "Correct it if it should be positive; a disbenefit is a benefit of that kind, written positive.", field)  # fmt: skip


def shares_of_time(found: Import, as_of: date | None) -> Iterator[Finding]:  # noqa: ARG001
    """Yield a warning where more than the whole of a project's work is said to be done."""
    rows = found.rows("projects")
    beyond = [
        (at, field)
        for field in ("percent_complete", "planned_percent")
        for at in where(rows, field, lambda value: isinstance(value, float) and not 0 <= value <= 1)
    ]
    for at, field in sorted(beyond, key=itemgetter(0)):
        yield finding(found, rows[at], "warning", "outside-0-to-1", f"{rows[at].values.get('name')}: {field} is {rows[at].values[field]:.0%}.",
                      "Write a share from 0 to 100 %.", field)  # fmt: skip


def ranks_for_weights(found: Import, as_of: date | None) -> Iterator[Finding]:  # noqa: ARG001
    """Yield a warning where the weights of objectives read like ranks: 1 to n, each once."""
    rows = holding(found.rows("objectives"), "priority")
    weights = sorted(float(str(row.values["priority"])) for row in rows)
    if len(rows) >= 3 and weights == [float(n) for n in range(1, len(rows) + 1)]:
        yield finding(found, rows[0], "warning", "ranks-for-weights", f"The priorities are 1 to {len(rows)}, each once, like ranks; as weights, "
                      f"{len(rows)} counts {len(rows)} times as much as 1.", "Give weights: the higher, the more important.", "priority")  # fmt: skip


def by_owner(rows: list[Row], field: str) -> dict[object, list[Row]]:
    """Return rows grouped by one field's value."""
    groups: dict[object, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.values.get(field)].append(row)
    return groups
