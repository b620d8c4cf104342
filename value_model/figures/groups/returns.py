"""Five returns on investment, present value, rates of return and payback; over the projects that have both sides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from value_model.figures.definition import Answer, Definition, Make
from value_model.figures.facts import Facts, add, entry
from value_model.figures.figure import Coverage, Input
from value_model.figures.flows import Appraisal
from value_model.measure import Measure
from value_model.metrics.returns import discounted_roi, roi, roi_forecast, roi_to_date
from value_model.metrics.value_for_money import bcr, switching_value

PHILLIPS = "J. J. Phillips, Return on Investment in Training and Performance Improvement Programs, 2003"
GREEN_BOOK = "HM Treasury, Green Book 2022"


def _pair(facts: Facts, name: str) -> tuple[Decimal | None, Decimal | None]:
    """Benefit and cost of one stream over the projects that have both."""
    if not facts.count(f"n_{name}"):
        return None, None
    return add(facts.get(f"{name}_benefit"), facts.get(f"stated_{name}_benefit")), facts.get(f"{name}_cost")


def _both(facts: Facts, name: str, benefit_id: str, cost_id: str) -> tuple[Input, ...]:
    benefit, cost = _pair(facts, name)
    items = facts.count(f"n_{name}")
    return entry(benefit_id, benefit, items), entry(cost_id, cost, items)


def _why_unmatched(facts: Facts, cost_column: str, reason: str) -> str:
    """No project has both: name the side that is missing everywhere, else say that none has both."""
    return facts.missing("no_cost" if facts.get(cost_column) is None else reason)


def _roi_plan(facts: Facts) -> Answer:
    benefit, cost = _pair(facts, "plan")
    coverage, inputs = facts.coverage("n_plan", "plan_cost"), _both(facts, "plan", "benefits.plan", "cost.approved")
    if benefit is None:
        return Answer(None, _why_unmatched(facts, "cost_approved", "no_benefit"), coverage, inputs)
    found = roi(benefit, cost)
    return Answer(found.value, found.reason, coverage, inputs)


def _bcr_undiscounted(facts: Facts) -> Answer:
    benefit, cost = _pair(facts, "plan")
    coverage, inputs = facts.coverage("n_plan", "plan_cost"), _both(facts, "plan", "benefits.plan", "cost.approved")
    if benefit is None or cost is None:
        return Answer(None, _why_unmatched(facts, "cost_approved", "no_benefit"), coverage, inputs)
    found = bcr(benefit, cost)
    return Answer(found.value, found.reason, coverage, inputs)


def _roi_to_date(facts: Facts) -> Answer:
    benefit, cost = _pair(facts, "actual")
    coverage = facts.coverage("n_actual", "s_actual")
    inputs = _both(facts, "actual", "benefits.realized", "cost.to_date")
    due = facts.get("actual_benefit_plan") if facts.count("n_actual") else facts.get("plan_to_date")
    if benefit is None and facts.get("cost_to_date") is None:
        return Answer(None, facts.missing("no_actuals"), coverage, inputs)
    if due is None and facts.get("plan") is not None and not benefit:
        due = Decimal(0)  # planned month by month, and no month is due
    found = roi_to_date(benefit, cost, due, facts.get("actual_cost_plan"))
    return Answer(found.value, found.reason, coverage, inputs)


def _roi_forecast(facts: Facts) -> Answer:
    whole, cost = _pair(facts, "forecast")
    standing_in, cost_standing_in = facts.get("benefit_standing_in"), facts.get("standing_in")
    items = facts.count("n_forecast")
    coverage = facts.coverage("n_forecast", "s_forecast")
    benefit = add(whole, standing_in) if items else None
    inputs = [entry("benefits.forecast", benefit, items), entry("cost.forecast", cost, items)]
    inputs += [entry("benefits.plan, where no forecast", standing_in)] if standing_in else []
    inputs += [entry("cost.approved, where no forecast", cost_standing_in, facts.count("n_standing_in"))] if cost_standing_in else []
    if benefit is None or cost is None:
        return Answer(None, _why_unmatched(facts, "cost_approved", "no_forecast"), coverage, tuple(inputs))
    nothing = Decimal(0)
    found = roi_forecast(benefit - (standing_in or nothing), cost - (cost_standing_in or nothing), None if standing_in else nothing,
                         None if cost_standing_in else nothing, standing_in, cost_standing_in)  # fmt: skip
    return Answer(found.value, found.reason, coverage, tuple(inputs))


def _roi_to_come(facts: Facts) -> Answer:
    benefit, cost = _pair(facts, "to_come")
    coverage = facts.coverage("n_to_come", "s_to_come")
    inputs = _both(facts, "to_come", "benefits.to_come", "cost.to_come")
    if benefit is None:
        return Answer(None, facts.missing("no_forecast"), coverage, inputs)
    if not cost or cost < 0:
        return Answer(None, "no_cost", coverage, inputs)
    return Answer(float(benefit / cost), None, coverage, inputs)


@dataclass
class Appraised:
    """An answer that rests on the time line."""

    appraisal: Appraisal
    ask: str
    coverage: Coverage | None
    why: str | None = None  # the reason where there is no profile

    def answer(self) -> Answer:
        """Work the measure out; see `ASKED`."""
        found = ASKED[self.ask](self.appraisal)
        reason = self.why if found.reason == "no_profile" and self.why else found.reason
        return Answer(found.value, reason, self.coverage, self._inputs())

    def _inputs(self) -> tuple[Input, ...]:
        if self.appraisal.lines is None:
            return ()
        _, benefits, costs = self.appraisal.lines
        ids = ("benefits.plan", "cost.approved") if self.appraisal.stream == "plan" else ("benefits.forecast", "cost.forecast")
        items = self.coverage.items if self.coverage else None
        known = [entry(ids[0], sum(benefits), items), entry(ids[1], sum(costs), items)]
        if self.ask in DISCOUNTED and self.appraisal.terms.rate is not None:
            known.append(entry("settings.discount_rate", self.appraisal.terms.rate))
        return tuple(known)


def _of_worth(work: Callable[[float, float], Measure], unit: str) -> Callable[[Appraisal], Measure]:
    """A measure of the two present values, undefined where they are."""

    def asked(appraisal: Appraisal) -> Measure:
        worth = appraisal.worth
        if not worth.is_defined:
            return Measure.undefined(worth.reason or "no_profile", unit=unit)
        return work(worth.detail["pvb"], worth.detail["pvc"])

    return asked


ASKED: dict[str, Callable[[Appraisal], Measure]] = {
    "npv": lambda appraisal: appraisal.worth,
    "to_go": lambda appraisal: appraisal.to_go,
    "irr": lambda appraisal: appraisal.rate_of_return,
    "mirr": lambda appraisal: appraisal.modified_rate,
    "payback": lambda appraisal: appraisal.payback(),
    "payback_discounted": lambda appraisal: appraisal.payback(discounted=True),
    "payback_date": lambda appraisal: appraisal.payback_date,
    "bcr": _of_worth(bcr, "ratio"),
    "discounted_roi": _of_worth(discounted_roi, "fraction"),
    "switching_benefits": _of_worth(lambda pvb, pvc: switching_value(pvb, pvc, "benefits"), "fraction"),
    "switching_cost": _of_worth(lambda pvb, pvc: switching_value(pvb, pvc, "costs"), "fraction"),
}
DISCOUNTED = frozenset(ASKED) - {"irr", "payback", "payback_date"}


def appraisal(facts: Facts, stream: str) -> Appraisal:
    """The time line of a scope; the same object for every figure that rests on it."""
    kept: dict[str, Appraisal] = facts.shared
    if stream not in kept:
        kept[stream] = Appraisal(facts.flows, stream, facts.book.terms, facts.book.as_of)
    return kept[stream]


def _appraised(stream: str, ask: str) -> Make:
    def make(facts: Facts) -> Answer:
        coverage = facts.coverage(f"n_{stream}_profile", f"s_{stream}_profile")
        return Appraised(appraisal(facts, stream), ask, coverage, _why_no_profile(facts, stream)).answer()

    return make


def _why_no_profile(facts: Facts, stream: str) -> str:
    """`no_profile` where totals are known; else the side that is missing."""
    only_totals = facts.count("n_plan") and facts.get("plan") is None and facts.get("realized") is None and facts.get("to_come") is None
    if only_totals or facts.count("n_plan" if stream == "plan" else "n_forecast"):
        return "no_profile"
    if facts.get("cost_approved") is None:
        return facts.missing("no_cost")
    benefits = add(facts.get("plan"), facts.get("stated_plan"))
    if benefits is None:
        return facts.missing("no_benefit")
    return "no_profile" if stream == "plan" else facts.missing("no_forecast")


def _line(id: str, unit: str, formula: str, stream: str, ask: str, source: str, *, good: str = "up") -> Definition:
    cost = "cost.approved" if stream == "plan" else "cost.forecast"
    return Definition(
        id, unit, formula, _appraised(stream, ask), "down" if good == "down" else "up", stream, source, f"{ask}/1",
        inputs=(f"benefits.{stream}", cost),
    )  # fmt: skip


BASE = "monthly flows from the first month with one"
DEFINITIONS = (
    Definition(
        "roi.plan", "fraction", "(benefits − cost) / cost, plan, over projects that have both", _roi_plan, "up", "plan", PHILLIPS, "roi/1",
        inputs=("benefits.plan", "cost.approved"),
    ),
    Definition(
        "roi.to_date", "fraction", "(realized − cost to date) / cost to date, over projects that have both", _roi_to_date, "up", "actual",
        PHILLIPS, "roi_to_date/1", inputs=("benefits.realized", "cost.to_date"),
    ),
    Definition(
        "roi.forecast", "fraction", "(forecast benefits − forecast cost) / forecast cost, over projects that have both; the plan to come "
        "stands in for a missing forecast and is then an input", _roi_forecast, "up", "forecast", PHILLIPS, "roi_forecast/1",
        inputs=("benefits.forecast", "cost.forecast"),
    ),
    Definition(
        "roi.to_come", "fraction", "benefits to come / cost to come, over projects that have both", _roi_to_come, "up", "forecast", "ours",
        "roi_to_come/1", inputs=("benefits.to_come", "cost.to_come"),
    ),
    _line("roi.discounted", "fraction", "NPV / present value of cost, forecast", "forecast", "discounted_roi", "Broadcom KB 27225"),
    _line("npv.plan", "money", f"Σ (benefit − cost) × discount factor, plan, {BASE}", "plan", "npv", GREEN_BOOK),
    _line("npv.forecast", "money", f"Σ (benefit − cost) × discount factor, actual then forecast, {BASE}", "forecast", "npv", GREEN_BOOK),
    _line("npv.to_go", "money", "worth at the as-of date of the flows after it; what is spent stays out", "forecast", "to_go", GREEN_BOOK),
    _line("irr.plan", "fraction", "rate at which the monthly planned flows are worth nothing, effective per year", "plan", "irr", "Norstrom 1972"),
    _line(
        "irr.forecast", "fraction", "rate at which the monthly forecast flows are worth nothing, effective per year", "forecast", "irr",
        "Norstrom 1972",
    ),
    _line(
        "mirr.forecast", "fraction", "(future value of inflows / present value of outflows)^(1/(n−1)) − 1 on monthly forecast flows at the "
        "discount rate, effective per year", "forecast", "mirr", "Microsoft Excel MIRR",
    ),
    Definition(
        "bcr.undiscounted", "ratio", "Σ benefits / Σ cost, plan, over projects that have both", _bcr_undiscounted, "up", "plan", GREEN_BOOK,
        "bcr/1", inputs=("benefits.plan", "cost.approved"),
    ),
    _line("bcr.plan", "ratio", "present value of benefits / present value of cost, plan", "plan", "bcr", GREEN_BOOK),
    _line("bcr.forecast", "ratio", "present value of benefits / present value of cost, forecast", "forecast", "bcr", GREEN_BOOK),
    _line("payback.plan", "months", "months from the first cost until the running net total stays at or above 0, plan", "plan", "payback",
          "Broadcom KB 194575", good="down"),
    _line("payback.forecast", "months", "months from the first cost until the running net total stays at or above 0, forecast", "forecast",
          "payback", "Broadcom KB 194575", good="down"),
    _line("payback.discounted", "months", "as payback.forecast, on discounted flows", "forecast", "payback_discounted", "Broadcom KB 194575",
          good="down"),
    _line("payback.date", "date", "first cost + payback.forecast", "forecast", "payback_date", "Broadcom KB 194575", good="down"),
    _line("switching.benefits", "fraction", "−NPV / present value of benefits: the change of benefits that makes NPV zero", "forecast",
          "switching_benefits", GREEN_BOOK, good="down"),
    _line("switching.cost", "fraction", "NPV / present value of cost: the change of cost that makes NPV zero", "forecast", "switching_cost",
          GREEN_BOOK),
)  # fmt: skip
