"""The Benefits page: where planned benefits went, by reason; by quarter; and the register."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from pages.components import wording
from pages.components.page_scene import PageScene, heading, told
from value_model.charts import quarters as quarter_chart
from value_model.charts import waterfall
from value_model.charts.drawing import Drawing, Look, Record
from value_model.exports import joined
from value_model.exports.makers import Source
from value_model.figures import register as registers
from value_model.figures.figure import FigureSet
from value_model.figures.quarters import quarters
from value_model.figures.register import Benefit
from value_model.narrative import format as forms
from value_model.narrative.sentence import Story
from value_model.policy import Policy
from value_model.store import Snapshot, Store

GAP = "gap.by_reason:"
UNRECORDED = "No reason recorded"
NO_WATERFALL = (
    "There is no plan to date beside a realized amount, so no gap can be shown. "
    'The sheet "Benefit values" would supply both, with a reason beside each actual.'
)
NO_QUARTERS = 'The data gives totals without dates. The sheet "Benefit values", with one row per benefit and period, would supply them.'
NO_CHAIN = 'No benefit is counted in money. The sheet "Benefits" would supply them, with project, change and objective beside each.'
EVIDENCE = {"confirmed": "● Confirmed", "measured": "Measured", "claimed": "Claimed", "forecast": "Forecast only"}


@dataclass(frozen=True)
class Line:
    """A benefit as the register shows it: its row, its projects, and its part of the gap by reason."""

    row: Record
    scopes: tuple[str, ...]
    gaps: dict[str, float]


@dataclass(frozen=True)
class BenefitsScene(PageScene):
    """The page: drawings, reasons in words by key, the register and the benefits that are not money."""

    reasons: dict[str, str] | None = None
    lines: tuple[Line, ...] = ()
    unit: str = ""
    scale: int = 1


def make(store: Store, figures: FigureSet, policy: Policy, snapshot: Snapshot, scope: str, look: Look) -> BenefitsScene:
    """Return the Benefits page of a snapshot."""
    base = told("benefits", store, figures, policy, snapshot)
    listed = registers.register(store, snapshot.id, figures.context.only)
    scale, unit = wording.unit(figures.context.currency, [_number(benefit.amounts["plan"]) for benefit in listed])
    charts = {
        "waterfall": _waterfall(figures, base.story, scope, look),
        "benefits_by_quarter": _quarters(store, figures, snapshot, base.story, scope, look),
        "results_chain": joined.results_chain(
            Source(store, snapshot, figures, look, 0, lambda key: float(policy[key]), scope),
            heading(base.story, "results_chain", "From project to objective"),
        ),
    }
    scene = BenefitsScene(**vars(base), reasons=reasons(figures), lines=tuple(_lines(listed, figures, scale, unit)), unit=unit, scale=scale)
    return replace(
        scene, charts={name: drawn for name, drawn in charts.items() if drawn},
        unsaid={"waterfall": NO_WATERFALL, "benefits_by_quarter": NO_QUARTERS, "results_chain": NO_CHAIN}, tables={"outcomes": _outcomes(store, figures, snapshot)},
    )  # fmt: skip


def reasons(figures: FigureSet) -> dict[str, str]:
    """Return the recorded reasons of the gap, in words by key, in their fixed order."""
    known = forms.style(figures.context.currency).language["gap_reasons"]
    found = [
        figure.id.removeprefix(GAP) for figure in figures if figure.id.startswith(GAP) and figure.scope == figures.scope and figure.value
    ]
    return {key: str(known.get(key, UNRECORDED)) for key in found}


def _waterfall(figures: FigureSet, story: Story, scope: str, look: Look) -> Drawing | None:
    plan, realized = figures.value("benefits.plan_to_date", scope), figures.value("benefits.realized", scope)
    if plan is None or realized is None or plan <= 0:
        return None
    steps = [waterfall.Step(key, label, figures.value(GAP + key, scope) or 0.0) for key, label in reasons(figures).items()]
    gains = [step for step in steps if step.amount > 0]
    ordered = sorted((step for step in steps if step.amount < 0), key=lambda step: step.amount) + gains
    currency = figures.context.currency
    unit = wording.unit(currency, [plan, realized])[1]
    return waterfall.draw(
        waterfall.Total("Planned to date", plan, "plan"), ordered,
        waterfall.Total("Realized to date", realized, "realized", figures.value("evidence.confirmed", scope)),
        title=heading(story, "waterfall", "From planned to realized benefits"),
        subtitle=f"Benefits to {wording.day(figures.context.as_of)}, {unit}. Outline = plan, solid = confirmed by finance, tint = reported only",
        words=wording.words(currency, [plan, realized]), look=look, other="Smaller reasons", heading="Reason",
    )  # fmt: skip


def _quarters(store: Store, figures: FigureSet, snapshot: Snapshot, story: Story, scope: str, look: Look) -> Drawing | None:
    found = quarters(store, snapshot.id, scope, figures.context.only)
    if not found:
        return None
    drawn = [quarter_chart.Quarter(q.ends, wording.quarter_tick(q.quarter, q.year), q.plan, q.realized, q.forecast) for q in found]
    amounts = [amount for q in drawn for amount in (q.plan, q.expected)]
    currency = figures.context.currency
    return quarter_chart.draw(
        drawn, as_of=figures.context.as_of, title=heading(story, "benefits_by_quarter", "Benefits by quarter"),
        unit=wording.unit(currency, amounts)[1], words=wording.words(currency, amounts), look=look,
    )  # fmt: skip


# The register


def _number(amount: Decimal | None) -> float | None:
    return None if amount is None else float(amount)


def _lines(listed: Iterable[Benefit], figures: FigureSet, scale: int, unit: str) -> Iterable[Line]:
    for benefit in listed:
        scopes = tuple(f"project:{key}" for key in benefit.projects)
        row: Record = {
            "Benefit": benefit.name,
            "Project": ", ".join(figures.name(scope) for scope in scopes),
            "Owner": benefit.owner or "○ No owner",
            "Measure": benefit.measure or "○ No measure",
        }
        for name in ("baseline", "plan", "realized", "forecast"):
            amount = benefit.amounts[name]
            row[f"{name.capitalize()}, {unit}"] = None if amount is None else float(amount) / scale
        row["Evidence"] = EVIDENCE.get(benefit.evidence or "", "○ None")
        row["Next measure"] = wording.day(benefit.next_measure_on) if benefit.next_measure_on else "not set"
        yield Line(row, scopes, {reason: float(amount) for reason, amount in benefit.gaps.items()})


def _outcomes(store: Store, figures: FigureSet, snapshot: Snapshot) -> list[Record]:
    return [
        {
            "Benefit": outcome.name,
            "Project": ", ".join(figures.name(f"project:{key}") for key in outcome.projects),
            "Owner": outcome.owner or "○ No owner",
            "Measure": outcome.measure or "○ No measure",
            "Unit": outcome.unit or "",
            "Before": outcome.baseline,
            "Now": outcome.latest,
            "Target": outcome.target,
        }
        for outcome in registers.outcomes(store, snapshot.id, figures.context.only)
    ]
