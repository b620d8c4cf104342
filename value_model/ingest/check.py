"""Checks over everything that was loaded: each says where, what was seen and what to do; none stops at the first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from value_model.contract import Finding, Import
from value_model.ingest.checks import claims, currency, dates_ahead, keys, names, periods, required, stated, units, values

_CHECKS: tuple[Callable[[Import, date | None], Iterator[Finding]], ...] = (
    keys.duplicate_ids,
    keys.unknown_references,
    keys.without_projects,
    currency.missing_rates,
    currency.several_currencies,
    stated.rate_of_another_basis,
    stated.horizon_without_effect,
    values.ends_before_start,
    values.negative_amounts,
    values.shares_of_time,
    values.ranks_for_weights,
    periods.actuals_after,
    periods.forecasts_before,
    periods.benefits_before_start,
    dates_ahead.done_after,
    dates_ahead.benefits_before_projects,
    units.off_by_a_thousand,
    units.off_beside_others,
    names.near_equal,
    claims.overlapping,
    claims.without_objective,
)


def run(found: Import, as_of: date | None, tick: Callable[[], None] = lambda: None) -> list[Finding]:
    """Return what the checks find in rows that are complete; `as_of` None leaves out those that need it.

    `tick` is called before each check; what it raises ends them.
    """
    said: list[Finding] = []
    for check in _CHECKS:
        tick()
        said += check(found, as_of)
    return said


incomplete = required.drop_incomplete
