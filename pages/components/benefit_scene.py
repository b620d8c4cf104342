"""One benefit: what is recorded about it, its quarters, and which figure of its project holds which of its amounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pages.components import benefits_scene, wording
from pages.components.benefits_scene import Line
from value_model.charts import quarters as quarter_chart
from value_model.charts.drawing import Drawing, Look
from value_model.figures.figure import FigureSet
from value_model.policy import Policy
from value_model.store import Snapshot, Store

FIGURES = {"Plan": "benefits.plan", "Realized": "benefits.realized", "Forecast": "benefits.forecast"}
TITLE = "Amounts by quarter"


@dataclass(frozen=True)
class BenefitScene:
    """A benefit: the line of the register, label and words of what is recorded, its quarters where any has a date."""

    line: Line
    facts: tuple[tuple[str, str], ...]
    quarters: Drawing | None
    currency: str


def make(store: Store, figures: FigureSet, policy: Policy, snapshot: Snapshot, scope: str, look: Look) -> BenefitScene:
    """Return the benefit whose scope is given ("benefit:B01"); it must be one of the register."""
    register = benefits_scene.register(store, figures, policy, snapshot, scope, look)
    line = next(line for line in register.lines if f"benefit:{line.benefit_id}" == scope)
    return BenefitScene(
        line, tuple(_facts(line, figures, register.unit, register.scale)), _drawing(line, figures, look), figures.context.currency
    )


def _facts(line: Line, figures: FigureSet, unit: str, scale: int) -> list[tuple[str, str]]:
    words = wording.words(figures.context.currency)
    amounts = [(name, line.row.get(f"{name}, {unit}")) for name in ("Baseline", "Plan", "Realized", "Forecast")]
    found = [(name, "not reported" if amount is None else words.money(amount * scale)) for name, amount in amounts]
    found += [(name, str(line.row[name])) for name in ("Project", "Owner", "Measure", "Evidence", "Next measure")]
    return [*found, ("Change", line.change or "not recorded"), ("Objective", line.objective or "○ No objective")]


def _drawing(line: Line, figures: FigureSet, look: Look) -> Drawing | None:
    if not line.quarters:
        return None
    drawn = [
        quarter_chart.Quarter(_end(key), f"{key[-2:]} {key[2:4]}", held.get("plan"), held.get("realized"), held.get("forecast"))
        for key, held in line.quarters.items()
    ]
    currency = figures.context.currency
    amounts = [amount for one in drawn for amount in (one.plan, one.expected)]
    return quarter_chart.draw(
        drawn, as_of=figures.context.as_of, title=TITLE, unit=wording.unit(currency, amounts)[1], words=wording.words(currency, amounts), look=look
    )  # fmt: skip


def _end(key: str) -> date:
    """The last day of "2026-Q3"."""
    year, month = int(key[:4]), 3 * int(key[-1])
    return date(year, month, 31 if month in (3, 12) else 30)
