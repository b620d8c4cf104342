"""Values a source gives for a whole life or up to today, turned into the contract's rows, or into a project's totals.

A total with a start and an end is spread evenly over its months; one without becomes part of the
project's whole-life total, because it has no place in time. What was realized to date stands in the
last month that has ended. All of it is marked derived.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal

from value_model.contract import Import, Row, Value
from value_model.ingest.filled_in import take_cell
from value_model.ingest.notes import Notes, plural
from value_model.ingest.periods import Span, later
from value_model.ingest.spread import expand
from value_model.records import add, column, holding

_STREAMS = {"planned_total": ("plan", "planned_benefit"), "forecast_total": ("forecast", "forecast_benefit")}


def settle(found: Import, as_of: date | None, notes: Notes) -> None:
    """Replace the fields that only a mapping knows by rows and totals of the contract."""
    _yearly(found, notes)
    _realized(found, as_of, notes)
    for field, (stream, total) in _STREAMS.items():
        _whole_life(found, field, stream, total, as_of, notes)


def _yearly(found: Import, notes: Notes) -> None:
    """Turn a yearly benefit of a project into a benefit with that yearly value."""
    holders = holding(found.rows("projects"), "annual_benefit")
    listed = {row.values.get("project_id") for row in found.rows("benefits")}
    made = []
    for row in holders:
        amount = row.values.pop("annual_benefit")
        project = row.values.get("project_id")
        if project not in listed:
            values: dict[str, Value] = {
                "benefit_id": f"{project}: yearly benefit",
                "name": "Yearly benefit",
                "project_id": project,
                "annual_value": amount,
            }
            cell = row.cells.pop("annual_benefit", None)  # a list of tasks gives a project's value to each of its rows
            cells = {"annual_value": cell} if cell else {}
            made.append(Row("benefits", values, row.file, row.sheet, row.row, cells, ("derived",)))
    if made:
        add(found, "benefits", made)
        notes.add("note", "derived-benefit", f"The yearly benefit of {plural(len(made), 'project')} became a benefit with that yearly value.",
                  "Give benefits on a sheet of their own to replace it.")  # fmt: skip


def _realized(found: Import, as_of: date | None, notes: Notes) -> None:
    recorded = {row.values.get("benefit_id") for row in found.rows("benefit_values") if row.values.get("stream") == "actual"}
    made = []
    for row in found.rows("benefits"):
        amount = row.values.pop("realized_to_date", None)
        if isinstance(amount, Decimal) and as_of and row.values.get("benefit_id") not in recorded:
            made.append(_flow(row, "realized_to_date", last_ended(as_of), "actual", amount))
    if made:
        add(found, "benefit_values", made)
        notes.add("note", "derived-actual", f"What {plural(len(made), 'benefit')} realized to date stands in the last month that has ended.",
                  "Give benefit values by month where the timing matters.")  # fmt: skip


def last_ended(as_of: date) -> date:
    """Return the first day of the last month that had ended on `as_of`."""
    first = as_of.replace(day=1)
    return first if later(first, 1).toordinal() - 1 == as_of.toordinal() else later(first, -1)


def _flow(row: Row, field: str, month: date, stream: str, amount: Decimal) -> Row:
    values: dict[str, Value] = {"benefit_id": row.values.get("benefit_id"), "period": month, "stream": stream, "amount": amount}
    if row.values.get("currency"):
        values["currency"] = row.values["currency"]
    if stream == "actual" and row.values.get("evidence") in ("claimed", "measured", "confirmed"):
        values["evidence"] = row.values["evidence"]
    cells = {"amount": row.cells[field]} if field in row.cells else {}
    return Row("benefit_values", values, row.file, row.sheet, row.row, cells, ("derived",))


def _whole_life(found: Import, field: str, stream: str, total: str, as_of: date | None, notes: Notes) -> None:
    recorded = {row.values.get("benefit_id") for row in found.rows("benefit_values") if row.values.get("stream") == stream}
    spread: list[tuple[Row, list[Row]]] = []
    loose: dict[Value, list[tuple[Row, Decimal]]] = defaultdict(list)
    for row in found.rows("benefits"):
        amount = row.values.pop(field, None)
        if not isinstance(amount, Decimal) or row.values.get("benefit_id") in recorded:
            continue
        span = _span(row, stream, as_of)
        if span and stream == "plan":
            spread.append((row, expand(_flow(row, field, span.start, stream, amount), span)))
        else:
            loose[row.values.get("project_id")].append((row, amount))
    if spread:
        add(found, "benefit_values", [made for _, rows in spread for made in rows])
        notes.add("note", "derived-profile", f"The {stream} of {plural(len(spread), 'benefit')} was spread evenly from start to end.",
                  "Give benefit values to replace it.")  # fmt: skip
    _to_projects(found, loose, field, total, notes)


def _span(row: Row, stream: str, as_of: date | None) -> Span | None:
    start, end = row.values.get("start"), row.values.get("end")
    if not isinstance(start, date) or not isinstance(end, date) or end < start:
        return None
    first = start.replace(day=1)
    if stream == "forecast" and as_of:
        first = max(first, later(last_ended(as_of), 1))
    months = (end.year - first.year) * 12 + end.month - first.month + 1
    return Span(first, months) if 1 <= months <= 1200 else None


def _to_projects(found: Import, loose: dict[Value, list[tuple[Row, Decimal]]], field: str, total: str, notes: Notes) -> None:
    projects = dict(zip(column(found.rows("projects"), "project_id"), found.rows("projects"), strict=True)) if loose else {}
    count = 0
    for project, parts in loose.items():
        row = projects.get(project)
        if row is not None and total not in row.values:
            row.values[total] = sum((amount for _, amount in parts), Decimal(0))
            if len(parts) == 1:
                take_cell(found, row, total, parts[0][0], field)
            count += len(parts)
    if count:
        notes.add("note", "totals-without-time", f"The {field.replace('_', ' ')} of {plural(count, 'benefit')} has no start and end; it counts in "
                  f"{total} of its project.", "Add start and end, or benefit values by month.")  # fmt: skip
