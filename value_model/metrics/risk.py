"""Risk: the outside view from own closed projects, and the expected value of a risk register."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import NamedTuple

from value_model.measure import Measure
from value_model.metrics.exact import (
    SLACK,
    Number,
    exact,
    exact_each,
    exact_list,
    exact_or_none,
    metric,
    recorded_list,
    require,
    require_equal_lengths,
    require_word,
    stated,
    total,
)

QUANTILES = ("linear", "nearest_rank")


class Risk(NamedTuple):
    """One entry of a risk register: probability 0 to 1 and impact in money; a negative impact is an opportunity."""

    probability: Number
    impact: Number


def quantile(values: Sequence[Decimal], percentile: Decimal, method: str) -> Decimal:
    """Return a quantile of at least one value.

    ``linear`` interpolates at position (n - 1) · P; ``nearest_rank`` takes the value at rank ⌈n · P⌉, at least 1.
    """
    ordered = sorted(values)
    if method == "nearest_rank":
        rank = int((len(ordered) * percentile - SLACK).to_integral_value(ROUND_CEILING))
        return ordered[max(rank, 1) - 1]
    return interpolated(ordered, percentile)


def interpolated(ordered: Sequence[Decimal], percentile: Decimal) -> Decimal:
    """Return the same quantile, ``linear``, of values in their order."""
    position = (len(ordered) - 1) * percentile
    below = int(position.to_integral_value(ROUND_FLOOR))
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (position - below)


@metric("fraction")
def reference_class_uplift(
    estimates: Sequence[Number],
    actuals: Sequence[Number | None],
    percentile: Number = 0.8,
    method: str = "linear",
    min_projects: int = 20,
) -> Measure:
    """Return the uplift that covers `percentile` of own closed projects: quantile of actual/estimate - 1.

    Parameters
    ----------
    estimates, actuals : one each per closed project; estimates above zero, None where no actual was recorded.
    percentile : 0.8 accepts a one in five chance of overrun.
    method : ``linear`` or ``nearest_rank``.
    min_projects : fewer projects with an actual are too few to publish a number.

    Returns
    -------
    Measure
        Fraction. Detail: `n`, `left_out` (no actual), `method`, `mean`. Undefined as ``too_few_projects``.

    Raises
    ------
    MetricInputError
        If lists differ in length, an estimate is not above zero or the percentile lies outside 0 to 1.

    Notes
    -----
    Source: B. Flyvbjerg and COWI, *Procedures for Dealing with Optimism Bias in Transport Planning*, 2004.

    Examples
    --------
    >>> reference_class_uplift([100, 100], [100, 120], 0.5, min_projects=2).value
    0.1
    """
    require_equal_lengths(estimates=estimates, actuals=actuals)
    require_word("method", method, QUANTILES)
    planned, spent, level = exact_list(estimates, "estimates"), recorded_list(actuals, "actuals"), exact(percentile, "percentile")
    require(min(planned) > 0, '"estimates" must be above zero.')
    require(0 <= level <= 1, '"percentile" must lie between 0 and 1, 0.8 for P80.')
    require(min_projects >= 1, '"min_projects" must be a whole number of at least 1.')
    overruns = [actual / estimate - 1 for estimate, actual in zip(planned, spent, strict=True) if actual is not None]
    n = len(overruns)
    detail = {"n": n, "left_out": len(planned) - n, "method": method, "mean": total(overruns) / n if n else None}
    if n < min_projects:
        return stated(None, "fraction", "too_few_projects", **detail)
    return stated(quantile(overruns, level, method), "fraction", **detail)


@metric("money")
def risk_expected_value(risks: Sequence[Risk], npv: Number | None = None) -> Measure:
    """Return the expected value of a risk register: sum of probability · impact.

    Expectations add up even when risks move together; percentiles do not. Detail: `exposure`, the sum of impacts;
    `risk_adjusted_npv`, npv less the value (None without an npv). Always defined. Raises MetricInputError for a
    probability outside 0 to 1 or without risks. Source: greenbook package.

    >>> risk_expected_value([Risk(0.5, 200), Risk(0.25, 40)], npv=150).detail["risk_adjusted_npv"]
    40.0
    """
    worth = exact_or_none(npv, "npv")
    require(len(risks) > 0, '"risks" is empty. Give at least one risk.')
    chances = exact_each((risk.probability for risk in risks), "probability")
    require(all(0 <= chance <= 1 for chance in chances), '"probability" must lie between 0 and 1.')
    impacts = [exact(risk.impact, "impact") for risk in risks]
    value = total(chance * impact for chance, impact in zip(chances, impacts, strict=True))
    return stated(value, "money", exposure=total(impacts), risk_adjusted_npv=None if worth is None else worth - value)
