"""Measures that are not money: how far from baseline to target, and whether that is on the path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from value_model.errors import MetricInputError
from value_model.figures.definition import Answer, Definition
from value_model.figures.facts import Facts, Row, entry
from value_model.figures.figure import Coverage
from value_model.measure import Measure
from value_model.metrics.kpi import TargetProgress, aggregate, goal_progress, kpi_attainment, kpi_attainment_to_date, kpi_range

SOURCE = "ServiceNow goal framework; calc metric kpi_attainment"
MEASURE, OBJECTIVE = frozenset({"measure"}), frozenset({"objective"})
WHOLE = frozenset({"portfolio"})


def readings(facts: Facts) -> list[Row]:
    """What was read up to the as-of date."""
    return _known(facts, facts.book.read("readings"))


def _known(facts: Facts, rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row["on"] is not None and row["value"] is not None and row["on"] <= facts.book.as_of]


def actual(facts: Facts, measure: Row) -> Measure:
    """What the readings up to the as-of date say together; undefined as `no_actuals`."""
    rows = _known(facts, facts.book.grouped("readings", "measure_id").get(measure["measure_id"], ()))
    values = [row["value"] for row in sorted(rows, key=lambda row: row["on"])]
    if not values:
        return Measure.undefined("no_actuals", unit="as_given")
    return aggregate(values, measure["aggregation"] or ("sum" if measure["per_period"] else "latest"))


def attainment(facts: Facts, measure: Row) -> Measure:
    """From baseline to target; inside the range for a measure that is to stay in one."""
    reached = actual(facts, measure).value
    value = reached if isinstance(reached, float) else None
    try:
        if is_range(measure):
            if measure["tolerance"] is None:
                return Measure.undefined("not_recorded", unit="fraction")
            return kpi_range(value, measure["tolerance"], measure["low"], measure["high"])
        return kpi_attainment(measure["baseline"], measure["target"], value, _direction(measure))
    except MetricInputError:
        return Measure.undefined("invalid_input", unit="fraction")


def is_range(measure: Row) -> bool:
    """Whether the measure is to stay between two values rather than to move to one."""
    bounded = measure["low"] is not None or measure["high"] is not None
    return bounded and (measure["direction"] == "maintain" or measure["target"] is None)


def _direction(measure: Row) -> str | None:
    return measure["direction"] if measure["direction"] in ("increase", "decrease") else None


def attainment_to_date(facts: Facts, measure: Row) -> Measure:
    """Against the straight path from baseline to target on the as-of date; a range has no path."""
    if is_range(measure):
        return attainment(facts, measure)
    start, end = measure["baseline_on"], measure["target_on"]
    if not isinstance(start, date) or not isinstance(end, date) or end <= start:
        return Measure.undefined("no_profile", unit="fraction")
    reached = actual(facts, measure).value
    value = reached if isinstance(reached, float) else None
    elapsed = max(0, (facts.book.as_of - start).days)
    return kpi_attainment_to_date(measure["baseline"], measure["target"], value, elapsed=elapsed, duration=(end - start).days)


def measures(facts: Facts) -> list[Row]:
    """The measures of the scope: the one, those of the objective, or all."""
    if facts.kind in ("measure", "objective"):
        return facts.book.grouped("measures", f"{facts.kind}_id").get(facts.key, [])
    return list(facts.book.read("measures"))


def _one(facts: Facts) -> Answer:
    found = measures(facts)
    if not found:
        return Answer(None, "not_recorded")
    measure = found[0]
    inputs = (entry("baseline", measure["baseline"]), entry("target", measure["target"]), entry("reading", _float(actual(facts, measure))))
    answer = attainment(facts, measure)
    return Answer(answer.value, answer.reason, None, inputs)


def _float(found: Measure) -> float | None:
    return found.value if isinstance(found.value, float) else None


def _one_to_date(facts: Facts) -> Answer:
    """How far the one measure is on its path.

    Undefined as ``not_recorded``, ``no_profile``, ``no_baseline``, ``no_target``, ``no_actuals``, ``baseline_equals_target`` and ``no_plan_due``.
    """
    found = measures(facts)
    if not found:
        return Answer(None, "not_recorded")
    answer = attainment_to_date(facts, found[0])
    return Answer(answer.value, answer.reason, None, (entry("path", answer.detail.get("path_value")),))


def _together(facts: Facts) -> Answer:
    """The mean over the objective's measures, each with the same weight.

    Undefined as ``not_recorded``, ``no_baseline``, ``no_target``, ``no_actuals``, ``baseline_equals_target`` and ``no_weights``.
    """
    if facts.kind == "measure":
        return _one(facts)
    found = [_float(attainment(facts, measure)) for measure in measures(facts)]
    if not found:
        return Answer(None, "not_recorded")
    answer = goal_progress([TargetProgress(progress, 1) for progress in found])
    return Answer(answer.value, answer.reason, Coverage(sum(1 for one in found if one is not None), len(found)))


def _paths(facts: Facts) -> Iterator[float]:
    for measure in measures(facts):
        reached = _float(attainment_to_date(facts, measure))
        if reached is not None:
            yield reached


def _on_target(facts: Facts) -> Answer:
    """How many measures are on their path. Undefined as ``not_recorded`` and ``no_actuals``."""
    if not facts.book.has("measures"):
        return Answer(None, "not_recorded")
    known = list(_paths(facts))
    if not known:
        return Answer(None, "no_actuals")
    return Answer(sum(1 for reached in known if reached >= 1 - 1e-12), None, Coverage(len(known), len(measures(facts))))


DEFINITIONS = (
    Definition(
        "outcome.attainment", "fraction", "(reading − baseline) / (target − baseline), or inside the range; at an objective the mean of its "
        "measures", _together, "up", "actual", SOURCE, "kpi_attainment/1", MEASURE | OBJECTIVE,
    ),
    Definition(
        "outcome.attainment_to_date", "fraction", "(reading − baseline) / (straight path at the as-of date − baseline)", _one_to_date, "up",
        "actual", SOURCE, "kpi_attainment_to_date/1", MEASURE,
    ),
    Definition("outcome.on_target", "count", "measures at or above their path", _on_target, "up", "actual", SOURCE, "kpi_attainment_to_date/1", WHOLE | OBJECTIVE),
)  # fmt: skip
