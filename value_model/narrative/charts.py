"""Chart titles: the message of a chart, from the patterns it shows, else what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from value_model.narrative import outlooks
from value_model.narrative.opening import about
from value_model.narrative.resolve import resolve
from value_model.narrative.sentence import Sentence
from value_model.narrative.slot import Slot
from value_model.narrative.slots import below_plan, compared, figure, input_of, matched, name, net_of
from value_model.narrative.telling import Teller
from value_model.narrative.world import World

# Which insights a chart shows, first the one it shows best. What it states comes next, a fixed title last.
SHOWN: Mapping[str, tuple[str, ...]] = {
    "scurve": (),
    "investment_bubble_to_come": ("D4", "A5"),
    "investment_bubble_whole_life": (),
    "investment_bubble_to_date": (),
    "net_benefit_bars_to_come": (),
    "net_benefit_bars_whole_life": ("A7", "A2"),
    "net_benefit_bars_to_date": (),
    "value_by_type": (),
    "waterfall": ("B1", "A1"),
    "benefits_by_quarter": ("B10", "E5"),
    "results_chain": ("B4", "B5"),
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
    **dict.fromkeys(outlooks.SAID, ()),
}


# Of a span of the projects' lives, the return of those with both cost and benefits in it: those that its charts show.
RETURNS = {"to_come": "roi.to_come", "whole_life": "roi.forecast", "to_date": "roi.to_date"}

# What a chart states where no insight speaks of it.
STATED: Mapping[str, Mapping[str, Slot]] = {
    **{f"investment_bubble_{span}": {"benefits": input_of(roi, 0), "cost": input_of(roi, 1)} for span, roi in RETURNS.items()},
    **{f"net_benefit_bars_{span}": {"net": net_of(roi)} for span, roi in RETURNS.items()},
    "benefits_by_quarter": {"realized": figure("benefits.realized"), "to_come": figure("benefits.to_come")},
    "results_chain": {"forecast": figure("benefits.forecast")},
    "bridge_npv": {"change": figure("change.npv"), "review": compared()},
    "milestones": {"index": figure("delivery.index")},
}


def title(chart: str, teller: Teller) -> Sentence | None:
    """Return the message of a chart."""
    for pattern_id in SHOWN[chart]:
        found = about(pattern_id, teller.world, narrow=True)
        said = teller.tell(found) if found else None
        if said:
            return said
    if chart in outlooks.SAID:
        return outlooks.SAID[chart](teller)
    return _scurve(teller) if chart == "scurve" else _stated(chart, teller) or _plain(chart, teller)


def _plain(chart: str, teller: Teller) -> Sentence | None:
    """Return what a chart is about."""
    return teller.say("chart", chart, {}, pattern=f"chart.{chart}")


def _stated(chart: str, teller: Teller) -> Sentence | None:
    """Return the figures a chart comes down to; None where one of them is not recorded."""
    if chart == "value_by_type":
        return _largest_type(teller)
    whole, slots = teller.world.whole, STATED.get(chart)
    if slots is None:
        return None
    placed = {key: slot.at(whole, whole) for key, slot in slots.items()}
    return teller.say("chart", f"{chart}.stated", placed, pattern=f"chart.{chart}")


def _largest_type(teller: Teller) -> Sentence | None:
    world, total = teller.world, teller.world.value("benefits.forecast")
    known = {scope: amount for scope in world.scopes("kind") if (amount := world.value("benefits.forecast", scope))}
    largest = max(known, key=lambda scope: known[scope], default="")
    if not largest or total is None or not 0 < known[largest] <= total:
        return None
    slots = {
        "kind": name(largest), "amount": figure(f"benefits.forecast@{largest}"), "total": figure("benefits.forecast").at(world.whole, world.whole),
    }  # fmt: skip
    key = "only" if known[largest] == total else "stated"
    return teller.say("chart", f"value_by_type.{key}", slots, pattern="chart.value_by_type")


def titles(charts: tuple[str, ...], teller: Teller) -> dict[str, Sentence]:
    """Return the messages of the charts of a page, by chart; no sentence serves two charts."""
    found: dict[str, Sentence] = {}
    for chart in charts:
        said = title(chart, teller)
        if said and said.text in {s.text for s in found.values()}:
            said = _stated(chart, teller) or _plain(chart, teller)
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
    if high < plan and high < (world.value("benefits.forecast") or high):
        return "scurve"  # the high case lies below the forecast: "still" would be untrue
    return "scurve.high_short" if high < plan else "scurve.inside" if low <= plan else "scurve"
