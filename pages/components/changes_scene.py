"""The Changes page: what moved forecast benefits and net present value, which projects, what was restated and asked."""

from __future__ import annotations

from collections.abc import Iterable

from pages.components import scenes, wording
from pages.components.page_scene import PageScene, made
from value_model.charts.drawing import Look, Record
from value_model.figures.asks import Ask, asks, restated
from value_model.figures.figure import FigureSet
from value_model.figures.register import register
from value_model.narrative.page_words import say
from value_model.policy import Policy
from value_model.store import Snapshot, Store

ONE_SNAPSHOT = say("words.one_snapshot_so_far_changes_appear")
NOTHING = say("words.nothing_to_compare_one_of_the")
OUTCOMES = {
    "approved": say("words.dot_approved"),
    "stopped": say("words.dot_stopped"),
    "deferred": say("words.watch_deferred"),
    "changed": say("words.dot_changed"),
    "pending": say("words.ring_open"),
    None: say("words.ring_open"),
}


def make(store: Store, figures: FigureSet, policy: Policy, snapshot: Snapshot, scope: str, look: Look) -> PageScene:
    """Return the Changes page of a snapshot."""
    missing = NOTHING if figures.compared else ONE_SNAPSHOT
    return made(
        "changes",
        scenes.source(store, figures, policy, snapshot, scope, look),
        policy,
        unsaid=dict.fromkeys(("bridge_benefits", "bridge_npv", "movers"), missing),
        asks=list(_asks(store, figures, snapshot)),
        restated=_restated(store, figures, snapshot),
        projects=_in_and_out(figures),
    )


# Lists


def _in_and_out(figures: FigureSet) -> list[Record]:
    """Projects that only one of the two snapshots holds."""
    before = figures.compared
    if before is None:
        return []
    now, then = set(figures.scopes("project")), set(before.scopes("project"))
    scale, unit = wording.unit(figures.context.currency, [figures.value("benefits.forecast")])
    rows = [(say("words.dot_new"), figures, scope) for scope in figures.scopes("project") if scope not in then]
    rows += [(say("words.ring_removed"), before, scope) for scope in before.scopes("project") if scope not in now]
    return [
        {
            say("words.project"): known.name(scope),
            say("words.listed"): mark,
            say("told.forecast_in", unit=unit): wording.in_unit(known.value("benefits.forecast", scope), scale),
        }
        for mark, known, scope in rows
    ]


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
            {say("words.benefit"): benefit.name if benefit else one.benefit_id, say("words.project"): projects, say("words.from"): wording.month(one.first), say("words.months"): one.months,
             say("told.restated_in", unit=symbol): float(one.amount)}
        )  # fmt: skip
    return found


def _asks(store: Store, figures: FigureSet, snapshot: Snapshot) -> Iterable[Record]:
    symbol = wording.unit(figures.context.currency, [0.0])[1]
    for ask in asks(store, snapshot.id, figures.context.only):
        yield {
            say("words.state"): OUTCOMES.get(ask.outcome, str(ask.outcome)),
            say("words.asked"): ask.question,
            say("words.about"): figures.name(f"project:{ask.project_id}") if ask.project_id else say("words.portfolio"),
            say("words.by"): ask.asked_by or "",
            say("words.on"): _day(ask),
            say("words.due"): wording.day(ask.due) if ask.due else "",
            say("words.decided"): wording.day(ask.decided_on) if ask.decided_on else "",
            say("told.expected_in", unit=symbol): ask.value_effect,
            say("told.effect_in", unit=symbol): ask.result_effect,
            "Id": ask.decision_id,
            "Scope": f"project:{ask.project_id}" if ask.project_id else "portfolio",
        }


def _day(ask: Ask) -> str:
    on = wording.day(ask.asked_on) if ask.asked_on else ""
    return say("told.since_snapshot", day=on) if ask.is_since else on
