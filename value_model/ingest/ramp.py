"""The plan of a benefit from its yearly value, where no plan is given: a linear rise, then level, marked as derived.

The first month with value is `start`, the first month with the full value is `full_value_on`. Between
them each month brings one equal step more, from one step in the first month up to the full value.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from itertools import accumulate, pairwise

from value_model.contract import Import, Row, Value
from value_model.ingest.notes import Notes, plural
from value_model.ingest.periods import CENT, later
from value_model.records import add


def monthly(annual: Decimal, start: date, full: date | None, end: date) -> list[tuple[date, Decimal]]:
    """Return (month, amount in cents) from the month of `start` to the month of `end`."""
    first, last = start.replace(day=1), end.replace(day=1)
    steps = max(0, _months(first, full.replace(day=1))) if full else 0
    count = _months(first, last) + 1
    shares = [min(Decimal(1), Decimal(n + 1) / (steps + 1)) for n in range(count)]
    # The running total is rounded, so that twelve full months are the yearly value to the cent.
    totals = [(annual * sum_of / 12).quantize(CENT, ROUND_HALF_EVEN) for sum_of in accumulate(shares, initial=Decimal(0))]
    return [(later(first, n), after - before) for n, (before, after) in enumerate(pairwise(totals))]


def _months(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


def derive(found: Import, notes: Notes) -> None:
    """Add a derived plan to `benefit_values` for every benefit that has a yearly value, dates and no plan."""
    planned = {row.values.get("benefit_id") for row in found.rows("benefit_values") if row.values.get("stream") == "plan"}
    made: list[Row] = []
    count = 0
    unplaced = []
    for benefit in found.rows("benefits"):
        annual = benefit.values.get("annual_value")
        if not isinstance(annual, Decimal) or benefit.values.get("benefit_id") in planned:
            continue
        rows = _plan(benefit, annual)
        made += rows
        count += bool(rows)
        unplaced += [] if rows else [str(benefit.values.get("benefit_id"))]
    add(found, "benefit_values", made)
    _say(count, unplaced, notes)


def _plan(benefit: Row, annual: Decimal) -> list[Row]:
    start, full, end = (benefit.values.get(name) for name in ("start", "full_value_on", "end"))
    if not isinstance(start, date) or not isinstance(end, date) or end < start or _months(start, end) > 1200:
        return []
    cells = {"amount": benefit.cells["annual_value"]} if "annual_value" in benefit.cells else {}
    kept: dict[str, Value] = {name: benefit.values[name] for name in ("benefit_id", "currency") if name in benefit.values}
    return [
        Row("benefit_values", {**kept, "period": month, "stream": "plan", "amount": amount}, benefit.file, benefit.sheet, benefit.row,
            dict(cells), ("derived",))
        for month, amount in monthly(annual, start, full if isinstance(full, date) else None, end)
    ]  # fmt: skip


def _say(count: int, unplaced: list[str], notes: Notes) -> None:
    if count:
        notes.add("note", "derived-plan", f"The plan of {plural(count, 'benefit')} was derived from the yearly value, start, full value and end.",
                  "Give benefit values to replace it.")  # fmt: skip
    if unplaced:
        notes.add("note", "yearly-value-without-dates", f"{plural(len(unplaced), 'benefit')} with a yearly value but without a start and an end "
                  f"({', '.join(unplaced[:5])}): no plan was derived, because a yearly value is not a total.",
                  "Add start and end, or give benefit values.")  # fmt: skip
