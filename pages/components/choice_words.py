"""How a scenario is written and drawn: amounts of its measure, its sentence, its frontier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pages.components import choice_desk, keeping, wording
from pages.components.choice_controls import label, measure_words
from pages.components.choice_desk import Answer, Desk
from pages.components.keeping import Parts
from pages.components.shown import Shown
from value_model import narrative, policy
from value_model.charts import attempts
from value_model.charts.drawing import Drawing, Look, Record
from value_model.choices import Candidate, Scenario
from value_model.exports import mixes
from value_model.figures import FigureSet
from value_model.narrative import format as forms
from value_model.narrative.page_words import say


@dataclass(frozen=True)
class Written:
    """How the amounts of a measure are written, and the divisor and unit of its column."""

    measure: str
    currency: str
    scale: int
    unit: str
    cost_scale: int
    cost_unit: str

    @property
    def name(self) -> str:
        return measure_words(self.measure)

    @property
    def _heading(self) -> str:
        name = label(self.measure)
        return say("mix.value_in", measure=name, unit=self.unit) if self.unit else name

    def amount(self, value: float | None) -> str:
        if value is None:
            return say("mix.unknown")
        return forms.score(value, forms.style()) if self.measure == mixes.FIT else self.money(value)

    def differ(self, value: float) -> str:
        if self.measure == mixes.FIT:
            return forms.score(value, forms.style(), form="signed")
        return forms.money(value, forms.style(self.currency), form="signed")

    def money(self, value: float) -> str:
        return forms.money(value, forms.style(self.currency))

    def ratio(self, value: float) -> str:
        return forms.ratio(value, forms.style())

    def gap(self, share: float) -> str:
        return forms.percent(share, forms.style(), form="table")

    def row(self, one: Candidate, **first: Any) -> Record:
        """Return a project as a row: its name, cost to come and measure in the units of the headings."""
        value = one.values.get(self.measure)
        return first | {
            say("mix.project"): one.label,
            say("mix.cost_in", unit=self.cost_unit): wording.in_unit(one.cost, self.cost_scale),
            self._heading: wording.in_unit(value, self.scale),
        }


def writing(desk: Desk, asked: Scenario) -> Written:
    """Return the writers for a scenario's measure."""
    currency = desk.figures.context.currency
    cost_scale, cost_unit = wording.unit(currency, [one.cost for one in desk.projects])
    if asked.measure == mixes.FIT:
        return Written(asked.measure, currency, 1, "", cost_scale, cost_unit)
    scale, unit = wording.unit(currency, [one.values.get(asked.measure) for one in desk.projects])
    return Written(asked.measure, currency, scale, unit, cost_scale, cost_unit)


def drawing(shown: Shown, asked: Scenario, look: Look) -> Drawing | None:
    """Return the frontier through today's mix and the chosen one; None where it could not be drawn."""
    return _kept_drawing((keeping.parts(shown), asked, look))


def _drawing(at: tuple[Parts, Scenario, Look]) -> Drawing | None:
    key, asked, look = at
    answer, figures = choice_desk.answered(key, asked), choice_desk.desk_under(key).figures
    title, currency = headline(answer, asked, figures), figures.context.currency
    found, _ = attempts.drawn(
        ["frontier"],
        lambda _: mixes.draw(answer, measure=asked.measure, budget=asked.budget, title=title, currency=currency, look=look),
    )
    return found.get("frontier")


_kept_drawing = keeping.kept(_drawing, entries=64)


def headline(answer: Answer, asked: Scenario, figures: FigureSet) -> str:
    """Return what the scenario comes to in one proved sentence; what the chart is about where there is none."""
    said = narrative.scenario(figures, policy.load(), budget=asked.budget, value=answer.mix.value, measure=asked.measure)
    return said.text if said else say("chart.frontier")
