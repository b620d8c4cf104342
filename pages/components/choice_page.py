"""The Choices page below its header strip: one fragment, so that a control redraws this and nothing else."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.components import (
    caches,
    cards,
    choice_controls,
    choice_desk,
    choice_saved,
    choice_tables,
    choice_words,
    clickable,
    decisions,
    keeping,
    opening,
    split,
    text,
)
from pages.components.choice_desk import Answer, Desk
from pages.components.choice_words import Written
from pages.components.header import View
from pages.components.scenes import StoryScene
from pages.components.shown import Shown
from value_model.choices import Scenario
from value_model.figures import PORTFOLIO
from value_model.narrative.page_words import say


@st.fragment
def show(view: View, shown: Shown) -> None:
    """Show headline, cards, controls, the mix and its lists."""
    desk = choice_desk.desk(shown)
    if not desk.most:
        scene = choice_desk.scene(shown, Scenario(0.0))
        _opening(st.container(), scene)
        text.caption(say("mix.nothing" if desk.figures.value("cost.to_come") is None else "mix.all_spent"))
        decisions.show(scene.story.decisions, scene.proof, here=PORTFOLIO)
        return
    head = st.container(key="choice_head")
    asked = choice_controls.ask(desk, desk.today)
    scene, answer = choice_desk.scene(shown, asked), choice_desk.answer(shown, asked)
    written = caches.part(shown, "choice_words", (asked.measure,), lambda: choice_words.writing(desk, asked))
    _opening(head, scene)
    if answer.mix.is_feasible:
        _mix(view, shown, answer, asked, desk, written)
        text.section(say("mix.saved"))
        choice_saved.save(keeping.store(), shown.snapshot, desk, answer, asked)
    else:
        choice_tables.conflicts(answer, desk, written)
        text.section(say("mix.saved"))
    choice_saved.compare(keeping.store(), shown.snapshot, written, compact=view.compact)
    decisions.show(scene.story.decisions, scene.proof, here=PORTFOLIO)


def _opening(place: Any, scene: StoryScene) -> None:
    with place:
        opening.words(scene, "choices")
        cards.row(scene.story.cards, scene.proof)


def _mix(view: View, shown: Shown, answer: Answer, asked: Scenario, desk: Desk, written: Written) -> None:
    left, right = split.halves("choices")
    with left:
        clickable.or_say(
            choice_words.drawing(shown, asked, view.look), say("chart.frontier"), missing=say("panel.chart_failed"), key="frontier",
            on_pick=lambda key: choice_controls.take(key, desk),
        )  # fmt: skip
    with right:
        choice_tables.result(say("mix.this"), answer, desk, written)
    left, right = split.halves("lists", "small")
    with left:
        choice_tables.swaps(choice_tables.Asked(shown, asked), answer, desk, written, compact=view.compact)
    with right:
        choice_tables.below(choice_tables.Asked(shown, asked), answer, desk, written, compact=view.compact)
