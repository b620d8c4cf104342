"""The figure finder: from an id to its formula, inputs, coverage, and every source cell behind it."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from pages.components import inputs, linked, source_cells, text
from pages.components.figure_panel import Proof, command, details
from pages.components.shown import Shown
from value_model import figures as figure_room
from value_model import narrative
from value_model.figures.figure import PORTFOLIO, Figure, FigureSet
from value_model.narrative.page_words import say
from value_model.narrative.translated import translated

FIRST = "benefits.realized"


def show(found: FigureSet, names: Mapping[str, str], shown: Shown) -> None:
    """Show the two pickers, and everything about the figure they name."""
    text.section(say("words.find_a_figure"))
    scopes = {PORTFOLIO: say("words.portfolio"), **names, **{scope: found.name(scope) for scope in found.scopes("objective")}}
    bar = st.container(horizontal=True, gap="small", key="finder_bar")
    scope = linked.pick(bar, say("words.of"), list(scopes), key="finder_scope", first=PORTFOLIO, words=scopes.__getitem__) or PORTFOLIO
    known = found.ids("", scope)
    first = FIRST if FIRST in known else next(iter(known), None)
    chosen = linked.pick(bar, say("words.figure"), known, key="figure", first=first, placeholder=say("words.type_a_part_of_its_id"))
    figure = found.get(chosen, scope) if chosen else None
    if figure is None:
        text.caption(say("words.choose_a_figure"))
    else:
        _figure(figure, found, shown)


def _figure(figure: Figure, found: FigureSet, shown: Shown) -> None:
    currency = found.context.currency
    text.item(f"{figure.ref}: {narrative.write(figure, currency)}")
    proof = Proof({figure.ref: figure}, inputs={figure.ref: inputs.in_words(figure, found)}, shown=shown)
    definition = figure_room.definition(figure.id)
    rest = [
        (say("words.unit"), translated(figure.unit)),
        (say("words.better"), translated({"up": "higher", "down": "lower"}.get(figure.good, "neither"))),
        (say("words.definition"), translated(definition.source) if definition else ""),
    ]
    text.facts([*details(figure, proof), *((label, words) for label, words in rest if words)])
    if st.toggle(say("words.show_the_source_cells"), key="finder_cells"):
        source_cells.show(figure.ref, shown, currency=currency, key="finder")
    st.code(command(figure, proof), language=None)
