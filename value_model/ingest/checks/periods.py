"""Actuals after the as-of date and forecasts for months that have ended: neither is used, and each is said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from value_model.contract import Finding, Import, Row, Severity, Value
from value_model.ingest.checks.place import finding
from value_model.ingest.notes import plural
from value_model.ingest.periods import later

_OWNERS = {"costs": "project_id", "benefit_values": "benefit_id"}


def actuals_after(found: Import, as_of: date | None) -> Iterator[Finding]:
    """Yield a warning per project or benefit with actuals in months not ended on the as-of date."""
    if as_of:
        yield from _misplaced(
            found, as_of, "actual", "warning", "actual-after-as-of", "had not ended", "Correct the period or the as-of date."
        )


def forecasts_before(found: Import, as_of: date | None) -> Iterator[Finding]:
    """Yield a note per project or benefit with forecasts in months that had ended on the as-of date."""
    if as_of:
        yield from _misplaced(found, as_of, "forecast", "note", "forecast-before-as-of", "had ended", "Nothing to do: actuals count there.")


def benefits_before_start(found: Import, as_of: date | None) -> Iterator[Finding]:  # noqa: ARG001 - one signature for every check
    """Yield a warning per benefit with amounts in months before its own start."""
    starts = {
        row.values.get("benefit_id"): row.values["start"] for row in found.rows("benefits") if isinstance(row.values.get("start"), date)
    }
    early: dict[Value, list[Row]] = defaultdict(list)
    for row in found.rows("benefit_values"):
        start, month = starts.get(row.values.get("benefit_id")), row.values.get("period")
        if isinstance(start, date) and isinstance(month, date) and row.values.get("amount") and month < start.replace(day=1):
            early[row.values.get("benefit_id")].append(row)
    for name, rows in early.items():
        yield finding(found, rows[0], "warning", "benefit-before-start", f"{name}: {plural(len(rows), 'month')} with amounts before its start "
                      f"on {starts[name]}; they are kept.", "Correct the start or the period.", "period")  # fmt: skip


def _misplaced(found: Import, as_of: date, stream: str, severity: Severity, code: str, had: str, fix: str) -> Iterator[Finding]:
    for table, owner in _OWNERS.items():
        groups: dict[object, list[Row]] = defaultdict(list)
        for row in found.rows(table):
            month = row.values.get("period")
            if row.values.get("stream") == stream and row.values.get("amount") and isinstance(month, date):
                ended = ended_by(month, as_of)
                if ended == (stream == "forecast"):
                    groups[row.values.get(owner)].append(row)
        for name, rows in groups.items():
            total = sum((row.values["amount"] for row in rows if isinstance(row.values["amount"], Decimal)), Decimal(0))
            yield finding(found, rows[0], severity, code, f"{name}: {len(rows)} month{'s' if len(rows) > 1 else ''} of {stream} "
                          f"({total:,.0f}) {had} on {as_of}; {'they are' if len(rows) > 1 else 'it is'} not used.", fix, "period")  # fmt: skip


def ended_by(month: date, as_of: date) -> bool:
    """Tell whether the month's last day is on or before the as-of date."""
    return later(month.replace(day=1), 1).toordinal() - 1 <= as_of.toordinal()
