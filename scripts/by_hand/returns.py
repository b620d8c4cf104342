"""Return on cost, present value and payback, over the projects that report both sides of the ratio."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from by_hand.book import Value, months
from by_hand.money import Scope
from by_hand.say import Expected, difference, n, quotient
from by_hand.streams import holders, total

Sums = dict[str, Decimal]


def ratios(scope: Scope) -> Iterator[Expected]:
    """ROI as planned, to date, forecast and to come, and the undiscounted benefit-cost ratio."""
    streams = scope.streams
    forecast_cost = {k: v + scope.cost("forecast").get(k, Decimal(0)) for k, v in _either(scope).items()}
    pairs = {
        "plan": (streams.by_benefit("plan"), scope.cost("plan")),
        "to_date": (streams.by_benefit("actual"), scope.cost("actual")),
        "forecast": (streams.forecast(), forecast_cost),
        "to_come": (streams.by_benefit("forecast"), scope.cost("forecast")),
    }
    for name, (by_benefit, cost) in pairs.items():
        gained, spent, words = matched(scope, by_benefit, cost)
        if not spent:
            continue
        if name == "to_come":
            yield scope.of("roi.to_come", gained / spent, "fraction", f"{quotient(gained, spent)}; {words}")
            continue
        yield scope.of(f"roi.{name}", (gained - spent) / spent, "fraction", f"({difference(gained, spent)}) / {n(spent)}; {words}")
        if name == "plan":
            yield scope.of("bcr.undiscounted", gained / spent, "ratio", f"{quotient(gained, spent)}; {words}")


def _either(scope: Scope) -> Sums:
    actual = scope.cost("actual")
    return {k: actual.get(k, Decimal(0)) for k in [*actual, *scope.cost("forecast")]}


def both(scope: Scope, by_benefit: Sums, cost: Sums) -> list[str]:
    """The projects of the scope with a benefit and a cost."""
    with_benefit = scope.streams.by_project(by_benefit)
    return [p for p in with_benefit if p in cost and scope.project_id in (None, p)]


def matched(scope: Scope, by_benefit: Sums, cost: Sums) -> tuple[Decimal, Decimal, str]:
    """Benefit and cost summed over the projects that have both, and which they are."""
    projects = both(scope, by_benefit, cost)
    gained = total(held(scope, by_benefit, projects))
    left_out = [p for p in scope.streams.book.projects if p not in projects and not scope.project_id]
    words = f"{len(projects)} projects with both" + (f", without {', '.join(left_out)}" if left_out else "")
    return gained, sum((cost[p] for p in projects), Decimal(0)), words


def held(scope: Scope, by_benefit: Sums, projects: list[str]) -> Sums:
    """The parts of the benefits that these projects hold; second claims left out of the portfolio."""
    counted = by_benefit if scope.project_id else scope.streams.once(by_benefit)
    parts = {k: v * _share(scope, k, projects) for k, v in counted.items()}
    return {k: v for k, v in parts.items() if v}


def _share(scope: Scope, benefit_id: str, projects: list[str]) -> Decimal:
    """The part these projects hold; the part given to no project goes with them in the portfolio."""
    shares = holders(scope.streams.book.benefits[benefit_id]["project_id"])
    found = sum((share for project, share in shares.items() if project in projects), Decimal(0))
    loose = 0 if scope.project_id or not found else 1 - sum(shares.values())
    return found + loose


class Flows(dict[int, Decimal]):
    """Amounts by month, counted as year × 12 + month − 1."""


def flows(scope: Scope, stream: str) -> tuple[Flows, str]:
    """Net flow by month (year × 12 + month − 1), benefits less costs, over projects with both.

    `forecast` is actuals of ended months followed by forecasts of the others.
    """
    streams = scope.streams
    used = ("plan",) if stream == "plan" else ("actual", "forecast")
    by_benefit = streams.by_benefit("plan") if stream == "plan" else streams.forecast()
    cost = scope.cost("plan") if stream == "plan" else _either(scope)
    projects = both(scope, by_benefit, cost)
    removed = set() if scope.project_id else set(streams.counted_twice(by_benefit))
    found = Flows()
    for line in streams.book.values:
        if line.stream in used and line.owner not in removed:
            _spread(scope, found, line, _share(scope, line.owner, projects))
    for line in streams.book.costs:
        if line.stream in used and line.owner in projects:
            _spread(scope, found, line, Decimal(-1))
    return found, ", ".join(projects)


def _spread(scope: Scope, found: Flows, line: Value, factor: Decimal) -> None:
    ended = scope.streams.book.ended(line.quarter)
    if factor and not (line.stream == "actual" and not ended) and not (line.stream == "forecast" and ended):
        for year, month in months(line.quarter):
            key = year * 12 + month - 1
            found[key] = found.get(key, Decimal(0)) + line.amount / 3 * factor


def present_value(found: Flows, rate: Decimal, start: int | None = None) -> Decimal:
    """Σ flow × (1 + rate)^(−t/12), t = 0 in the first month with a flow: the settings say `start`."""
    first = min(found) if start is None else start
    return sum((amount * (1 + rate) ** (Decimal(first - month) / 12) for month, amount in found.items()), Decimal(0))


def npv(scope: Scope) -> Iterator[Expected]:
    """NPV of the plan and of the forecast, on monthly flows at the effective monthly rate."""
    rate = Decimal(scope.streams.book.setting("discount_rate"))
    for stream in ("plan", "forecast"):
        found, projects = flows(scope, stream)
        if found:
            yield scope.of(f"npv.{stream}", present_value(found, rate), "money", f"{_told(found, rate)}; projects {projects}")


def value_for_money(scope: Scope) -> Iterator[Expected]:
    """Present value of benefits over present value of costs, for plan and forecast."""
    rate = Decimal(scope.streams.book.setting("discount_rate"))
    for stream in ("plan", "forecast"):
        net, projects = flows(scope, stream)
        spent = cost_flows(scope, stream, projects.split(", "))
        if spent:
            first = min(net)
            cost = present_value(spent, rate, first)
            gain = present_value(net, rate, first) + cost
            yield scope.of(f"bcr.{stream}", gain / cost, "ratio", f"{quotient(round(gain, 2), round(cost, 2))}, both at {1 + rate}^(−t/12)")


def cost_flows(scope: Scope, stream: str, projects: list[str]) -> Flows:
    """Cost by month of the projects named."""
    used, found = ("plan",) if stream == "plan" else ("actual", "forecast"), Flows()
    for line in scope.streams.book.costs:
        if line.stream in used and line.owner in projects:
            _spread(scope, found, line, Decimal(1))
    return found


def _told(found: Flows, rate: Decimal) -> str:
    first = min(found)
    each = ", ".join(f"{month // 12}-{month % 12 + 1:02} {n(found[month])}" for month in sorted(found) if month % 3 == 0)
    start = f"{first // 12}-{first % 12 + 1:02}"
    return f"Σ monthly net flow × {1 + rate}^(−t/12), t = 0 in {start}; each month of a quarter alike, first months: {each}"


def payback(scope: Scope) -> Iterator[Expected]:
    """Months from the first month with net cost until the running total is above zero for good (calc.md, payback)."""
    for stream in ("plan", "forecast"):
        found, _ = flows(scope, stream)
        if found:
            yield scope.of(f"payback.{stream}", *_crossing(found))


def _crossing(found: Flows) -> tuple[Decimal | None, str, str]:
    first, last = min(found), max(found)
    line = [found.get(month, Decimal(0)) for month in range(first, last + 1)]
    running, totals = Decimal(0), []
    for flow in line:
        running += flow
        totals.append(running)
    if running < 0:
        return None, "months", f"never: the running total ends at {n(running)}"
    k = max(i for i, value in enumerate(totals) if value < 0) + 1
    clock = next(i for i, flow in enumerate(line) if flow < 0)
    value = k - 1 + -totals[k - 1] / line[k] - clock
    words = f"flows count from 0: total {n(totals[k - 1])} after flow {k - 1}, flow {k} is {n(line[k])}, first cost in flow {clock}"
    return value, "months", f"{k - 1} + {quotient(-totals[k - 1], line[k])} − {clock}; {words}"
