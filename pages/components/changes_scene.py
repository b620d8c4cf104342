"""The Changes page: what moved forecast benefits and net present value, which projects, what was restated and asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pages.components import listing, wording
from pages.components.page_scene import PageScene, heading, told
from value_model.charts import movers, waterfall
from value_model.charts.drawing import Drawing, Look, Record
from value_model.charts.waterfall import Step, Total
from value_model.figures.asks import Ask, asks, restated
from value_model.figures.figure import FigureSet
from value_model.figures.register import register
from value_model.narrative.sentence import Story
from value_model.policy import Policy
from value_model.store import Snapshot, Store

STEPS = {
    "method": "Method", "added": "New projects", "removed": "Removed projects", "replanned": "Re-planned", "cost": "Cost",
    "amount": "Raised or cut", "timing": "Timing", "actuals": "Actuals", "fx": "Exchange rates",
}  # fmt: skip
BRIDGES = {
    "bridge_benefits": ("change.benefits", "change.", "benefits.forecast", "Forecast benefits"),
    "bridge_npv": ("change.npv", "change.npv.", "npv.forecast", "Net present value"),
}
HALF, HEIGHT = 590, 300  # px: two bridges side by side
ONE_SNAPSHOT = "One snapshot so far. Changes appear after the next one."
NOTHING = "Nothing to compare: one of the two snapshots does not state this figure."
OUTCOMES = {
    "approved": "● Approved",
    "stopped": "● Stopped",
    "deferred": "▲ Deferred",
    "changed": "● Changed",
    "pending": "○ Open",
    None: "○ Open",
}


def make(store: Store, figures: FigureSet, policy: Policy, snapshot: Snapshot, scope: str, look: Look) -> PageScene:
    """Return the Changes page of a snapshot."""
    base = told("changes", store, figures, policy, snapshot)
    charts: dict[str, Drawing | None] = {name: _bridge(name, figures, base.story, scope, look) for name in BRIDGES}
    charts["movers"] = _movers(figures, base.story, look)
    missing = NOTHING if figures.compared else ONE_SNAPSHOT
    return replace(
        base, charts={name: drawn for name, drawn in charts.items() if drawn}, unsaid=dict.fromkeys(charts, missing),
        tables={"asks": list(_asks(store, figures, snapshot)), "restated": _restated(store, figures, snapshot), "projects": _in_and_out(figures)},
    )  # fmt: skip


def _bridge(name: str, figures: FigureSet, story: Story, scope: str, look: Look) -> Drawing | None:
    total_id, prefix, main, words_of = BRIDGES[name]
    total = figures.value(total_id, scope)
    if total is None or figures.compared is None or figures.context.compared_as_of is None:
        return None
    steps = [Step(key, label, figures.value(prefix + key, scope) or 0.0) for key, label in STEPS.items()]
    old, now = figures.compared.value(main, scope), figures.value(main, scope)
    currency = figures.context.currency
    known = [total, *(step.amount for step in steps)]
    span = _span(figures, old, now)
    return waterfall.draw(
        None, steps, Total("Net change", total, "change"), title=heading(story, name, f"What moved {words_of.lower()}"),
        subtitle=f"{words_of}, {wording.unit(currency, known)[1]}{span}",
        words=wording.words(currency, known), look=look, height=HEIGHT, width=HALF,
    )  # fmt: skip


def _span(figures: FigureSet, old: float | None, now: float | None) -> str:
    """From what to what, with the days; empty where one of the two is not stated."""
    context = figures.context
    if old is None or now is None or context.compared_as_of is None:
        return ""
    words = wording.words(context.currency, [old, now])
    return f", from {words.money(old)} at {wording.day(context.compared_as_of)} to {words.money(now)} at {wording.day(context.as_of)}"


def _movers(figures: FigureSet, story: Story, look: Look) -> Drawing | None:
    before = figures.compared
    if before is None or figures.context.compared_as_of is None:
        return None
    found = []
    for scope, name in listing.names(figures).items():
        then, now = before.value("benefits.forecast", scope), figures.value("benefits.forecast", scope)
        if then is not None and now is not None:
            found.append(movers.Mover(name, then, now))
    if not any(mover.change for mover in found):
        return None
    amounts = [mover.now for mover in found]
    currency = figures.context.currency
    return movers.draw(
        found, then=wording.day(figures.context.compared_as_of), now=wording.day(figures.context.as_of), unit=wording.unit(currency, amounts)[1],
        title=heading(story, "movers", "Projects with the largest change"), words=wording.words(currency, amounts), look=look,
    )  # fmt: skip


# Lists


def _in_and_out(figures: FigureSet) -> list[Record]:
    """Projects that only one of the two snapshots holds."""
    before = figures.compared
    if before is None:
        return []
    now, then = set(figures.scopes("project")), set(before.scopes("project"))
    scale, unit = wording.unit(figures.context.currency, [figures.value("benefits.forecast")])
    rows = [("● New", figures, scope) for scope in figures.scopes("project") if scope not in then]
    rows += [("○ Removed", before, scope) for scope in before.scopes("project") if scope not in now]
    return [
        {
            "Project": known.name(scope),
            "Listed": mark,
            f"Forecast benefits, {unit}": _scaled(known.value("benefits.forecast", scope), scale),
        }
        for mark, known, scope in rows
    ]


def _scaled(amount: float | None, scale: int) -> float | None:
    return None if amount is None else amount / scale


def _restated(store: Store, figures: FigureSet, snapshot: Snapshot) -> list[Record]:
    if not figures.context.compared:
        return []
    named = {benefit.benefit_id: benefit for benefit in register(store, snapshot.id, figures.context.only)}
    symbol = wording.unit(figures.context.currency, [0.0])[1]
    found = []
    for one in restated(store, snapshot.id, figures.context.compared):
        benefit = named.get(one.benefit_id)
        if benefit is None and figures.context.only.is_on:
            continue
        projects = ", ".join(figures.name(f"project:{key}") for key in benefit.projects) if benefit else ""
        found.append(
            {"Benefit": benefit.name if benefit else one.benefit_id, "Project": projects, "From": wording.month(one.first), "Months": one.months,
             f"Change of realized, {symbol}": float(one.amount)}
        )  # fmt: skip
    return found


def _asks(store: Store, figures: FigureSet, snapshot: Snapshot) -> Iterable[Record]:
    symbol = wording.unit(figures.context.currency, [0.0])[1]
    for ask in asks(store, snapshot.id, figures.context.only):
        yield {
            "State": OUTCOMES.get(ask.outcome, str(ask.outcome)),
            "Asked": ask.question,
            "About": figures.name(f"project:{ask.project_id}") if ask.project_id else "Portfolio",
            "By": ask.asked_by or "",
            "On": _day(ask),
            "Due": wording.day(ask.due) if ask.due else "",
            "Decided": wording.day(ask.decided_on) if ask.decided_on else "",
            f"Expected effect, {symbol}": ask.value_effect,
            f"Effect found, {symbol}": ask.result_effect,
            "Id": ask.decision_id,
            "Scope": f"project:{ask.project_id}" if ask.project_id else "portfolio",
        }


def _day(ask: Ask) -> str:
    on = wording.day(ask.asked_on) if ask.asked_on else ""
    return f"{on} (since this snapshot)" if ask.is_since else on
