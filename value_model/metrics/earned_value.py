"""Earned value: cost and schedule against progress, and the estimate at completion that follows."""

from __future__ import annotations

from decimal import Decimal

from value_model.measure import Measure
from value_model.metrics.exact import Number, exact, exact_or_none, less, metric, require, require_word, share, stated

EAC_METHODS = ("cpi", "budget", "cpi_spi", "bottom_up")


@metric("money")
def earned_value(
    bac: Number,
    ac: Number | None,
    pv: Number | None = None,
    ev: Number | None = None,
    *,
    eac_method: str = "cpi",
    etc: Number | None = None,
) -> Measure:
    """Return the estimate at completion (EAC), with every index that what was recorded allows.

    Parameters
    ----------
    bac : budget at completion, above zero.
    ac, pv, ev : actual cost, planned value and earned value to date, 0 or more; None where not recorded.
    eac_method : ``cpi`` BAC/CPI; ``budget`` AC + (BAC - EV); ``cpi_spi`` AC + (BAC - EV)/(CPI · SPI);
        ``bottom_up`` AC + `etc`.
    etc : bottom-up estimate to complete.

    Returns
    -------
    Measure
        Money. Detail: `cv` EV - AC, `sv` EV - PV, `cpi` EV/AC, `spi` EV/PV, `eac`, `etc` EAC - AC, `vac` BAC - EAC,
        `tcpi` (BAC - EV)/(BAC - AC), `tcpi_eac` (BAC - EV)/(EAC - AC), `percent_complete`, `percent_spent`,
        `budget_exhausted`. Undefined as ``no_actuals``, ``no_progress``, ``no_plan_due``, ``no_forecast``.

    Raises
    ------
    MetricInputError
        If an amount is negative or not finite, or the budget not above zero.

    Notes
    -----
    Indices are never rounded on the way. SPI tends to 1 at the end however late the project is.
    Source: Project Management Institute, *The Standard for Earned Value Management*.

    Examples
    --------
    >>> earned_value(bac=4000, pv=3000, ev=2500, ac=2800).value
    4480.0
    """
    require_word("eac_method", eac_method, EAC_METHODS)
    budget = exact(bac, "bac")
    require(budget > 0, '"bac" must be above zero.')
    given = {name: exact_or_none(value, name) for name, value in (("ac", ac), ("pv", pv), ("ev", ev), ("etc", etc))}
    for name, amount in given.items():
        require(amount is None or amount >= 0, f'"{name}" must be 0 or more.')
    spent, planned, earned, to_go = given.values()
    reason = _why_none(eac_method, spent, planned, earned, to_go)
    eac = None if reason else _eac(eac_method, budget, spent or Decimal(0), planned, earned or Decimal(0), to_go)
    detail = {
        "cv": less(earned, spent),
        "sv": less(earned, planned),
        "cpi": share(earned, spent),
        "spi": share(earned, planned),
        "eac": eac,
        "etc": less(eac, spent),
        "vac": less(budget, eac),
        "tcpi": share(less(budget, earned), less(budget, spent)),
        "tcpi_eac": share(less(budget, earned), less(eac, spent)),
        "percent_complete": share(earned, budget),
        "percent_spent": share(spent, budget),
        "budget_exhausted": None if spent is None else spent >= budget,
    }
    return stated(eac, "money", reason, **detail)


def _why_none(method: str, spent: Decimal | None, planned: Decimal | None, earned: Decimal | None, to_go: Decimal | None) -> str | None:
    """Return the first reason that leaves the method without an estimate; an index needs its divisor above zero."""
    by_index = method in ("cpi", "cpi_spi")
    if spent is None or (by_index and spent == 0):
        return "no_actuals"
    if method == "bottom_up":
        return "no_forecast" if to_go is None else None
    if earned is None or (by_index and earned == 0):
        return "no_progress"
    return "no_plan_due" if method == "cpi_spi" and not planned else None


def _eac(method: str, budget: Decimal, spent: Decimal, planned: Decimal | None, earned: Decimal, to_go: Decimal | None) -> Decimal:
    if method == "bottom_up":
        return spent + (to_go or 0)
    if method == "budget":
        return spent + budget - earned
    if method == "cpi":
        return budget * spent / earned
    return spent + (budget - earned) * spent * (planned or 0) / earned**2
