"""What the reader asks for on Choices: budget, mandatory projects, picks and measure; all of it in the link."""

from __future__ import annotations

import re
from collections.abc import Iterable

import streamlit as st

from pages.components import linked, text, wording
from pages.components.choice_desk import Desk
from value_model.charts.axes import marks
from value_model.choices import DEFAULT, MEASURES, Scenario
from value_model.narrative import format as forms
from value_model.narrative.page_words import cell, say

STEPS = 200  # of the slider, at most
BUDGET = "budget"  # in the link


def measure_words(measure: str) -> str:
    """Return a measure in words: "benefits to come"."""
    return str(forms.style().language["measures"][measure])


def ask(desk: Desk, today: float) -> Scenario:
    """Show the controls and return what they ask for. The budget starts at today's cost to come."""
    scale, our_unit = wording.unit(desk.figures.context.currency, [desk.most])
    names = desk.names
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="choice_controls"):
        budget = _budget(forms.in_unit(desk.most, scale), forms.in_unit(today, scale), our_unit)
        measure = linked.pick(st, text.plain(say("mix.measure")), list(MEASURES), key="measure", first=DEFAULT, words=label, width=190)
        include = _pick(text.plain(say("mix.include")), "include", names)
        exclude = _pick(text.plain(say("mix.exclude")), "exclude", names)
        mandatory = st.toggle(text.plain(say("mix.mandatory")), value=True, key="mandatory", bind="query-params")
    return Scenario(forms.from_unit(float(budget), scale), measure or DEFAULT, tuple(include), tuple(exclude), mandatory)


def take(budget: str | None, desk: Desk) -> None:
    """Take a budget over from a click on the frontier; a click beside all changes nothing."""
    if budget:
        scale, _ = wording.unit(desk.figures.context.currency, [desk.most])
        linked.write(BUDGET, _at_least(forms.in_unit(float(budget), scale), _steps(forms.in_unit(desk.most, scale))))


def label(measure: str) -> str:
    """Return a measure as a heading: "Benefits to come"."""
    return say(f"mix.measure_{measure}")


def _budget(most: float, today: float, our_unit: str) -> str:
    """Show the slider: its steps are written as the page writes numbers, which a slider of numbers does not do in every language."""
    steps = _steps(most)
    asked = st.query_params.get(BUDGET, "")
    if asked not in steps and _is_amount(asked):
        linked.write(BUDGET, _at_least(float(asked), steps))
    return linked.pick_along(
        say("mix.budget_in", unit=our_unit), list(steps), key=BUDGET, first=_at_least(today, steps), words=steps.__getitem__, width=290
    )  # fmt: skip


def _steps(most: float) -> dict[str, str]:
    """The steps of the slider from nothing up to what pays for all: a number as the link holds it, and in words."""
    return {one: cell(float(one), places=len(one.partition(".")[2])) for one in marks(most, STEPS)}


def _at_least(amount: float, steps: Iterable[str]) -> str:
    """The first step at or above an amount, so that what it pays for still fits; the last one where none is."""
    *_, last = ordered = list(steps)
    return next((one for one in ordered if float(one) >= amount - 1e-9), last)


def _is_amount(words: str) -> bool:
    return re.fullmatch(r"\d{1,15}(\.\d{1,9})?", words) is not None


def _pick(our_label: str, key: str, names: dict[str, str]) -> list[str]:
    return linked.pick_several(our_label, list(names), key=key, words=names.__getitem__, placeholder=say("mix.any"), width=205)
