"""KPIs that are not money: how far from base to target, staying in range, and rolling up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from value_model.measure import Measure
from value_model.metrics.exact import (
    ONE,
    ZERO,
    ZERO_SHARE,
    Number,
    exact,
    exact_list,
    exact_or_none,
    less,
    metric,
    recorded_list,
    require,
    require_equal_lengths,
    require_word,
    share,
    stated,
    total,
)

DIRECTIONS = ("increase", "decrease")
MODES = ("sum", "average", "latest", "max", "min")
KINDS = ("amount", "rate", "score")


@dataclass(frozen=True, slots=True)
class TargetProgress:
    """Progress of one target (1 is reached) and its weight; None where nothing was recorded."""

    progress: Number | None
    weight: Number


def _same(left: Decimal, right: Decimal) -> bool:
    return abs(left - right) <= ZERO_SHARE * max(abs(left), abs(right))


def _direction(base: Decimal | None, target: Decimal | None) -> str | None:
    if base is None or target is None or _same(base, target):
        return None
    return "increase" if target > base else "decrease"


def _missing(base: Decimal | None, target: Decimal | None, actual: Decimal | None) -> str | None:
    """Return why no attainment can be stated, or None."""
    if base is None:
        return "no_baseline"
    if target is None:
        return "no_target"
    if actual is None:
        return "no_actuals"
    return "baseline_equals_target" if _same(base, target) else None


def _attained(base: Decimal | None, goal: Decimal | None, actual: Decimal | None) -> Decimal | None:
    """Return (actual - base)/(goal - base); None when one is missing or there is no distance."""
    if base is None or goal is None or actual is None or _same(base, goal):
        return None
    return (actual - base) / (goal - base)


@metric("fraction")
def kpi_attainment(base: Number | None, target: Number | None, actual: Number | None, direction: str | None = None) -> Measure:
    """Return how much of the way from base to target is done: (actual - base)/(target - base).

    Parameters
    ----------
    base, target, actual : in the KPI's own unit; None where not recorded.
    direction : ``increase`` or ``decrease``, only to check that base and target agree with it.

    Returns
    -------
    Measure
        Fraction, not clipped; a move the wrong way is negative. One formula serves both directions. Detail: `change`,
        `remaining`, `direction`. Undefined as ``no_baseline``, ``no_target``, ``no_actuals``,
        ``baseline_equals_target``.

    Raises
    ------
    MetricInputError
        If a number is not finite or the direction contradicts base and target.

    Notes
    -----
    Source: ServiceNow target formula; Prosjektportalen.

    Examples
    --------
    >>> kpi_attainment(base=40, target=25, actual=45).value
    -0.3333333333333333
    """
    start, goal, now = exact_or_none(base, "base"), exact_or_none(target, "target"), exact_or_none(actual, "actual")
    found = _direction(start, goal)
    if direction is not None:
        require_word("direction", direction, DIRECTIONS)
        require(
            found in (None, direction), f'"direction" is {direction}, but "target" lies the other way from "base". Correct one of them.'
        )
    detail = {"change": less(now, start), "remaining": less(goal, now), "direction": found}
    return stated(_attained(start, goal, now), "fraction", _missing(start, goal, now), **detail)


@metric("fraction")
def kpi_attainment_to_date(
    base: Number | None, target: Number | None, actual: Number | None, *, elapsed: Number, duration: Number
) -> Measure:
    """Return how much of the way planned up to now is done, on a straight line from base to target.

    `elapsed` (0 or more) of `duration` (above 0), in the same unit. Detail: `path_value`, where the KPI should be now;
    `whole`, attainment of the final target. Undefined as `kpi_attainment`, then ``no_plan_due`` when the path has not
    left the base. Raises MetricInputError.

    >>> kpi_attainment_to_date(100, 200, 120, elapsed=3, duration=6).value
    0.4
    """
    start, goal, now = exact_or_none(base, "base"), exact_or_none(target, "target"), exact_or_none(actual, "actual")
    gone, span = exact(elapsed, "elapsed"), exact(duration, "duration")
    require(gone >= 0, '"elapsed" must be 0 or more.')
    require(span > 0, '"duration" must be above 0.')
    path_value = None if start is None or goal is None else start + (goal - start) * min(ONE, gone / span)
    return _to_date(start, goal, now, path_value)


@metric("fraction")
def kpi_attainment_on_path(
    base: Number | None, target: Number | None, actual: Number | None, *, elapsed: Number, path: Sequence[Number]
) -> Measure:
    """Return how much of the way planned up to now is done, on a given path.

    `path`: planned values at the end of periods 1 to n; `elapsed` is whole, 0 gives the base, beyond the end the last
    value. Else as `kpi_attainment_to_date`.

    >>> kpi_attainment_on_path(0, 10, 3, elapsed=2, path=[0, 4, 10]).value
    0.75
    """
    start, goal, now = exact_or_none(base, "base"), exact_or_none(target, "target"), exact_or_none(actual, "actual")
    gone, steps = exact(elapsed, "elapsed"), exact_list(path, "path")
    require(gone >= 0 and gone == gone.to_integral_value(), '"elapsed" must be a whole number of 0 or more with a path.')
    path_value = start if gone == 0 else steps[int(min(gone, Decimal(len(steps)))) - 1]
    return _to_date(start, goal, now, path_value)


def _to_date(base: Decimal | None, target: Decimal | None, actual: Decimal | None, path_value: Decimal | None) -> Measure:
    reason = _missing(base, target, actual)
    value = None if reason else _attained(base, path_value, actual)
    detail = {"path_value": path_value, "whole": _attained(base, target, actual)}
    return stated(value, "fraction", reason or ("no_plan_due" if value is None else None), **detail)


@metric("fraction")
def kpi_range(actual: Number | None, tolerance: Number, low: Number | None = None, high: Number | None = None) -> Measure:
    """Return 1 inside the range, else max(0, 1 - distance / tolerance).

    At least one of `low` and `high`, low not above high; `tolerance` above zero. Detail: `distance`, `inside`. Undefined
    as ``no_actuals``. Raises MetricInputError. Source: this project.

    >>> kpi_range(94, tolerance=4, low=95, high=100).value
    0.75
    """
    now, slack = exact_or_none(actual, "actual"), exact(tolerance, "tolerance")
    floor, ceiling = exact_or_none(low, "low"), exact_or_none(high, "high")
    require(slack > 0, '"tolerance" must be above 0.')
    require(floor is not None or ceiling is not None, 'Give "low", "high" or both.')
    require(floor is None or ceiling is None or floor <= ceiling, '"low" must not be above "high".')
    if now is None:
        return stated(None, "fraction", "no_actuals", distance=None, inside=None)
    distance = max(ZERO, ZERO if floor is None else floor - now, ZERO if ceiling is None else now - ceiling)
    return stated(max(ZERO, 1 - distance / slack), "fraction", distance=distance, inside=distance == 0)


@metric("as_given")
def aggregate(values: Sequence[Number | None], mode: str, weights: Sequence[Number] | None = None, kind: str = "amount") -> Measure:
    """Return recorded values rolled up by `mode`: ``sum``, ``average``, ``latest``, ``max`` or ``min``.

    `values` in time order; `weights` (0 or more) only with ``average``. Per-period recordings take ``sum``, cumulative
    ones ``latest``. Detail: `count` recorded, `coverage` recorded/all, `index` of the value used, only for ``latest``.
    Undefined as ``no_actuals``, ``no_weights``. Raises MetricInputError for the sum of a ``rate`` or ``score``.

    >>> aggregate([10, None, 40], "average", weights=[1, 5, 2]).value
    30.0
    """
    require_word("mode", mode, MODES)
    require_word("kind", kind, KINDS)
    require(mode != "sum" or kind == "amount", 'A rate or score cannot be summed: choose "average" or "latest" as "mode".')
    require(weights is None or mode == "average", '"weights" go with the "mode" average only.')
    given = recorded_list(values, "values")
    weighing = None if weights is None else exact_list(weights, "weights")
    require_equal_lengths(values=given, weights=weighing)
    require(weighing is None or min(weighing) >= 0, '"weights" must be 0 or more.')
    known = [(place, value) for place, value in enumerate(given) if value is not None]
    last = known[-1][0] if known and mode == "latest" else None
    detail = {"count": len(known), "coverage": Decimal(len(known)) / len(given), "index": last}
    if not known:
        return stated(None, "as_given", "no_actuals", **detail)
    value = _rolled_up(known, mode, weighing)
    return stated(value, "as_given", "no_weights" if value is None else None, **detail)


def _rolled_up(known: Sequence[tuple[int, Decimal]], mode: str, weights: Sequence[Decimal] | None) -> Decimal | None:
    amounts = [value for _, value in known]
    if mode == "average":
        return _average(amounts, [ONE] * len(amounts) if weights is None else [weights[place] for place, _ in known])
    if mode == "sum":
        return total(amounts)
    return amounts[-1] if mode == "latest" else max(amounts) if mode == "max" else min(amounts)


def _average(values: Sequence[Decimal], weights: Sequence[Decimal]) -> Decimal | None:
    """Return the weighted mean; None when the weights add to zero."""
    return share(total(weight * value for weight, value in zip(weights, values, strict=True)), total(weights))


@metric("fraction")
def goal_progress(targets: Sequence[TargetProgress]) -> Measure:
    """Return the weighted mean progress of a goal's targets that were recorded, not clipped.

    Detail: `coverage` recorded weight / all weight. Undefined as ``no_weights``, ``no_actuals``. Raises
    MetricInputError for a negative weight. Source: ServiceNow goal framework.

    >>> goal_progress([TargetProgress(0.5, 1), TargetProgress(None, 1), TargetProgress(1.1, 2)]).value
    0.9
    """
    weights = exact_list([target.weight for target in targets], "weight")
    require(min(weights) >= 0, '"weight" must be 0 or more.')
    done = recorded_list([target.progress for target in targets], "progress")
    known = [(weight, progress) for weight, progress in zip(weights, done, strict=True) if progress is not None]
    covered = share(total(weight for weight, _ in known), total(weights))
    value = _average([progress for _, progress in known], [weight for weight, _ in known])
    reason = "no_weights" if covered is None else "no_actuals" if not known else "no_weights" if value is None else None
    return stated(value, "fraction", reason, coverage=covered)
