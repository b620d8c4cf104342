"""KPI cards: label, value, status in words, one line of comparison."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from pages.components import figure_panel, text
from pages.components.figure_panel import Proof
from value_model.narrative.sentence import Card

NARROWEST = 150  # px: five across at 1366, two across on a phone, one of 360 px too


def row(cards: Sequence[Card], proof: Proof | None = None, *, key: str = "cards") -> None:
    """Show cards side by side, equally high, as many across as fit; with a proof each opens its figures."""
    if not cards:
        return
    grid = st.grid(len(cards), min_column_width=NARROWEST, gap="small", border=True, key=key)
    for card in cards:
        _card(grid, card, proof, key)


def _card(grid: Any, card: Card, proof: Proof | None, key: str) -> None:
    unknown = "_unknown" if card.status and card.status.word == "No data" and not card.figures else ""
    with grid.container(gap="xxsmall", key=f"{key}_{card.key}{unknown}"):
        st.metric(
            text.plain(card.label),
            text.plain(card.value),
            text.plain(card.status.text) if card.status else None,
            delta_color=card.status.tone if card.status else "off",
            delta_arrow="off",
            help=text.plain(card.help) or None,
        )
        text.caption(card.caption)
        if proof:
            figure_panel.icon(card.figures, proof, key=f"open_{key}_{card.key}", name=card.label)
