"""The Capability page: what the office can show for each capability, and what data would raise it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pages.components.page_scene import PageScene, heading, told
from value_model.charts import evidence
from value_model.charts.drawing import Look
from value_model.charts.evidence import NONE, Capability
from value_model.figures.figure import FigureSet
from value_model.narrative import format as forms
from value_model.policy import Policy
from value_model.store import Snapshot, Store


@dataclass(frozen=True, slots=True)
class Row:
    """A capability: its words, the figure that shows it, and what data would raise it."""

    name: str
    figure: str
    raised_by: str


ROWS = (
    Row("Trace spend to outcomes", "pmo.outcome_coverage", "Measures with a baseline and readings: sheets Measures and Readings"),
    Row("Report completely", "data.coverage_spend", "Cost and benefits of every project: sheets Costs and Benefit values"),
    Row("Measure what is due", "realization.coverage", "An actual for each benefit whose plan is due: sheet Benefit values"),
    Row("Confirm benefits", "evidence.confirmed_share", "Evidence “confirmed” beside actuals that finance agrees: sheet Benefit values"),
    Row("Forecast reliably", "pmo.forecast_accuracy", "A snapshot each quarter, and actuals for the year after it"),
    Row("Get decisions taken", "pmo.decision_yield", "An outcome and a date beside each ask: decision log on Changes"),
    Row("Cover the strategy", "fit.objectives_covered", "Links from projects to objectives: sheet Contributions"),
    Row("Hear stakeholders", "pmo.response_rate", "Answers and how many were asked: sheet Pulse"),
)


def make(store: Store, figures: FigureSet, policy: Policy, snapshot: Snapshot, scope: str, look: Look) -> PageScene:
    """Return the Capability page of a snapshot: no levels and no total score."""
    base = told("capability", store, figures, policy, snapshot)
    to = forms.style(figures.context.currency)
    before = figures.compared
    shown = [Capability(row.name, figures.value(row.figure, scope), before.value(row.figure, scope) if before else None) for row in ROWS]
    drawing = evidence.draw(
        shown, title=heading(base.story, "evidence_bars", "Evidence by capability"),
        subtitle="Share with evidence in the data, 0 to 100%." + (" Blue tick = last review, with the change in points." if before else ""),
        percent=lambda share: forms.percent(share, to), points=lambda points: forms.points(points, to, form="signed_short"), look=look,
    )  # fmt: skip
    table = [
        {"Capability": row.name, "Evidence": NONE if found.now is None else forms.percent(found.now, to),
         "Since the last review": "not known" if found.points is None else forms.points(found.points, to, form="signed"),
         "Figure": row.figure, "What would raise it": row.raised_by}
        for row, found in zip(ROWS, shown, strict=True)
    ]  # fmt: skip
    return replace(base, charts={"evidence_bars": drawing}, tables={"capabilities": table})
