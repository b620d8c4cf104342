"""What each benefit is to bring, has brought and is forecast to bring, quarter by quarter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from value_model.figures.periods import between
from value_model.figures.reader import Reader
from value_model.policy import load
from value_model.store import Store

STREAMS = {"plan": "plan", "actual": "realized", "forecast": "forecast"}
Quarters = Mapping[str, Mapping[str, Decimal]]  # by "2026-Q3": the amounts recorded in it, by "plan", "realized", "forecast"


def last_day(quarter: str) -> date:
    """Return the last day of "2026-Q3"."""
    year, month = int(quarter[:4]), 3 * int(quarter[-1])
    return date(year, month, 31 if month in (3, 12) else 30)


def benefit_quarters(store: Store, snapshot_id: str) -> dict[str, Quarters]:
    """Return the calendar quarters of each benefit counted in money, in time order; whole benefit, reporting currency.

    What is not recorded in a quarter is left out, not 0. Raises `StoreError` for an unknown snapshot.
    """
    snapshot = store.snapshot(snapshot_id)
    ask = Reader(store, snapshot, load(), (), between(snapshot.as_of, None, 1))
    found: dict[str, dict[str, dict[str, Decimal]]] = {}
    for row in sorted((row for row in ask("benefit_months") if row["period"]), key=lambda row: row["period"]):
        quarter = f"{row['period'].year}-Q{(row['period'].month + 2) // 3}"
        held = found.setdefault(row["benefit_id"], {}).setdefault(quarter, {})
        for column, name in STREAMS.items():
            if row[column] is not None:
                held[name] = held.get(name, Decimal(0)) + row[column]
    return {benefit: {quarter: held for quarter, held in of.items() if held} for benefit, of in found.items()}
