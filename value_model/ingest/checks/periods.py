"""Actuals after the as-of date and forecasts for months that have ended: neither is used, and each is said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from value_model.contract import Finding, Import, Row, Severity
from value_model.ingest.checks.place import finding
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
