"""What a chart is made of: a snapshot with its figures, a scope, a look and the size of its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from value_model.charts.drawing import Look
from value_model.exports.mixes import Offer
from value_model.figures import PORTFOLIO, FigureSet
from value_model.figures.naming import project_names
from value_model.narrative.sentence import Sentence
from value_model.store import Snapshot, Store

NO_OBJECTIVE = "No objective"


@dataclass(frozen=True)
class Source:
    """What a chart is made of, at which scope and with which look.

    `setting` asks the policy for a number; `height` and `width` in px at scale 1 are those of its place, 0 for the
    chart's own; `offer` gives what Choices
    answers for today's budget, None where nothing can be chosen; `said` is the sentence of the title.
    """

    store: Store
    snapshot: Snapshot
    figures: FigureSet
    look: Look
    setting: Callable[[str], float]
    scope: str = PORTFOLIO
    height: int = 0
    width: int = 0
    offer: Callable[[], Offer | None] | None = None
    said: Sentence | None = None

    def value(self, ref: str) -> float | None:
        """Return a figure at the scope of the chart."""
        return self.figures.value(ref, self.scope)

    @property
    def currency(self) -> str:
        return self.figures.context.currency

    def projects(self) -> dict[str, str]:
        """Return the words for each project by its scope, in reading order."""
        return project_names(self.figures)
