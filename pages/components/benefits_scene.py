"""The Benefits page: where planned benefits went, by reason; by quarter; and the register."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from pages.components import scenes, wording
from pages.components.page_scene import PageScene, made
from value_model.charts.drawing import Look, Record
from value_model.exports.benefit_charts import reasons
from value_model.figures import register as registers
from value_model.figures.benefit_quarters import Quarters, benefit_quarters
from value_model.figures.figure import FigureSet
from value_model.figures.register import Benefit
from value_model.policy import Policy
from value_model.store import Snapshot, Store

NO_WATERFALL = (
    "There is no plan to date beside a realized amount, so no gap can be shown. "
    'The sheet "Benefit values" would supply both, with a reason beside each actual.'
)
NO_QUARTERS = 'The data gives totals without dates. The sheet "Benefit values", with one row per benefit and period, would supply them.'
NO_CHAIN = 'No benefit is counted in money. The sheet "Benefits" would supply them, with project, change and objective beside each.'
MISSING = {"waterfall": NO_WATERFALL, "benefits_by_quarter": NO_QUARTERS, "results_chain": NO_CHAIN}
EVIDENCE = {"confirmed": "● Confirmed", "measured": "Measured", "claimed": "Claimed", "forecast": "Forecast only"}


@dataclass(frozen=True)
class Line:
    """A benefit as the register shows it: its row, its projects, its part of the gap by reason, its amounts by quarter."""

    row: Record
    scopes: tuple[str, ...]
    gaps: dict[str, float]
    benefit_id: str = ""
    kind: str = ""
    change: str = ""
    objective: str = ""
    quarters: Mapping[str, Mapping[str, float]] = field(default_factory=dict)


@dataclass(frozen=True)
class BenefitsScene(PageScene):
    """The page: drawings, reasons in words by key, the register and the benefits that are not money."""

    reasons: dict[str, str] | None = None
    lines: tuple[Line, ...] = ()
    unit: str = ""
    scale: int = 1


@dataclass(frozen=True)
class Register:
    """The benefits counted in money, with the unit and the divisor of their amounts."""

    lines: tuple[Line, ...]
    unit: str
    scale: int

    def of(self, scope: str) -> tuple[Line, ...]:
        """Return the benefits that a project holds."""
        return tuple(line for line in self.lines if scope in line.scopes)


def register(store: Store, figures: FigureSet, policy: Policy, snapshot: Snapshot, scope: str, look: Look) -> Register:  # noqa: ARG001
    """Return the register of a snapshot."""
    listed = registers.register(store, snapshot.id, figures.context.only)
    scale, unit = wording.unit(figures.context.currency, [_number(benefit.amounts["plan"]) for benefit in listed])
    return Register(tuple(_lines(listed, figures, scale, unit, benefit_quarters(store, snapshot.id))), unit, scale)


def make(store: Store, figures: FigureSet, policy: Policy, snapshot: Snapshot, scope: str, look: Look) -> BenefitsScene:
    """Return the Benefits page of a snapshot."""
    source = scenes.source(store, figures, policy, snapshot, scope, look)
    base = made("benefits", source, policy, unsaid=MISSING, outcomes=_outcomes(store, figures, snapshot))
    listed = register(store, figures, policy, snapshot, scope, look)
    return BenefitsScene(**vars(base), reasons=reasons(source), lines=listed.lines, unit=listed.unit, scale=listed.scale)


# The register


def _number(amount: Decimal | None) -> float | None:
    return None if amount is None else float(amount)


def _lines(listed: Iterable[Benefit], figures: FigureSet, scale: int, unit: str, dated: Mapping[str, Quarters]) -> Iterable[Line]:
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
        quarters = {key: {name: float(amount) for name, amount in held.items()} for key, held in dated.get(benefit.benefit_id, {}).items()}
        objective = figures.name(f"objective:{benefit.objective_id}") if benefit.objective_id else ""
        gaps = {reason: float(amount) for reason, amount in benefit.gaps.items()}
        yield Line(row, scopes, gaps, benefit.benefit_id, benefit.kind or "", benefit.change or "", objective, quarters)


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
