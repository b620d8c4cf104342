"""Discount factors: what one unit of money at period t is worth at the base date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from value_model.measure import Measure
from value_model.metrics import schedules
from value_model.metrics.exact import DIGITS, HALF, ONE, ZERO, Number, exact, metric, require, require_word, stated

TIMINGS = {"start": ZERO, "end": ONE, "mid": HALF}  # periods between index t and the flow itself
COMPOUNDINGS = ("effective", "nominal")


@dataclass(frozen=True, slots=True)
class Discounting:
    """How flows are brought to the base date: a yearly `rate` (0.035 is 3.5 %) or a `schedule`, never both.

    `timing`: ``start`` (the first flow is not discounted), ``end`` (it is one period away, as in the
    spreadsheet function NPV) or ``mid``. `periods_per_year` is 12 for monthly flows; `compounding`
    tells the rate per period, ``effective`` (1 + rate)^(1/m) - 1 or ``nominal`` rate/m. `first_t` is
    the index of the first flow; negative lies before the base date. A schedule is yearly and starts
    at 0 or later: its factor is the product of one year's rate after the other.
    """

    rate: Number | None = None
    schedule: str | Sequence[tuple[int, Number]] | None = None
    timing: str = "start"
    periods_per_year: int = 1
    compounding: str = "effective"
    first_t: int = 0

    def __post_init__(self) -> None:
        require((self.rate is None) != (self.schedule is None), 'Give either "rate" or "schedule", and not both.')
        require_word("timing", self.timing, TIMINGS)
        require_word("compounding", self.compounding, COMPOUNDINGS)
        require(self.periods_per_year >= 1, '"periods_per_year" must be a whole number of at least 1.')
        if self.rate is not None:
            exact(self.rate, "rate")
            return
        require(self.periods_per_year == 1, '"periods_per_year" must be 1 with a schedule, which is yearly.')
        require(self.first_t >= 0, '"first_t" must be 0 or more with a schedule, which starts in year 1.')
        schedules.steps(self.schedule or ())

    @property
    def label(self) -> str | None:
        """The name of the schedule, ``custom`` for an own one, None for a rate."""
        if self.schedule is None:
            return None
        return self.schedule if isinstance(self.schedule, str) else "custom"

    @property
    def in_range(self) -> bool:
        """Whether every rate lies above -100 %."""
        if self.rate is None:
            return all(rate > -1 for _, rate in self._steps)
        return exact(self.rate, "rate") > -1  # then rate/m does too

    def factor(self, t: Decimal | int) -> Decimal:
        """Return DF_t; a schedule needs a t of 0 or more, and within a year its rate grows evenly, as at ``mid``."""
        periods = t + TIMINGS[self.timing]
        if self.rate is not None:
            per_rate = self.periods_per_year if self.compounding == "effective" else 1
            return self._growth_base ** (-periods / per_rate)
        years = int(periods)
        whole, rest = self._scheduled(years), periods - years
        return whole / (1 + self._rate_of(years + 1)) ** rest if rest else whole

    def factors(self, count: int) -> Iterator[Decimal]:
        """Yield DF of `count` flows, the first at `first_t`."""
        if self.rate is None:
            yield from (self.factor(t) for t in range(self.first_t, self.first_t + count))
            return
        step = self._period_base
        factor = self.factor(self.first_t)
        for _ in range(count):
            yield factor
            factor /= step

    def annuity(self, first: int, last: int) -> Decimal:
        """Return the sum of DF_t for t = `first` to `last`, without a loop over the periods."""
        if self.rate is not None:
            return _geometric(self.factor(first), exact(self.rate, "rate"), self._period_exponent, last - first + 1)
        return sum((self._annuity_in(first, last, *stretch) for stretch in self._stretches), ZERO)

    @property
    def _steps(self) -> schedules.Steps:
        return schedules.steps(self.schedule or ())

    @property
    def _growth_base(self) -> Decimal:
        rate = exact(self.rate or 0, "rate")
        return 1 + (rate if self.compounding == "effective" else rate / self.periods_per_year)

    @property
    def _period_exponent(self) -> tuple[int, int]:
        m = self.periods_per_year
        return (1, m) if self.compounding == "effective" else (m, 1)

    @property
    def _period_base(self) -> Decimal:
        base = self._growth_base
        return base ** (ONE / self.periods_per_year) if self.compounding == "effective" and self.periods_per_year > 1 else base

    @property
    def _stretches(self) -> list[tuple[int, int | None, Decimal]]:
        """Stretches of index t over which DF_t falls by one constant rate: (first, last or None, rate)."""
        lead = 0 if self.timing == "start" else 1  # end and mid reach into the year after t
        starts = [max(0, from_year - lead) for from_year, _ in self._steps]
        lasts = [start - 1 for start in starts[1:]]
        stretches = [(a, b, rate) for a, b, (_, rate) in zip(starts, [*lasts, None], self._steps, strict=True)]
        return [(0, 0, ZERO), *stretches] if lead == 0 else stretches

    def _annuity_in(self, first: int, last: int, start: int, end: int | None, rate: Decimal) -> Decimal:
        low, high = max(first, start), last if end is None else min(last, end)
        return ZERO if high < low else _geometric(self.factor(low), rate, (1, 1), high - low + 1)

    def _rate_of(self, year: int) -> Decimal:
        return next(rate for from_year, rate in reversed(self._steps) if from_year <= year)

    def _scheduled(self, t: int) -> Decimal:
        steps, factor = self._steps, ONE
        ends = [*(from_year - 1 for from_year, _ in steps[1:]), t]
        for (from_year, rate), end in zip(steps, ends, strict=True):
            factor *= (1 + rate) ** -max(0, min(t, end) - from_year + 1)
        return factor


def _geometric(first: Decimal, rate: Decimal, exponent: tuple[int, int], count: int) -> Decimal:
    """Return first · (1 + q + … + q^(count-1)); q is one period's factor at a yearly `rate`."""
    if rate == 0:
        return first * count
    top, bottom = exponent
    with localcontext() as wider:
        wider.prec = DIGITS + max(0, -rate.adjusted()) + len(str(bottom)) + len(str(top)) + 5
        base = (1 + rate / top) if bottom == 1 else (1 + rate) ** (ONE / bottom)
        return first * (1 - base**-count) / (1 - 1 / base)


def _out_of_range(discounting: Discounting, unit: str, **detail: object) -> Measure:
    return stated(None, unit, "rate_out_of_range", schedule=discounting.label, **detail)


@metric("factor")
def discount_factor(t: Number, discounting: Discounting) -> Measure:
    """Return DF_t: (1 + i)^-t for ``start``, one period more for ``end``, half a period more for ``mid``.

    Parameters
    ----------
    t : number of periods, may be a fraction or negative with a rate; whole and 0 or more with a schedule.
    discounting : rate or schedule; its `first_t` is not used.

    Returns
    -------
    Measure
        Factor; detail `schedule`. Undefined as ``rate_out_of_range`` when a rate is -100 % or below.

    Raises
    ------
    MetricInputError
        If `t` is not finite, or not a whole number of 0 or more with a schedule.

    Notes
    -----
    Source: HM Treasury Green Book 2022: a step applies to its own years only, so a schedule's factor is a product.

    Examples
    --------
    >>> discount_factor(1, Discounting(rate=0.25)).value
    0.8
    """
    periods = exact(t, "t")
    if discounting.schedule is not None:
        require(periods >= 0 and periods == periods.to_integral_value(), '"t" must be a whole number of 0 or more with a schedule.')
    if not discounting.in_range:
        return _out_of_range(discounting, "factor")
    return stated(discounting.factor(periods), "factor", schedule=discounting.label)


@metric("factor")
def annuity_factor(to: int, discounting: Discounting, from_: int = 1) -> Measure:
    """Return the sum of DF_t for t = `from_` to `to`: the worth of one unit of money in each period.

    Parameters
    ----------
    to, from_ : first and last period; `to` is not before `from_`.
    discounting : rate or schedule; its `first_t` is not used.

    Returns
    -------
    Measure
        Factor; detail `schedule`. Undefined as ``rate_out_of_range``.

    Raises
    ------
    MetricInputError
        If `to` lies before `from_`, or `from_` before 0 with a schedule.

    Examples
    --------
    >>> annuity_factor(2, Discounting(rate=0.25)).value
    1.44
    """
    require(to >= from_, '"to" must not be less than "from".')
    require(discounting.schedule is None or from_ >= 0, '"from" must be 0 or more with a schedule.')
    if not discounting.in_range:
        return _out_of_range(discounting, "factor")
    return stated(discounting.annuity(from_, to), "factor", schedule=discounting.label)
