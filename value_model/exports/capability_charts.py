"""The chart of the Capability page: what share of the work has evidence, one bar per capability."""

from __future__ import annotations

from dataclasses import dataclass

from value_model.charts import evidence
from value_model.charts.drawing import Drawing
from value_model.charts.evidence import Capability
from value_model.exports.source import Source
from value_model.narrative import format as forms


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


def capabilities(source: Source) -> list[Capability]:
    """Return each capability with its share now and at the last review, None where there is no evidence."""
    before = source.figures.compared
    return [Capability(row.name, source.value(row.figure), before.value(row.figure, source.scope) if before else None) for row in ROWS]


def evidence_bars(source: Source, title: str) -> Drawing:
    """Return the bars, in their fixed order."""
    to, before = forms.style(source.currency), source.figures.compared
    return evidence.draw(
        capabilities(source), title=title,
        subtitle="Share with evidence in the data, 0 to 100%." + (" Blue tick = last review, with the change in points." if before else ""),
        percent=lambda share: forms.percent(share, to), points=lambda points: forms.points(points, to, form="signed_short"), look=source.look,
    )  # fmt: skip
