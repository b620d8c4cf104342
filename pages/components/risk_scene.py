"""The Risk page: delivery beside value, how forecasts moved over the reviews, and the warnings with the rule behind each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pages.components import scenes, wording
from pages.components.outlook_scene import OutlookScene, with_outlook
from pages.components.page_scene import made
from value_model import narrative
from value_model.charts.drawing import Look, Record
from value_model.exports.risk_charts import placed
from value_model.exports.source import Source
from value_model.figures.figure import PORTFOLIO, FigureSet
from value_model.figures.history import history
from value_model.narrative.page_words import say
from value_model.narrative.sentence import Decision, Story
from value_model.policy import Policy
from value_model.store import Snapshot, Store

ONE_REVIEW = say("words.one_review_so_far_lines_appear")
RULES = {
    "E1": say("words.on_time_value_missing"), "E2": say("words.late_value_whole"), "E3": say("words.green_while_the_forecast_fell"), "E4": say("words.spent_ahead_of_benefits"),
    "E6": say("words.red_without_a_decision"), "E7": say("words.open_high_risks"), "B8": say("words.forecast_cut_review_after_review"),
}  # fmt: skip


def make(store: Store, figures: FigureSet, policy: Policy, snapshot: Snapshot, scope: str, look: Look) -> OutlookScene:
    """Return the Risk page of a snapshot."""
    source = scenes.source(store, figures, policy, snapshot, scope, look)
    base = made(
        "risk", source, policy, unsaid={"quadrant": _no_quadrant(source), "forecast_history": _no_history(source), **_no_outlook(figures)}
    )
    base = replace(base, tables={"warnings": _warnings(base.story, figures, policy), "unplaced": _unplaced(source)})
    return with_outlook(base, store, figures, snapshot)


def _no_outlook(figures: FigureSet) -> dict[str, str]:
    """What is missing where the range, the turning point or the published uplifts cannot be stated."""
    turns = figures.get("switching.benefits", figures.scope)
    reason = say(f"reasons.{turns.reason if turns and turns.reason else 'unknown'}")
    return {"swings": say("missing.swings"), "switching": say("missing.switching", reason=reason), "optimism": say("missing.optimism")}


def _no_history(source: Source) -> str:
    """Say why no forecast is drawn over the reviews."""
    if len(history(source.store, source.snapshot.id)) < 2:
        return ONE_REVIEW
    known = any(source.figures.value("benefits.forecast", scope) is not None for scope in source.projects())
    return say("missing.no_fall" if known else "missing.no_forecasts")


def _no_quadrant(source: Source) -> str:
    """Say what no project has, and which sheet would supply it."""
    needed = {"delivery.index": "progress", "benefits.forecast": "forecast", "benefits.plan": "plan"}
    none = [key for figure, key in needed.items() if all(source.figures.value(figure, scope) is None for scope in source.projects())]
    return " ".join(say(f"missing.{key}") for key in ("quadrant", *none))


def _unplaced(source: Source) -> list[Record]:
    """The projects that the quadrant cannot show, and what each lacks."""
    shown = {project.key for project in placed(source)}
    lacking = {
        "delivery.index": "progress",
        "benefits.plan": say("words.approved_benefits"),
        "benefits.forecast": say("words.forecast_benefits_2"),
    }
    return [
        {
            say("words.project"): name,
            say("words.missing"): ", ".join(words for figure, words in lacking.items() if source.figures.value(figure, scope) is None)
            or say("words.a_plan_above_zero"),
        }
        for scope, name in source.projects().items()
        if scope not in shown
    ]


# The warnings


def _warnings(story: Story, figures: FigureSet, policy: Policy) -> list[Record]:
    """Every decision of the page as a row: what it is about, the rule that fired, the evidence, and since when."""
    earlier = _fired(narrative.page("risk", figures.compared, policy).decisions) if figures.compared else None
    return [
        {
            say("words.about"): say("words.portfolio") if decision.scope == PORTFOLIO else figures.name(decision.scope),
            say("words.rule"): RULES.get(decision.pattern, decision.pattern),
            say("words.evidence"): decision.evidence.text,
            say("words.since"): _since(decision, earlier, figures),
            "Scope": decision.scope,
        }
        for decision in story.decisions
    ]


def _fired(decisions: Sequence[Decision]) -> set[tuple[str, str]]:
    return {(decision.pattern, decision.scope) for decision in decisions}


def _since(decision: Decision, earlier: set[tuple[str, str]] | None, figures: FigureSet) -> str:
    context: Any = figures.context
    if earlier is None or context.compared_as_of is None:
        return say("words.one_review_so_far")
    if (decision.pattern, decision.scope) in earlier:
        return say("told.or_before", day=wording.day(context.compared_as_of))
    return say("told.new_at", day=wording.day(context.as_of))
