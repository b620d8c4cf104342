"""The proof behind a text: "9 figures" opens each figure with its formula, inputs, coverage and source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import streamlit as st

from pages.components import text
from value_model.figures.figure import Figure


@dataclass(frozen=True)
class Proof:
    """What the panel shows: figures and their written form by reference, and where the data came from."""

    figures: Mapping[str, Figure] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)
    inputs: Mapping[str, str] = field(default_factory=dict)  # by reference: the amounts that went in, over the items used
    source: str = ""
    snapshot: str = ""

    def known(self, references: Iterable[str]) -> list[str]:
        """Return the references that have a figure, each once, in order."""
        return [ref for ref in dict.fromkeys(references) if ref in self.figures]


def popover(references: Iterable[str], proof: Proof, *, key: str) -> None:
    """Offer the figures behind a text; their details are built when the panel is opened."""
    known = proof.known(references)
    if not known:
        return
    place = st.popover(f"{len(known)} figure{'' if len(known) == 1 else 's'}", type="tertiary", key=key, on_change="rerun")
    if place.open:
        with place:
            for ref in known:
                _figure(ref, proof)
            text.note(f"Source: {proof.source}. Trace a figure to its cells with:")
            st.code("\n".join(command(proof.figures[ref], proof.snapshot) for ref in known), language=None)


def command(figure: Figure, snapshot: str) -> str:
    """Return the command that lists every source cell of a figure."""
    scope = "" if figure.scope == "portfolio" else f' --scope "{figure.scope}"'
    return f"python -m value_model trace {figure.id}{scope} --snapshot {snapshot}"


def _figure(ref: str, proof: Proof) -> None:
    figure = proof.figures[ref]
    text.item(f"{ref}: {proof.written.get(ref, 'not computed')}")
    text.facts(details(figure, proof))


def details(figure: Figure, proof: Proof) -> list[tuple[str, str]]:
    """Return label and words for all that is known about a figure, leaving out what is not."""
    found = [("Formula", figure.formula), ("Inputs", proof.inputs.get(figure.ref, "")), ("Rests on", _coverage(figure))]
    found.append(("Method", figure.method))
    return [(label, words) for label, words in found if words]


def _coverage(figure: Figure) -> str:
    covered = figure.coverage
    if covered is None:
        return ""
    spend = "" if covered.share_of_spend is None else f", {covered.share_of_spend:.0%} of approved spend"
    return f"{covered.items} of {covered.of} projects{spend}"
