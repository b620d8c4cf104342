"""Figures on the time line: present value, rates of return and payback; over the projects that have months of both sides."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from value_model.figures.appraisal import Appraisal
from value_model.figures.definition import Answer, Definition, Make
from value_model.figures.facts import Facts, add, entry
from value_model.figures.figure import Coverage, Input
from value_model.figures.flows import MONTHS
from value_model.measure import Measure
from value_model.metrics.returns import discounted_roi
from value_model.metrics.value_for_money import bcr, switching_value

GREEN_BOOK = "HM Treasury, Green Book 2022"


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
        return (*known, *(self._beside() if self.ask == "irr" else ()))

    def _beside(self) -> Iterator[Input]:
        """What stands beside a rate of return: the worth at the hurdle rate, and every rate where there are several."""
        found = self.appraisal.rate_of_return
        if found.detail.get("npv_at_hurdle") is not None:
            yield entry("settings.hurdle_rate", self.appraisal.terms.hurdle)
            yield entry("net present value at the hurdle rate", found.detail["npv_at_hurdle"])
        roots = found.detail.get("roots", ()) if found.reason == "multiple_roots" else ()
        for place, root in enumerate(roots, 1):
            yield entry(f"rate {place} of {len(roots)} at which the flows are worth nothing, per year", (1 + root) ** MONTHS - 1)


def _of_worth(appraisal: Appraisal, work: Callable[[float, float], Measure], unit: str) -> Measure:
    """A measure of the two present values, undefined where they are."""
    worth = appraisal.worth
    if not worth.is_defined:
        return Measure.undefined(worth.reason or "no_profile", unit=unit)
    return work(worth.detail["pvb"], worth.detail["pvc"])


def _npv(appraisal: Appraisal) -> Measure:
    """What the flows are worth at the base month.

    Undefined as ``no_rate``, ``rate_out_of_range``, ``no_profile``, ``no_cost``, ``no_benefit`` and ``no_forecast``.
    """
    return appraisal.worth


def _to_go(appraisal: Appraisal) -> Measure:
    """What the flows still to come are worth at the as-of date.

    Undefined as ``no_rate``, ``rate_out_of_range``, ``no_profile``, ``no_cost``, ``no_benefit`` and ``no_forecast``.
    """
    return appraisal.to_go


def _irr(appraisal: Appraisal) -> Measure:
    """The one rate at which the flows are worth nothing.

    Undefined as ``no_profile``, ``no_cost``, ``no_benefit``, ``no_forecast``, ``no_sign_change``, ``no_real_root``, ``multiple_roots`` and ``no_crossing``.
    """
    return appraisal.rate_of_return


def _mirr(appraisal: Appraisal) -> Measure:
    """The rate with money in put back at the discount rate.

    Undefined as ``no_rate``, ``rate_out_of_range``, ``no_profile``, ``no_cost``, ``no_benefit``, ``no_forecast`` and ``no_sign_change``.
    """
    return appraisal.modified_rate


def _payback(appraisal: Appraisal) -> Measure:
    """When the money is back for good.

    Undefined as ``no_profile``, ``no_cost``, ``no_benefit``, ``no_forecast`` and ``never_pays_back``.
    """
    return appraisal.payback()


def _payback_discounted(appraisal: Appraisal) -> Measure:
    """When it is back at the discount rate.

    Undefined as ``no_rate``, ``rate_out_of_range``, ``no_profile``, ``no_cost``, ``no_benefit``, ``no_forecast`` and ``never_pays_back``.
    """
    return appraisal.payback(discounted=True)


def _payback_date(appraisal: Appraisal) -> Measure:
    """The day on which it is back. Undefined as ``no_profile``, ``no_cost``, ``no_benefit``, ``no_forecast`` and ``never_pays_back``."""
    return appraisal.payback_date


def _bcr(appraisal: Appraisal) -> Measure:
    """Worth of benefits per worth of cost.

    Undefined as ``no_rate``, ``rate_out_of_range``, ``no_profile``, ``no_cost``, ``no_benefit`` and ``no_forecast``.
    """
    return _of_worth(appraisal, bcr, "ratio")


def _discounted_roi(appraisal: Appraisal) -> Measure:
    """Net worth per worth of cost.

    Undefined as ``no_rate``, ``rate_out_of_range``, ``no_profile``, ``no_cost``, ``no_benefit`` and ``no_forecast``.
    """
    return _of_worth(appraisal, discounted_roi, "fraction")


def _switching_benefits(appraisal: Appraisal) -> Measure:
    """How far benefits may fall.

    Undefined as ``no_rate``, ``rate_out_of_range``, ``no_profile``, ``no_cost``, ``no_benefit`` and ``no_forecast``.
    """
    return _of_worth(appraisal, lambda pvb, pvc: switching_value(pvb, pvc, "benefits"), "fraction")


def _switching_cost(appraisal: Appraisal) -> Measure:
    """How far cost may rise.

    Undefined as ``no_rate``, ``rate_out_of_range``, ``no_profile``, ``no_cost``, ``no_benefit`` and ``no_forecast``.
    """
    return _of_worth(appraisal, lambda pvb, pvc: switching_value(pvb, pvc, "costs"), "fraction")


ASKED: dict[str, Callable[[Appraisal], Measure]] = {
    "npv": _npv,
    "to_go": _to_go,
    "irr": _irr,
    "mirr": _mirr,
    "payback": _payback,
    "payback_discounted": _payback_discounted,
    "payback_date": _payback_date,
    "bcr": _bcr,
    "discounted_roi": _discounted_roi,
    "switching_benefits": _switching_benefits,
    "switching_cost": _switching_cost,
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

    make.__doc__ = ASKED[ask].__doc__
    return make


def _why_no_profile(facts: Facts, stream: str) -> str:
    """`no_profile` where totals are known; else the side that is missing."""
    only_totals = facts.count("n_plan") and facts.get("plan") is None and facts.get("realized") is None and facts.get("to_come") is None
    if only_totals or facts.count("n_plan" if stream == "plan" else "n_forecast"):
        return "no_profile"
    if facts.get("cost_approved") is None and (stream == "plan" or facts.get("cost_forecast") is None):
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
    _line("roi.discounted", "fraction", "NPV / present value of cost, forecast", "forecast", "discounted_roi", "Broadcom KB 27225"),
    _line("npv.plan", "money", f"Σ (benefit − cost) × discount factor, plan, {BASE}", "plan", "npv", GREEN_BOOK),
    _line("npv.forecast", "money", f"Σ (benefit − cost) × discount factor, actual then forecast, {BASE}", "forecast", "npv", GREEN_BOOK),
    _line("npv.to_go", "money", "worth at the as-of date of the flows after it, a schedule counted from there; what is spent stays out", "forecast", "to_go",
          GREEN_BOOK),
    _line("irr.plan", "fraction", "rate at which the monthly planned flows are worth nothing, effective per year", "plan", "irr", "as the IRR function of spreadsheets, with every root counted; calc metric irr"),
    _line(
        "irr.forecast", "fraction", "rate at which the monthly forecast flows are worth nothing, effective per year", "forecast", "irr",
        "as the IRR function of spreadsheets, with every root counted; calc metric irr",
    ),
    _line(
        "mirr.forecast", "fraction", "(future value of inflows / present value of outflows)^(1/(n−1)) − 1 on monthly forecast flows at the "
        "discount rate, effective per year", "forecast", "mirr", "Microsoft Excel MIRR",
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
