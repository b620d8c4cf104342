"""What the reader asks for on Choices: budget, mandatory projects, picks and measure; all of it in the link."""

from __future__ import annotations

import math

import streamlit as st

from pages.components import linked, text, wording
from pages.components.choice_desk import Desk
from value_model.charts.axes import step
from value_model.choices import DEFAULT, MEASURES, Scenario
from value_model.narrative import format as forms
from value_model.narrative.page_words import say

STEPS = 200  # of the slider, at most


def measure_words(measure: str) -> str:
    """Return a measure in words: "benefits to come"."""
    return str(forms.style().language["measures"][measure])


def ask(desk: Desk, today: float) -> Scenario:
    """Show the controls and return what they ask for. The budget starts at today's cost to come."""
    scale, unit = wording.unit(desk.figures.context.currency, [desk.most])
    names = desk.names
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="choice_controls"):
        budget = _budget(forms.in_unit(desk.most, scale), forms.in_unit(today, scale), unit)
        measure = linked.pick(st, text.plain(say("mix.measure")), list(MEASURES), key="measure", first=DEFAULT, words=label, width=190)
        include = _pick(text.plain(say("mix.include")), "include", names)
        exclude = _pick(text.plain(say("mix.exclude")), "exclude", names)
        mandatory = st.toggle(text.plain(say("mix.mandatory")), value=True, key="mandatory", bind="query-params")
    return Scenario(forms.from_unit(budget, scale), measure or DEFAULT, tuple(include), tuple(exclude), mandatory)


def take(budget: str | None, desk: Desk) -> None:
    """Take a budget over from a click on the frontier; a click beside all changes nothing."""
    if budget:
        scale, _ = wording.unit(desk.figures.context.currency, [desk.most])
        size = step(forms.in_unit(desk.most, scale) or 1.0, STEPS)
        st.session_state["budget"] = min(_up(forms.in_unit(float(budget), scale), size), _up(forms.in_unit(desk.most, scale), size))


def label(measure: str) -> str:
    """Return a measure as a heading: "Benefits to come"."""
    return say(f"mix.measure_{measure}")


def _budget(most: float, today: float, unit: str) -> float:
    size = step(most or 1.0, STEPS)
    top = _up(most, size) or size
    if st.session_state.get("budget", 0.0) > top:
        del st.session_state["budget"]
    start, places = min(_up(today, size), top), max(0, -math.floor(math.log10(size) + 1e-9))
    return st.slider(
        text.plain(say("mix.budget_in", unit=unit)), 0.0, top, start, size, f"%.{places}f", key="budget", bind="query-params", width=290
    )  # fmt: skip


def _up(amount: float, size: float) -> float:
    """The next step at or above an amount, so that what it pays for still fits."""
    return round(math.ceil(amount / size - 1e-9) * size, 6)


def _pick(our_label: str, key: str, names: dict[str, str]) -> list[str]:
    return linked.pick_several(our_label, list(names), key=key, words=names.__getitem__, placeholder=say("mix.any"), width=205)
