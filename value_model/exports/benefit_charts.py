"""The charts of the Benefits page: from planned to realized by reason, and benefits by quarter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from value_model.charts import quarters as quarter_chart
from value_model.charts import waterfall
from value_model.charts.drawing import Drawing
from value_model.charts.quarters import Quarter
from value_model.charts.steps import FOLD_SHARE
from value_model.charts.waterfall import Step, Total
from value_model.exports.source import Source
from value_model.exports.writers import day, is_fiscal, quarter_tick, unit, words
from value_model.figures.quarters import quarters
from value_model.narrative import format as forms
from value_model.narrative.page_words import say

GAP = "gap.by_reason:"


def reasons(source: Source) -> dict[str, str]:
    """Return the recorded reasons of the gap, in words by key, in their fixed order."""
    known: Mapping[str, str] = forms.style(source.currency).language["gap_reasons"]
    found = [ref.removeprefix(GAP) for ref in source.figures.ids(GAP, source.scope) if source.value(ref)]
    return {key: str(known.get(key) or say("drawn.waterfall_no_reason")) for key in found}


def benefit_waterfall(source: Source, title: str) -> Drawing | None:
    """Return the steps from planned to realized benefits by recorded reason, cuts first, largest first."""
    plan, realized = source.value("benefits.plan_to_date"), source.value("benefits.realized")
    if plan is None or realized is None or plan <= 0:
        return None
    moves = [Step(key, label, source.value(GAP + key) or 0.0) for key, label in reasons(source).items()]
    moves.sort(key=lambda step: (step.amount > 0, step.amount if step.amount < 0 else 0.0))
    until = day(source.figures.context.as_of)
    amounts = [plan, realized, *_tenths(moves)]
    return waterfall.draw(
        Total(say("drawn.waterfall_planned"), plan, "plan"), moves,
        Total(say("drawn.waterfall_realized"), realized, "realized", source.value("evidence.confirmed")), title=title,
        subtitle=say("drawn.waterfall_subtitle", day=until, unit=unit(source.currency, amounts)), words=words(source.currency, amounts),
        look=source.look, other=say("drawn.waterfall_smaller"), heading=say("heads.reason"), height=source.height or None,
    )  # fmt: skip


def _tenths(moves: Sequence[Step]) -> list[float]:
    """A tenth of each step that is drawn alone: a unit that still shows it tells the steps apart, where billions would read $0.1B on each."""
    gap = abs(sum(move.amount for move in moves))
    return [move.amount / 10 for move in moves if abs(move.amount) >= FOLD_SHARE * gap]


def benefits_by_quarter(source: Source, title: str) -> Drawing | None:
    """Return plan, realized and forecast by quarter; None where no amount has a date."""
    found = quarters(source.store, source.snapshot.id, source.scope, source.figures.context.only)
    if not found:
        return None
    starts = source.figures.context.fiscal_year_start
    drawn = [Quarter(q.ends, quarter_tick(q.ends, starts), q.plan, q.realized, q.forecast) for q in found]
    amounts = [amount for q in drawn for amount in (q.plan, q.expected)]
    return quarter_chart.draw(
        drawn, as_of=source.figures.context.as_of, title=title, unit=unit(source.currency, amounts), words=words(source.currency, amounts),
        look=source.look, height=source.height or None, fiscal=is_fiscal(starts),
    )  # fmt: skip
