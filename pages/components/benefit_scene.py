"""One benefit: what is recorded about it, its quarters, and which figure of its project holds which of its amounts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pages.components import benefits_scene, wording
from pages.components.benefits_scene import AMOUNTS, Line
from value_model.charts import quarters as quarter_chart
from value_model.charts.drawing import Drawing, Look
from value_model.exports.writers import is_fiscal, quarter_tick
from value_model.figures.benefit_quarters import last_day
from value_model.figures.figure import FigureSet
from value_model.narrative.page_words import say
from value_model.policy import Policy
from value_model.store import Snapshot, Store

FIGURES = {say("words.plan"): "benefits.plan", say("words.realized"): "benefits.realized", say("words.forecast"): "benefits.forecast"}
TITLE = say("words.amounts_by_quarter")


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
    return BenefitScene(line, tuple(_facts(line, figures)), _drawing(line, figures, look), figures.context.currency)


def _written(amount: float | None, write: Callable[[float], str]) -> str:
    return say("words.not_reported") if amount is None else write(amount)


def _facts(line: Line, figures: FigureSet) -> list[tuple[str, str]]:
    words = wording.words(figures.context.currency)
    found = [(say(f"words.{name}"), _written(line.amounts.get(name), words.money)) for name in AMOUNTS]
    found += [
        (name, str(line.row[name]))
        for name in (say("words.project"), say("words.owner"), say("words.measure"), say("words.evidence"), say("words.next_measure"))
    ]
    return [
        *found,
        (say("words.change"), line.change or say("words.not_recorded")),
        (say("words.objective"), line.objective or say("words.ring_no_objective")),
    ]


def _drawing(line: Line, figures: FigureSet, look: Look) -> Drawing | None:
    if not line.quarters:
        return None
    starts = figures.context.fiscal_year_start
    drawn = [
        quarter_chart.Quarter(
            last_day(key), quarter_tick(last_day(key), starts), held.get("plan"), held.get("realized"), held.get("forecast")
        )
        for key, held in line.quarters.items()
    ]
    currency = figures.context.currency
    amounts = [amount for one in drawn for amount in (one.plan, one.expected)]
    return quarter_chart.draw(
        drawn, as_of=figures.context.as_of, title=TITLE, unit=wording.unit(currency, amounts)[1], words=wording.words(currency, amounts), look=look,
        fiscal=is_fiscal(starts),
    )  # fmt: skip
