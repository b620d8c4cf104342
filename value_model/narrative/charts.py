"""Chart titles: the message of a chart, from the patterns it shows, else what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from value_model.narrative.opening import about
from value_model.narrative.resolve import resolve
from value_model.narrative.sentence import Sentence
from value_model.narrative.slots import below_plan, figure, matched
from value_model.narrative.telling import Teller
from value_model.narrative.world import World

# Which insights a chart shows, first the one it shows best. The fixed title of the catalogue is the last resort.
SHOWN: Mapping[str, tuple[str, ...]] = {
    "scurve": (),
    "investment_bubble": ("D4", "A5"),
    "net_benefit_bars": ("A7", "A2"),
    "value_by_type": (),
    "waterfall": ("B1", "A1"),
    "benefits_by_quarter": ("A1", "A2"),
    "results_chain": (),
    "dumbbell": ("C2", "C1", "C5"),
    "ribbons": ("C3", "C1"),
    "objective_grid": ("C4", "C1"),
    "frontier": ("D2", "D5"),
    "quadrant": ("E1", "E2"),
    "forecast_history": ("B8", "F1"),
    "bridge_benefits": ("F1",),
    "bridge_npv": (),
    "movers": ("F2",),
    "evidence_bars": ("G1",),
    "milestones": (),
}


def title(chart: str, teller: Teller) -> Sentence | None:
    """Return the message of a chart."""
    for pattern_id in SHOWN[chart]:
        found = about(pattern_id, teller.world, narrow=True)
        said = teller.tell(found) if found else None
        if said:
            return said
    return _scurve(teller) if chart == "scurve" else teller.say("chart", chart, {}, pattern=f"chart.{chart}")


def titles(charts: tuple[str, ...], teller: Teller) -> dict[str, Sentence]:
    """Return the messages of the charts of a page, by chart; no sentence serves two charts."""
    found: dict[str, Sentence] = {}
    for chart in charts:
        said = title(chart, teller)
        if said and said.text in {s.text for s in found.values()}:
            said = teller.say("chart", chart, {}, pattern=f"chart.{chart}")
        if said:
            found[chart] = said
    return found


def _scurve(teller: Teller) -> Sentence | None:
    whole = teller.world.whole
    slots = {
        "gap": figure("benefits.gap_forecast").at(whole, whole),
        "high": below_plan("benefits.forecast.p90").at(whole, whole),
        "approved": figure("benefits.plan").at(whole, whole),
    }
    said = teller.say("chart", _scurve_key(teller.world), slots, pattern="chart.scurve")
    return said or teller.say("chart", "scurve.none", {}, pattern="chart.scurve")


def _plan(world: World) -> Decimal | None:
    """The plan that the forecast is compared with."""
    value = resolve(matched("benefits.gap_forecast", 1, "benefits.plan").at(world.whole, world.whole), world)
    return value if isinstance(value, Decimal) else None


def _scurve_key(world: World) -> str:
    gap, plan = world.value("benefits.gap_forecast"), _plan(world)
    low, high = world.value("benefits.forecast.p10"), world.value("benefits.forecast.p90")
    if gap is None or plan is None:
        return "scurve.none" if plan is None else "scurve.plan"
    if abs(gap) < world.setting("pattern.F1.level") * abs(plan):
        return "scurve.level"
    if gap > 0 or high is None or low is None:
        return "scurve"
    return "scurve.high_short" if high < plan else "scurve.inside" if low <= plan else "scurve"
