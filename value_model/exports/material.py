"""What exports are made of, gathered once: a snapshot, its figures, the words of its pages, and the number check."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from value_model import narrative
from value_model.charts import attempts
from value_model.charts.drawing import Drawing, Look
from value_model.errors import ExportRefused
from value_model.exports import canvas, provenance
from value_model.exports.drawings import CHARTS, message
from value_model.exports.mixes import Offer
from value_model.exports.provenance import Provenance
from value_model.exports.source import Source
from value_model.figures import FigureSet
from value_model.narrative.page_words import say
from value_model.narrative.sentence import Sentence, Story
from value_model.store import Snapshot, Store

PAGES = ("story", "value", "benefits", "fit", "choices", "risk", "changes", "capability", "method")  # pages whose words are taken away
PAPER = Look("light")  # files are made for paper
OF_PROJECT = ("projects",)  # and those of one project
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
    offer: Callable[[], Offer | None] | None = None

    @cached_property
    def origin(self) -> Provenance:
        """Return what every export says of itself."""
        return provenance.of(self.figures)

    @property
    def told(self) -> Story:
        """Return the words that open the review, or those of the project where it is of one."""
        return self.stories.get("story") or self.stories["projects"]

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
        return message(chart, self.stories[CHARTS[chart].page])

    @cached_property
    def charts(self) -> Mapping[str, Drawing]:
        """Return every chart that the data can draw, as it goes into a file, by key in the order of the pages."""
        return self._attempted[0]

    @property
    def failed(self) -> tuple[str, ...]:
        """Return the keys of the charts that could not be made."""
        return self._attempted[1]

    @cached_property
    def _attempted(self) -> tuple[Mapping[str, Drawing], tuple[str, ...]]:
        return self._attempt(*self.stories)

    def of_page(self, page: str) -> tuple[Mapping[str, Drawing], tuple[str, ...]]:
        """Return the charts of a page as they go into files, and the keys of those that could not be made."""
        return self._attempt(*(one for one in self.stories if one == page))

    def _attempt(self, *pages: str) -> tuple[Mapping[str, Drawing], tuple[str, ...]]:
        return attempts.drawn((key for key, one in CHARTS.items() if one.page in pages), lambda key: self.drawing(key, PAPER))

    def drawing(self, chart: str, look: Look) -> Drawing | None:
        """Return a chart; None where the data has nothing to draw."""
        size = CHARTS[chart].height, round(CHARTS[chart].plot / canvas.K)
        source = Source(self.store, self.snapshot, self.figures, look, self.setting, self.figures.scope, *size, offer=self.offer)
        return CHARTS[chart].drawn(source, self.title(chart))


def gather(
    store: Store,
    snapshot: Snapshot,
    figures: FigureSet,
    *,
    tell: Tell,
    prove: Prove,
    setting: Setting,
    offer: Callable[[], Offer | None] | None = None,
    pages: Sequence[str] = PAGES,
) -> Material:
    """Return the material of a snapshot.

    `tell` gives the words of a page by its name; `prove` repeats the number check on them, best against
    figures computed anew. `setting` gives a number of the policy, `offer` what Choices answers for today's budget.
    `pages` are those whose words and charts are taken along; for `OF_PROJECT` the figures' scope is the project.
    """
    stories = {name: tell(name) for name in pages}
    problems = [problem for story in stories.values() for problem in prove(story)]
    return Material(store, snapshot, figures, stories, setting, tuple(dict.fromkeys(problems)), offer)


def written(figures: FigureSet, ref: str) -> str:
    """Return the written form of a figure, or in words why there is none."""
    found = figures.get(ref)
    return narrative.write(found, figures.context.currency) if found else say("export.not_recorded")
