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
from value_model.narrative.page_words import say
from value_model.policy import Policy
from value_model.store import Snapshot, Store

NO_WATERFALL = say("words.there_is_no_plan_to_date")
NO_QUARTERS = say("words.the_data_gives_totals_without_dates_2")
NO_CHAIN = say("words.no_benefit_is_counted_in_money")
MISSING = {"waterfall": NO_WATERFALL, "benefits_by_quarter": NO_QUARTERS, "results_chain": NO_CHAIN}
EVIDENCE = {
    "confirmed": say("words.dot_confirmed"),
    "measured": say("words.measured"),
    "claimed": say("words.claimed"),
    "forecast": say("words.forecast_only"),
}


AMOUNTS = ("baseline", "plan", "realized", "forecast")


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
    amounts: Mapping[str, float | None] = field(default_factory=dict)  # by stream, reporting currency


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
            say("words.benefit"): benefit.name,
            say("words.project"): ", ".join(figures.name(scope) for scope in scopes),
            say("words.owner"): benefit.owner or say("words.ring_no_owner"),
            say("words.measure"): benefit.measure or say("words.ring_no_measure"),
        }
        amounts = {name: _number(benefit.amounts[name]) for name in AMOUNTS}
        for name, amount in amounts.items():
            row[say("heads.named_in", name=say(f"words.{name}"), unit=unit)] = wording.in_unit(amount, scale)
        row[say("words.evidence")] = EVIDENCE.get(benefit.evidence or "", say("words.ring_none"))
        row[say("words.next_measure")] = wording.day(benefit.next_measure_on) if benefit.next_measure_on else say("words.not_set")
        quarters = {key: {name: float(amount) for name, amount in held.items()} for key, held in dated.get(benefit.benefit_id, {}).items()}
        objective = figures.name(f"objective:{benefit.objective_id}") if benefit.objective_id else ""
        gaps = {reason: float(amount) for reason, amount in benefit.gaps.items()}
        yield Line(row, scopes, gaps, benefit.benefit_id, benefit.kind or "", benefit.change or "", objective, quarters, amounts)


def _outcomes(store: Store, figures: FigureSet, snapshot: Snapshot) -> list[Record]:
    return [
        {
            say("words.benefit"): outcome.name,
            say("words.project"): ", ".join(figures.name(f"project:{key}") for key in outcome.projects),
            say("words.owner"): outcome.owner or say("words.ring_no_owner"),
            say("words.measure"): outcome.measure or say("words.ring_no_measure"),
            say("words.unit"): outcome.unit or "",
            say("words.before"): outcome.baseline,
            say("words.now"): outcome.latest,
            say("words.target"): outcome.target,
        }
        for outcome in registers.outcomes(store, snapshot.id, figures.context.only)
    ]
