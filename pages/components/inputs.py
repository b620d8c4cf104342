"""The amounts that went into a figure, written as they were used."""

from __future__ import annotations

from dataclasses import replace

from value_model import narrative
from value_model.figures.figure import Figure, FigureSet, Input
from value_model.narrative.page_words import number, say
from value_model.narrative.translated import translated


def in_words(figure: Figure, found: FigureSet) -> str:
    """Return the inputs of a figure, such as "benefits.plan £671.5B (102 items)".

    An input may rest on fewer items than the figure of the same id, so its own amount is written: only its unit is
    taken from that figure. An amount no figure lends its unit to stays a plain number.
    """
    return "; ".join(_one(entry, figure.scope, found) for entry in figure.inputs)


def _one(entry: Input, scope: str, found: FigureSet) -> str:
    like = found.get(entry.id, scope)
    stated = like is not None and entry.value is not None
    value = narrative.write(replace(like, value=entry.value), found.context.currency) if like and stated else _plain(entry.value)
    name = entry.id if "." in entry.id else translated(entry.id)
    return say("panel.items", id=name, value=value, n=entry.items) if entry.items else f"{name} {value}"


def _plain(value: float | None) -> str:
    return say("reasons.not_recorded") if value is None else number(value)
