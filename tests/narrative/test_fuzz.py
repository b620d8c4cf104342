"""Laws of the text over random portfolios: proved, free of cause, even-handed, without duplicates, the same every time."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.narrative.random_sets import portfolio
from tests.narrative.say import world
from value_model import narrative
from value_model.figures.figure import FigureSet
from value_model.narrative import proof, readability
from value_model.narrative.pages import PAGES
from value_model.narrative.resolve import references
from value_model.narrative.sentence import Sentence, Story
from value_model.policy import load

POLICY = load()
SEEDS = st.integers(min_value=0, max_value=2**32)
SOME, MANY = settings(max_examples=60, deadline=None), settings(max_examples=400, deadline=None)


def all_of(figures: FigureSet) -> list[Story]:
    pages = [narrative.page(name, figures, POLICY) for name in PAGES]
    return [narrative.story(figures, POLICY), *pages, narrative.project(figures, "project:P2", POLICY)]


def holds(figures: FigureSet) -> None:
    """Every law at once, over every page."""
    here = world(figures)
    for told in all_of(figures)[:-1]:
        assert told.withheld == 0
        assert narrative.verify(told, figures, POLICY) == []
        for sentence in narrative.sentences(told):
            lawful(sentence, here)
        spoken = [told.headline, *told.lead, *told.statements]
        assert len({s.text for s in spoken}) == len(spoken)
        assert len({(d.title, d.evidence.text) for d in told.decisions}) == len(told.decisions)
    own = narrative.project(figures, "project:P2", POLICY)
    assert own.withheld == 0


def lawful(sentence: Sentence, here) -> None:
    masked = proof.masked(sentence)
    assert readability.forbidden(masked, here.language) is None
    assert len(readability.words(proof.condensed(sentence))) <= readability.SENTENCE_WORDS
    assert "  " not in masked
    numbers_stand_for_figures(sentence, here)
    directions_follow_signs(sentence, here)


def numbers_stand_for_figures(sentence: Sentence, here) -> None:
    """Written anew in this test: each digit of the masked text lies in a piece that a figure, a setting or a date filled."""
    for part in sentence.parts:
        if re.search(r"\d", part.text) and not (part.slot and part.slot.kind == "name"):
            assert part.slot, part.text
            assert part.slot.kind in ("figure", "policy", "date", "tally"), part.text
    for ref in sentence.figures:
        assert here.figures.get(ref) is not None or (here.figures.compared and here.figures.compared.get(ref) is not None), ref


def directions_follow_signs(sentence: Sentence, here) -> None:
    """Forecast above plan says above, and so on, from the figures themselves."""
    value = here.figures.value
    text = "".join(p.text for p in sentence.parts if not (p.slot and p.slot.kind == "name"))
    scope = sentence.scope
    if sentence.pattern == "A2" and sentence.figures:
        assert (" above the " in text) == (value("benefits.forecast", scope) > value("benefits.plan", scope))
    if sentence.pattern == "F1" and (" rose " in text or " fell " in text):
        assert (" rose " in text) == (value("change.benefits", scope) > 0)
    if sentence.pattern == "C5":
        assert (" rose " in text) == (value("fit.index", scope) > here.figures.compared.value("fit.index", scope))
    if " delivered " in text and value("benefits.realized", scope):
        assert 2 * value("evidence.confirmed", scope) >= value("benefits.realized", scope) * (1 - 1e-9)


@SOME
@given(SEEDS)
def test_the_laws_hold(seed):
    holds(portfolio(seed))


@SOME
@given(SEEDS)
def test_the_same_figures_give_the_same_words(seed):
    first = [narrative.story(portfolio(seed), POLICY), narrative.page("risk", portfolio(seed), POLICY)]
    again = [narrative.story(portfolio(seed), POLICY), narrative.page("risk", portfolio(seed), POLICY)]
    assert first == again


@SOME
@given(SEEDS)
def test_names_change_nothing_but_themselves(seed):
    figures = portfolio(seed)
    odd = replace(figures, names={scope: f"{words} {scope}" for scope, words in figures.names.items()})
    plain = replace(figures, names={scope: f"Name {scope}" for scope in figures.names})
    there, here = ([proof.masked(s) for s in narrative.sentences(narrative.story(f, POLICY))] for f in (odd, plain))
    assert sorted(there) == sorted(here)


@SOME
@given(SEEDS, st.integers(min_value=0, max_value=10_000))
def test_one_changed_figure_is_noticed_wherever_it_is_stated(seed, pick):
    figures = portfolio(seed)
    told = narrative.story(figures, POLICY)
    parts = [p for s in narrative.sentences(told) for p in s.parts if p.slot and not p.choice]
    parts = [p for p in parts if not p.text.startswith(("under", "over"))]  # a bound stays true when more lies behind it
    parts = [p for p in parts if p.slot.op in ("value", "minus", "over") and not any(ref.then for ref in p.slot.refs)]
    stated = sorted({r for p in parts for r in references(p.slot, world(figures)) if figures.value(r) is not None})
    if not stated:
        return
    ref = stated[pick % len(stated)]
    figure = figures[ref]
    another = replace(figure, value=float(figure.value or 0) + 5e12, inputs=())  # type: ignore[arg-type]
    other = replace(figures, figures={**figures.figures, (figure.id, figure.scope): another})
    assert narrative.verify(told, other, POLICY)


@pytest.mark.slow
@MANY
@given(SEEDS)
def test_the_laws_hold_on_many_portfolios(seed):
    holds(portfolio(seed))
