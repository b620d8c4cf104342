"""The proof behind a text: "9 figures" opens each figure with its formula, inputs, coverage and source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st

from pages.components import source_cells, text
from pages.components.shown import Shown
from value_model.figures.figure import Figure
from value_model.narrative import format as forms
from value_model.narrative.ask.lines import named
from value_model.narrative.page_words import say
from value_model.narrative.translated import translated

OPENED = "opened_cells"  # the panel and the reference whose cells were asked for in this run


@dataclass(frozen=True)
class Proof:
    """What the panel shows: figures and their written form by reference, and where the data came from."""

    figures: Mapping[str, Figure] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)
    inputs: Mapping[str, str] = field(default_factory=dict)  # by reference: the amounts that went in, over the items used
    source: str = ""
    shown: Shown | None = None  # what is traced; None where there is nothing to trace
    currency: str = ""

    def beside(self, other: Proof) -> Proof:
        """Return both as one."""
        figures, written = {**self.figures, **other.figures}, {**self.written, **other.written}
        return replace(self, figures=figures, written=written, inputs={**self.inputs, **other.inputs})

    def known(self, references: Iterable[str]) -> list[str]:
        """Return the references that have a figure, each once, in order."""
        return [ref for ref in dict.fromkeys(references) if ref in self.figures]


def popover(references: Iterable[str], proof: Proof, *, key: str) -> None:
    """Offer the figures behind a text; their details are built when the panel is opened."""
    known = proof.known(references)
    if not known:
        return
    _panel(st.popover(text.plain(say("panel.figures", n=len(known))), type="tertiary", key=key, on_change="rerun"), known, proof, key)


def icon(references: Iterable[str], proof: Proof, *, key: str, name: str) -> None:
    """The same behind a sign, where there is no room for words; `name` is read out and not seen."""
    known = proof.known(references)
    if known:
        place = st.popover(
            f":material/functions: {text.plain(name)}", type="tertiary", key=key, on_change="rerun", help=text.plain(say("panel.open"))
        )
        _panel(place, known, proof, key)


def _panel(place: Any, known: Sequence[str], proof: Proof, key: str) -> None:
    if place.open:
        with place:
            for ref in known:
                _figure(ref, proof, key)
            text.note(say("panel.source", source=proof.source))
            st.code("\n".join(command(proof.figures[ref], proof) for ref in known), language=None)
    opened, ref = st.session_state.get(OPENED, ("", ""))
    if opened == key:
        del st.session_state[OPENED]
        cells(ref, proof)


def command(figure: Figure, proof: Proof) -> str:
    """Return the command that lists every source cell of a figure."""
    scope = "" if figure.scope == "portfolio" else f' --scope "{figure.scope}"'
    if proof.shown is None:
        return f"python -m value_model trace {figure.id}{scope}"
    only = "".join(f' --only "{name}={value}"' for name, value in proof.shown.only.asked.items())
    return f"python -m value_model trace {figure.id}{scope}{only} --snapshot {proof.shown.snapshot.id}"


def _figure(ref: str, proof: Proof, key: str) -> None:
    figure = proof.figures[ref]
    headed(figure, proof, details(figure, proof))
    if proof.shown and figure.value is not None:
        st.button(text.plain(say("panel.cells")), key=f"cells_{key}_{ref}", type="tertiary", on_click=_leave, args=(key, ref))


def headed(figure: Figure, proof: Proof, facts: Sequence[tuple[str, str]]) -> None:
    """Show what a figure is called and reads, and below it its id and the facts about it."""
    text.item(f"{named(figure.id)}: {proof.written.get(figure.ref) or say('nothing.computed')}")
    text.facts([(say("words.figure"), figure.ref), *facts])


def _leave(key: str, ref: str) -> None:
    """Close the panel: it would stand in front of the dialog that it opens."""
    st.session_state[key] = False
    st.session_state[OPENED] = (key, ref)


@st.dialog(say("panel.dialog"), width="large")
def cells(ref: str, proof: Proof, benefit: str | None = None) -> None:
    """Show a figure with all that is known about it and every row behind it."""
    figure = proof.figures[ref]
    headed(figure, proof, details(figure, proof))
    if proof.shown:
        source_cells.show(ref, proof.shown, currency=proof.currency, key="cells", benefit=benefit)


def details(figure: Figure, proof: Proof) -> list[tuple[str, str]]:
    """Return label and words for all that is known about a figure, leaving out what is not."""
    used = proof.inputs.get(figure.ref, "")
    found = {"formula": translated(figure.formula), "inputs": used, "coverage": _coverage(figure), "method": figure.method}
    return [(say(f"panel.{label}"), words) for label, words in found.items() if words]


def _coverage(figure: Figure) -> str:
    covered = figure.coverage
    if covered is None:
        return ""
    if covered.share_of_spend is None:
        return say("panel.covered", k=covered.items, n=covered.of)
    return say("panel.covered_spend", k=covered.items, n=covered.of, share=forms.percent(covered.share_of_spend, forms.style()))
