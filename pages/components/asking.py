"""Ask: a search box in the header of every page and on Method; it answers with sentences and figures that exist already."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.components import caches, figure_panel, keeping, routes, scenes, text
from pages.components.routes import OUR_LINKS
from pages.components.shown import Shown
from value_model.figures.figure import PORTFOLIO
from value_model.narrative import ask, rephrase
from value_model.narrative.ask import Answer, Passage
from value_model.narrative.page_words import say
from value_model.narrative.sentence import Sentence

LONGEST = 200  # letters
HINT, SHORT_HINT = say("words.ask_unconfirmed_late_a_project"), say("words.ask_late_a_project")


def box(shown: Shown, *, compact: bool = False) -> None:
    """Show the box of the header; an answer opens above the page, so nothing on it moves."""
    hint = SHORT_HINT if compact else HINT
    st.text_input(
        say("words.ask_a_question"),
        key="ask",
        placeholder=hint,
        max_chars=LONGEST,
        type="search",
        label_visibility="collapsed",
        width=248,  # given here, not in the style sheet, which arrives after the first elements: nothing may jump sideways
        on_change=_asked,
    )
    question = st.session_state.pop("asked", "")
    if question:
        _over_the_page(shown, question)


def _asked() -> None:
    """Keep the question for this run alone and clear the box, so that the same one can be asked again."""
    st.session_state["asked"] = st.session_state["ask"].strip()
    st.session_state["ask"] = ""


@st.dialog(say("words.answer"), width="medium")
def _over_the_page(shown: Shown, question: str) -> None:
    again = st.text_input(say("words.question"), question, key="ask_again", max_chars=LONGEST, type="search")
    show(shown, again, key="answer")


def section(shown: Shown) -> None:
    """Show the box of the Method page with its answer below it; the question is part of the link."""
    text.section(say("words.ask_it"))
    question = st.text_input(say("words.question"), key="question", placeholder=HINT, max_chars=LONGEST, type="search", bind="query-params")
    if question and question.strip():
        show(shown, question, key="method_answer")
    else:
        text.caption(say("words.words_find_figures_projects_objectives_and"))


def show(shown: Shown, question: str, *, key: str) -> None:
    """Show the answer to a question, subject by subject, each with its figures and a way to its page."""
    index = caches.answers(shown)
    answer = rephrase.rephrased(ask.ask(question, index), index, rephrase.configured())
    proof = scenes.proved(keeping.store(), index.world.figures, _references(answer), shown.snapshot)
    for number, passage in enumerate(answer.passages):
        with st.container(gap="xsmall", key=f"{key}_{number}"):
            text.item(passage.name)
            for sentence in passage.sentences:
                text.body(sentence.text)
            text.facts(_pair(line) for line in passage.figures)
            with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"line_{key}_{number}"):
                figure_panel.popover(passage.references, proof, key=f"{key}_figures_{number}")
                _link(passage)
    for note in answer.notes:
        text.caption(note)


def _references(answer: Answer) -> Sequence[str]:
    return [ref for passage in answer.passages for ref in passage.references]


def _pair(line: Sentence) -> tuple[str, str]:
    """The name of a figure and its value; a name may hold a colon, a value never does."""
    name, _, value = line.text.rpartition(": ")
    return name, value


def _link(passage: Passage) -> None:
    kind, _, name = passage.scope.partition(":")
    if kind == "project":
        routes.link("projects", say("words.open_project"), project=name)
    elif passage.scope == PORTFOLIO or routes.exists(passage.page):
        routes.link(passage.page, OUR_LINKS[passage.page])
