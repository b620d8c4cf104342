"""Projects reported at many dates: the latest report on or before the as-of date counts, and the rest is said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from value_model.contract import Row, identity
from value_model.ingest.notes import Notes, plural


def keep(rows: Sequence[Row], as_of: date | None, notes: Notes) -> list[Row]:
    """Return one row per project: the one updated last, not after `as_of`."""
    due = [row for row in rows if not (as_of and isinstance(when := row.values.get("updated_on"), date) and when > as_of)]
    best: dict[str, Row] = {}
    for row in due:
        key = _key(row)
        if key not in best or _when(row) > _when(best[key]):
            best[key] = row
    kept = [row for row in due if row is best[_key(row)]]
    if len(kept) < len(rows):
        newest = max((_when(row) for row in kept), default=date.min)
        older = sum(_when(row) < newest for row in kept)
        notes.add("warning", "reported-many-times", f"{plural(len(kept), 'project')} stand on {plural(len(rows), 'row')}, one per reporting date. "
                  f"Only the latest of each counts ({_day(newest)}{f'; {older} of them are older' if older else ''}).",
                  "To keep the earlier dates as snapshots of their own, load with --history, or load the file again as of each date.",
                  column="updated_on")  # fmt: skip
    return kept


def earlier(rows: Sequence[Row], kept: Sequence[Row]) -> set[date]:
    """Return the reporting dates of `rows` that lie before the newest of those `kept`."""
    newest = max((_when(row) for row in kept), default=date.min)
    return {when for row in rows if date.min < (when := _when(row)) < newest}


def _key(row: Row) -> str:
    return identity(str(row.values.get("project_id") or row.values.get("name") or row.row))


def _day(newest: date) -> str:
    return newest.isoformat() if newest > date.min else "?"


def _when(row: Row) -> date:
    when = row.values.get("updated_on")
    return when if isinstance(when, date) else date.min
