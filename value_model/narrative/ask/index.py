"""What a question is answered from: the figures of a snapshot, their names, and the insights, each found once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from value_model.figures.figure import FigureSet
from value_model.narrative import language
from value_model.narrative.ask.lines import lines
from value_model.narrative.ask.naming import Names, names
from value_model.narrative.ask.vocabulary import Vocabulary, vocabulary
from value_model.narrative.pattern import Insight, find
from value_model.narrative.patterns import PATTERNS
from value_model.narrative.world import World
from value_model.policy import Policy

KINDS = ("project", "objective")


@dataclass(frozen=True)
class Index:
    """A world to ask, with the names in it and all it has to say, by pattern: about all of it first, then the largest amounts."""

    world: World
    names: Names
    vocabulary: Vocabulary
    insights: Mapping[str, tuple[Insight, ...]]

    def within(self, scope: str) -> World:
        """Return the world of one project or objective."""
        figures = self.world.figures
        then = replace(figures.compared, scope=scope) if figures.compared else None
        return World(replace(figures, scope=scope, compared=then), self.world.policy, self.world.language)


def index(figures: FigureSet, policy: Policy, *, words: str = language.DEFAULT) -> Index:
    """Return what questions about a snapshot are answered from. Raises `PolicyError` for an unknown language.

    It reads every insight once, a second for a thousand projects, so that each question is answered at once.
    """
    labels = {scope: figures.name(scope) for kind in KINDS for scope in figures.scopes(kind)}
    world, known = World(figures, policy, language.load(words)), vocabulary(words)
    for topic in known.topics.values():
        lines(topic.figures, world, known)  # each figure is worked out when it is first asked for
    return Index(world, names(labels), known, {key: _told(key, world) for key in dict.fromkeys(p.id for p in PATTERNS)})


def _told(pattern_id: str, world: World) -> tuple[Insight, ...]:
    told = [i for p in PATTERNS if p.id == pattern_id for i in find(p, world)]
    return tuple(sorted(told, key=lambda i: (i.scope != world.whole, -(i.amount or 0), i.scope)))
