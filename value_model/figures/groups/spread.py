"""P10, P50 and P90 of the forecast, where the data state low and high cases."""

from __future__ import annotations

from collections.abc import Mapping

from value_model.figures.appraisal import Appraisal
from value_model.figures.definition import WITH_BENEFITS, WITH_COSTS, Answer, Definition, Make
from value_model.figures.facts import Facts, entry
from value_model.figures.figure import Coverage, Input
from value_model.figures.groups.appraised import appraisal
from value_model.figures.groups.change import whole_forecast
from value_model.figures.ranges import benefit_amounts, correlation, cost_amounts, spread
from value_model.measure import Measure

SOURCE = "ours; O. Vasicek 1987, one-factor model of correlated amounts"
LEVELS = {"p10": "low", "p50": "", "p90": "high"}


def _benefits(facts: Facts) -> tuple[Measure, int]:
    """The range of forecast benefits, worked out once per scope, and how many benefits have a model.

    Undefined as ``no_model`` and ``no_forecast``.
    """
    if "range" not in facts.shared:
        whole = whole_forecast(facts)
        if whole is None:
            facts.shared["range"] = (Measure.undefined(facts.missing("no_forecast"), unit="money"), 0)
        else:
            amounts = benefit_amounts(facts)
            facts.shared["range"] = (spread(amounts, float(whole), correlation(facts)), len(amounts))
    kept: tuple[Measure, int] = facts.shared["range"]
    return kept


def factors(line: Appraisal) -> Mapping[int, float]:
    """The discount factor of every month from the base month on."""
    base = line.lines[0] if line.lines else 0
    months = len(line.net)
    if line.terms.schedule:
        yearly = [float(factor) for factor in line.terms.discounting.factors(months // 12 + 1)]
        return {base + t: yearly[t // 12] for t in range(months)}
    return {base + t: float(factor) for t, factor in enumerate(line.terms.discounting.factors(months))}


def _npv(facts: Facts) -> tuple[Measure, int]:
    """The range of the forecast net present value, worked out once per scope, and how many amounts have a model.

    Undefined as ``no_model``, ``no_rate``, ``rate_out_of_range``, ``no_profile``, ``no_cost``, ``no_benefit`` and ``no_forecast``.
    """
    if "npv_range" not in facts.shared:
        line = appraisal(facts, "forecast")
        worth = line.worth
        if isinstance(worth.value, float):
            by_month = factors(line)
            amounts = benefit_amounts(facts, by_month) + cost_amounts(facts, by_month)
            facts.shared["npv_range"] = (spread(amounts, worth.value, correlation(facts)), len(amounts))
        else:
            facts.shared["npv_range"] = (Measure.undefined(worth.reason or "no_profile", unit="money"), 0)
    kept: tuple[Measure, int] = facts.shared["npv_range"]
    return kept


SCOPES = {"benefits.forecast": WITH_BENEFITS, "npv.forecast": WITH_COSTS}
RANGES = {"benefits.forecast": _benefits, "npv.forecast": _npv}


def _level(level: str, of: str) -> Make:
    def make(facts: Facts) -> Answer:
        found, items = RANGES[of](facts)
        name = LEVELS[level]
        value = found.detail.get(name) if name and found.is_defined else found.value
        inputs = (entry(of, _middle(facts, of)), *_model(facts, found)) if found.is_defined else ()
        return Answer(value, found.reason, coverage(facts, of, items), inputs)

    make.__doc__ = RANGES[of].__doc__
    return make


def coverage(facts: Facts, of: str, items: int) -> Coverage:
    """How many of the amounts to come have cases: benefits, and for the net present value the cost of projects too."""
    to_come = facts.count("c_to_come") + (facts.count("n_cost_to_come") if of == "npv.forecast" else 0)
    return Coverage(items, max(items, to_come))


def _middle(facts: Facts, of: str) -> float | None:
    if of == "benefits.forecast":
        whole = whole_forecast(facts)
        return None if whole is None else float(whole)
    worth = appraisal(facts, "forecast").worth.value
    return worth if isinstance(worth, float) else None


def _model(facts: Facts, found: Measure) -> tuple[Input, ...]:
    """What the range rests on: the correlation and, where it was drawn, how often and from which seed."""
    drawn = found.detail.get("draws")
    together = entry("correlation", correlation(facts))
    return (together, entry(f"draws, seed {found.detail['seed']}", drawn)) if drawn else (together,)


def _chance(facts: Facts) -> Answer:
    """How often the forecast is worth more than it costs.

    Undefined as ``no_model``, ``no_rate``, ``rate_out_of_range``, ``no_profile``, ``no_cost``, ``no_benefit`` and ``no_forecast``.
    """
    found, items = _npv(facts)
    value = found.detail.get("chance_positive") if found.is_defined else None
    return Answer(value, found.reason, coverage(facts, "npv.forecast", items) if items else None, _model(facts, found) if items else ())


WORDS = {"p10": "exceeded in 90 % of all cases", "p50": "exceeded in half of all cases", "p90": "exceeded in 10 % of all cases"}
DEFINITIONS = (
    *(
        Definition(
            f"{of}.{level}", "money", f"{of}: {WORDS[level]}; stated low and high cases, what has none counts as certain, amounts of a programme move together", _level(level, of),
            "up", "forecast", SOURCE, "range_of_total/1", SCOPES[of], (of,),
        )
        for of in RANGES
        for level in LEVELS
    ),
    Definition(
        "npv.forecast.chance_positive", "fraction", "share of all cases in which npv.forecast is above 0", _chance, "up", "forecast", SOURCE,
        "range_of_total/1", WITH_COSTS, ("npv.forecast",),
    ),
)  # fmt: skip
