"""What discounting makes of the months of a scope: present value, rates of return, payback."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from value_model.errors import MetricInputError
from value_model.figures.flows import MONTHS, Flows, first_of
from value_model.measure import Measure
from value_model.metrics.discounting import Discounting
from value_model.metrics.payback import payback
from value_model.metrics.present_value import npv_of_streams, npv_to_go, npv_to_go_on_schedule
from value_model.metrics.rates_of_return import irr, mirr, mirr_on_schedule


@dataclass(frozen=True, slots=True)
class Terms:
    """How money is brought to one date: yearly rate, or name of a schedule, or neither (no_rate)."""

    rate: float | None = None
    schedule: str | None = None
    timing: str = "start"
    hurdle: float | None = None

    @property
    def is_stated(self) -> bool:
        return self.rate is not None or self.schedule is not None

    @property
    def discounting(self) -> Discounting:
        """For monthly flows at a rate; for yearly ones with a schedule."""
        if self.schedule:
            return Discounting(schedule=self.schedule, timing=self.timing)
        return Discounting(rate=self.rate, timing=self.timing, periods_per_year=MONTHS)

    def laid_out(self, flows: Sequence[float]) -> list[float]:
        """Monthly flows as they are; with a schedule, whose rates are yearly, twelve months added up."""
        if not self.schedule:
            return list(flows)
        return [sum(flows[start : start + MONTHS]) for start in range(0, len(flows), MONTHS)]


@dataclass
class Appraisal:
    """Plan or forecast of one scope on the time line: what its flows are worth and when they pay back.

    Rests on the projects that have both cost and benefit by month. The base month is the first with a
    planned or forecast flow of these projects in the scope. Undefined as `no_profile` without months,
    `no_rate` without a discount rate, then as in calc.md.
    """

    flows: Flows | None
    stream: str
    terms: Terms
    as_of: date

    @cached_property
    def lines(self) -> tuple[int, list[float], list[float]] | None:
        """Base month, benefits and costs from it on; None without a profile of both."""
        names = (f"{self.stream}_benefit", f"{self.stream}_cost")
        if self.flows is None or not self.flows.known.issuperset(names):
            return None
        used = [self.flows.column(name) for name in (*names, "plan_benefit", "plan_cost", "forecast_benefit", "forecast_cost")]
        filled = [i for i in range(len(used[0])) if any(line[i] for line in used)]
        if not filled:
            return None
        start, end = filled[0], filled[-1] + 1
        return self.flows.first + start, list(used[0][start:end]), list(used[1][start:end])

    @property
    def net(self) -> list[float]:
        if self.lines is None:
            return []
        _, benefits, costs = self.lines
        return [benefit - cost for benefit, cost in zip(benefits, costs, strict=True)]

    @cached_property
    def worth(self) -> Measure:
        """NPV, with `pvb` and `pvc` in its detail."""
        if self.lines is None:
            return Measure.undefined("no_profile", unit="money")
        if not self.terms.is_stated:
            return Measure.undefined("no_rate", unit="money")
        _, benefits, costs = self.lines
        return _checked("money", lambda: npv_of_streams(self.terms.laid_out(benefits), self.terms.laid_out(costs), self.terms.discounting))

    @cached_property
    def rate_of_return(self) -> Measure:
        """IRR of the monthly flows as an effective yearly rate."""
        if self.lines is None:
            return Measure.undefined("no_profile", unit="fraction")
        hurdle = self.terms.hurdle
        monthly = (1 + hurdle) ** (1 / MONTHS) - 1 if hurdle is not None and hurdle > -1 else None
        found = irr(self.net, monthly, periods_per_year=MONTHS)
        return Measure(found.detail.get("annual"), "fraction", found.reason, found.detail)

    @cached_property
    def modified_rate(self) -> Measure:
        """MIRR at the discount rate for both, as an effective yearly rate."""
        if self.lines is None:
            return Measure.undefined("no_profile", unit="fraction")
        if not self.terms.is_stated:
            return Measure.undefined("no_rate", unit="fraction")
        if len(self.net) < 2:
            return Measure.undefined("no_sign_change", unit="fraction")
        found = self._modified()
        value = found.value
        return found if not isinstance(value, float) else Measure((1 + value) ** MONTHS - 1, "fraction")

    def _modified(self) -> Measure:
        if self.terms.schedule:
            return mirr_on_schedule(self.net, self.terms.schedule, MONTHS)
        monthly = max(1 + (self.terms.rate or 0), 0.0) ** (1 / MONTHS) - 1  # -100 % and below: out of range
        return mirr(self.net, monthly, monthly)

    def payback(self, *, discounted: bool = False) -> Measure:
        """Months from the first cost until the running total stays at or above zero."""
        if self.lines is None:
            return Measure.undefined("no_profile", unit="months")
        if discounted and not self.terms.is_stated:
            return Measure.undefined("no_rate", unit="months")
        if discounted and self.terms.schedule:  # the rates of a schedule are yearly: every month of a year has its year's factor
            factors = list(self.terms.discounting.factors(len(self.net) // MONTHS + 1))
            return payback([flow * float(factors[place // MONTHS]) for place, flow in enumerate(self.net)], None, period="month")
        return payback(self.net, self.terms.discounting if discounted else None, period="month")

    @property
    def payback_date(self) -> Measure:
        """The day on which the running total of the flows stays at or above zero."""
        found = self.payback()
        if self.lines is None or not isinstance(found.value, float):
            return Measure.undefined(found.reason or "no_profile", unit="date")
        clock = next((i for i, flow in enumerate(self.net) if flow < 0), 0)
        reached = self.lines[0] + clock + found.value
        month = first_of(int(reached))
        days = (first_of(int(reached) + 1) - month).days
        return Measure(date.fromordinal(month.toordinal() + int((reached - int(reached)) * days)).isoformat(), "date")

    @cached_property
    def to_go(self) -> Measure:
        """NPV at the as-of date of what comes after it."""
        if self.lines is None:
            return Measure.undefined("no_profile", unit="money")
        if not self.terms.is_stated:
            return Measure.undefined("no_rate", unit="money")
        dates = [self._moves_on(self.lines[0] + place) for place in range(len(self.net))]
        if self.terms.schedule:
            return npv_to_go_on_schedule(self.terms.schedule, dates, self.net, self.as_of)
        return npv_to_go(self.terms.rate or 0, dates, self.net, self.as_of)

    def _moves_on(self, month: int) -> date:
        """The day a month's money moves; a month that has not ended is still to come as a whole."""
        has_ended = first_of(month + 1) <= date.fromordinal(self.as_of.toordinal() + 1)
        day = _dated(month, self.terms.timing)
        return min(day, self.as_of) if has_ended else max(day, date.fromordinal(self.as_of.toordinal() + 1))


def _dated(month: int, timing: str) -> date:
    """The day a month's money is taken to move: its first, middle or last."""
    first, following = first_of(month), first_of(month + 1)
    if timing == "start":
        return first
    days = (following - first).days
    return date.fromordinal(first.toordinal() + (days // 2 if timing == "mid" else days - 1))


def _checked(unit: str, work: Callable[[], Measure]) -> Measure:
    try:
        return work()
    except MetricInputError:
        return Measure.undefined("invalid_input", unit=unit)
