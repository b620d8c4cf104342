"""What exports are made of, gathered once: a snapshot, its figures, the words of its pages, and the number check."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from value_model import narrative
from value_model.charts.drawing import Drawing, Look
from value_model.errors import ExportRefused
from value_model.exports import provenance
from value_model.exports.drawings import CHARTS, Source
from value_model.exports.provenance import Provenance
from value_model.figures import PORTFOLIO, FigureSet
from value_model.narrative.sentence import Sentence, Story
from value_model.store import Snapshot, Store

PAGES = ("story", "value", "benefits", "fit", "choices", "risk", "changes", "capability", "method")  # pages whose words are taken away
Tell = Callable[[str], Story]
Setting = Callable[[str], float]
Prove = Callable[[Story], list[str]]


@dataclass(frozen=True)
class Material:
    """A snapshot with its figures and words. `problems` are sentences on numbers that failed the check."""

    store: Store
    snapshot: Snapshot
    figures: FigureSet
    stories: Mapping[str, Story]
    setting: Setting
    problems: tuple[str, ...] = ()

    @cached_property
    def origin(self) -> Provenance:
        """Return what every export says of itself."""
        return provenance.of(self.figures)

    @property
    def withheld(self) -> int:
        """Return how many sentences the number check kept back while the words were made."""
        return sum(story.withheld for story in self.stories.values())

    def check(self) -> None:
        """Raise `ExportRefused` where a number in the words is not what its figure says."""
        if self.problems:
            raise ExportRefused.numbers(self.problems)

    @property
    def refusal(self) -> str:
        """Return the sentence that says why nothing can be exported; empty where all is well."""
        return str(ExportRefused.numbers(self.problems)) if self.problems else ""

    def title(self, chart: str) -> Sentence | None:
        """Return the message of a chart."""
        told = self.stories[CHARTS[chart].page]
        return told.chart_title if chart == "scurve" else told.chart_titles.get(chart)

    def drawing(self, chart: str, look: Look, *, height: int | None = None, scope: str = PORTFOLIO) -> Drawing | None:
        """Return a chart; None where the data has nothing to draw."""
        title = self.title(chart)
        source = Source(self.store, self.snapshot, self.figures, look, height or CHARTS[chart].height, self.setting, scope)
        return CHARTS[chart].make(source, title.text if title else CHARTS[chart].name)


def gather(store: Store, snapshot: Snapshot, figures: FigureSet, *, tell: Tell, prove: Prove, setting: Setting) -> Material:
    """Return the material of a snapshot.

    `tell` gives the words of a page by its name; `prove` repeats the number check on them, best against
    figures computed anew. `setting` gives a number of the policy.
    """
    stories = {name: tell(name) for name in PAGES}
    problems = [problem for story in stories.values() for problem in prove(story)]
    return Material(store, snapshot, figures, stories, setting, tuple(dict.fromkeys(problems)))


def written(figures: FigureSet, ref: str) -> str:
    """Return the written form of a figure, or in words why there is none."""
    found = figures.get(ref)
    return narrative.write(found, figures.context.currency) if found else "not recorded"
