"""How low and how high a scope's forecast may come: only where the data state low and high cases.

Every benefit (and for the net present value every project's cost) with a low and a high case to come is a
three-point amount; what has none counts as certain. Amounts of one programme move together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from value_model.errors import MetricInputError
from value_model.figures.facts import Facts, Row
from value_model.figures.flows import ordinal
from value_model.measure import Measure
from value_model.metrics.ranges import range_of_total
from value_model.metrics.uncertainty import UncertainAmount

SHARE = 0.8  # of all cases between low and high: P10 to P90
Factors = Mapping[int, float] | None  # by month (its ordinal); None leaves money undiscounted


@dataclass(frozen=True, slots=True)
class Cases:
    """Amount, low and high of one benefit or cost to come, money or present value, 0 or more."""

    amount: float
    low: float
    high: float

    def times(self, share: float) -> Cases:
        return Cases(self.amount * share, self.low * share, self.high * share)


def cases(rows: Iterable[Row], factors: Factors) -> Cases:
    """Add the months of one owner up; months without a factor are left out."""
    amount = low = high = 0.0
    for row in rows:
        factor = 1.0 if factors is None else factors.get(ordinal(row["period"]), 0.0)
        amount, low, high = amount + row["amount"] * factor, low + row["low"] * factor, high + row["high"] * factor
    return Cases(amount, low, high)


def _group(facts: Facts, project_ids: Iterable[str]) -> str | None:
    """The programme whose luck an amount shares: that of its first project with one."""
    found = (facts.book.projects.get(key, {}).get("programme") for key in project_ids)
    return next((str(name) for name in found if name), None)


def benefit_amounts(facts: Facts, factors: Factors = None) -> list[UncertainAmount]:
    """The scope's benefits with a stated model, each with the part the scope counts."""
    found = []
    for benefit_id, place in facts.book.places.get(facts.scope, {}).items():
        rows = facts.book.ranges.get(("benefit", benefit_id))
        share = place["share"] if factors is None else place["forecast_profile_share"]
        if rows and share and place["is_counted"]:
            sign = -1 if facts.book.benefits[benefit_id]["kind"] == "disbenefit" else 1
            found.append(
                _amount(benefit_id, cases(rows, factors).times(float(share)), sign, _group(facts, facts.book.shares.get(benefit_id, ())))
            )
    return found


def cost_amounts(facts: Facts, factors: Factors) -> list[UncertainAmount]:
    """The scope's projects whose cost to come has a stated model, of those with a forecast by month of both sides."""
    found = []
    for project, share in facts.members:
        key = project["project_id"]
        rows = facts.book.ranges.get(("cost", key))
        if rows and facts.book.sums.get(f"project:{key}", {}).get("n_forecast_profile"):
            found.append(_amount(key, cases(rows, factors).times(float(share)), -1, _group(facts, (key,))))
    return found


def _amount(name: str, found: Cases, sign: int, group: str | None) -> UncertainAmount:
    return UncertainAmount(name, found.amount, sign, group, min(found.low, found.amount), max(found.high, found.amount))


def spread(amounts: list[UncertainAmount], whole: float, correlation: float) -> Measure:
    """The range of a total of `whole`, of which `amounts` are uncertain and the rest is certain."""
    if not amounts:
        return Measure.undefined("no_model", unit="money")
    rest = whole - sum(one.sign * float(one.amount) for one in amounts)
    certain = UncertainAmount("the rest", abs(rest), 1 if rest >= 0 else -1)
    try:
        return range_of_total([*amounts, certain], correlation=correlation, share=SHARE)
    except MetricInputError:
        return Measure.undefined("invalid_input", unit="money")


def correlation(facts: Facts) -> float:
    """Between amounts of one programme: as the settings state, else the policy's default."""
    stated = facts.book.correlation
    return stated if stated is not None and 0 <= stated < 1 else float(facts.book.policy["correlation.default"])
