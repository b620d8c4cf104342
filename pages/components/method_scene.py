"""What the Method page shows, complete: its words, and every figure of the portfolio as a row."""

from __future__ import annotations

from dataclasses import replace

from pages.components.page_scene import PageScene, told
from value_model import narrative
from value_model.charts.drawing import Look, Record
from value_model.figures import Definition, definition, undefined
from value_model.figures.figure import Figure, FigureSet
from value_model.narrative import language
from value_model.narrative.page_words import say
from value_model.narrative.translated import translated
from value_model.policy import Policy
from value_model.store import Snapshot, Store


def make(store: Store, figures: FigureSet, policy: Policy, snapshot: Snapshot, scope: str, look: Look) -> PageScene:  # noqa: ARG001
    """Return the words of the page and the list of all figures."""
    return replace(told("method", store, figures, policy, snapshot), tables={"figures": rows(figures)})


def rows(figures: FigureSet) -> list[Record]:
    """Return the figures of the portfolio with their written form, or why there is none."""
    here = (figures.get(ref, figures.scope) for ref in figures.ids("", figures.scope))
    return [_row(figure, figures.context.currency) for figure in here if figure]


def _row(figure: Figure, currency: str) -> Record:
    known = definition(figure.id)
    return {
        say("words.figure"): figure.id, say("words.reads"): narrative.write(figure, currency), say("words.unit"): translated(figure.unit), say("words.formula"): translated(figure.formula),
        say("words.not_stated_when"): _cases(known), say("words.source"): translated(known.source) if known else "",
    }  # fmt: skip


def _cases(known: Definition | None) -> str:
    words = language.load()
    return "; ".join(words.reason(code) for code in undefined(known)) if known else ""
