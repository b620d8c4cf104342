"""Rates turned into each other: per period and yearly, nominal and effective, real and nominal, and prices."""

from __future__ import annotations

from collections.abc import Mapping

from value_model.errors import MetricInputError
from value_model.measure import Measure
from value_model.metrics.discounting import COMPOUNDINGS
from value_model.metrics.exact import ONE, Number, exact, growth, metric, require, require_word, stated


def _require_periods(periods_per_year: int) -> None:
    require(periods_per_year >= 1, '"periods_per_year" must be a whole number of at least 1.')


@metric("fraction")
def periodic_rate(rate: Number, periods_per_year: int = 12, compounding: str = "effective") -> Measure:
    """Return the rate per period of a yearly `rate`: (1 + rate)^(1/m) - 1 ``effective``, rate/m ``nominal``.

    Detail: `effective_annual`, `nominal_annual`. Undefined as ``rate_out_of_range`` at or below -100 %.
    Raises MetricInputError for a rate that is not finite. Source: Broadcom Clarity documentation; both are in use.

    >>> periodic_rate(0.12, compounding="nominal").value
    0.01
    """
    yearly = exact(rate, "rate")
    _require_periods(periods_per_year)
    require_word("compounding", compounding, COMPOUNDINGS)
    if yearly <= -1:
        return stated(None, "fraction", "rate_out_of_range", effective_annual=None, nominal_annual=None)
    if compounding == "nominal":
        periodic = yearly / periods_per_year
        return stated(
            periodic, "fraction", effective_annual=growth(periodic, exact(periods_per_year, "periods_per_year")), nominal_annual=yearly
        )
    periodic = growth(yearly, ONE / periods_per_year)
    return stated(periodic, "fraction", effective_annual=yearly, nominal_annual=periodic * periods_per_year)


@metric("fraction")
def effective_annual_rate(nominal: Number, periods_per_year: int = 12) -> Measure:
    """Return (1 + n/m)^m - 1, the yearly rate that a nominal rate compounds to.

    Detail: `periodic`. Undefined as ``rate_out_of_range`` when n/m is -100 % or below. Raises MetricInputError.

    >>> round(effective_annual_rate(0.12).value, 6)
    0.126825
    """
    _require_periods(periods_per_year)
    periodic = exact(nominal, "nominal") / periods_per_year
    if periodic <= -1:
        return stated(None, "fraction", "rate_out_of_range", periodic=periodic)
    return stated(growth(periodic, exact(periods_per_year, "periods_per_year")), "fraction", periodic=periodic)


@metric("fraction")
def nominal_annual_rate(effective: Number, periods_per_year: int = 12) -> Measure:
    """Return m · ((1 + e)^(1/m) - 1), the nominal rate that compounds to `effective`.

    Detail: `periodic`. Undefined as ``rate_out_of_range`` when e is -100 % or below. Raises MetricInputError.

    >>> nominal_annual_rate(0.21, 2).value
    0.2
    """
    _require_periods(periods_per_year)
    yearly = exact(effective, "effective")
    if yearly <= -1:
        return stated(None, "fraction", "rate_out_of_range", periodic=None)
    periodic = growth(yearly, ONE / periods_per_year)
    return stated(periodic * periods_per_year, "fraction", periodic=periodic)


@metric("fraction")
def fisher_rate(real: Number | None = None, nominal: Number | None = None, inflation: Number | None = None) -> Measure:
    """Return the third of the real rate, the nominal rate and inflation: (1 + n) = (1 + r)(1 + i).

    Detail: `solved`, the name of the one returned. Undefined as ``rate_out_of_range`` when a given one is -100 %
    or below. Raises MetricInputError unless exactly two are given. Source: I. Fisher; HM Treasury Green Book.

    >>> fisher_rate(real=0.035, inflation=0.025).value
    0.060875
    """
    given = {"real": real, "nominal": nominal, "inflation": inflation}
    missing = [name for name, rate in given.items() if rate is None]
    if len(missing) != 1:
        raise MetricInputError('Give exactly two of "real", "nominal" and "inflation"; the third is worked out.')
    solved = missing[0]
    known = {name: exact(rate, name) for name, rate in given.items() if rate is not None}
    if any(rate <= -1 for rate in known.values()):
        return stated(None, "fraction", "rate_out_of_range", solved=solved)
    if solved == "nominal":
        r, i = known["real"], known["inflation"]
        return stated(r + i + r * i, "fraction", solved=solved)
    other = known["inflation" if solved == "real" else "real"]
    return stated((known["nominal"] - other) / (1 + other), "fraction", solved=solved)


@metric("money")
def deflate(amount: Number, year: int, base_year: int, index: Mapping[str, Number]) -> Measure:
    """Return `amount` of `year` in prices of `base_year`: amount · index[base] / index[year].

    `index` holds price levels above zero, keyed by the year as text. Detail: `factor`, `missing`. Undefined as
    ``index_missing`` when either year has no index: nothing is extrapolated. Raises MetricInputError.
    Source: HM Treasury Green Book; GDP deflator.

    >>> deflate(100, 2020, 2024, {"2020": 80, "2024": 100}).value
    125.0
    """
    money = exact(amount, "amount")
    levels = {key: exact(level, f"index[{key}]") for key, level in index.items()}
    require(all(level > 0 for level in levels.values()), '"index" must hold price levels above zero.')
    missing = [key for key in dict.fromkeys((str(year), str(base_year))) if key not in levels]
    if missing:
        return stated(None, "money", "index_missing", factor=None, missing=missing)
    factor = levels[str(base_year)] / levels[str(year)]
    return stated(money * factor, "money", factor=factor, missing=[])
