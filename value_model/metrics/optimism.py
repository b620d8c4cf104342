"""Optimism bias: published and own uplifts on cost estimates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from value_model.measure import Measure
from value_model.metrics.exact import ONE, SLACK, Number, exact, exact_list, exact_or_none, metric, require, stated, total
from value_model.metrics.uplift_tables import cell


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a mixed project: its share of capital cost and the uplift of its type."""

    share: Number
    uplift: Number


@dataclass(frozen=True, slots=True)
class Contribution:
    """One cause of optimism bias: how much of it this is, and how much of the cause is managed, both 0 to 1."""

    contribution: Number
    mitigation: Number


def _uplift(value: Number, name: str = "uplift") -> Decimal:
    uplift = exact(value, name)
    require(uplift >= 0, f'"{name}" must be 0 or more, 0.5 for 50 %.')
    return uplift


def _fraction(value: Number, name: str) -> Decimal:
    fraction = exact(value, name)
    require(0 <= fraction <= 1, f'"{name}" must lie between 0 and 1.')
    return fraction


@metric("money")
def optimism_bias(cost: Sequence[Number], uplift: Number, mitigation: Number = 0) -> Measure:
    """Return total cost · (1 + uplift · (1 - mitigation)).

    Parameters
    ----------
    cost : base estimates, capital cost only; never a benefit.
    uplift : published or own uplift, 0.5 for 50 %.
    mitigation : share of the bias already managed, 0 to 1.

    Returns
    -------
    Measure
        Money. Detail: `costs` with the uplift, `multiplier`, `uplift_applied`. Always defined.

    Raises
    ------
    MetricInputError
        If a cost is not finite, the uplift negative or the mitigation outside 0 to 1.

    Notes
    -----
    Source: Mott MacDonald 2002, carried into HM Treasury supplementary guidance.

    Examples
    --------
    >>> optimism_bias([100], 0.5, 0.5).value
    125.0
    """
    costs = exact_list(cost, "cost")
    applied = _uplift(uplift) * (1 - _fraction(mitigation, "mitigation"))
    lifted = [one * (1 + applied) for one in costs]
    return stated(total(costs) * (1 + applied), "money", costs=lifted, multiplier=1 + applied, uplift_applied=applied)


@metric("fraction")
def optimism_bias_mix(parts: Sequence[Part]) -> Measure:
    """Return the uplift of a mixed project: sum of share · uplift, the shares adding to 1 within 1e-6.

    Always defined. Raises MetricInputError when the shares do not add to 1. Source: Mott MacDonald 2002.

    >>> optimism_bias_mix([Part(0.25, 0.5), Part(0.75, 0.1)]).value
    0.2
    """
    shares = [_fraction(part.share, "share") for part in parts]
    require(abs(sum(shares, Decimal(0)) - 1) <= Decimal("1e-6"), 'The "share" of all "parts" must add to 1.')
    return stated(total(share * _uplift(part.uplift) for share, part in zip(shares, parts, strict=True)), "fraction")


@metric("fraction")
def optimism_bias_managed(uplift: Number, contributions: Sequence[Contribution], base: Number | None = None) -> Measure:
    """Return the uplift left after managing its causes: (1 - reduction) · uplift.

    Reduction is the sum of contribution · mitigation. Detail: `reduction`, `managed` base · (1 + value), `unmanaged`
    base · (1 + uplift); None without a base. Always defined. Raises MetricInputError when contributions add to more
    than 1. Source: HM Treasury supplementary guidance on optimism bias.

    >>> optimism_bias_managed(0.5, [Contribution(0.4, 0.5)]).value
    0.4
    """
    full, amount = _uplift(uplift), exact_or_none(base, "base")
    require(len(contributions) > 0, '"contributions" is empty. Give at least one.')
    weights = [_fraction(one.contribution, "contribution") for one in contributions]
    require(sum(weights, Decimal(0)) <= ONE + SLACK, '"contributions" must add to at most 1.')
    reduction = total(weight * _fraction(one.mitigation, "mitigation") for weight, one in zip(weights, contributions, strict=True))
    left = (1 - reduction) * full
    managed, unmanaged = (None, None) if amount is None else (amount * (1 + left), amount * (1 + full))
    return stated(left, "fraction", reduction=reduction, managed=managed, unmanaged=unmanaged)


@metric("fraction")
def uplift_lookup(table: str, **keys: str | int | Number) -> Measure:
    """Return a published uplift.

    `table` is ``mott_macdonald_2002`` (keys `type`, `measure`, `bound`), ``stag`` (`type`, `stage`) or
    ``flyvbjerg_cowi_2004`` (`type`, `percentile`). Detail: `table`. Undefined as ``not_in_table`` for a cell that is
    not printed. Raises MetricInputError for an unknown table. Sources: the three tables' own publications.

    >>> uplift_lookup("stag", type="it", stage=1).value
    2.0
    """
    value = cell(table, keys)
    return stated(value, "fraction", "not_in_table" if value is None else None, table=table)
