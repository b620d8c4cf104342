"""Amounts that are a thousand times too large or too small beside what stands next to them. Kept as typed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain

import numpy as np

from value_model.contract import Finding, Import, Row
from value_model.ingest.checks.place import finding
from value_model.records import Sizes, sizes

_PAIRS = (("budget", "forecast_cost"), ("planned_benefit", "forecast_benefit"), ("stated_pvb", "planned_benefit"), ("stated_pvc", "budget"))
_LOW, _HIGH = Decimal(700), Decimal(1400)
_NEAR = 600
_ALIKE = ("budget", "forecast_cost", "cost_to_date", "planned_benefit", "forecast_benefit", "benefit_to_date")
_LEAST, _RARE, _SPREAD, _THOUSAND = 6, 20, 30, 1000  # amounts of one size: within 30 times of the middle, but for one in twenty
_FAR = 30_000  # a million times off an amount that may be 30 times off the middle, rounded down


def off_by_a_thousand(found: Import, as_of: date | None) -> Iterator[Finding]:  # noqa: ARG001 - one signature for every check
    """Yield a warning where two amounts of a row, or a period and both its neighbors, differ by about 1,000 or 1,000,000."""
    for row in _far_apart(found.rows("projects")):
        for first, second in _PAIRS:
            one, other = row.values.get(first), row.values.get(second)
            if one and other and (factor := times(one, other)):
                yield finding(found, row, "warning", "unit-off", f"{row.values.get('name')}: {first} and {second} differ by a factor of about "
                              f"{factor:,}; both are kept as typed.", "Check the unit of both.", second)  # fmt: skip
    yield from _in_series(found, "costs", "project_id")
    yield from _in_series(found, "benefit_values", "benefit_id")


def off_beside_others(found: Import, as_of: date | None) -> Iterator[Finding]:  # noqa: ARG001 - one signature for every check
    """Yield a warning for an amount about 1,000 times off the middle of a list whose other amounts all are of one size."""
    for field in _ALIKE:
        amounts = sizes(found.rows("projects"), field)
        if np.count_nonzero(amounts > 0) >= _LEAST:
            yield from _slips(found, field, amounts)


def _far_apart(rows: Sequence[Row]) -> list[Row]:
    """Return the rows two of whose amounts may differ by a factor that is asked about; of a row with few, `times` tells more exactly."""
    held = {field: sizes(rows, field) for field in dict.fromkeys(chain.from_iterable(_PAIRS))}
    far = np.zeros(len(rows), dtype=bool)
    with np.errstate(divide="ignore", invalid="ignore"):
        for first, second in _PAIRS:
            ratio = np.abs(held[first] / held[second])
            far |= (ratio <= 1 / _NEAR) | (ratio >= _NEAR)
    return [rows[at] for at in np.flatnonzero(far).tolist()]


def _slips(found: Import, field: str, amounts: Sizes) -> Iterator[Finding]:
    projects, there = found.rows("projects"), amounts > 0
    middle = float(np.median(amounts[there]))
    small, large = (np.flatnonzero(there & off).tolist() for off in (amounts < middle / _SPREAD, amounts > middle * _SPREAD))
    for places, word in ((small, "smaller"), (large, "larger")):
        few = len(places) <= max(1, int(there.sum()) // _RARE)
        # Where others stand between, the list has a tail: a small project is no slip of the unit; the first one mostly tells.
        if few and all((factor := _slip([projects[at].values[field] for at in some], Decimal(middle))) for some in (places[:1], places)):
            for row in (projects[at] for at in places):
                yield finding(found, row, "warning", "unit-off", f"{row.values.get('name')}: {field} is {factor} times {word} "
                              "than that of the other projects; it is kept as typed.", "Check its unit.", field)  # fmt: skip


def _slip(amounts: Sequence[object], middle: Decimal) -> str:
    """Return how far off amounts are, all of them by a thousand or all by so much more that no list reaches so far; else nothing."""
    if all(times(middle, amount) == _THOUSAND for amount in amounts):
        return "about 1,000"
    ratios = [abs(amount / middle) for amount in amounts if isinstance(amount, Decimal) and amount]
    return f"over {_FAR:,}" if all(ratio > _FAR or ratio * _FAR < 1 for ratio in ratios) else ""


def times(first: object, second: object) -> int | None:
    """Return 1,000 or 1,000,000 where two amounts differ by about that factor, else None."""
    if not isinstance(first, Decimal) or not isinstance(second, Decimal) or not first or not second:
        return None
    if 1 / _NEAR < abs(float(first) / float(second)) < _NEAR:  # nearly always; exact division is slow
        return None
    ratio = abs(first / second)
    ratio = ratio if ratio >= 1 else 1 / ratio
    return next((factor for factor in (1000, 1_000_000) if _LOW <= ratio * 1000 / factor <= _HIGH), None)


def _in_series(found: Import, table: str, owner: str) -> Iterator[Finding]:
    series: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in found.rows(table):
        if not row.marks:
            series[row.values.get(owner), row.values.get("stream"), row.values.get("kind")].append(row)
    for rows in series.values():
        ordered = sorted(rows, key=lambda row: str(row.values.get("period")))
        for before, row, after in zip(ordered, ordered[1:], ordered[2:], strict=False):
            amount = row.values.get("amount")
            factor = times(before.values.get("amount"), amount)
            if factor and factor == times(after.values.get("amount"), amount):
                yield finding(found, row, "warning", "unit-off", f"{row.values.get(owner)}: {row.values.get('period')} differs by a factor of "
                              f"about {factor:,} from the periods before and after; it is kept as typed.", "Check its unit.", "amount")  # fmt: skip
