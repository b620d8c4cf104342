"""Which rows stand behind the cost figures, written as `project_costs.sql` adds them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from value_model.figures.facts import Row
from value_model.figures.tracing.ledger import Held, Ledger, Parts
from value_model.figures.tracing.rows import Part

Rows = Callable[[Ledger], Parts]


def but(held: Held, keys: Iterable[str]) -> dict[str, Decimal]:
    """All but these keys."""
    left_out = set(keys)
    return {key: share for key, share in held.items() if key not in left_out}


def only(held: Held, keys: Iterable[str]) -> dict[str, Decimal]:
    """These keys alone."""
    wanted = set(keys)
    return {key: share for key, share in held.items() if key in wanted}


def where(ledger: Ledger, test: Callable[[Row], bool]) -> dict[str, Decimal]:
    """The scope's projects whose sums pass a test."""
    return {key: share for key, share in ledger.projects.items() if test(ledger.own(key))}


def approved(ledger: Ledger, held: Held | None = None, sign: int = 1) -> Iterator[Part]:
    """Planned cost rows; the budget of a project without any."""
    projects = ledger.projects if held is None else held
    yield ledger.costs("plan", projects, sign=sign)
    yield ledger.totals("budget", but(projects, ledger.has_costs("plan")), sign=sign)


def cost_to_date(ledger: Ledger, held: Held | None = None, sign: int = 1) -> Iterator[Part]:
    """Actual cost rows of ended months; the total of a project without any."""
    projects = ledger.projects if held is None else held
    yield ledger.costs("actual", projects, ended=True, sign=sign)
    yield ledger.totals("cost_to_date", but(projects, ledger.has_costs("actual", ended=True)), sign=sign)


def with_forecast(ledger: Ledger) -> set[str]:
    """Projects that forecast months to come."""
    return ledger.has_costs("forecast", ended=False)


def cost_to_come(ledger: Ledger) -> Iterator[Part]:
    """Forecast cost rows to come; for a project with a stated total, that less what is spent."""
    known = where(ledger, lambda own: bool(own.get("n_cost_to_come")))
    by_total = but(known, with_forecast(ledger))
    yield ledger.costs("forecast", known, ended=False)
    yield ledger.totals("forecast_cost", by_total)
    yield from cost_to_date(ledger, by_total, -1)


def cost_forecast(ledger: Ledger, held: Held | None = None, sign: int = 1) -> Iterator[Part]:
    """Spent and to come; the stated total where no months are forecast; what was spent where nothing is to come."""
    known = where(ledger, lambda own: bool(own.get("n_cost_forecast"))) if held is None else held
    forecasting = with_forecast(ledger)
    by_total = only(known, ledger.stating("forecast_cost", known) - forecasting)
    yield from cost_to_date(ledger, but(known, by_total), sign)
    yield ledger.costs("forecast", known, ended=False, sign=sign)
    yield ledger.totals("forecast_cost", by_total, sign=sign)


def cost_variance(ledger: Ledger) -> Iterator[Part]:
    """Approved less forecast, of projects with both."""
    both = where(ledger, lambda own: bool(own.get("n_variance")))
    yield from approved(ledger, both)
    yield from cost_forecast(ledger, both, -1)
