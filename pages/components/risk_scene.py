"""The Risk page: delivery beside value, how forecasts moved over the reviews, and the warnings with the rule behind each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pages.components import listing, wording
from pages.components.page_scene import PageScene, heading, told
from value_model import narrative
from value_model.charts import history as history_chart
from value_model.charts import quadrant
from value_model.charts.drawing import Drawing, Look, Record
from value_model.figures.figure import PORTFOLIO, FigureSet
from value_model.figures.history import history
from value_model.narrative.sentence import Decision, Story
from value_model.policy import Policy
from value_model.store import Snapshot, Store

NO_QUADRANT = (
    "No project has both its progress and its approved and forecast benefits. "
    'The columns "percent_complete" and "planned_percent" of the sheet "Projects" would supply the progress.'
)
ONE_REVIEW = "One review so far. Lines appear with the next one."
RULES = {
    "E1": "On time, value missing", "E2": "Late, value whole", "E3": "Green while the forecast fell", "E4": "Spent ahead of benefits",
    "E6": "Red without a decision", "E7": "Open high risks", "B8": "Forecast cut review after review",
}  # fmt: skip


def make(store: Store, figures: FigureSet, policy: Policy, snapshot: Snapshot, scope: str, look: Look) -> PageScene:  # noqa: ARG001
    """Return the Risk page of a snapshot."""
    base = told("risk", store, figures, policy, snapshot)
    charts = {
        "quadrant": _quadrant(figures, policy, base.story, look),
        "forecast_history": _history(store, figures, snapshot, base.story, look),
    }
    return replace(
        base, charts={name: drawn for name, drawn in charts.items() if drawn}, unsaid={"quadrant": NO_QUADRANT, "forecast_history": ONE_REVIEW},
        tables={"warnings": _warnings(base.story, figures, policy), "unplaced": _unplaced(figures)},
    )  # fmt: skip


def _placed(figures: FigureSet) -> list[quadrant.Project]:
    """The projects with a delivery index and both benefits."""
    names, found = listing.names(figures), []
    for scope, name in names.items():
        index, forecast, plan = (figures.value(figure, scope) for figure in ("delivery.index", "benefits.forecast", "benefits.plan"))
        if index is not None and forecast is not None and plan is not None and plan > 0:
            found.append(quadrant.Project(scope, name, index, forecast, plan))
    return found


def _unplaced(figures: FigureSet) -> list[Record]:
    """The projects that the quadrant cannot show, and what each lacks."""
    placed = {project.key for project in _placed(figures)}
    lacking = {"delivery.index": "progress", "benefits.plan": "approved benefits", "benefits.forecast": "forecast benefits"}
    return [
        {
            "Project": name,
            "Missing": ", ".join(words for figure, words in lacking.items() if figures.value(figure, scope) is None) or "a plan above zero",
        }
        for scope, name in listing.names(figures).items()
        if scope not in placed
    ]


def _quadrant(figures: FigureSet, policy: Policy, story: Story, look: Look) -> Drawing | None:
    found = _placed(figures)
    if not found:
        return None
    cuts = quadrant.Cuts(float(policy["delivery.on_time"]), float(policy["delivery.value_on_track"]))
    words = wording.words(figures.context.currency, [project.approved for project in found])
    return quadrant.draw(found, cuts, title=heading(story, "quadrant", "Delivery beside value, by project"), words=words, look=look)


def _history(store: Store, figures: FigureSet, snapshot: Snapshot, story: Story, look: Look) -> Drawing | None:
    reviews = history(store, snapshot.id)[-8:]
    if len(reviews) < 2:
        return None
    lines = []
    for scope, name in listing.names(figures).items():
        seen = [review.projects.get(scope) for review in reviews]
        forecasts = tuple(None if one is None else one.forecast for one in seen)
        line = history_chart.Line(name, forecasts, tuple(None if one is None else one.approved for one in seen))
        if line.fall > 0:
            lines.append(line)
    if not lines:
        return None
    lines.sort(key=lambda line: (-line.fall, line.name))
    return history_chart.draw(
        lines, [review.as_of for review in reviews], title=heading(story, "forecast_history", "Forecasts that fell"),
        words=wording.words(figures.context.currency), look=look, of=len(figures.scopes("project")),
    )  # fmt: skip


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
