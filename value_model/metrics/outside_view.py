"""The outside view: what closed projects delivered per unit planned, and published uplifts on capital cost.

Both give a factor with a low, a middle and a high case, to be put on an amount still to come with `scaled`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from value_model.errors import MetricInputError
from value_model.measure import Measure
from value_model.metrics.exact import HALF, ONE, Number, exact, exact_or_none, metric, require, stated, total
from value_model.metrics.risk import interpolated
from value_model.metrics.uncertainty import UncertainAmount
from value_model.metrics.uplift_tables import cell

TABLE = "mott_macdonald_2002"
CAPITAL_COST = "capital cost"


class ClosedProject(NamedTuple):
    """What a closed project planned (above zero) and delivered or spent; None where that was not recorded."""

    planned: Number
    actual: Number | None
    group: str | None = None


@metric("ratio")
def outside_view(
    projects: Sequence[ClosedProject],
    group: str | None = None,
    *,
    share: Number = 0.8,
    half_weight: Number = 10,
    min_projects: int = 20,
) -> Measure:
    """Return the middle actual/planned of own closed projects, with its low and high case.

    Parameters
    ----------
    projects : closed projects of one kind of amount: benefits, or costs, never both.
    group : its projects count more, the fewer they are the closer to all: each quantile is
        weight · group's + (1 - weight) · all projects', weight = n / (n + `half_weight`). None: all alike.
    share : of the cases between low and high; 0.8 is P10 to P90.
    half_weight : number of projects at which a group counts as much as the whole.
    min_projects : fewer in all are too few to state anything.

    Returns
    -------
    Measure
        Ratio, 1 is as planned. Detail: `low`, `high`, `n` and `n_group` projects with an actual, `left_out` without,
        `weight` of the group, `group`, `share`, `method`. Undefined as ``too_few_projects``.

    Raises
    ------
    MetricInputError
        If a plan is not above zero or the share lies outside 0 to 1.

    Notes
    -----
    Source: D. Kahneman and D. Lovallo 1993 and B. Flyvbjerg 2004, reference-class forecasting; the pull toward the whole
    is this project's, after C. Stein 1956.

    Examples
    --------
    >>> outside_view([ClosedProject(100, 80), ClosedProject(100, 90)], min_projects=2).value
    0.85
    """
    between, half = exact(share, "share"), exact(half_weight, "half_weight")
    require(0 < between < 1, '"share" must be above 0 and below 1, 0.8 for P10 to P90.')
    require(half > 0, '"half_weight" must be above 0.')
    require(min_projects >= 1, '"min_projects" must be a whole number of at least 1.')
    ratios = [(one.group, _ratio(one)) for one in projects]
    everyone = [ratio for _, ratio in ratios if ratio is not None]
    members = [ratio for name, ratio in ratios if ratio is not None and group is not None and name == group]
    weight = len(members) / (len(members) + half)
    detail = {
        "n": len(everyone),
        "n_group": len(members),
        "left_out": len(ratios) - len(everyone),
        "weight": weight,
        "group": group,
        "share": between,
        "method": "quantiles of actual/planned, group weighted n/(n + half_weight) against all",
    }
    if len(everyone) < min_projects:
        return stated(None, "ratio", "too_few_projects", **detail, low=None, high=None)
    tail = (1 - between) / 2
    members, everyone = sorted(members), sorted(everyone)
    low, middle, high = (_pulled(members, everyone, weight, level) for level in (tail, HALF, 1 - tail))
    return stated(middle, "ratio", **detail, low=low, high=high)


def _ratio(project: ClosedProject) -> Decimal | None:
    planned, actual = exact(project.planned, "planned"), exact_or_none(project.actual, "actual")
    require(planned > 0, '"planned" must be above zero.')
    return None if actual is None else actual / planned


def _pulled(members: Sequence[Decimal], everyone: Sequence[Decimal], weight: Decimal, level: Decimal) -> Decimal:
    of_all = interpolated(everyone, level)
    return weight * interpolated(members, level) + (1 - weight) * of_all if members else of_all


@metric("ratio")
def published_view(cost_class: str) -> Measure:
    """Return the factor on capital cost from the published optimism-bias table: 1 + uplift.

    The lower and the upper bound are taken as the low and the high case and the point half way as the middle one. For
    capital cost only: there is no published table for benefits. Detail: `low`, `high`, `table`, `only_for`. Undefined
    as ``not_in_table``. Source: Mott MacDonald 2002, carried into HM Treasury supplementary guidance.

    >>> published_view("standard_buildings").value
    1.13
    """
    bounds = [cell(TABLE, {"type": cost_class, "measure": "capex", "bound": bound}) for bound in ("lower", "upper")]
    low, high = (None if bound is None else ONE + bound for bound in bounds)
    detail = {"low": low, "high": high, "table": TABLE, "only_for": CAPITAL_COST}
    if low is None or high is None:
        return stated(None, "ratio", "not_in_table", **detail)
    return stated(total([low, high]) / 2, "ratio", **detail)


def scaled(one: UncertainAmount, view: Measure) -> UncertainAmount:
    """Return the amount as the outside view sees it: each case is the amount times the view's factor.

    It replaces the amount's own low and high case or probability. Raises MetricInputError when the view is undefined,
    or is for capital cost and the amount is a benefit.
    """
    if view.value is None:
        raise MetricInputError(f'There is no outside view for "{one.name}": {view.reason}. Use another model or none.')
    if view.detail.get("only_for") == CAPITAL_COST and one.sign > 0:
        raise MetricInputError(f'"{one.name}" is a benefit. The published uplifts are for capital cost only.')
    amount = exact(one.amount, f"amount of {one.name}")
    low, middle, high = (amount * Decimal(repr(factor)) for factor in (view.detail["low"], view.value, view.detail["high"]))
    return replace(one, amount=middle, low=low, high=high, probability=None)
