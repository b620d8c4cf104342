"""Value of the PMO: its cost, what can be put down to it, and how well it decides and forecasts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from value_model.measure import Measure
from value_model.metrics.exact import (
    ZERO,
    Number,
    exact,
    exact_list,
    metric,
    recorded_list,
    require,
    require_equal_lengths,
    share,
    stated,
    total,
    whole,
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Value recovered (0 or more) and the share of it put down to the PMO: low ≤ mid ≤ high, 0 to 1."""

    amount: Number
    low: Number
    mid: Number
    high: Number


@metric("fraction")
def pmo_cost_ratio(pmo_cost: Number, managed_spend: Number) -> Measure:
    """Return PMO operating cost / managed portfolio spend, over the same period.

    Undefined as ``no_spend`` when the spend is not above zero. Raises MetricInputError for a negative cost.

    >>> pmo_cost_ratio(2, 100).value
    0.02
    """
    cost = exact(pmo_cost, "pmo_cost")
    require(cost >= 0, '"pmo_cost" must be 0 or more.')
    value = share(cost, exact(managed_spend, "managed_spend"))
    return stated(value, "fraction", "no_spend" if value is None else None)


@metric("fraction")
def pmo_roi(pmo_cost: Number, items: Sequence[Attribution]) -> Measure:
    """Return (attributed value - PMO cost)/PMO cost at the middle attribution, with low and high beside it.

    Never all project benefit: each item carries the share put down to the PMO. Detail: `low`, `high`, `attributed`
    {`low`, `mid`, `high`}. Undefined as ``no_cost``. Raises MetricInputError unless low ≤ mid ≤ high within 0 to 1.
    Source: PMO Value Ring; R. Vargas, PMI 2013, on ranges.

    >>> pmo_roi(10, [Attribution(100, 0.05, 0.2, 0.3)]).value
    1.0
    """
    cost, amounts = exact(pmo_cost, "pmo_cost"), exact_list([item.amount for item in items], "amount")
    require(min(amounts) >= 0, '"amount" must be 0 or more.')
    shares = [tuple(exact(part, "attribution") for part in (item.low, item.mid, item.high)) for item in items]
    require(all(0 <= low <= mid <= high <= 1 for low, mid, high in shares), 'Attribution must be "low" ≤ "mid" ≤ "high", from 0 to 1.')
    sums = [total(amount * parts[k] for amount, parts in zip(amounts, shares, strict=True)) for k in range(3)]
    low, mid, high = (share(attributed - cost, cost) for attributed in sums)
    attributed = dict(zip(("low", "mid", "high"), sums, strict=True))
    return stated(mid, "fraction", "no_cost" if mid is None else None, low=low, high=high, attributed=attributed)


@metric("fraction")
def decision_yield(asked: int, taken: int, days: Sequence[Number] | None = None) -> Measure:
    """Return decisions taken / asked for.

    `days` each decision took, may be empty. Detail: `median_days` (None without days), `open`. Undefined as
    ``no_decisions``. Raises MetricInputError when more were taken than asked or days are negative.

    >>> decision_yield(5, 3, [10, 40, 20, 30]).detail["median_days"]
    25.0
    """
    wanted, made = whole(asked, "asked"), whole(taken, "taken")
    require(0 <= made <= wanted, '"taken" must be from 0 up to "asked".')
    waits = [exact(wait, "days") for wait in days or ()]
    require(all(wait >= 0 for wait in waits), '"days" must be 0 or more.')
    detail = {"median_days": median(waits) if waits else None, "open": wanted - made}
    return stated(Decimal(made) / wanted if wanted else None, "fraction", None if wanted else "no_decisions", **detail)


@metric("fraction")
def forecast_accuracy(forecast: Sequence[Number], actual: Sequence[Number | None]) -> Measure:
    """Return 1 - sum of |actual - forecast| / sum of |actual|, over what was recorded; may be negative.

    Detail: `bias`, sum of (forecast - actual) / sum of |actual|; `counted`. Undefined as ``no_actuals``,
    ``zero_actual``. Raises MetricInputError for unequal lists.

    >>> forecast_accuracy([120, 90, 5], [100, 100, None]).value
    0.85
    """
    expected, got = exact_list(forecast, "forecast"), recorded_list(actual, "actual")
    require_equal_lengths(forecast=expected, actual=got)
    pairs = [(guess, fact) for guess, fact in zip(expected, got, strict=True) if fact is not None]
    base = sum((abs(fact) for _, fact in pairs), ZERO)
    error = share(sum((abs(fact - guess) for guess, fact in pairs), ZERO), base)
    detail = {"bias": share(total(term for guess, fact in pairs for term in (guess, -fact)), base), "counted": len(pairs)}
    if error is None:
        return stated(None, "fraction", "zero_actual" if pairs else "no_actuals", **detail)
    return stated(1 - error, "fraction", **detail)
