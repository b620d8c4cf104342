"""The Risk page: delivery beside value, how forecasts moved over the reviews, and the warnings with the rule behind each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pages.components import scenes, wording
from pages.components.page_scene import PageScene, made
from value_model import narrative
from value_model.charts.drawing import Look, Record
from value_model.exports.risk_charts import placed
from value_model.exports.source import Source
from value_model.figures.figure import PORTFOLIO, FigureSet
from value_model.narrative.page_words import say
from value_model.narrative.sentence import Decision, Story
from value_model.policy import Policy
from value_model.store import Snapshot, Store

ONE_REVIEW = "One review so far. Lines appear with the next one."
RULES = {
    "E1": "On time, value missing", "E2": "Late, value whole", "E3": "Green while the forecast fell", "E4": "Spent ahead of benefits",
    "E6": "Red without a decision", "E7": "Open high risks", "B8": "Forecast cut review after review",
}  # fmt: skip


def make(store: Store, figures: FigureSet, policy: Policy, snapshot: Snapshot, scope: str, look: Look) -> PageScene:
    """Return the Risk page of a snapshot."""
    source = scenes.source(store, figures, policy, snapshot, scope, look)
    base = made("risk", source, policy, unsaid={"quadrant": _no_quadrant(source), "forecast_history": ONE_REVIEW})
    return replace(base, tables={"warnings": _warnings(base.story, figures, policy), "unplaced": _unplaced(source)})


def _no_quadrant(source: Source) -> str:
    """Say what no project has, and which sheet would supply it."""
    needed = {"delivery.index": "progress", "benefits.forecast": "forecast", "benefits.plan": "plan"}
    none = [key for figure, key in needed.items() if all(source.figures.value(figure, scope) is None for scope in source.projects())]
    return " ".join(say(f"missing.{key}") for key in ("quadrant", *none))


def _unplaced(source: Source) -> list[Record]:
    """The projects that the quadrant cannot show, and what each lacks."""
    shown = {project.key for project in placed(source)}
    lacking = {"delivery.index": "progress", "benefits.plan": "approved benefits", "benefits.forecast": "forecast benefits"}
    return [
        {
            "Project": name,
            "Missing": ", ".join(words for figure, words in lacking.items() if source.figures.value(figure, scope) is None)
            or "a plan above zero",
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
            "About": "Portfolio" if decision.scope == PORTFOLIO else figures.name(decision.scope),
            "Rule": RULES.get(decision.pattern, decision.pattern),
            "Evidence": decision.evidence.text,
            "Since": _since(decision, earlier, figures),
            "Scope": decision.scope,
        }
        for decision in story.decisions
    ]


def _fired(decisions: Sequence[Decision]) -> set[tuple[str, str]]:
    return {(decision.pattern, decision.scope) for decision in decisions}


def _since(decision: Decision, earlier: set[tuple[str, str]] | None, figures: FigureSet) -> str:
    context: Any = figures.context
    if earlier is None or context.compared_as_of is None:
        return "one review so far"
    if (decision.pattern, decision.scope) in earlier:
        return f"{wording.day(context.compared_as_of)} or before"
    return f"new at {wording.day(context.as_of)}"
