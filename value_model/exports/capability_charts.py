"""The chart of the Capability page: what share of the work has evidence, one bar per capability."""

from __future__ import annotations

from value_model.charts import evidence
from value_model.charts.drawing import Drawing
from value_model.charts.evidence import Capability
from value_model.exports.source import Source
from value_model.exports.writers import words
from value_model.narrative import format as forms
from value_model.narrative.page_words import say

SHOWN = (  # the figure that shows each capability, in the order of the page; its words stand in the catalogue
    "pmo.outcome_coverage", "data.coverage_spend", "realization.coverage", "evidence.confirmed_share", "pmo.forecast_accuracy",
    "pmo.decision_yield", "fit.objectives_covered", "pmo.response_rate",
)  # fmt: skip


def capabilities(source: Source) -> list[Capability]:
    """Return each capability with its share now and at the last review, None where there is no evidence."""
    before = source.figures.compared
    return [Capability(say(f"capabilities.{ref}"), source.value(ref), before.value(ref, source.scope) if before else None) for ref in SHOWN]


def evidence_bars(source: Source, title: str) -> Drawing:
    """Return the bars, in their fixed order."""
    to, before = forms.style(source.currency), source.figures.compared
    subtitle = say("drawn.evidence_subtitle", low=forms.percent(0, to), high=forms.percent(1, to))
    return evidence.draw(
        capabilities(source), title=title,
        subtitle=subtitle + (" " + say("drawn.evidence_tick") if before else ""), words=words(source.currency), points=lambda points: forms.points(points, to, form="signed_short"), look=source.look,
    )  # fmt: skip
