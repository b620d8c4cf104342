"""What the tests ask of a pattern: the sentences it has to say about a hand-made portfolio."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tests.narrative import build
from value_model.figures.figure import Coverage, FigureSet, Input
from value_model.narrative import language
from value_model.narrative.pattern import find
from value_model.narrative.patterns import PATTERNS
from value_model.narrative.telling import Teller
from value_model.narrative.world import World
from value_model.policy import load

NAMES = {
    "project:P1": "Claims automation",
    "project:P2": "Pricing engine",
    "project:P3": "Customer portal",
    "project:P4": "ERP consolidation",
    "objective:O1": "Grow digital revenue",
    "objective:O5": "Modernize core systems",
}
WEIGHTS = {f"fit.rank@objective:O{n}": n for n in range(1, 6)}


@dataclass(frozen=True)
class Case:
    """A row of the table of patterns: figures in, sentence out."""

    id: str
    text: str
    now: Mapping[str, Any]
    then: Mapping[str, Any] | None = None
    inputs: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    coverage: Mapping[str, tuple[int, int, float]] = field(default_factory=dict)
    fiscal_year_start: int = 1

    def figures(self, **changes: Any) -> FigureSet:
        """The figure set; `changes` replaces values (write __ for a dot)."""
        now = {**self.now, **changes}
        then = build.earlier(self.then, names=NAMES) if self.then is not None else None
        full = {ref: build.figure(ref, value, coverage=self._coverage(ref), inputs=self._inputs(ref)) for ref, value in now.items()}
        return build.figures({}, names=NAMES, compared=then, extra=tuple(full.values()), fiscal_year_start=self.fiscal_year_start)

    def _coverage(self, ref: str) -> Coverage | None:
        return Coverage(*self.coverage[ref]) if ref in self.coverage else None

    def _inputs(self, ref: str) -> tuple[Input, ...]:
        return tuple(Input(f"part {n}", value) for n, value in enumerate(self.inputs.get(ref, ())))


def world(figures: FigureSet, **policy: Any) -> World:
    """A world in English; `policy` replaces settings (write __ for a dot)."""
    known = load()
    changed = {key.replace("__", "."): value for key, value in policy.items()}
    settings = known.settings | {key: replace(known.settings[key], value=value) for key, value in changed.items()}
    return World(figures, replace(known, settings=settings), language.load())


def said(pattern_id: str, figures: FigureSet, *, block: bool = False, place: str = "", **policy: Any) -> list[str]:
    """The sentences of a pattern, proved; a withheld one fails the test at once."""
    teller = Teller(world(figures, **policy))
    patterns = [p for p in PATTERNS if p.id == pattern_id and p.block == block]
    assert patterns, pattern_id
    told = [teller.tell(i, place=place) for p in patterns for i in find(p, teller.world)]
    assert teller.withheld == 0
    return [sentence.text for sentence in told if sentence]
