"""Decisions to take: the first few in full, the rest on request, each with a way to its evidence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from pages.components import figure_panel, folded, routes, text
from pages.components.figure_panel import Proof
from value_model.narrative.page_words import say
from value_model.narrative.sentence import Decision


def show(decisions: Sequence[Decision], proof: Proof, *, first: int = 3, here: str = "", page: str = "") -> None:
    """Show the decisions of a page in rank order under their heading.

    `here` is the scope the page is about and `page` its path: nothing links to the page it stands on.
    """
    if not decisions:
        text.section(say("words.decisions_to_take"), say("words.no_decision_needed"))
        return
    with _lines("line_decisions"):
        for number, decision in enumerate(decisions[:first], 1):
            _line(number, decision, proof, leads=_leads(decision, here, page), under=say("words.decisions_to_take") if number == 1 else "")
    if len(decisions) > first:
        folded.below_title(say("words.more_decisions"), partial(_rest, decisions, proof, first, here, page), key="more_decisions")


def _rest(decisions: Sequence[Decision], proof: Proof, first: int, here: str, page: str) -> None:
    """Show the decisions after the first few; there may be dozens."""
    with _lines("line_decisions_more"):
        for number, decision in enumerate(decisions[first:], first + 1):
            _line(number, decision, proof, leads=_leads(decision, here, page))


def _lines(key: str) -> Any:
    """One place for decisions below each other: a place for each would be sent at every change."""
    return st.container(horizontal=True, vertical_alignment="center", gap="small", key=key)


def _leads(decision: Decision, here: str, page: str) -> bool:
    """Whether there is more to see elsewhere: on the project's page, or on another page than this."""
    return decision.scope != here and (decision.scope.startswith("project:") or decision.page != page)


def _line(number: int, decision: Decision, proof: Proof, *, leads: bool, under: str = "") -> None:
    own = decision.ask.rstrip(".") != decision.title  # some decisions take the ask as their title
    text.decision(number, decision.title, decision.evidence.text, decision.ask if own else "", under=under)
    figure_panel.popover(decision.evidence.figures, proof, key=f"decision_figures_{number}")
    if leads:
        routes.evidence_link(decision)
